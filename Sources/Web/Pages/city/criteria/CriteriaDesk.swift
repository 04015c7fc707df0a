internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Programme
package import Store

/// What the pages of criteria work with. Whoever looks at the city reads them; stewards write.
package struct CriteriaDesk: Sendable {
    let database: StewardDatabase
    let pages: PageRenderer
    /// For files of one request.
    let folder: String

    /// - Parameters:
    ///   - database: behind the pool of `hoctap_server`.
    ///   - folder: where files are put for the time of one request.
    package init(database: StewardDatabase, pages: PageRenderer, folder: String) {
        self.database = database
        self.pages = pages
        self.folder = folder
    }

    /// The page in its frame.
    func show(
        _ page: some Page,
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        at path: String,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = PageFrame(language: request.language, path: LocalPath(path), principal: viewer.principal)
        return pages.response(page, frame, status: status)
    }
}

/// Where the pages of criteria are.
enum CriteriaPath {
    static let list = "/city/criteria"
    static let name = Phrase("Bộ tiêu chí", "Criteria")

    static func of(_ id: CriteriaSetID) -> String { "\(list)/\(id)" }
}

extension CriteriaSet {
    /// Tells this content from any other: a form carries it, so that what somebody else wrote meanwhile is not written over.
    var stamp: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = (try? encoder.encode(self)) ?? Data()
        return SHA256.hash(data: bytes).prefix(16).map { String(format: "%02x", $0) }.joined()
    }

    /// The set as a file that is taken back by the page that loads, and by the command.
    func fileContent() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
