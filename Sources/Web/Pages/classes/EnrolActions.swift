internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// Enrols members: found by name and ticked, or a whole branch. The same for classes of the tenant's own and of others.
struct EnrolActions: Sendable {
    let desk: TenantDesk

    /// Members on one page, to be ticked.
    private static let pageMembers = 50

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    /// Leads from what was typed to an address that does not tell it.
    func search(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let reference = try Self.reference(request, officer)
        let form = try await request.form()
        let query = MemberListQuery(typed: form, text: form["text"])
        let path = "\(ClassPath.of(reference, officer.context.tenant))/enrolments"
        return .redirect(to: query.address(officer, desk.keys, at: path))
    }

    /// Enrols those who are ticked.
    func enrol(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        let members = form.all("member").compactMap(MemberID.init)
        guard !members.isEmpty else {
            let problem = Phrase("Chưa chọn ai. Xin đánh dấu người cần ghi danh.", "Nobody is ticked.")
            return try await page(request, officer, problem: problem)
        }
        return try await enrol(request, officer, form) { _ in members }
    }

    /// Enrols all members of a branch and those below it.
    func enrolBranch(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        let areas = try await desk.areas.history
        return try await enrol(request, officer, form) { tx in
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            guard let branch = try places.branch(form["whole_branch"]) else {
                throw StoreError.refused(.branchUnknown)
            }
            return try await Self.members(of: branch, tx)
        }
    }

    /// All members of a branch, as far as a class takes people at all.
    private static func members(of branch: BranchID, _ tx: TenantTransaction) async throws -> [MemberID] {
        var members: [MemberID] = []
        var after: MemberID?
        repeat {
            let page = try await tx.members.list(
                MemberFilter(states: [.active], branch: branch),
                after: after,
                limit: MemberRepository.longestPage
            )
            members += page.members.map(\.id)
            after = page.next
        } while after != nil && members.count < EnrolmentRepository.mostAtOnce
        return members
    }

    private func enrol(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: FormFields,
        _ members: (TenantTransaction) async throws -> [MemberID]
    ) async throws -> Response {
        let reference = try Self.reference(request, officer)
        let path = ClassPath.of(reference, officer.context.tenant)
        do {
            return try await desk.once(request, form, officer) { tx in
                let asked = try await members(tx)
                let found = try await tx.classes.find(reference)
                let enrolled =
                    asked.isEmpty
                    ? [] : try await tx.enrolments.enrol(asked, in: reference, afterwards: found.state == .finished)
                let new = enrolled.filter(\.isNew)
                let waiting = new.count { $0.state == .waiting }
                return LocalPath(trusted: "\(path)?done=enrolled&new=\(new.count)&waiting=\(waiting)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    /// What was done, with how many.
    static func notice(_ request: WebRequest) -> Phrase? {
        guard request.query["done"] == "enrolled", let new = request.query["new"].flatMap({ Int($0) }),
            let waiting = request.query["waiting"].flatMap({ Int($0) })
        else { return ClassNotices.phrase(request) }
        if new == 0 {
            return Phrase("Những người này đã ghi danh từ trước.", "They were enrolled already.")
        }
        if waiting > 0 {
            return Phrase(
                "Đã ghi danh \(new - waiting) người. Hết chỗ: \(waiting) người vào danh sách chờ.",
                "\(new - waiting) enrolled. The places are gone: \(waiting) wait."
            )
        }
        return Phrase("Đã ghi danh \(new) người.", "\(new) enrolled.")
    }

    /// The class of an address: another's if it names a host.
    static func reference(_ request: WebRequest, _ officer: SignedInOfficer) throws -> ClassReference {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        guard !request.place("host").isEmpty else { return ClassReference(host: officer.context.tenant, id: id) }
        return ClassReference(host: try request.identity("host", of: IdentitySubject.Tenant.self), id: id)
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil
    ) async throws -> Response {
        let reference = try Self.reference(request, officer)
        var query = MemberListQuery(request.query, officer, desk.keys)
        query.state = .active
        let areas = try await desk.areas.history
        do {
            let page = try await desk.database.read(officer.context) { tx in
                let words = MemberWords(
                    language: request.language,
                    places: PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
                )
                let seats = try await tx.enrolments.list(reference)
                return EnrolPage(
                    try await tx.classes.find(reference),
                    seats,
                    try await tx.members.list(query.filter, after: query.after, limit: Self.pageMembers),
                    query,
                    words,
                    EnrolPage.Desk(officer: officer, keys: desk.keys),
                    problem: problem
                )
            }
            let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
            return desk.show(page, request, officer, at: page.path, status: status)
        } catch StoreError.notFound where query.after != nil {
            query.after = nil
            let path = "\(ClassPath.of(reference, officer.context.tenant))/enrolments"
            return .redirect(to: query.address(officer, desk.keys, at: path))
        }
    }
}

/// `/classes/{id}/enrolments` and the same of another tenant's class: members to be ticked.
struct EnrolPage: Page {
    struct Row: Sendable {
        let id: String
        let fullName: String
        let about: String?
        /// In the class already, and how.
        let state: String?
    }

    /// What addresses are sealed with.
    struct Desk: Sendable {
        let officer: SignedInOfficer
        let keys: ServerKeys
    }

    static let template = "classes/enrolments"

    let path: String
    let back: String
    let className: String
    let key = FormKey().text
    let search: String
    let branchField: FormField.View
    let wholeBranch: FormField.View
    let rows: [Row]
    let hasRows: Bool
    let isNothingFound: Bool
    let isNarrowed: Bool
    let next: String?
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Ghi danh", "Enrol").text(in: language) }

    init(
        _ found: StoredClass,
        _ seats: [ClassSeat],
        _ members: MemberPage,
        _ query: MemberListQuery,
        _ words: MemberWords,
        _ desk: Desk,
        problem: Phrase?
    ) {
        let language = words.language
        back = ClassPath.of(found.reference, desk.officer.context.tenant)
        path = "\(back)/enrolments"
        className = found.record.title
        search = query.text
        branchField =
            words.places.branchField(
                "branch",
                MemberWords.heading(.branch, in: language),
                chosen: query.branch,
                empty: Phrase("Tất cả", "All").text(in: language)
            ).view
        wholeBranch =
            words.places.branchField(
                "whole_branch",
                MemberWords.heading(.branch, in: language),
                chosen: nil,
                empty: "–"
            ).view
        let states = Dictionary(
            seats.compactMap { seat in seat.member.map { ($0, seat.state) } },
            uniquingKeysWith: { first, _ in first }
        )
        rows = members.members.map { member in
            let facts = [
                member.record.birthDate?.vietnamese, words.places.branchName(member.branch),
                member.record.texts[.hamlet],
            ].compactMap { $0 }
            let state = states[member.id].flatMap { $0 == .cancelled ? nil : $0 }
            return Row(
                id: member.id.description,
                fullName: member.record.name?.full ?? "",
                about: facts.isEmpty ? nil : facts.joined(separator: ", "),
                state: state.map { language == .vietnamese ? $0.vietnameseName : $0.englishName }
            )
        }
        hasRows = !rows.isEmpty
        isNothingFound = rows.isEmpty
        isNarrowed = !query.text.isEmpty || query.branch != nil
        var page = query
        page.after = members.next
        let address = page.address(desk.officer, desk.keys, at: path).description
        next = members.next == nil ? nil : address
        self.problem = problem?.text(in: language)
    }
}
