internal import Hummingbird
internal import Programme
internal import Reports
package import Store

/// What the pages of the city work with: published totals, and no tenant.
package struct CityDesk: Sendable {
    let database: CityDatabase
    let pages: PageRenderer
    /// For files of one request.
    let folder: String

    /// - Parameters:
    ///   - database: behind the pool of `hoctap_city`.
    ///   - folder: where files are put for the time of one request.
    package init(database: CityDatabase, pages: PageRenderer, folder: String) {
        self.database = database
        self.pages = pages
        self.folder = folder
    }

    /// The page in its frame.
    func show(_ page: some Page, _ request: WebRequest, _ viewer: SignedInViewer, at path: String) -> Response {
        let frame = PageFrame(language: request.language, path: LocalPath(path), principal: viewer.principal)
        return pages.response(page, frame)
    }

    /// A table as a file.
    func hand(_ table: CityTable, as form: ReportForm, _ notes: CityNotes) throws -> Response {
        let file = HandedFile(name: "thanh-pho-\(table.key).\(form.rawValue)", in: folder)
        defer { file.remove() }
        try table.report(notes: notes.lines).write(as: form, to: file.path)
        return try file.response()
    }
}
