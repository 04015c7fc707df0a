internal import Programme
internal import Store

/// `/classes/{id}`: one class of the tenant's own with its timetable, its people, and what can be done.
struct ClassSheetPage: Page {
    struct Meeting: Sendable {
        let day: String
        let times: String?
        let place: String?
        let state: String
        let isHeld: Bool
        let isCancelled: Bool
        let attended: String
        /// Where its register is; nil for one that was cancelled.
        let register: String?
        /// Where it is changed.
        let edit: String?
    }

    struct Person: Sendable {
        let seat: Int
        let name: String
        /// The member's page; nil for guests and for those of other parts.
        let path: String?
        let about: String?
        let outcome: String?
        let enrolment: String
        let host: String
        let mayCancel: Bool
    }

    /// A step of the class's life, as a button.
    struct Step: Sendable {
        let state: String
        let text: String
        let isQuiet: Bool
    }

    static let template = "classes/class"

    private let name: String
    let path: String
    let key = FormKey().text
    let version: Int
    let state: String
    let isOver: Bool
    let people: String
    let rule: String
    let facts: [MemberSheetPage.Fact]
    let steps: [Step]
    let mayFinish: Bool
    let mayEdit: Bool
    let meetings: [Meeting]
    let hasMeetings: Bool
    let mayPlan: Bool
    let seats: [Person]
    let hasSeats: Bool
    let waiting: [Person]
    let hasWaiting: Bool
    let mayEnrol: Bool
    let mayRecord: Bool
    let mayCertify: Bool
    let mayJudge: Bool
    let session: SessionFields
    let isSessionOpen: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { name }
}

/// What the sheet of a class is made of.
struct ClassSheet: Sendable {
    let found: StoredClass
    let sessions: [StoredSession]
    let seats: [ClassSeat]
    let rooms: [Room]
    let words: ClassWords
}

