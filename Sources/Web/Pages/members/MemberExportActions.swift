internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// The list of members as a file: those whom the list shows.
struct MemberExportActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        guard let form = MemberFileForm(rawValue: request.place("form")) else { throw Problem(.notFound) }
        let query = MemberListQuery(request.query, officer, desk.keys)
        let importer = Importer(
            database: desk.database,
            areas: try await desk.areas.history,
            today: .inVietnam(),
            folder: folder
        )
        let file = HandedFile(name: "hoi-vien.\(form.rawValue)", in: folder)
        defer { file.remove() }
        _ = try await importer.export(query.filter, as: form, to: file.path, officer.context)
        return try file.response()
    }
}
