import Foundation

/// The folder of an archive. What it holds is a tenant's people: only its owner may open it.
struct TenantArchiveFolder {
    /// Bytes that a manifest may have: a few hundred for each table.
    static let manifestBytes = 1 << 20
    /// Read at a time.
    static let chunkBytes = 64 << 10

    let path: String

    /// Makes a new folder.
    ///
    /// - Throws: Foundation's error where it exists already or cannot be made.
    static func make(_ path: String) throws -> TenantArchiveFolder {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        return TenantArchiveFolder(path: path)
    }

    /// Makes the file of a table, to be written.
    func create(_ table: String) throws -> FileHandle {
        let file = self.file(table)
        guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        return try FileHandle(forWritingTo: URL(filePath: file))
    }

    /// Opens the file of a table, to be read.
    func open(_ table: String) throws -> FileHandle {
        try FileHandle(forReadingFrom: URL(filePath: file(table)))
    }

    /// Written last: a folder without a manifest is not an archive.
    func write(_ manifest: TenantArchiveManifest) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = "\(path)/\(TenantArchiveManifest.fileName)"
        guard
            FileManager.default.createFile(
                atPath: file,
                contents: try encoder.encode(manifest),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw CocoaError(.fileWriteUnknown) }
    }

    /// The manifest, if there is one that can be read.
    func readManifest() throws -> TenantArchiveManifest {
        let handle = try FileHandle(forReadingFrom: URL(filePath: "\(path)/\(TenantArchiveManifest.fileName)"))
        defer { try? handle.close() }
        guard let text = try handle.read(upToCount: Self.manifestBytes + 1), text.count <= Self.manifestBytes else {
            throw StoreError.refused(.archiveUnreadable)
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let manifest = try? decoder.decode(TenantArchiveManifest.self, from: text),
            manifest.format == TenantArchiveManifest.format,
            manifest.formatVersion == TenantArchiveManifest.formatVersion
        else { throw StoreError.refused(.archiveUnreadable) }
        return manifest
    }

    private func file(_ table: String) -> String { "\(path)/\(table).csv" }
}
