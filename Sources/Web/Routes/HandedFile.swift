internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file that is made for one answer and gone with it.
struct HandedFile: Sendable {
    /// Where it is.
    let path: String
    /// What it is to be called, in ASCII.
    let name: String

    private static let pieceBytes = 64 * 1024

    /// A place for a file in a folder.
    init(name: String, in folder: String) {
        self.name = name
        path = folder + "/hoctap-answer-" + UUID().uuidString + "." + (name.split(separator: ".").last ?? "tmp")
    }

    /// What the file is, by the end of its name.
    var contentType: String { Self.contentType(of: name) }

    /// What a file of this name is.
    static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "csv": "text/csv; charset=utf-8"
        case "pdf": "application/pdf"
        case "jsonl": "application/jsonl"
        default: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// Takes it from the disk; one that was never made is as good.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Hands the file out piece by piece. It has no name any more from here on, so that nothing is left behind however the
    /// answer ends.
    func response() throws -> Response {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw Problem(.internalError) }
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 0)
        remove()
        return Response(
            status: .ok,
            headers: [
                .contentType: contentType, .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(contentLength: Int(size)) { writer in
                defer { try? handle.close() }
                while let piece = try handle.read(upToCount: Self.pieceBytes), !piece.isEmpty {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            }
        )
    }
}
