internal import HTTPTypes
internal import Hummingbird
package import NIOCore
internal import Synchronization

/// The body of a request, read at most once, within a limit.
package final class WebBody: Sendable {
    private enum Progress {
        case unread
        case reading
        case ended
    }

    /// What a client says of its body's length; nil if it does not.
    package let declaredBytes: Int?
    private let isExpected: Bool
    private let stream: RequestBody
    private let progress = Mutex(Progress.unread)

    init(_ request: Request) {
        declaredBytes = request.headers[.contentLength].flatMap { Int($0) }
        isExpected = request.headers[.transferEncoding] != nil || declaredBytes.map { $0 > 0 } ?? false
        stream = request.body
    }

    /// Whether bytes may still come that nobody will read. Such a connection is closed, so that nobody can keep it
    /// busy.
    var isLeftOver: Bool { isExpected && progress.withLock { $0 } != .ended }

    /// Hands the body on piece by piece.
    /// - Throws: `Problem.tooLarge` as soon as there are more bytes, or are said to come; what `use` throws.
    package func read(upTo limitBytes: Int, _ use: (ByteBuffer) async throws -> Void) async throws {
        guard declaredBytes ?? 0 <= limitBytes else { throw Problem(.tooLarge) }
        let isFirst = progress.withLock { progress in
            defer { if progress == .unread { progress = .reading } }
            return progress == .unread
        }
        guard isFirst else { throw Problem(.internalError) }
        var received = 0
        for try await piece in stream {
            received += piece.readableBytes
            guard received <= limitBytes else { throw Problem(.tooLarge) }
            try await use(piece)
        }
        progress.withLock { $0 = .ended }
    }

    /// All of the body.
    /// - Throws: `Problem.tooLarge`.
    package func bytes(upTo limitBytes: Int) async throws -> ByteBuffer {
        var all = ByteBuffer()
        try await read(upTo: limitBytes) { piece in
            var piece = piece
            all.writeBuffer(&piece)
        }
        return all
    }
}
