internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of officers do. Somebody new gets a link by which a password is set; it is shown once, to be handed on.
struct OfficerActions: Sendable {
    let desk: TenantDesk

    /// How long a link works: over a weekend and a day off.
    private static let linkLife: Duration = .seconds(7 * 24 * 3600)

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let login = VietnameseText.clean(sent["login"] ?? "")
        let (places, _) = try await scene(officer)
        do {
            let draft = try OfficerForm(sent, places).draft()
            let account = try await desk.identity.account(
                forLogin: login,
                displayName: draft.displayName,
                in: officer.context.tenant
            )
            if account.hasPassword, sent["confirmed"] != "yes" {
                let refused = RefusedForm(sent, OfficerWords.isMeant)
                return try await listPage(request, officer, refused: refused, isToBeConfirmed: true)
            }
            var added: OfficerID?
            let done = try await desk.once(request, sent, officer) { tx in
                let new = try await tx.officers.insert(draft, account: account.id)
                added = new.id
                return LocalPath(trusted: "\(OfficersPage.path)/\(new.id)?done=added")
            }
            if account.hasPassword { return done }
            if added == nil {
                added = try await desk.database.read(officer.context) { tx in
                    try await tx.officers.list().first { $0.account == account.id }?.id
                }
            }
            guard let added else { return done }
            return try await invited(added, account.id, request, officer)
        } catch StoreError.refused(let refusal) {
            return try await listPage(request, officer, refused: Self.refused(sent, refusal))
        } catch let problem as Problem where problem.kind == .invalid {
            let refused = RefusedForm(sent, "branch", problem.explanation ?? OfficerWords.onePart)
            return try await listPage(request, officer, refused: refused)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request.identity("id"), request, officer)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (places, _) = try await scene(officer)
        return try await change(request, officer, "saved") { tx, form, id, version in
            let draft = try OfficerForm(form, places).draft()
            _ = try await tx.officers.update(id, ifVersion: version, to: draft)
        }
    }

    func end(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "ended") { tx, _, id, version in
            _ = try await tx.officers.end(id, ifVersion: version)
        }
    }

    /// Another link for somebody who has not used the first.
    func invite(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Officer.self)
        _ = try await request.form()
        let account = try await desk.database.read(officer.context) { try await $0.officers.find(id).account }
        return try await invited(id, account, request, officer)
    }

    private func invited(
        _ id: OfficerID,
        _ account: AccountID,
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> Response {
        let token = SecretToken(.invitation)
        let outcome = try await desk.identity.invite(
            account,
            by: officer.context.tenant,
            tokenHash: token.hash,
            validFor: Self.linkLife
        )
        switch outcome {
        case .issued:
            return try await page(id, request, officer, link: "\(desk.baseURL)/invitation/\(token.text)")
        case .hasPassword:
            return .redirect(to: LocalPath(trusted: "\(OfficersPage.path)/\(id)?done=added"))
        case .invitedElsewhere: return try await page(id, request, officer, problem: OfficerWords.invitedElsewhere)
        case .refused: return try await page(id, request, officer, problem: OfficerWords.noLink)
        }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ done: String,
        _ work: (TenantTransaction, FormFields, OfficerID, Int) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Officer.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                try await work(tx, form, id, version)
                return LocalPath(trusted: "\(OfficersPage.path)/\(id)?done=\(done)")
            }
        } catch StoreError.refused(let refusal) where done == "saved" {
            return try await page(id, request, officer, refused: Self.refused(form, refusal))
        } catch StoreError.refused(let refusal) {
            return try await page(id, request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(id, request, officer, problem: OfficerWords.changedMeanwhile)
        } catch let problem as Problem where problem.kind == .invalid {
            let refused = RefusedForm(form, "branch", problem.explanation ?? OfficerWords.onePart)
            return try await page(id, request, officer, refused: refused)
        }
    }

    /// What is to be mended: what the refusal names, or else the name.
    private static func refused(_ form: FormFields, _ refusal: StoreRefusal) -> RefusedForm {
        let field =
            switch refusal {
            case .loginTaken: "login"
            case .administratorScope: "role"
            case .branchUnknown: "branch"
            case .areaUnknown: "area"
            default: form["login"] == nil || refusal == .textLength ? "display_name" : "login"
            }
        return RefusedForm(form, field, refusal.phrase)
    }

    private func scene(_ officer: SignedInOfficer) async throws -> (places: PlaceChoices, officers: [Officer]) {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            return (places, try await tx.officers.list(includingEnded: true))
        }
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        refused: RefusedForm? = nil,
        isToBeConfirmed: Bool = false
    ) async throws -> Response {
        let (places, officers) = try await scene(officer)
        let page = OfficersPage(
            officers,
            places,
            officer,
            request.language,
            refused: refused,
            isToBeConfirmed: isToBeConfirmed,
            notice: request.query["done"].flatMap { OfficerWords.notices[$0] }
        )
        let status: HTTPResponse.Status = refused == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: OfficersPage.path, status: status)
    }

    private func page(
        _ id: OfficerID,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        link: String? = nil,
        problem: Phrase? = nil,
        refused: RefusedForm? = nil
    ) async throws -> Response {
        let (places, officers) = try await scene(officer)
        guard let shown = officers.first(where: { $0.id == id }) else { throw Problem(.notFound) }
        let page = OfficerPage(
            shown,
            try await desk.identity.credentials(account: shown.account),
            places,
            officer,
            request.language,
            link: link,
            refused: refused,
            notice: request.query["done"].flatMap { OfficerWords.notices[$0] },
            problem: problem
        )
        let isRight = problem == nil && refused == nil
        return desk.show(
            page,
            request,
            officer,
            at: "\(OfficersPage.path)/\(id)",
            status: isRight ? .ok : .unprocessableContent
        )
    }
}
