internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the list of a year's registrations does.
struct TitleActions: Sendable {
    let desk: TenantDesk

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        var asked = TitleListQuery(request.query, today: .inVietnam())
        asked.text = MemberListQuery.open(asked.find, officer, desk.keys) ?? ""
        if asked.text.isEmpty { asked.find = nil }
        let query = asked
        let areas = try await desk.areas.history
        do {
            let page = try await desk.database.read(officer.context) { tx in
                let words = try await TitleWords.read(tx, areas, request.language)
                let days = try await tx.registrations.deadlines(in: query.year)
                guard let title = query.chosen(words) else { throw Problem(.notFound) }
                let found = try await tx.registrations.list(
                    query.filter(title, days, today: words.today),
                    after: query.after,
                    limit: TitlesPage.longest
                )
                let counts = try await tx.registrations.counts(title, year: query.year)
                let notice = TitleNotices.phrase(request)
                return TitlesPage(found, counts, days, query, words, officer, notice: notice)
            }
            return desk.show(page, request, officer, at: page.first)
        } catch StoreError.notFound where query.after != nil {
            // the registration behind which the page begins is gone
            return .redirect(to: LocalPath(trusted: TitlePath.list))
        }
    }

    /// What the form above the list says goes into an address, a name sealed.
    func search(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        var query = TitleListQuery(try await request.form(), today: .inVietnam())
        query.find = MemberListQuery.seal(query.text, officer, desk.keys)
        return .redirect(to: LocalPath(trusted: query.address(title: query.title)))
    }

    /// The form by which a hamlet's list is registered.
    func new(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = TitleListQuery(request.query, today: .inVietnam())
        return try await registering(request, officer, query)
    }

    /// Registers all of a hamlet, or of the ward, that the title is for.
    func register(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let query = TitleListQuery(sent, today: .inVietnam())
        var form = TypedForm(sent, ["title", "year", "area", "registered_on"])
        let day = form.day("registered_on", isRequired: true)
        guard let title = query.title, let area = query.area, let day, !form.isRefused else {
            if query.area == nil { form.refuse("area", Phrase("Hãy chọn địa bàn.", "Choose where.")) }
            return try await registering(request, officer, query, form: form)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.registrations.register(allIn: area, for: title, year: query.year, on: day)
                return LocalPath(trusted: query.address(title: title) + "&done=registered")
            }
        } catch StoreError.refused(let refusal) {
            return try await registering(request, officer, query, form: form, problem: refusal.phrase)
        }
    }

    private func registering(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ query: TitleListQuery,
        form: TypedForm? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            return TitleRegistrationPage(query, words, form: form, problem: problem)
        }
        let status: HTTPResponse.Status = form == nil && problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }

    func showDeadlines(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = TitleListQuery(request.query, today: .inVietnam())
        return try await deadlines(request, officer, query.year, notice: TitleNotices.phrase(request))
    }

    func saveDeadlines(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let year = TitleListQuery(sent, today: .inVietnam()).year
        var form = TypedForm(sent, TitleStage.allCases.map(\.rawValue))
        var days: [TitleStage: CalendarDay] = [:]
        for stage in TitleStage.allCases { days[stage] = form.day(stage.rawValue) }
        guard !form.isRefused else { return try await deadlines(request, officer, year, form: form) }
        let read = days
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await tx.registrations.setDeadlines(read, in: year)
                return LocalPath(trusted: "/titles/deadlines?year=\(year)&done=deadlines")
            }
        } catch StoreError.refused(let refusal) {
            return try await deadlines(request, officer, year, form: form, problem: refusal.phrase)
        }
    }

    private func deadlines(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ year: Int,
        form: TypedForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let page = try await desk.database.read(officer.context) { tx in
            TitleDeadlinesPage(
                try await tx.registrations.deadlines(in: year),
                try await tx.criteria.deadlines(in: year),
                officer,
                request.language,
                form: form,
                notice: notice,
                problem: problem
            )
        }
        let status: HTTPResponse.Status = form == nil && problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/titles/registration`.
struct TitleRegistrationPage: Page {
    static let template = "titles/registration"

    let path: String
    let back: String
    let key = FormKey().text
    let fields: [FormField.View]
    let problem: String?

    func title(in language: Language) -> String {
        Phrase("Đăng ký theo danh sách", "Register a list").text(in: language)
    }

    init(_ query: TitleListQuery, _ words: TitleWords, form: TypedForm?, problem: Phrase?) {
        let language = words.language
        let title = query.chosen(words)
        path = query.address(at: "/titles/registration", title: title)
        back = query.address(title: title)
        let form =
            form
            ?? TypedForm([
                "title": title?.description ?? "", "year": String(query.year), "area": query.area?.description ?? "",
                "registered_on": words.today.vietnamese,
            ])
        fields = [
            form.choice("title", Phrase("Danh hiệu", "Title"), in: language, words.choices(in: query.year)),
            form.field("year", Phrase("Năm", "Year"), in: language) { $0.keyboard = "numeric" },
            form.choice(
                "area",
                Phrase("Thôn, làng, tổ dân phố", "Hamlet"),
                in: language,
                words.areaChoices,
                empty: Phrase("Chọn địa bàn", "Choose where").text(in: language)
            ),
            form.field("registered_on", Phrase("Ngày đăng ký", "Registered on"), in: language) { $0.isRequired = true },
        ]
        self.problem = problem?.text(in: language)
    }
}

/// `/titles/deadlines`.
struct TitleDeadlinesPage: Page {
    static let template = "titles/deadlines"

    let path: String
    let back: String
    let key = FormKey().text
    let year: Int
    let fields: [FormField.View]
    let mayEdit: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String {
        Phrase("Hạn của từng bước", "Days for each step").text(in: language)
    }

    init(
        _ days: TitleDeadlines,
        _ city: [TitleStage: CalendarDay],
        _ officer: SignedInOfficer,
        _ language: Language,
        form: TypedForm?,
        notice: Phrase?,
        problem: Phrase?
    ) {
        path = "/titles/deadlines?year=\(days.year)"
        back = "/titles?year=\(days.year)"
        year = days.year
        let own = TitleStage.allCases.map { stage in
            (stage.rawValue, days.due(stage).flatMap { $0 == city[stage] ? nil : $0 }?.vietnamese ?? "")
        }
        let form = form ?? TypedForm(Dictionary(own, uniquingKeysWith: { first, _ in first }))
        fields = TitleStage.allCases.map { stage in
            form.field(stage.rawValue, Phrase(stage.vietnameseName, stage.englishName), in: language) { field in
                field.help = city[stage].map { day in
                    Phrase("Hạn của thành phố: {0}", "The city's day: {0}").text(in: language, day.vietnamese)
                }
            }
        }
        mayEdit = officer.context.role >= .editor && officer.context.part == .wholeTenant
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }
}
