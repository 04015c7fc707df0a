internal import Programme
internal import Store

/// `/members/{id}`: one member, the life of the membership, and what can be done.
struct MemberSheetPage: Page {
    struct Fact: Sendable {
        let heading: String
        let text: String
    }

    struct Event: Sendable {
        let day: String
        let text: String
        let by: String?
    }

    struct Merge: Sendable {
        let id: String
        let day: String
        let other: String
        let mayUndo: Bool
    }

    struct Agreement: Sendable {
        let id: String
        let purpose: String
        let about: String
        let withdrawn: String?
        let mayWithdraw: Bool
    }

    static let template = "members/member"

    private let fullName: String
    let path: String
    let key = FormKey().text
    let version: Int
    let state: String
    let isActive: Bool
    let branch: String?
    let facts: [Fact]
    let events: [Event]
    let warnings: [String]
    let hasWarnings: Bool
    /// The record that took this one in.
    let mergedInto: String?
    let merges: [Merge]
    let hasMerges: Bool
    let consents: [Agreement]
    let hasConsents: Bool
    let mayEdit: Bool
    let mayTransfer: Bool
    let mayLeave: Bool
    let mayDie: Bool
    let mayReturn: Bool
    let mayErase: Bool
    let notice: String?
    let problem: String?
    let transferBranch: FormField.View
    let transferDate: FormField.View
    let leavingDate: FormField.View
    let leavingReason: FormField.View
    let deathDate: FormField.View
    let returnBranch: FormField.View
    let returnDate: FormField.View
    let purpose: FormField.View
    let basis: FormField.View
    let method: FormField.View
    let givenOn: FormField.View
    let evidence: FormField.View
    /// Which of the small forms was refused and stands open.
    let isTransferring: Bool
    let isLeaving: Bool
    let isDying: Bool
    let isConsenting: Bool
    let today: String

    func title(in language: Language) -> String { fullName }
}

/// What a member's page is made of.
struct MemberSheet: Sendable {
    let member: StoredMember
    let consents: [StoredConsent]
    let merges: [MergeSummary]
    let officers: [Officer]
    let places: PlaceChoices
}

extension MemberSheetPage {
    init(
        _ sheet: MemberSheet,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        notice: Phrase? = nil,
        problem: Phrase? = nil,
        refused: RefusedForm? = nil
    ) {
        let language = request.language
        let member = sheet.member
        let words = MemberWords(language: language, places: sheet.places)
        let names = Dictionary(sheet.officers.map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
        let isAdministrator = officer.context.role == .administrator && officer.context.part == .wholeTenant
        fullName = member.record.name?.full ?? ""
        path = "/members/\(member.id)"
        version = member.version
        state = MemberWords.state(member.state).text(in: language)
        isActive = member.state == .active
        branch = sheet.places.branchPath(member.branch)
        facts = MemberField.allCases.filter { ![.fullName, .branch].contains($0) }.compactMap { field in
            words.value(field, of: member.record).map {
                Fact(heading: MemberWords.heading(field, in: language), text: $0)
            }
        }
        events = member.events.map { stored in
            Event(
                day: MemberWords.day(stored.event.date, in: language),
                text: words.event(stored.event),
                by: stored.officer.flatMap { names[$0] }
            )
        }
        warnings = member.state.isLive ? member.record.contradictions.map { $0.message(in: language) } : []
        hasWarnings = !warnings.isEmpty
        mergedInto = member.mergedInto.map { "/members/\($0)" }
        merges = sheet.merges.map { merge in
            Merge(
                id: merge.id.description,
                day: Moment.text(merge.mergedAt),
                other: "/members/\(merge.kept == member.id ? merge.absorbed : merge.kept)",
                mayUndo: merge.undoneAt == nil && merge.kept == member.id && officer.context.role >= .editor
            )
        }
        hasMerges = !merges.isEmpty
        consents = sheet.consents.map { Agreement($0, language, mayWithdraw: officer.context.role >= .editor) }
        hasConsents = !consents.isEmpty
        let isLive = member.state.isLive
        mayEdit = officer.context.role >= .editor && isLive
        mayTransfer = mayEdit && member.state == .active
        mayLeave = mayTransfer
        mayDie = mayEdit && member.state != .died
        mayReturn = mayEdit && member.state == .left
        mayErase = isAdministrator && isLive
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
        let fields = MemberDeedFields(member, sheet.places, language)
        transferBranch = fields.branch("transfer_branch", without: member.branch).view(over: refused, in: language)
        transferDate = fields.date("transfer_date").view(over: refused, in: language)
        leavingDate = fields.date("leaving_date").view(over: refused, in: language)
        leavingReason = fields.reason.view(over: refused, in: language)
        deathDate = fields.date("death_date", isToday: false).view(over: refused, in: language)
        returnBranch = fields.branch("return_branch", without: nil).view(over: refused, in: language)
        returnDate = fields.date("return_date").view(over: refused, in: language)
        purpose = fields.purpose.view(over: refused, in: language)
        basis = fields.basis.view(over: refused, in: language)
        method = fields.method.view(over: refused, in: language)
        givenOn = fields.date("given_on").view(over: refused, in: language)
        evidence = fields.evidence.view(over: refused, in: language)
        isTransferring = refused?.isOf("transfer_date") ?? false
        isLeaving = refused?.isOf("leaving_date") ?? false
        isDying = refused?.isOf("death_date") ?? false
        isConsenting = refused?.isOf("given_on") ?? false
        today = sheet.places.today.vietnamese
    }
}

extension MemberSheetPage.Agreement {
    init(_ consent: StoredConsent, _ language: Language, mayWithdraw: Bool) {
        id = consent.id.description
        purpose = consent.record.purpose
        about = [
            MemberDeedFields.basis(consent.record.legalBasis).text(in: language),
            MemberDeedFields.method(consent.record.method).text(in: language),
            consent.record.givenOn.vietnamese,
            consent.record.evidence,
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        withdrawn = consent.withdrawnOn?.vietnamese
        self.mayWithdraw = mayWithdraw && consent.withdrawnOn == nil
    }
}

extension MemberFieldProblem {
    /// The field and what is wrong with it, in one line.
    func message(in language: Language) -> String {
        "\(MemberWords.heading(field, in: language)): \(problem.message(in: language))"
    }
}
