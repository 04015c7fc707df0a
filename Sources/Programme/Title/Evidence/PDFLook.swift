/// Looks for what must not be in a PDF: programs, actions, attachments, films, forms that send themselves, and passwords. Names may
/// be written with `#` and digits, and may lie in compressed object streams; both are looked through. What cannot be looked through
/// is refused.
struct PDFLook {
    /// Names of what acts or is attached.
    private static let active: Set<String> = [
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "RichMediaContent", "SubmitForm",
        "ImportData", "GoToE", "GoToR", "XFA", "Movie", "Sound", "Rendition", "3D", "Encrypt", "AA",
    ]
    /// Bytes that all object streams together may unpack to.
    private static let mostUnpacked = 64 * 1024 * 1024
    /// Object streams looked into, at most.
    private static let mostStreams = 20_000

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What is wrong with it; nil if nothing is.
    var defect: EvidenceFile.Defect? {
        guard Self.contains("%%EOF", in: bytes[max(0, bytes.count - 2048)...]) else { return .kind }
        if Self.hasActive(bytes[...]) { return .active }
        return streamDefect
    }

    /// Of object streams, in which the objects of newer files lie.
    private var streamDefect: EvidenceFile.Defect? {
        var unpacked = 0
        var streams = 0
        var place = 0
        while let mark = Self.find("/ObjStm", in: bytes, from: place) {
            place = mark + 1
            streams += 1
            guard streams <= Self.mostStreams, let start = streamStart(after: mark),
                let dictionary = dictionary(around: mark, before: start)
            else { return .active }
            let filters = Self.names(in: dictionary).filter { $0.hasSuffix("Decode") }
            var content: [UInt8]
            if filters.isEmpty {
                guard let end = Self.find("endstream", in: bytes, from: start) else { return .active }
                content = Array(bytes[start..<end])
            } else {
                guard filters == ["FlateDecode"], !Self.names(in: dictionary).contains("DecodeParms"),
                    let inflated = Inflate.zlib(bytes[start...], most: Self.mostUnpacked - unpacked)
                else { return .active }
                content = inflated
            }
            unpacked += content.count
            if unpacked >= Self.mostUnpacked || Self.hasActive(content[...]) { return .active }
            content = []
        }
        return nil
    }

    private func streamStart(after mark: Int) -> Int? {
        guard let word = Self.find("stream", in: bytes, from: mark), word - mark < 4096 else { return nil }
        var start = word + 6
        if start < bytes.count, bytes[start] == 0x0d { start += 1 }
        if start < bytes.count, bytes[start] == 0x0a { start += 1 }
        return start
    }

    /// From the `obj` before the name to the stream.
    private func dictionary(around mark: Int, before start: Int) -> ArraySlice<UInt8>? {
        var begin = mark
        let least = max(0, mark - 4096)
        while begin > least, !bytes[begin...].starts(with: [0x6f, 0x62, 0x6a]) { begin -= 1 }
        return bytes[begin..<start]
    }

    private static func hasActive(_ bytes: ArraySlice<UInt8>) -> Bool {
        names(in: bytes).contains { active.contains($0) }
    }

    /// The names in a piece, with what is written with `#` read.
    private static func names(in bytes: ArraySlice<UInt8>) -> [String] {
        var names: [String] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            guard bytes[place] == 0x2f else {
                place += 1
                continue
            }
            place += 1
            var name: [UInt8] = []
            while place < bytes.endIndex, isRegular(bytes[place]), name.count < 128 {
                if bytes[place] == 0x23, place + 2 < bytes.endIndex,
                    let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
                {
                    name.append(byte)
                    place += 3
                } else {
                    name.append(bytes[place])
                    place += 1
                }
            }
            if (2...32).contains(name.count) { names.append(String(decoding: name, as: UTF8.self)) }
        }
        return names
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && !"()<>[]{}/%".utf8.contains(byte)
    }

    private static func contains(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
        find(text, in: Array(bytes), from: 0) != nil
    }

    private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, bytes.count >= wanted.count, start <= bytes.count - wanted.count else {
            return nil
        }
        for place in start...(bytes.count - wanted.count) where bytes[place] == first {
            if bytes[place..<(place + wanted.count)].elementsEqual(wanted) { return place }
        }
        return nil
    }
}
