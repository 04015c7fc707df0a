internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// Puts right what is known of somebody who lives in a household.
struct SubjectPersonActions: Sendable {
    let desk: TenantDesk

    func edit(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (found, person, words) = try await read(request, officer)
        let page = SubjectPersonPage(found, person, SubjectPersonPage.form(person.person), words, problem: nil)
        return desk.show(page, request, officer, at: page.action)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (found, person, words) = try await read(request, officer)
        let sent = try await request.form()
        var form = TypedForm(sent, SubjectPersonPage.names)
        let read = SubjectPersonPage.person(&form)
        var problem: Phrase? = ClassFormPage.mend
        if !form.isRefused {
            do {
                return try await desk.once(request, sent, officer) { tx in
                    try await tx.householdPeople.update(
                        person.id,
                        read.person,
                        citizenID: read.citizenID,
                        in: found.id
                    )
                    return LocalPath(trusted: "\(SubjectPath.list(.household))/\(found.id)?done=saved")
                }
            } catch StoreError.refused(let refusal) {
                problem = refusal.phrase
            }
        }
        let page = SubjectPersonPage(found, person, form, words, problem: problem)
        return desk.show(page, request, officer, at: page.action, status: .unprocessableContent)
    }

    /// The household, and who of it is meant.
    private func read(
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> (StoredSubject, StoredHouseholdPerson, SubjectWords) {
        guard try SubjectActions.kind(request) == .household else { throw Problem(.notFound) }
        let id = try request.identity("id", of: IdentitySubject.ProgrammeSubject.self)
        let person = try request.identity("person", of: IdentitySubject.HouseholdPerson.self)
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            let found = try await tx.subjects.find(id)
            let people = try await tx.householdPeople.list(found.reference)
            guard let one = people.first(where: { $0.id == person }) else { throw StoreError.notFound }
            return (found, one, try await SubjectWords.read(tx, areas, request.language))
        }
    }
}

/// `/subjects/household/{id}/people/{person}`: the form of one person.
struct SubjectPersonPage: Page {
    static let template = "subjects/form"
    static let names = ["full_name", "relation", "birth_year", "sex", "citizen_id"]

    private let heading: String
    let action: String
    let back: String
    let key = FormKey().text
    let version = 0
    let hidden: [TypedForm.Hidden] = []
    let groups: [ClassForm.Group]
    let problem: String?
    let alike: [SubjectFormPage.Alike] = []
    let hasAlike = false

    func title(in language: Language) -> String { heading }

    init(
        _ found: StoredSubject,
        _ person: StoredHouseholdPerson,
        _ form: TypedForm,
        _ words: SubjectWords,
        problem: Phrase?
    ) {
        heading = person.person.fullName
        back = "\(SubjectPath.list(.household))/\(found.id)"
        action = "\(back)/people/\(person.id)"
        groups = [
            ClassForm.Group(
                heading: Phrase("Hộ {0}", "Household of {0}").text(in: words.language, found.record.name),
                inputs: Self.fields(form, words)
            )
        ]
        self.problem = problem?.text(in: words.language)
    }

    /// The form filled with what is known. The citizen ID is not kept, and so is empty.
    static func form(_ person: HouseholdPerson) -> TypedForm {
        TypedForm([
            "full_name": person.fullName, "relation": person.relation,
            "birth_year": person.birthYear.map { String($0) } ?? "", "sex": person.sex?.rawValue ?? "",
            "citizen_id": "",
        ])
    }

    /// The person that a form tells; what is wrong is said beside the fields.
    static func person(_ form: inout TypedForm) -> (person: HouseholdPerson, citizenID: CitizenID?) {
        var person = HouseholdPerson(
            fullName: form.line("full_name", longest: 100, isRequired: true),
            relation: form.line("relation", longest: 50)
        )
        person.birthYear = form.number("birth_year", in: 1880...CalendarDay.inVietnam().year)
        person.sex = form.option("sex", of: Sex.self)
        let number = form.text("citizen_id")
        let citizenID = number.isEmpty ? nil : CitizenID.read(number).value
        if !number.isEmpty, citizenID == nil {
            form.refuse(
                "citizen_id",
                Phrase("Số CCCD có 12 chữ số. Hãy xem lại, hoặc để trống.", "A citizen ID has 12 digits. Look again.")
            )
        }
        return (person, citizenID)
    }

    /// The fields of somebody, of a new one too.
    static func fields(_ form: TypedForm, _ words: SubjectWords) -> [FormField.View] {
        let language = words.language
        return [
            form.field("full_name", Phrase("Họ và tên", "Name"), in: language) { $0.isRequired = true },
            form.field("relation", Phrase("Quan hệ với chủ hộ", "Relation to the head"), in: language) {
                $0.longest = 50
            },
            form.field("birth_year", Phrase("Năm sinh", "Year of birth"), in: language) { $0.keyboard = "numeric" },
            form.choice(
                "sex",
                Phrase("Giới tính", "Sex"),
                in: language,
                Sex.allCases.map { ($0.rawValue, words.name($0)) },
                empty: "–"
            ),
            form.field("citizen_id", Phrase("Số CCCD", "Citizen ID"), in: language) { field in
                field.keyboard = "numeric"
                field.longest = 20
                field.help =
                    Phrase(
                        "Chỉ dùng để nhận ra hội viên của các hội; số này không được lưu. Để trống thì giữ như cũ.",
                        "Only to recognise members of organisations; the number itself is not kept. Empty: as before."
                    ).text(in: language)
            },
        ]
    }
}
