import Crypto
import Foundation
import Programme
import Store

/// A file on disk for the time of one call.
struct ImportFile {
    let path: String

    /// Lends a path in `folder` at which nothing stands, and takes away what stands there afterwards.
    static func with<Result>(in folder: String, _ body: (ImportFile) async throws -> Result) async throws -> Result {
        let file = ImportFile(path: "\(folder)/hoctap-import-\(UUID().uuidString)")
        defer { unlink(file.path) }
        return try await body(file)
    }

    /// The size and SHA-256 of an upload.
    ///
    /// - Throws: `IntakeError.tooLarge`.
    func measured(mostBytes: Int) throws -> (bytes: Int, hash: [UInt8]) {
        var hash = SHA256()
        var count = 0
        try forEachPart { _, bytes in
            count += bytes.count
            guard count <= mostBytes else { throw IntakeError.tooLarge(mostBytes: mostBytes) }
            hash.update(data: bytes)
        }
        return (count, Array(hash.finalize()))
    }

    /// Goes through the pieces in which a file is kept.
    func forEachPart(_ body: (Int, [UInt8]) throws -> Void) throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        var ordinal = 0
        while let data = try handle.read(upToCount: ImportRepository.partBytes), !data.isEmpty {
            try body(ordinal, Array(data))
            ordinal += 1
        }
    }

    /// Keeps the file with an import.
    func keep(as id: ImportID, _ tx: TenantTransaction) async throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        var ordinal = 0
        while let data = try handle.read(upToCount: ImportRepository.partBytes), !data.isEmpty {
            try await tx.imports.writePart(ordinal, of: id, Array(data))
            ordinal += 1
        }
    }

    /// Writes the file of an import.
    ///
    /// - Throws: `StoreError.notFound` for a file that was dropped.
    func write(_ id: ImportID, _ tx: TenantTransaction) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw IntakeError.file(.unwritable("no temporary file"))
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        var ordinal = 0
        while let part = try await tx.imports.part(ordinal, of: id) {
            try handle.write(contentsOf: Data(part))
            ordinal += 1
        }
        if ordinal == 0 { throw StoreError.notFound }
    }
}
