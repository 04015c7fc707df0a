internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import Programme

/// A file that came as the body of a call, kept on disk for as long as the call runs.
struct UploadedFile: Sendable {
    /// Where it is.
    let path: String
    /// As the caller calls it.
    let name: String
    /// SHA-256 of its bytes.
    let digest: [UInt8]

    /// Characters of a name, at most.
    static let longestName = 255

    /// Kinds under which lists come; what a file is, it says itself.
    static let kinds = [
        "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel", "text/csv", "text/plain",
    ]

    /// Writes the body of a request into a folder, piece by piece.
    /// - Throws: `Problem`: another kind, no name, nothing in it, too large.
    static func receive(_ request: WebRequest, into folder: String) async throws -> UploadedFile {
        guard kinds.contains(request.contentType) else { throw Problem(.unsupportedMediaType) }
        let name = try name(request.headers[.fileName])
        let path = folder + "/hoctap-upload-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Problem(.unavailable, retryAfterSeconds: 10) }
        do {
            defer { try? handle.close() }
            var hash = SHA256()
            var size = 0
            try await request.body.read(upTo: request.limits.bodyBytes) { piece in
                let bytes = Data(piece.readableBytesView)
                hash.update(data: bytes)
                size += bytes.count
                try handle.write(contentsOf: bytes)
            }
            guard size > 0 else {
                throw Problem(invalid: [Problem.Detail(field: nil, .missing, "")], as: .badRequest)
            }
            return UploadedFile(path: path, name: name, digest: Array(hash.finalize()))
        } catch {
            remove(path)
            throw error
        }
    }

    /// Takes it from the disk.
    func remove() { Self.remove(path) }

    /// A file that is gone already is as good.
    private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    private static func name(_ field: String?) throws(Problem) -> String {
        let name = VietnameseText.clean(field?.removingPercentEncoding ?? "")
        guard (1...longestName).contains(name.unicodeScalars.count), !name.unicodeScalars.contains("\0") else {
            throw Problem(invalid: [Problem.Detail(field: "File-Name", .length, "1...\(longestName)")], as: .badRequest)
        }
        return name
    }
}

extension HTTPField.Name {
    /// What an uploaded file is called, percent-encoded.
    static let fileName = HTTPField.Name("File-Name") ?? .te
}
