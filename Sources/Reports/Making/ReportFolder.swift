import Crypto
internal import Foundation
import Programme
import Store

/// A folder for the files of one report while it is made; it is gone afterwards, however that ends.
struct ReportFolder {
    private static let prefix = "hoctap-report-"
    /// Nothing is made for as long as this: what is older was left behind by a program that was killed.
    private static let oldSeconds: TimeInterval = 3600
    private static let pieceBytes = ReportRepository.partBytes
    /// As the database has it.
    private static let mostBytes = 256 << 20

    private let path: String

    /// Makes a folder in another, which nobody else can read.
    ///
    /// - Throws: `OfficialReportError.unwritable`.
    init(in parent: String) throws {
        path = parent + "/" + Self.prefix + UUID().uuidString
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw OfficialReportError.unwritable }
    }

    /// Removes what programs left behind that were killed on the way.
    static func removeOld(in parent: String, now: Date = Date()) {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let old = parent + "/" + name
            let changed = (try? files.attributesOfItem(atPath: old))?[.modificationDate] as? Date
            if let changed, now.timeIntervalSince(changed) > oldSeconds { try? files.removeItem(atPath: old) }
        }
    }

    /// Where a file of the report is.
    func file(_ kind: OfficialFile) -> String { "\(path)/report.\(kind.rawValue)" }

    /// Where the content of the draft is that is being signed.
    var draft: String { "\(path)/draft.jsonl" }

    /// Takes the folder from the disk.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// A file on its way into the database; nil if there is none.
    ///
    /// - Throws: `OfficialReportError.tooLarge`, `.unreadable`.
    func source(_ kind: OfficialFile) throws -> ReportFileSource? {
        let path = file(kind)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw OfficialReportError.unreadable }
        var hash = SHA256()
        var size = 0
        while let piece = try handle.read(upToCount: Self.pieceBytes), !piece.isEmpty {
            hash.update(data: piece)
            size += piece.count
        }
        guard size <= Self.mostBytes else { throw OfficialReportError.tooLarge }
        return ReportFileSource(kind, sizeBytes: size, sha256: Array(hash.finalize())) { isFirst in
            // a transaction that runs again reads from the beginning
            if isFirst { try handle.seek(toOffset: 0) }
            guard let piece = try handle.read(upToCount: Self.pieceBytes), !piece.isEmpty else { return nil }
            return Array(piece)
        }
    }
}
