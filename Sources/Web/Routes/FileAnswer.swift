internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file as an answer.
enum FileAnswer {
    private static let pieceBytes = 64 * 1024

    /// Hands a file out piece by piece. It is opened now: its name may be removed as soon as this returns.
    static func response(path: String, name: String, isWorkbook: Bool) throws -> Response {
        guard let handle = FileHandle(forReadingAtPath: path),
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        else { throw Problem(.internalError) }
        let type =
            isWorkbook
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8"
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename=\"\(name).\(isWorkbook ? "xlsx" : "csv")\"",
            ],
            body: ResponseBody(contentLength: size) { writer in
                defer { try? handle.close() }
                while let piece = try handle.read(upToCount: pieceBytes), !piece.isEmpty {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            }
        )
    }
}
