internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The files that pages load, in memory. Bootstrap and Chart.js come from the system's packages and are not part of this program.
package struct Assets: Sendable {
    /// A file is missing.
    package struct Missing: Error, CustomStringConvertible {
        let file: String
        /// Which file, and what to install.
        package var description: String {
            "\(file) is missing; Debian's packages libjs-bootstrap5 and libjs-chart.js have Bootstrap 5 and Chart.js 3, and "
                + "hoctap_Web.resources belongs beside the program"
        }
    }

    private struct File: Sendable {
        let bytes: Data
        let gzip: Data?
        let tag: String
        let name: String
        var contentType: String { name.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8" }

        /// The first 16 of 64 digits: no two versions of a file will ever share them.
        var path: String { "/assets/\(tag)/\(name)" }

        /// The file, shortened for those who can take it so.
        func response(to request: WebRequest) -> Response {
            var headers: HTTPFields = [
                .contentType: contentType,
                .cacheControl: "public, max-age=31536000, immutable",
                .eTag: "\"\(tag)\"",
                .vary: "accept-encoding",
            ]
            var body = bytes
            if let gzip, Self.takesGzip(request.headers[.acceptEncoding] ?? "") {
                headers[.contentEncoding] = "gzip"
                headers[.eTag] = "\"\(tag)-gzip\""
                body = gzip
            }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }

        /// Whether gzip is among the encodings named, and not refused with a weight of nothing.
        private static func takesGzip(_ accepted: String) -> Bool {
            accepted.split(separator: ",").contains { coding in
                let parts = coding.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
                return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: #/q=0(\.0*)?/#) != nil }
            }
        }
    }

    /// Where they are.
    package let paths: AssetPaths
    private let files: [File]

    /// Reads the files.
    /// - Throws: `Missing`.
    package init(bootstrapFolder: String, chartFolder: String) throws(Missing) {
        let bootstrap = try Self.file("bootstrap.css", at: "\(bootstrapFolder)/css/bootstrap.min.css", dropsMap: true)
        let chart = try Self.file("chart.js", at: "\(chartFolder)/chart.min.js")
        let own = try Self.own("hoctap.css", in: "Styles")
        let menu = try Self.own("menu.js", in: "Scripts")
        let figures = try Self.own("figures.js", in: "Scripts")
        let door = try Self.own("door.js", in: "Scripts")
        files = [bootstrap, chart, own, menu, figures, door]
        var paths = AssetPaths()
        (paths.bootstrap, paths.chart, paths.own) = (bootstrap.path, chart.path, own.path)
        (paths.menu, paths.figures, paths.door) = (menu.path, figures.path, door.path)
        self.paths = paths
    }

    /// The routes that hand them out.
    var routes: [Route] { files.map { file in .open(.get, file.path) { file.response(to: $0) } } }

    private static func own(_ name: String, in folder: String) throws(Missing) -> File {
        try file(name, at: Bundle.module.bundleURL.appending(path: "\(folder)/\(name)").path)
    }

    /// - Parameter dropsMap: leaves out the line that names a file for debugging, which is not handed out.
    private static func file(_ name: String, at path: String, dropsMap: Bool = false) throws(Missing) -> File {
        guard var bytes = FileManager.default.contents(atPath: path) else { throw Missing(file: path) }
        if dropsMap, let map = bytes.range(of: Data("/*# sourceMappingURL".utf8), options: .backwards) {
            bytes = bytes[..<map.lowerBound]
        }
        let digest = SHA256.hash(data: bytes).map { byte in String(byte, radix: 16) }.joined()
        let whole = Data(bytes)
        return File(bytes: whole, gzip: Gzip.compressed(whole), tag: String(digest.prefix(16)), name: name)
    }
}
