internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Programme
internal import Store

/// What the pages of criteria do, but for changing a draft: they are listed, shown, handed out as a file and loaded from one.
struct CriteriaActions: Sendable {
    /// A set has a few hundred lines.
    private static let mostBytes = 4 * 1024 * 1024

    let desk: CriteriaDesk

    func list(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (lines, titles) = try await desk.database.read { criteria in
            (try await criteria.list(), try await criteria.titles())
        }
        let page = CriteriaListPage(
            lines,
            CriteriaWords(language: request.language, titles: titles),
            mayEdit: viewer.principal.isSteward,
            notice: CriteriaNotices.phrase(request)
        )
        return desk.show(page, request, viewer, at: CriteriaPath.list)
    }

    func show(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await page(request, viewer, notice: CriteriaNotices.phrase(request))
    }

    /// The page of a set.
    func page(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.CriteriaSet.self)
        let page = try await found {
            try await desk.database.read { criteria in
                let stored = try await criteria.find(id)
                let latest = try await criteria.find(stored.set.key)
                return CriteriaSetPage(
                    stored,
                    isLatest: latest.id == stored.id,
                    CriteriaWords(language: request.language, titles: try await criteria.titles()),
                    isSteward: viewer.principal.isSteward,
                    notice: notice,
                    problem: problem
                )
            }
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, viewer, at: page.path, status: status)
    }

    /// A set as the file that is loaded again.
    func download(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.CriteriaSet.self)
        let set = try await found { try await desk.database.read { try await $0.find(id).set } }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json",
                .contentDisposition: "attachment; filename=\"\(set.key)-\(set.version).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try set.fileContent()))
        )
    }

    func showFile(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        desk.show(CriteriaFilePage(), request, viewer, at: CriteriaFilePage.path)
    }

    /// Loads a file, all or nothing.
    func load(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let path = "\(desk.folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        guard upload.sizeBytes > 0 else { return refused(request, viewer, ImportWords.noFile) }
        let content = upload.sizeBytes <= Self.mostBytes ? FileManager.default.contents(atPath: path) : nil
        guard let content, let read = try? JSONDecoder().decode(CriteriaSet.self, from: content) else {
            return refused(request, viewer, Self.unreadable)
        }
        let words = CriteriaWords(language: request.language, titles: [])
        switch read.checked() {
        case .failure(let found):
            return refused(request, viewer, StoreRefusal.criteriaFaulty.phrase, found.faults.map { words.fault($0) })
        case .success(let set):
            do {
                let id = try await desk.database.write(viewer.principal.account) { editor in
                    try await editor.hold(key: set.key)
                    return try await editor.load(set).id
                }
                return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(id))?done=loaded"))
            } catch StoreError.refused(let refusal) {
                return refused(request, viewer, refusal.phrase)
            }
        }
    }

    private static let unreadable = Phrase(
        "Tệp này không phải bộ tiêu chí (tệp JSON như khi tải về từ trang của một bộ tiêu chí).",
        "The file is no set of criteria (JSON, as the page of a set hands it out)."
    )

    private func refused(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ problem: Phrase,
        _ findings: [String] = []
    ) -> Response {
        let page = CriteriaFilePage(problem: problem.text(in: request.language), findings: findings)
        return desk.show(page, request, viewer, at: CriteriaFilePage.path, status: .unprocessableContent)
    }

    /// A set that there is not is an address that there is not.
    private func found<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch StoreError.refused(.criteriaUnknown) {
            throw Problem(.notFound)
        }
    }
}
