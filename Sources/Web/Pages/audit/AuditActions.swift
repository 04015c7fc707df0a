internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the page of the audit does.
struct AuditActions: Sendable {
    let desk: TenantDesk

    private static let pageLength = 100

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = AuditQuery(request.query)
        let problem = query.isWrong ? Phrase("Ngày ghi như 03/05/2026.", "A day is written as 03/05/2026.") : nil
        let page = try await desk.database.read(officer.context) { tx in
            AuditPage(
                try await tx.audit.list(query.filter, after: query.after, limit: Self.pageLength),
                query,
                try await tx.officers.list(includingEnded: true),
                request.language,
                problem: problem
            )
        }
        return desk.show(
            page,
            request,
            officer,
            at: AuditPage.path,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }
}
