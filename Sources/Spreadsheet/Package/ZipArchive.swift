import CLibZip
import Glibc

/// A zip archive that is read. Its directory is judged when it is opened, before anything is unpacked.
final class ZipArchive {
    struct Entry {
        var name: String
        var index: UInt64
        /// As the directory says; an entry that holds more or less is refused when it is read.
        var sizeBytes: Int
        var packedBytes: Int
    }

    private let archive: OpaquePointer
    private var entries: [String: Entry] = [:]
    /// By their names in lower case: some programs name a part in one way and mean another.
    private var foldedNames: [String: String] = [:]

    /// Opens and judges. Throws when the directory is damaged, or breaks a limit.
    init(path: String, limits: SheetLimits) throws(SheetError) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            throw code == ZIP_ER_OPEN ? .unreadable(code: errno) : .damaged(.archive, .file)
        }
        self.archive = archive
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.entries else { throw .limit(.entries, .file) }
        var totalBytes = 0
        for index in 0..<UInt64(max(0, count)) {
            let entry = try Self.entry(index, of: archive, limits: limits)
            totalBytes += entry.sizeBytes
            guard totalBytes <= limits.unpackedBytes else { throw .limit(.unpackedBytes, .file) }
            let folded = entry.name.lowercased()
            guard foldedNames[folded] == nil else {
                throw .damaged(.duplicateEntry, SheetPlace(part: entry.name))
            }
            foldedNames[folded] = entry.name
            entries[entry.name] = entry
        }
    }

    deinit { zip_discard(archive) }

    /// The entry of this name, or of the same name in other case.
    func entry(named name: String) -> Entry? {
        entries[name] ?? foldedNames[name.lowercased()].flatMap { entries[$0] }
    }

    func contains(_ name: String) -> Bool { entry(named: name) != nil }

    var names: some Collection<String> { entries.keys }

    /// Begins to unpack an entry. Throws when it is not there.
    func open(_ name: String) throws(SheetError) -> ZipEntry {
        guard let entry = entry(named: name) else { throw .damaged(.missingPart, SheetPlace(part: name)) }
        guard let file = zip_fopen_index(archive, entry.index, 0) else {
            throw .damaged(.archive, SheetPlace(part: name))
        }
        return ZipEntry(file: file, entry: entry, archive: self)
    }

    private static func entry(
        _ index: UInt64,
        of archive: OpaquePointer,
        limits: SheetLimits
    ) throws(SheetError) -> Entry {
        var stat = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &stat) == 0, let cName = stat.name else {
            throw .damaged(.archive, .file)
        }
        let name = String(cString: cName)
        let place = SheetPlace(part: name)
        let known = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD)
        guard stat.valid & known == known, let size = Int(exactly: stat.size),
            let packed = Int(exactly: stat.comp_size)
        else { throw .damaged(.archive, place) }
        guard isHarmless(name) else { throw .damaged(.entryName, place) }
        let method = Int32(stat.comp_method)
        guard method == ZIP_CM_STORE || method == ZIP_CM_DEFLATE, stat.encryption_method == ZIP_EM_NONE else {
            throw .damaged(.compression, place)
        }
        guard size <= limits.entryBytes else { throw .limit(.entryBytes, place) }
        guard size <= limits.ratioFreeBytes || size / max(1, packed) <= limits.compressionRatio else {
            throw .limit(.compressionRatio, place)
        }
        return Entry(name: name, index: index, sizeBytes: size, packedBytes: packed)
    }

    /// Whether a name stays inside the archive. Nothing is ever unpacked to a path; but a workbook is handed on with
    /// all its entries, and no workbook needs such a name.
    private static func isHarmless(_ name: String) -> Bool {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.utf8.contains(where: { $0 < 0x20 }) else { return false }
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        return !parts.contains("..") && !(parts.first?.hasSuffix(":") ?? false)
    }
}

/// An entry that is being unpacked, piece by piece. Keeps its archive open.
final class ZipEntry {
    private let file: OpaquePointer
    private let entry: ZipArchive.Entry
    private let archive: ZipArchive
    private var readBytes = 0

    fileprivate init(file: OpaquePointer, entry: ZipArchive.Entry, archive: ZipArchive) {
        self.file = file
        self.entry = entry
        self.archive = archive
    }

    deinit { zip_fclose(file) }

    /// Unpacks the next bytes; 0 at the end. Throws when they do not match their checksum or size.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SheetError) -> Int {
        let count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
        let place = SheetPlace(part: entry.name)
        guard count >= 0 else {
            let code = zip_error_code_zip(zip_file_get_error(file))
            throw .damaged(code == ZIP_ER_CRC ? .checksum : .archive, place)
        }
        readBytes += count
        guard readBytes <= entry.sizeBytes, count > 0 || readBytes == entry.sizeBytes else {
            throw .damaged(.checksum, place)
        }
        return count
    }
}
