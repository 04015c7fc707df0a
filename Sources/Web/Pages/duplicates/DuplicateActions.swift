internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of possible duplicates do. Nothing is merged without somebody's choice, and a merge can be undone.
struct DuplicateActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let reason = request.query["reason"].flatMap(DuplicateReason.init(rawValue:)) ?? .citizenID
        var place: DuplicatePlace?
        if let one = request.query["one"].flatMap(MemberID.init),
            let other = request.query["other"].flatMap(MemberID.init)
        {
            place = DuplicatePlace(one: one, other: other)
        }
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let found = try await tx.duplicates.list(reason, after: place)
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            let words = MemberWords(language: request.language, places: places)
            return DuplicatesPage(found, reason, words, notice: MemberNotices.phrase(request))
        }
        return desk.show(page, request, officer, at: DuplicatesPage.path)
    }

    func compare(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await comparison(request, officer, problem: nil)
    }

    func merge(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (one, other) = try Self.pair(request)
        let form = try await request.form()
        guard let oneVersion = form["one_version"].flatMap({ Int($0) }),
            let otherVersion = form["other_version"].flatMap({ Int($0) })
        else { throw Problem(.badRequest) }
        // The record of the first side stays; from the second come the values that were chosen there.
        let chosen = MemberField.allCases.filter { form["field.\($0.rawValue)"] == "other" }
        let wanted = MergeRequest(
            kept: one,
            keptVersion: oneVersion,
            absorbed: other,
            absorbedVersion: otherVersion,
            absorbedFields: Set(chosen),
            takesLife: form[ComparisonPage.lifeChoice] == "other"
        )
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.duplicates.merge(wanted)
                return MemberNotices.path(one, "merged")
            }
        } catch StoreError.versionDiffers {
            let problem = Phrase(
                "Người khác vừa sửa một trong hai hồ sơ. Xin so sánh lại.",
                "Somebody else has just changed one of the records. Please compare them again."
            )
            return try await comparison(request, officer, problem: problem)
        } catch StoreError.refused(let refusal) {
            return try await comparison(request, officer, problem: refusal.phrase)
        }
    }

    func dismiss(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (one, other) = try Self.pair(request)
        let form = try await request.form()
        return try await desk.once(request, form, officer) { tx in
            try await tx.duplicates.dismiss(one, other)
            return LocalPath(trusted: "\(DuplicatesPage.path)?done=distinct")
        }
    }

    func undo(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Merge.self)
        let form = try await request.form()
        let back = form["member"].flatMap(LocalPath.init).flatMap { path in
            path.description.hasPrefix("/members/") && !path.description.contains("?") ? path.description : nil
        }
        return try await desk.once(request, form, officer) { tx in
            try await tx.duplicates.undo(id)
            return LocalPath(trusted: "\(back ?? DuplicatesPage.path)?done=undone")
        }
    }

    private static func pair(_ request: WebRequest) throws -> (MemberID, MemberID) {
        (
            try request.identity("one", of: IdentitySubject.Member.self),
            try request.identity("other", of: IdentitySubject.Member.self)
        )
    }

    private func comparison(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase?
    ) async throws -> Response {
        let (one, other) = try Self.pair(request)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let comparison = try await tx.duplicates.compare(one, other)
            let lives = (try await tx.members.history(one), try await tx.members.history(other))
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            return ComparisonPage(
                comparison,
                lives,
                MemberWords(language: request.language, places: places),
                mayEdit: officer.context.role >= .editor,
                problem: problem
            )
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .conflict
        return desk.show(page, request, officer, at: "/duplicates/\(one)/\(other)", status: status)
    }
}
