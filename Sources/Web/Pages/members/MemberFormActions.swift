internal import Hummingbird
internal import Programme
internal import Store

/// What the forms of a new member and of a member's record do.
struct MemberFormActions: Sendable {
    let desk: TenantDesk

    /// Possible doubles that are shown, at most.
    private static let mostDoubles = 10

    func new(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let words = try await words(request, officer)
        let page = MemberFormPage(new: MemberForm(), branch: nil, words)
        return desk.show(page, request, officer, at: "/members/new")
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let words = try await words(request, officer)
        var form = MemberForm(sent)
        let record = form.read(words.places)
        var branch: BranchID?
        var branchProblem: Phrase?
        do {
            branch = try words.places.branch(sent[MemberField.branch.rawValue])
        } catch {
            branchProblem = StoreRefusal.branchUnknown.phrase
        }
        func again(_ doubles: [StoredMember] = [], _ problem: Phrase? = nil) -> Response {
            let page = MemberFormPage(
                new: form,
                branch: branch,
                words,
                doubles: doubles,
                branchProblem: branchProblem,
                problem: problem
            )
            return desk.show(page, request, officer, at: "/members/new", status: .unprocessableContent)
        }
        guard !form.isRefused, branchProblem == nil else { return again() }
        do {
            var doubles: [StoredMember] = []
            let done = try await desk.onceIf(request, sent, officer) { tx -> LocalPath? in
                doubles = sent["sure"] == nil ? try await Self.doubles(of: record, tx) : []
                guard doubles.isEmpty else { return nil }
                return MemberNotices.path(try await tx.members.insert(record, branch: branch), "added")
            }
            return done ?? again(doubles)
        } catch StoreError.refused(let refusal) {
            return again([], refusal.phrase)
        }
    }

    func edit(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let member = try await tx.members.find(id)
            guard member.state.isLive else { throw StoreError.refused(.memberGone) }
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            let words = MemberWords(language: request.language, places: places)
            return MemberFormPage(member, MemberForm(member.record, places), words)
        }
        return desk.show(page, request, officer, at: "/members/\(id)/edit")
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let sent = try await request.form()
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let words = try await words(request, officer)
        var form = MemberForm(sent)
        let record = form.read(words.places)
        guard !form.isRefused else { return try await again(id, form, words, request, officer, nil) }
        let changes = MemberChanges(form.changedFields, to: record)
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.members.update(id, version: version, changes)
                return MemberNotices.path(id, "saved")
            }
        } catch StoreError.versionDiffers {
            return try await conflict(id, form, words, request, officer)
        } catch StoreError.refused(let refusal) {
            return try await again(id, form, words, request, officer, refusal.phrase)
        }
    }

    /// The form as it was sent, with what is wrong with it.
    private func again(
        _ id: MemberID,
        _ form: MemberForm,
        _ words: MemberWords,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ problem: Phrase?
    ) async throws -> Response {
        let member = try await desk.database.read(officer.context) { try await $0.members.find(id) }
        let page = MemberFormPage(member, form, words, problem: problem)
        return desk.show(page, request, officer, at: "/members/\(id)/edit", status: .unprocessableContent)
    }

    /// Somebody else was faster: both sides, and nothing lost.
    private func conflict(
        _ id: MemberID,
        _ form: MemberForm,
        _ words: MemberWords,
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> Response {
        let member = try await desk.database.read(officer.context) { try await $0.members.find(id) }
        let rebased = form.rebased(on: member.record, words.places, words)
        let page = MemberFormPage(
            member,
            rebased,
            words,
            changedByOthers: form.changedByOthers(member.record, words.places),
            problem: Phrase(
                "Người khác vừa sửa hồ sơ này. Nội dung bạn nhập vẫn còn bên dưới: xin xem lại rồi bấm Lưu lần nữa.",
                "Somebody else has just changed this record. What you typed is still below: look at it and save again."
            )
        )
        return desk.show(page, request, officer, at: "/members/\(id)/edit", status: .conflict)
    }

    /// Records that may be the same person: the same number, or the same name with a birth date that can be the same.
    private static func doubles(of record: MemberRecord, _ tx: TenantTransaction) async throws -> [StoredMember] {
        var found: [StoredMember] = []
        let states = Set(MemberState.live)
        for number in [record.citizenID?.digits, record.phone?.digits, record.texts[.cardNumber]].compactMap({ $0 }) {
            let page = try await tx.members.list(MemberFilter(states: states, text: number), limit: mostDoubles)
            found += page.members
        }
        if let name = record.name {
            let page = try await tx.members.list(MemberFilter(states: states, text: name.full), limit: 50)
            let folded = VietnameseText.folded(name.full)
            found += page.members.filter { member in
                guard VietnameseText.folded(member.record.name?.full ?? "") == folded else { return false }
                guard let one = record.birthDate, let other = member.record.birthDate else { return true }
                return one.earliest <= other.latest && other.earliest <= one.latest
            }
        }
        var seen: Set<MemberID> = []
        return Array(found.filter { seen.insert($0.id).inserted }.prefix(mostDoubles))
    }

    private func words(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> MemberWords {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            return MemberWords(language: request.language, places: places)
        }
    }
}
