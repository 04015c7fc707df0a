internal import Programme
internal import Store

/// Sessions as a form: one, or those of a timetable, which are on some days of the week up to a last day.
struct SessionForm: Sendable {
    static let names = [
        "held_on", "starts_at", "ends_at", "minutes", "room", "session_place", "session_teacher", "until",
    ]
    static let weekdayName = "weekday"

    var typed: TypedForm
    var weekdays: Set<Weekday> = []

    /// The form of the next session: a week after the last one, at the same time.
    init(next sheet: ClassSheet, _ words: ClassWords) {
        let last = sheet.sessions.last?.session
        var day = last.flatMap { $0.heldOn.adding(days: 7) } ?? sheet.found.record.startsOn
        if day > sheet.found.record.endsOn { day = sheet.found.record.endsOn }
        typed = TypedForm([
            "held_on": day.vietnamese, "starts_at": last?.startsAt?.description ?? "",
            "ends_at": last?.endsAt?.description ?? "", "minutes": "", "room": last?.room?.description ?? "",
            "session_place": last?.place ?? "", "session_teacher": last?.teacher ?? "", "until": "",
        ])
    }

    /// The form of a session that there is.
    init(_ session: ClassSession) { typed = TypedForm(Self.texts(of: session)) }

    /// What was sent.
    init(_ form: FormFields) {
        typed = TypedForm(form, Self.names)
        weekdays = Set(form.all(Self.weekdayName).compactMap { Int($0).flatMap(Weekday.init(rawValue:)) })
    }

    static func texts(of session: ClassSession) -> [String: String] {
        [
            "held_on": session.heldOn.vietnamese, "starts_at": session.startsAt?.description ?? "",
            "ends_at": session.endsAt?.description ?? "", "minutes": String(session.minutes),
            "room": session.room?.description ?? "", "session_place": session.place,
            "session_teacher": session.teacher, "until": "",
        ]
    }

    /// The session that the form tells; nil if something must be mended.
    mutating func read() -> ClassSession? {
        let day = typed.day("held_on", isRequired: true)
        let (from, to) = (typed.time("starts_at"), typed.time("ends_at"))
        if let from, let to, to <= from { typed.refuse("ends_at", StoreRefusal.sessionTimes.phrase) }
        let minutes = typed.number("minutes", in: ClassSession.minuteLimits)
        let room: RoomID? = typed.identity("room")
        let place = typed.line("session_place", longest: 200)
        let teacher = typed.line("session_teacher", longest: 200)
        guard !typed.isRefused, let day else { return nil }
        var session = ClassSession(on: day, from: from, to: to, minutes: minutes)
        (session.room, session.place, session.teacher) = (room, place, teacher)
        return session
    }

    /// The sessions that the form tells: one, or with a last day those on the days of the week chosen, by default the first
    /// one's.
    mutating func readAll() -> [ClassSession]? {
        let until = typed.day("until")
        guard let session = read() else { return nil }
        guard let until else { return [session] }
        let days = weekdays.isEmpty ? [session.heldOn.weekday] : weekdays
        let timetable = Timetable(from: session.heldOn, through: until, weekdays: days, pattern: session)
        guard let sessions = timetable.sessions, !sessions.isEmpty else {
            typed.refuse("until", Phrase("Không có buổi nào, hoặc quá nhiều buổi.", "There is none, or too many."))
            return nil
        }
        return sessions
    }

    /// Says what the store refused at the field that it is about; false if it is about none of them.
    mutating func take(_ refusal: StoreRefusal) -> Bool {
        let name: String? =
            switch refusal {
            case .sessionOutsideClass: typed.text("until").isEmpty ? "held_on" : "until"
            case .centreClosed, .sessionAttended, .sessionState: "held_on"
            case .sessionTimes: "ends_at"
            case .roomUnknown: "room"
            case .sessionsTooMany: "until"
            default: nil
            }
        guard let name else { return false }
        typed.refuse(name, refusal.phrase)
        return true
    }
}

/// The fields of sessions as the page shows them.
struct SessionFields: Sendable {
    struct Day: Sendable {
        let code: Int
        let text: String
        let isChosen: Bool
    }

    let one: [FormField.View]
    let until: FormField.View
    let days: [Day]
    let isTimetable: Bool
}

extension SessionForm {
    func fields(_ rooms: [Room], _ language: Language) -> SessionFields {
        func line(_ name: String, _ label: Phrase, _ help: Phrase? = nil, longest: Int = 20) -> FormField.View {
            typed.field(name, label, in: language) { field in
                field.help = help?.text(in: language)
                field.longest = longest
                field.isRequired = name == "held_on"
                field.keyboard = name == "minutes" ? "numeric" : "text"
            }
        }
        var one = [
            line("held_on", Phrase("Ngày học", "On"), Phrase("Ví dụ 5/3/2026.", "Such as 5/3/2026, day first.")),
            line("starts_at", Phrase("Từ giờ", "From"), Phrase("Ví dụ 7:30 hoặc 19h.", "Such as 7:30 or 19:00.")),
            line("ends_at", Phrase("Đến giờ", "Until")),
            line(
                "minutes",
                Phrase("Số phút tính cho cả buổi", "Minutes that the whole counts"),
                Phrase("Để trống: tính theo giờ học, hoặc 90 phút.", "Empty: by the times, or 90 minutes.")
            ),
        ]
        if !rooms.isEmpty {
            one.append(
                typed.choice(
                    "room",
                    Phrase("Phòng học", "Room"),
                    in: language,
                    rooms.map { ($0.id.description, $0.name) },
                    empty: "–"
                )
            )
        }
        one.append(line("session_place", Phrase("Địa điểm, nếu khác", "Place, if another"), longest: 200))
        one.append(line("session_teacher", Phrase("Người dạy, nếu khác", "Teacher, if another"), longest: 200))
        let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return SessionFields(
            one: one,
            until: line(
                "until",
                Phrase("Lặp lại đến ngày", "Repeat until"),
                Phrase("Để trống nếu chỉ thêm một buổi.", "Empty for one session.")
            ),
            days: Weekday.allCases.map { day in
                SessionFields.Day(
                    code: day.rawValue,
                    text: language == .vietnamese ? day.vietnameseName : english[day.rawValue - 1],
                    isChosen: weekdays.contains(day)
                )
            },
            isTimetable: !typed.text("until").isEmpty || typed.problems["until"] != nil
        )
    }
}
