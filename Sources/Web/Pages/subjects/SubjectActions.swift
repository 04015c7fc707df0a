internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the lists of households, clans, communities and units do, and the sheet of one.
struct SubjectActions: Sendable {
    let desk: TenantDesk

    /// The kind that an address names.
    static func kind(_ request: WebRequest) throws(Problem) -> SubjectKind {
        guard let kind = SubjectKind(rawValue: request.place("kind")) else { throw Problem(.notFound) }
        return kind
    }

    func start(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        .redirect(to: LocalPath(trusted: SubjectPath.list(.household)))
    }

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try Self.kind(request)
        let query = SubjectListQuery(kind, request.query, officer, desk.keys)
        let areas = try await desk.areas.history
        do {
            let content = try await desk.database.read(officer.context) { tx in
                SubjectsPage.Content(
                    query: query,
                    page: try await tx.subjects.list(query.filter, after: query.after),
                    count: try await tx.subjects.count(query.filter),
                    hasPredecessors: try await tx.subjects.hasPredecessors(),
                    words: try await SubjectWords.read(tx, areas, request.language)
                )
            }
            let notice = SubjectWords.notice(request, in: request.language)
            let page = SubjectsPage(content, officer, desk.keys, notice: notice)
            return desk.show(page, request, officer, at: page.path)
        } catch StoreError.notFound where query.after != nil {
            return .redirect(to: LocalPath(trusted: SubjectPath.list(kind)))
        }
    }

    /// What the form above the list says goes into an address, sealed.
    func search(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try Self.kind(request)
        let form = try await request.form()
        let query = SubjectListQuery(kind, typed: form, text: form["text"])
        return .redirect(to: query.address(officer, desk.keys))
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func end(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, done: "ended") { tx, id, form in
            guard let version = form["version"].flatMap({ Int($0) }),
                let reason = form["reason"].flatMap(SubjectEnd.init(rawValue:))
            else { throw Problem(.badRequest) }
            var typed = TypedForm(form, Self.endNames)
            guard let day = typed.day("ended_on", isRequired: true) else { throw StoreError.refused(.subjectDates) }
            let kind = try Self.kind(request)
            let into = try await SubjectSuccessors.read(form["into"] ?? "", kind, tx)
            _ = try await tx.subjects.end(id, version: version, on: day, reason, into: into)
        }
    }

    private static let endNames = ["reason", "ended_on", "into"]

    func reopen(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, done: "reopened") { tx, id, form in
            guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
            _ = try await tx.subjects.reopen(id, version: version)
        }
    }

    func addPerson(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, done: "saved") { tx, id, form in
            let (person, citizenID) = try Self.person(form)
            _ = try await tx.householdPeople.insert(person, citizenID: citizenID, in: id)
        }
    }

    func removePerson(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let person = try request.identity("person", of: IdentitySubject.HouseholdPerson.self)
        return try await change(request, officer, done: "removed") { tx, id, _ in
            try await tx.householdPeople.remove(person, from: id)
        }
    }

    func linkClan(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, done: "saved") { tx, id, form in
            guard let clan = Self.reference(form["clan"]) else { throw StoreError.refused(.clanUnknown) }
            try await tx.clans.link(id, to: clan)
        }
    }

    func unlinkClan(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, done: "removed") { tx, id, form in
            guard let clan = Self.reference(form["clan"]) else { throw Problem(.badRequest) }
            try await tx.clans.unlink(id, from: clan)
        }
    }

    /// The person that a form tells.
    private static func person(_ form: FormFields) throws -> (HouseholdPerson, CitizenID?) {
        var person = HouseholdPerson(fullName: form["full_name"] ?? "", relation: form["relation"] ?? "")
        let year = VietnameseText.clean(form["birth_year"] ?? "")
        person.birthYear = Int(year)
        guard year.isEmpty || person.birthYear != nil else { throw StoreError.refused(.householdPerson) }
        person.sex = form["sex"].flatMap(Sex.init(rawValue:))
        let number = VietnameseText.clean(form["citizen_id"] ?? "")
        let citizenID = CitizenID.read(number).value
        guard number.isEmpty || citizenID != nil else { throw StoreError.refused(.householdPerson) }
        return (person, citizenID)
    }

    /// A subject as a form names it: its ward and itself.
    static func reference(_ text: String?) -> SubjectReference? {
        let parts = (text ?? "").split(separator: ".").map(String.init)
        guard parts.count == 2, let ward = TenantID(parts[0]), let id = SubjectID(parts[1]) else { return nil }
        return SubjectReference(ward: ward, id: id)
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        done: String,
        _ work: (TenantTransaction, SubjectID, FormFields) async throws -> Void
    ) async throws -> Response {
        let kind = try Self.kind(request)
        let id = try request.identity("id", of: IdentitySubject.ProgrammeSubject.self)
        let form = try await request.form()
        do {
            return try await desk.once(request, form, officer) { tx in
                try await work(tx, id, form)
                return LocalPath(trusted: "\(SubjectPath.list(kind))/\(id)?done=\(done)")
            }
        } catch StoreError.refused(let refusal) {
            let ending = done == "ended" ? TypedForm(form, Self.endNames) : nil
            return try await page(request, officer, ending: ending, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: ClassNotices.changedMeanwhile)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        ending: TypedForm? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let kind = try Self.kind(request)
        let id = try request.identity("id", of: IdentitySubject.ProgrammeSubject.self)
        let ward = request.query["ward"].flatMap(TenantID.init) ?? officer.context.tenant
        let areas = try await desk.areas.history
        let content = try await desk.database.read(officer.context) { tx in
            let found = try await tx.subjects.find(SubjectReference(ward: ward, id: id))
            guard found.record.kind == kind else { throw StoreError.notFound }
            let (isHousehold, isOwn) = (kind == .household, ward == officer.context.tenant)
            return SubjectSheetPage.Content(
                found: found,
                people: isHousehold ? try await tx.householdPeople.list(found.reference) : [],
                clans: isHousehold ? try await tx.clans.clans(of: found.reference) : [],
                choices: isHousehold && isOwn ? try await tx.clans.choices() : [],
                households: kind == .clan && isOwn ? try await tx.clans.households(of: id) : [],
                counts: kind == .clan && isOwn ? try await tx.clans.counts(of: [id]) : [],
                successions: try await tx.subjects.successions(of: found.reference),
                successors: isOwn && found.endedOn == nil && officer.context.role >= .editor
                    ? try await SubjectSuccessors.near(found, tx) : [],
                words: try await SubjectWords.read(tx, areas, request.language)
            )
        }
        let notice = SubjectWords.notice(request, in: request.language)
        let page = SubjectSheetPage(
            content,
            officer,
            ending: ending,
            notice: notice,
            problem: problem?.text(in: request.language)
        )
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}
