package import FoundationEssentials

/// A file that proves something of a score, looked into by its content and never by its name: what it is, that nothing in it acts,
/// and without what tells where and by whom it was made.
package struct EvidenceFile: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case pdf
        case jpeg
        case png

        /// As HTTP names it.
        package var contentType: String {
            switch self {
            case .pdf: "application/pdf"
            case .jpeg: "image/jpeg"
            case .png: "image/png"
            }
        }

        /// How names of such files end.
        fileprivate var endings: Set<String> {
            switch self {
            case .pdf: ["pdf"]
            case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
            case .png: ["png"]
            }
        }
    }

    /// Why a file is not taken.
    package enum Defect: Error, Hashable, Sendable {
        /// Nothing in it.
        case empty
        /// Larger than evidence may be.
        case tooLarge
        /// None of the kinds, or damaged.
        case kind
        /// Another kind than its name says.
        case name
        /// Something in it acts, or is attached, or cannot be looked into.
        case active
    }

    /// Bytes, at most: a photograph of a telephone has a few million.
    package static let mostBytes = 10 * 1024 * 1024
    /// Characters of a name, at most.
    package static let longestName = 200

    package let kind: Kind
    /// As it was uploaded, without folders.
    package let name: String
    /// To be kept: a picture without its notes about place, time and camera.
    package let content: Data

    /// Looks into a file.
    ///
    /// - Parameter name: as it was uploaded; its ending has to fit what is in it.
    package static func looked(into content: Data, name: String) -> Result<EvidenceFile, Defect> {
        guard !content.isEmpty else { return .failure(.empty) }
        guard content.count <= mostBytes else { return .failure(.tooLarge) }
        let bytes = [UInt8](content)
        guard let kind = kind(of: bytes) else { return .failure(.kind) }
        let name = cleaned(name)
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map {
            $0.lowercased()
        }
        guard let ending, kind.endings.contains(ending) else { return .failure(.name) }
        switch kind {
        case .pdf:
            if let defect = PDFLook(bytes).defect { return .failure(defect) }
            return .success(EvidenceFile(kind: kind, name: name, content: content))
        case .jpeg:
            guard let stripped = JPEGNotes.stripped(bytes) else { return .failure(.kind) }
            return .success(EvidenceFile(kind: kind, name: name, content: Data(stripped)))
        case .png:
            guard let stripped = PNGNotes.stripped(bytes) else { return .failure(.kind) }
            return .success(EvidenceFile(kind: kind, name: name, content: Data(stripped)))
        }
    }

    private static func kind(of bytes: [UInt8]) -> Kind? {
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
        if bytes.starts(with: PNGNotes.signature) { return .png }
        return nil
    }

    private static func cleaned(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return String(VietnameseText.clean(last).suffix(longestName))
    }
}
