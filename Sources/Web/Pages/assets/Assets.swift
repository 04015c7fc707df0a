internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The files that pages load, in memory. Bootstrap comes from the system's package and is not part of this program.
package struct Assets: Sendable {
    /// A file is missing.
    package struct Missing: Error, CustomStringConvertible {
        let file: String
        /// Which file, and what to install.
        package var description: String {
            "\(file) is missing; Debian's package libjs-bootstrap5 has Bootstrap 5, and hoctap_Web.resources belongs beside the program"
        }
    }

    private struct File: Sendable {
        let bytes: Data
        let tag: String
        let name: String
        var contentType: String { name.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8" }

        /// The first 16 of 64 digits: no two versions of a file will ever share them.
        var path: String { "/assets/\(tag)/\(name)" }
    }

    private let bootstrap: File
    private let own: File
    private let door: File

    /// Reads the files.
    /// - Throws: `Missing`.
    package init(bootstrapFolder: String) throws(Missing) {
        bootstrap = try Self.file("bootstrap.css", at: "\(bootstrapFolder)/css/bootstrap.min.css", dropsMap: true)
        own = try Self.file("hoctap.css", at: Bundle.module.bundleURL.appending(path: "Styles/hoctap.css").path)
        door = try Self.file("door.js", at: Bundle.module.bundleURL.appending(path: "Scripts/door.js").path)
    }

    /// Where they are.
    package var paths: AssetPaths { AssetPaths(bootstrap: bootstrap.path, own: own.path, door: door.path) }

    /// The routes that hand them out.
    var routes: [Route] {
        [bootstrap, own, door].map { file in
            .open(.get, file.path) { _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: file.contentType,
                        .cacheControl: "public, max-age=31536000, immutable",
                        .eTag: "\"\(file.tag)\"",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes))
                )
            }
        }
    }

    /// - Parameter dropsMap: leaves out the line that names a file for debugging, which is not handed out.
    private static func file(_ name: String, at path: String, dropsMap: Bool = false) throws(Missing) -> File {
        guard var bytes = FileManager.default.contents(atPath: path) else { throw Missing(file: path) }
        if dropsMap, let map = bytes.range(of: Data("/*# sourceMappingURL".utf8), options: .backwards) {
            bytes = bytes[..<map.lowerBound]
        }
        let digest = SHA256.hash(data: bytes).map { byte in String(byte, radix: 16) }.joined()
        return File(bytes: Data(bytes), tag: String(digest.prefix(16)), name: name)
    }
}
