internal import Foundation
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
        let path = "\(folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try await importer.export(query.filter, as: form, to: path, officer.context)
        return try FileAnswer.response(path: path, name: "hoi-vien", isWorkbook: form == .xlsx)
    }
}
