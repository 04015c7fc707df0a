internal import Foundation
package import HTTPTypes
package import Hummingbird
internal import NIOCore

extension Response {
    /// Sends a browser on, after a form or instead of a page. The method of what follows is GET.
    package static func redirect(to path: LocalPath) -> Response {
        Response(status: .seeOther, headers: [.location: path.description])
    }

    /// A JSON document, keys in order.
    package static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(value)
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// A line of plain text.
    package static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Nothing to say but that it is done.
    package static var done: Response { Response(status: .noContent) }
}
