internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Programme
internal import Store

/// What a person may ask for: to see everything kept, and to have it erased.
struct MemberRightsActions: Sendable {
    let desk: TenantDesk

    func showDossier(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            let words = MemberWords(language: request.language, places: places)
            return DossierPage(try await tx.members.dossier(id), of: id, words, madeAt: Moment.text(Date()))
        }
        return desk.show(page, request, officer, at: "/members/\(id)/dossier")
    }

    /// The same as a file, whole.
    func downloadDossier(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let dossier = try await desk.database.read(officer.context) { try await $0.members.dossier(id) }
        var response = try Response.json(dossier)
        // The member's identity and not the name: names of files travel.
        response.headers[.contentDisposition] = "attachment; filename=\"member-\(id).json\""
        return response
    }

    func showErasure(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await erasurePage(request, officer, problem: nil)
    }

    func erase(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }),
            let reason = form["reason"].flatMap(ErasureReason.init(rawValue:))
        else { throw Problem(.badRequest) }
        guard form["understood"] == "yes" else {
            let problem = Phrase("Xin đánh dấu vào ô xác nhận.", "Please tick the box to confirm.")
            return try await erasurePage(request, officer, problem: problem)
        }
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.members.erase(id, version: version, reason: reason)
                return LocalPath(trusted: "/members?done=erased")
            }
        } catch StoreError.versionDiffers {
            let problem = Phrase(
                "Người khác vừa sửa hồ sơ này. Xin xem lại trước khi xóa.",
                "Somebody else has just changed this record. Please look at it before you erase it."
            )
            return try await erasurePage(request, officer, problem: problem)
        }
    }

    private func erasurePage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase?
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let member = try await desk.database.read(officer.context) { try await $0.members.find(id) }
        guard member.state.isLive else { throw StoreError.refused(.memberGone) }
        let page = ErasurePage(member, request.language, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: "/members/\(id)/erasure", status: status)
    }
}