extension ClassSheetPage {
    init(
        _ sheet: ClassSheet,
        _ officer: SignedInOfficer,
        sessionForm: SessionForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) {
        let (found, words) = (sheet.found, sheet.words)
        let language = words.language
        name = found.record.title
        path = "\(ClassPath.list)/\(found.id)"
        version = found.version
        state = words.state(found.state)
        isOver = found.state == .finished || found.state == .cancelled
        people = words.people(found)
        rule = words.rule(found.record.rule)
        facts = Self.facts(found, words)
        let isEditor = officer.context.role >= .editor
        let isLive = found.state != .cancelled
        mayEdit = isEditor && isLive
        steps = isEditor ? Self.steps(found.state, language) : []
        mayFinish = isEditor && found.state == .running
        meetings = sheet.sessions.map { Meeting($0, sheet, mayEdit: isEditor && isLive) }
        hasMeetings = !meetings.isEmpty
        mayPlan = isEditor && isLive
        seats = sheet.seats.filter { $0.state == .enrolled }.map { Person($0, words, mayEdit: isEditor && isLive) }
        hasSeats = !seats.isEmpty
        waiting = sheet.seats.filter { $0.state == .waiting }.map { Person($0, words, mayEdit: isEditor && isLive) }
        hasWaiting = !waiting.isEmpty
        mayEnrol = isEditor && isLive
        mayRecord = hasSeats && hasMeetings
        mayJudge = isEditor && (found.state == .running || found.state == .finished) && hasSeats
        mayCertify = isEditor && sheet.seats.contains { $0.outcome == .completed && !$0.isGuest }
        let form = sessionForm ?? SessionForm(next: sheet, words)
        session = form.fields(sheet.rooms, language)
        isSessionOpen = sessionForm != nil || !hasMeetings
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    private static func steps(_ state: ClassState, _ language: Language) -> [Step] {
        let all: [(ClassState, Phrase, Bool)]
        switch state {
        case .planned:
            all = [
                (.open, Phrase("Mở ghi danh", "Open for people"), false),
                (.running, Phrase("Bắt đầu học", "Begin"), true), (.cancelled, Phrase("Huỷ lớp", "Cancel"), true),
            ]
        case .open:
            all = [
                (.running, Phrase("Bắt đầu học", "Begin"), false),
                (.planned, Phrase("Đóng ghi danh", "Close for people"), true),
                (.cancelled, Phrase("Huỷ lớp", "Cancel"), true),
            ]
        case .running: all = [(.cancelled, Phrase("Huỷ lớp", "Cancel"), true)]
        case .finished: all = [(.running, Phrase("Mở lại để sửa", "Open again to mend"), true)]
        case .cancelled: all = [(.planned, Phrase("Khôi phục lớp", "Take it back"), true)]
        }
        return all.map { Step(state: $0.0.rawValue, text: $0.1.text(in: language), isQuiet: $0.2) }
    }

    static func facts(_ found: StoredClass, _ words: ClassWords) -> [MemberSheetPage.Fact] {
        let (record, language) = (found.record, words.language)
        let isVietnamese = language == .vietnamese
        let delivery = isVietnamese ? record.delivery.vietnameseName : record.delivery.englishName
        let enrolment = isVietnamese ? record.enrolment.vietnameseName : record.enrolment.englishName
        let cost = record.cost.map { "\(Number.text($0, in: language)) đồng" }
        let source = record.costSource.map { isVietnamese ? $0.vietnameseName : $0.englishName }
        let facts: [(Phrase, String?)] = [
            (Phrase("Lĩnh vực", "Topic"), words.topic(record.topic)),
            (Phrase("Thời gian", "When"), words.days(record)),
            (Phrase("Địa điểm", "Where"), words.placeText(record)),
            (Phrase("Chi hội tổ chức", "Held by the branch"), words.places.branchName(record.branch)),
            (Phrase("Người dạy", "Teacher"), record.teacher),
            (Phrase("Đơn vị phối hợp", "Held together with"), record.partner),
            (Phrase("Hình thức", "How"), delivery),
            (Phrase("Ghi danh", "Who may be enrolled"), enrolment),
            (Phrase("Kinh phí", "Cost"), [cost, source].compactMap { $0 }.joined(separator: ", ")),
            (Phrase("Ghi chú", "Remark"), record.remark),
        ]
        return facts.compactMap { heading, text in
            guard let text, !text.isEmpty else { return nil }
            return MemberSheetPage.Fact(heading: heading.text(in: language), text: text)
        }
    }
}

extension ClassSheetPage.Meeting {
    init(_ stored: StoredSession, _ sheet: ClassSheet, mayEdit: Bool) {
        let words = sheet.words
        day = words.day(stored.session.heldOn)
        let times = words.times(stored.session)
        self.times = times.isEmpty ? words.minutes(stored.session.minutes) : times
        let room = sheet.rooms.first { $0.id == stored.session.room }?.name
        place = [room, stored.session.place.isEmpty ? nil : stored.session.place].compactMap { $0 }.first
        state = words.state(stored.state)
        isHeld = stored.state == .held
        isCancelled = stored.state == .cancelled
        attended =
            stored.state == .held
            ? Phrase("{0} người", "{0} people").text(
                in: words.language,
                Number.text(stored.attended, in: words.language)
            ) : ""
        register = isCancelled ? nil : "\(ClassPath.session(stored))/register"
        edit = mayEdit ? ClassPath.session(stored) : nil
    }
}

extension ClassSheetPage.Person {
    init(_ stored: ClassSeat, _ words: ClassWords, mayEdit: Bool) {
        seat = stored.seat
        name = Self.name(stored, words.language)
        path = stored.member.map { "/members/\($0)" }
        about =
            stored.sessions == 0
            ? nil
            : Phrase("{0} buổi, {1} phút", "{0} sessions, {1} minutes").text(
                in: words.language,
                "\(stored.sessions)",
                Number.text(stored.minutes, in: words.language)
            )
        outcome = stored.outcome.map { words.outcome($0) }
        enrolment = stored.enrolment.id.description
        host = stored.enrolment.tenant.description
        mayCancel = mayEdit && stored.sessions == 0
    }

    /// The name; of a guest the organisation.
    static func name(_ seat: ClassSeat, _ language: Language) -> String {
        if let organisation = seat.organisation {
            return Phrase("Khách: {0}", "Guest: {0}").text(in: language, organisation)
        }
        return seat.name ?? Phrase("Hội viên chi hội khác", "A member of another branch").text(in: language)
    }
}
