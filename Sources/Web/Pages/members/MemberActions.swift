internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What a member's page does: it shows the record, and records what happened to the membership.
struct MemberActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: MemberNotices.phrase(request))
    }

    func transfer(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await deed(request, officer, date: "transfer_date", branch: "transfer_branch") { tx, deed in
            guard let branch = deed.branch else { throw StoreError.refused(.branchUnknown) }
            _ = try await tx.members.transfer(deed.member, version: deed.version, to: branch, on: deed.date)
            return "transferred"
        }
    }

    func leave(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await deed(request, officer, date: "leaving_date") { tx, deed in
            _ = try await tx.members.leave(deed.member, version: deed.version, reason: deed.reason, on: deed.date)
            return "left"
        }
    }

    func die(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await deed(request, officer, date: "death_date") { tx, deed in
            _ = try await tx.members.die(deed.member, version: deed.version, on: deed.date)
            return "died"
        }
    }

    func comeBack(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await deed(request, officer, date: "return_date", branch: "return_branch") { tx, deed in
            _ = try await tx.members.join(deed.member, version: deed.version, branch: deed.branch, on: deed.date)
            return "joined"
        }
    }

    /// What a small form says of a membership.
    private struct Deed {
        let member: MemberID
        let version: Int
        let date: PartialDate?
        let branch: BranchID?
        let reason: String?
    }

    private func deed(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        date: String,
        branch: String? = nil,
        _ work: (TenantTransaction, Deed) async throws -> String
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let read = PartialDate.read(form[date] ?? "", DateReading(latest: .inVietnam()))
        if let problem = read.problems.first(where: { $0.code.severity == .error }) {
            let words = Phrase(problem.message(in: .vietnamese), problem.message(in: .english))
            return try await page(request, officer, refused: RefusedForm(form, date, words))
        }
        let areas = try await desk.areas.history
        do {
            return try await desk.once(request, form, officer) { tx in
                var place: BranchID?
                if let branch {
                    place = try PlaceChoices(branches: try await tx.branches.tree(), areas: areas).branch(form[branch])
                }
                let reason = form["leaving_reason"].flatMap { ChoiceList.leavingReasons.choice(code: $0)?.code }
                let deed = Deed(member: id, version: version, date: read.value, branch: place, reason: reason)
                return MemberNotices.path(id, try await work(tx, deed))
            }
        } catch StoreError.refused(let refusal) {
            let field = refusal == .branchUnknown ? branch ?? date : date
            return try await page(request, officer, refused: RefusedForm(form, field, refusal.phrase))
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: Self.changedMeanwhile)
        }
    }

    private static let changedMeanwhile = Phrase(
        "Người khác vừa sửa hồ sơ này. Đây là hồ sơ mới nhất: xin xem lại rồi làm lại việc vừa rồi.",
        "Somebody else has just changed this record. This is how it is now: look at it and do it again."
    )

    func recordConsent(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let form = try await request.form()
        let today = CalendarDay.inVietnam()
        guard let basis = form["legal_basis"].flatMap(LegalBasis.init(rawValue:)),
            let method = form["method"].flatMap(ConsentMethod.init(rawValue:))
        else { throw Problem(.badRequest) }
        let given = PartialDate.read(form["given_on"] ?? "", DateReading(latest: today)).value
        guard let given, given.precision == .day else {
            return try await page(request, officer, refused: RefusedForm(form, "given_on", Self.wholeDay))
        }
        let consent = ConsentRecord(
            purpose: form["purpose"] ?? "",
            legalBasis: basis,
            method: method,
            givenOn: given.earliest,
            evidence: form["evidence"] ?? ""
        )
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.consents.record(consent, of: id)
                return MemberNotices.path(id, "consent")
            }
        } catch StoreError.refused(let refusal) {
            let field = refusal == .textLength ? "purpose" : "given_on"
            return try await page(request, officer, refused: RefusedForm(form, field, refusal.phrase))
        }
    }

    private static let wholeDay = Phrase(
        "Ngày đồng ý phải đủ ngày, tháng, năm, ví dụ 03/05/2026.",
        "The day of the consent must be complete, such as 03/05/2026."
    )

    func withdrawConsent(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let consent = try request.identity("consent", of: IdentitySubject.Consent.self)
        let form = try await request.form()
        return try await desk.once(request, form, officer) { tx in
            guard try await tx.consents.list(id).contains(where: { $0.id == consent }) else {
                throw StoreError.notFound
            }
            try await tx.consents.withdraw(consent, on: .inVietnam())
            return MemberNotices.path(id, "withdrawn")
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        notice: Phrase? = nil,
        problem: Phrase? = nil,
        refused: RefusedForm? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let sheet = MemberSheet(
                member: try await tx.members.find(id),
                consents: try await tx.consents.list(id),
                merges: try await tx.duplicates.merges(of: id),
                officers: try await tx.officers.list(includingEnded: true),
                places: PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            )
            return MemberSheetPage(sheet, request, officer, notice: notice, problem: problem, refused: refused)
        }
        let isRight = problem == nil && refused == nil
        let status: HTTPResponse.Status = isRight ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: "/members/\(id)", status: status)
    }
}
