internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/families`: how the families of an organisation's members stand, and what was done to help.
struct FamiliesPage: Page {
    struct Row: Sendable {
        let path: String
        let member: String
        let name: String
        let ward: String
        let standing: String
        let help: String?
    }

    struct Help: Sendable {
        let path: String
        let name: String
        let day: String
        let what: String
    }

    static let path = "/families"
    static let template = "families"

    let year: String
    let yearField: FormField.View
    let key = FormKey().text
    let counts: [String]
    let rows: [Row]
    let hasRows: Bool
    let first: String
    let next: String?
    let isContinued: Bool
    let help: [Help]
    let hasHelp: Bool
    let mayEdit: Bool
    /// For whom help is being recorded.
    let member: String?
    let memberName: String?
    let inputs: [FormField.View]
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String {
        Phrase("Gia đình của hội viên", "Members' families").text(in: language)
    }

    /// What the page is made of.
    struct Content: Sendable {
        let year: Int
        let page: FamilyPage
        let isContinued: Bool
        let counts: FamilyCounts
        let help: [StoredHelp]
        /// For whom help is to be recorded.
        let chosen: FamilyStanding?
        let form: TypedForm
    }

    init(_ content: Content, _ officer: SignedInOfficer, _ language: Language, notice: String?, problem: Phrase?) {
        year = String(content.year)
        yearField = TypedForm(["year": year]).field("year", Phrase("Năm", "Year"), in: language) {
            $0.keyboard = "numeric"
            $0.longest = 4
        }
        counts = Self.counts(content.counts, language)
        rows = content.page.families.map { Row($0, content.year, language) }
        hasRows = !rows.isEmpty
        first = "\(Self.path)?year=\(content.year)"
        next = content.page.next.map { "\(Self.path)?year=\(content.year)&after=\($0)" }
        isContinued = content.isContinued
        help = content.help.map { help in
            Help(
                path: "\(Self.path)/help/\(help.id)/removal",
                name: help.memberName,
                day: help.doneOn.vietnamese,
                what: help.what
            )
        }
        hasHelp = !help.isEmpty
        mayEdit = officer.context.role >= .editor
        member = content.chosen?.member.description
        memberName = content.chosen?.fullName
        inputs = [
            content.form.field("done_on", Phrase("Ngày", "On"), in: language) { $0.isRequired = true },
            content.form.field("what", Phrase("Đã làm gì", "What was done"), in: language) { field in
                field.isRequired = true
                field.isLong = true
                field.longest = 500
            },
        ]
        self.notice = notice
        self.problem = (problem ?? (content.form.isRefused ? ClassFormPage.mend : nil))?.text(in: language)
    }

    private static func counts(_ counts: FamilyCounts, _ language: Language) -> [String] {
        let number = { (number: Int) in Number.text(number, in: language) }
        return [
            Phrase("{0} hội viên", "{0} members").text(in: language, number(counts.members)),
            Phrase("{0} người có hộ do phường, xã quản lý", "{0} in a household that a ward keeps")
                .text(in: language, number(counts.found)),
            Phrase("{0} người được hỗ trợ trong năm", "{0} helped in the year").text(
                in: language,
                number(counts.helped)
            ),
        ]
            + counts.standings.sorted { $0.key < $1.key }.map { standing, count in
                "\(FamilyWords.standing(standing).text(in: language)): \(number(count))"
            }
    }
}

extension FamiliesPage.Row {
    init(_ found: FamilyStanding, _ year: Int, _ language: Language) {
        path = "/members/\(found.member)"
        member = "\(FamiliesPage.path)?year=\(year)&member=\(found.member)"
        name = found.fullName
        ward = found.wardName ?? ""
        standing = FamilyWords.standing(found.standing ?? "").text(in: language)
        help = found.helpCount == 0 ? nil : Number.text(found.helpCount, in: language)
    }
}

/// What is said of how a family stands.
enum FamilyWords {
    /// The words for a standing, by the name under which the ward keeps it; of none that it is not registered.
    static func standing(_ name: String) -> Phrase {
        switch name {
        case "": Phrase("Chưa đăng ký danh hiệu", "Not registered")
        case "registered": Phrase("Đã đăng ký", "Registered")
        case "scored": Phrase("Đã tự chấm điểm", "Scored")
        case "reviewed": Phrase("Đã bình xét", "Reviewed")
        case "proposed": Phrase("Đã đề nghị", "Proposed")
        case "recognised": Phrase("Được công nhận", "Recognised")
        case "refused": Phrase("Chưa được công nhận", "Not recognised")
        case "withdrawn": Phrase("Rút đăng ký", "Withdrawn")
        case "revoked": Phrase("Bị thu hồi", "Revoked")
        case "appealed": Phrase("Đang khiếu nại", "Appealed")
        case "expired": Phrase("Hết thời hạn", "Expired")
        default: Phrase(name, name)
        }
    }
}

/// What the page of members' families does.
struct FamilyActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        do {
            return try await page(request, officer, nil)
        } catch StoreError.notFound where request.query["after"] != nil {
            return .redirect(to: LocalPath(trusted: FamiliesPage.path))
        }
    }

    func recordHelp(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        guard let member = sent["member"].flatMap(MemberID.init), let year = sent["year"].flatMap({ Int($0) }),
            Denominator.years.contains(year)
        else { throw Problem(.badRequest) }
        var form = TypedForm(sent, ["done_on", "what"])
        let day = form.day("done_on", isRequired: true)
        let what = form.line("what", longest: 500, isRequired: true)
        guard let day, !form.isRefused else { return try await page(request, officer, form, of: member, year) }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.families.recordHelp(for: member, year: year, on: day, what)
                return LocalPath(trusted: "\(FamiliesPage.path)?year=\(year)&done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(refusal == .helpDate ? "done_on" : "what", refusal.phrase)
            return try await page(request, officer, form, of: member, year)
        }
    }

    func removeHelp(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let help = try request.identity("help", of: IdentitySubject.HouseholdHelp.self)
        let sent = try await request.form()
        let year = sent["year"].flatMap { Int($0) } ?? CalendarDay.inVietnam().year
        return try await desk.once(request, sent, officer) { tx in
            try await tx.families.removeHelp(help)
            return LocalPath(trusted: "\(FamiliesPage.path)?year=\(year)&done=removed")
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: TypedForm?,
        of member: MemberID? = nil,
        _ year: Int? = nil
    ) async throws -> Response {
        let asked = year ?? request.query["year"].flatMap { Int($0) } ?? CalendarDay.inVietnam().year
        let year = Denominator.years.contains(asked) ? asked : CalendarDay.inVietnam().year
        let after = form == nil ? request.query["after"].flatMap(MemberID.init) : nil
        let chosen = member ?? request.query["member"].flatMap(MemberID.init)
        let content = try await desk.database.read(officer.context) { tx in
            var standing: FamilyStanding?
            if let chosen { standing = try await tx.families.find(chosen, year: year) }
            return FamiliesPage.Content(
                year: year,
                page: try await tx.families.list(year: year, after: after),
                isContinued: after != nil,
                counts: try await tx.families.counts(year: year),
                help: try await tx.families.help(year: year),
                chosen: standing,
                form: form ?? TypedForm(["done_on": CalendarDay.inVietnam().vietnamese, "what": ""])
            )
        }
        let notice = SubjectWords.notice(request, in: request.language)
        let page = FamiliesPage(content, officer, request.language, notice: notice, problem: nil)
        let status: HTTPResponse.Status = page.problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: FamiliesPage.path, status: status)
    }
}
