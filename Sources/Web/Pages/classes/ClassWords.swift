internal import Programme
internal import Store

/// What pages of learning choose from and name things with: topics, centres, branches and areas.
struct ClassWords: Sendable {
    let language: Language
    let topics: [Topic]
    let centres: [StoredCentre]
    let places: PlaceChoices

    /// The words of a tenant.
    static func read(_ tx: TenantTransaction, _ areas: AreaHistory, _ language: Language) async throws -> ClassWords {
        ClassWords(
            language: language,
            topics: try await tx.topics.list(),
            centres: try await tx.centres.list(),
            places: PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
        )
    }

    var today: CalendarDay { places.today }

    func topic(_ id: TopicID?) -> String? {
        topics.first { $0.id == id }.map { language == .vietnamese ? $0.vietnamese : $0.english }
    }

    func centre(_ id: CentreID?) -> StoredCentre? { id.flatMap { id in centres.first { $0.id == id } } }

    /// The topics that may be chosen today, and the one that is chosen already.
    func topicChoices(_ chosen: String = "") -> [(code: String, text: String)] {
        topics.filter { $0.validity.contains(today) || $0.id.description == chosen }
            .map { ($0.id.description, language == .vietnamese ? $0.vietnamese : $0.english) }
    }

    /// The centres that are open, and the one that is chosen already.
    func centreChoices(_ chosen: String = "") -> [(code: String, text: String)] {
        centres.filter { $0.record.isOpen(on: today) || $0.id.description == chosen }
            .map { centre in
                let ward = places.areaTitle(centre.record.area).map { " (\($0))" } ?? ""
                return (centre.id.description, centre.record.name + ward)
            }
    }

    /// Where a class is held; nil if nobody said.
    func placeText(_ record: LearningClass) -> String? {
        let parts = [centre(record.centre)?.record.name, record.place.isEmpty ? nil : record.place].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// From when to when.
    func days(_ record: LearningClass) -> String {
        record.startsOn == record.endsOn
            ? record.startsOn.vietnamese : "\(record.startsOn.vietnamese) – \(record.endsOn.vietnamese)"
    }

    /// `Thứ Năm 05/03/2026`.
    func day(_ day: CalendarDay) -> String {
        let name = language == .vietnamese ? day.weekday.vietnameseName : Self.english[day.weekday.rawValue - 1]
        return "\(name) \(day.vietnamese)"
    }

    private static let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// `7:30 – 9:00`; empty if nobody said.
    func times(_ session: ClassSession) -> String {
        [session.startsAt?.description, session.endsAt?.description].compactMap { $0 }.joined(separator: " – ")
    }

    func minutes(_ minutes: Int) -> String {
        Phrase("{0} phút", "{0} minutes").text(in: language, Number.text(minutes, in: language))
    }

    func state(_ state: ClassState) -> String {
        language == .vietnamese ? state.vietnameseName : state.englishName
    }

    func state(_ state: ClassSessionState) -> String {
        language == .vietnamese ? state.vietnameseName : state.englishName
    }

    func outcome(_ outcome: LearningOutcome) -> String {
        language == .vietnamese ? outcome.vietnameseName : outcome.englishName
    }

    /// How many have a place, of how many, and who waits.
    func people(_ found: StoredClass) -> String {
        var words =
            found.record.capacity.map {
                Phrase("{0} trên {1} chỗ", "{0} of {1} places").text(
                    in: language,
                    Number.text(found.taken, in: language),
                    Number.text($0, in: language)
                )
            } ?? Phrase("{0} người", "{0} people").text(in: language, Number.text(found.taken, in: language))
        if found.waiting > 0 {
            words += Phrase(", {0} người chờ", ", {0} waiting").text(
                in: language,
                Number.text(found.waiting, in: language)
            )
        }
        return words
    }

    /// When somebody has completed a class, in a sentence.
    func rule(_ rule: CompletionRule) -> String {
        let phrase: Phrase =
            switch (rule.percent, rule.minutes) {
            case (nil, nil):
                Phrase("Hoàn thành khi dự ít nhất một buổi", "Completed by attending at least one session")
            case (_?, nil):
                Phrase(
                    "Hoàn thành khi dự ít nhất {0}% số buổi đã học",
                    "Completed by attending at least {0}% of the sessions held"
                )
            case (nil, _?):
                Phrase(
                    "Hoàn thành khi học đủ {1} phút",
                    "Completed by attending {1} minutes in all"
                )
            case (_?, _?):
                Phrase(
                    "Hoàn thành khi dự ít nhất {0}% số buổi đã học và học đủ {1} phút",
                    "Completed by attending at least {0}% of the sessions held and {1} minutes in all"
                )
            }
        return phrase.text(in: language, "\(rule.percent ?? 0)", Number.text(rule.minutes ?? 0, in: language))
    }

    /// What somebody lacks to complete a class.
    func missing(_ completion: Completion) -> String {
        var parts: [String] = []
        if completion.missingSessions > 0 {
            parts.append(
                Phrase("thiếu {0} buổi", "{0} sessions missing").text(in: language, "\(completion.missingSessions)")
            )
        }
        if completion.missingMinutes > 0 {
            parts.append(
                Phrase("thiếu {0} phút", "{0} minutes missing").text(in: language, "\(completion.missingMinutes)")
            )
        }
        return parts.joined(separator: ", ")
    }
}

/// Where pages of classes are.
enum ClassPath {
    static let list = "/classes"
    static let open = "/classes/open"

    /// A class as this tenant sees it: its own, or another's.
    static func of(_ reference: ClassReference, _ tenant: TenantID) -> String {
        reference.host == tenant ? "\(list)/\(reference.id)" : "\(open)/\(reference.host)/\(reference.id)"
    }

    static func session(_ session: StoredSession) -> String { "\(list)/\(session.classID)/sessions/\(session.id)" }
}

/// What the pages of classes say was done, by what the address says.
enum ClassNotices {
    private static let phrases: [String: Phrase] = [
        "added": Phrase(
            "Đã thêm lớp. Bây giờ lập lịch học và ghi danh.",
            "The class is added. Now its sessions and people."
        ),
        "saved": Phrase("Đã lưu.", "Saved."),
        "open": Phrase("Đã mở ghi danh.", "The class is open."),
        "running": Phrase("Đã ghi: lớp đang học.", "Recorded: the class has begun."),
        "finished": Phrase("Đã kết thúc lớp.", "The class is finished."),
        "cancelled": Phrase("Đã huỷ lớp.", "The class is cancelled."),
        "planned": Phrase("Lớp trở lại đang chuẩn bị.", "The class is planned again."),
        "sessions": Phrase("Đã thêm buổi học.", "The sessions are added."),
        "session": Phrase("Đã lưu buổi học.", "The session is saved."),
        "session-removed": Phrase("Đã xóa buổi học.", "The session is removed."),
        "register": Phrase("Đã lưu điểm danh.", "The register is saved."),
        "same": Phrase("Không có gì thay đổi.", "Nothing has changed."),
        "enrolled": Phrase("Đã ghi danh.", "Enrolled."),
        "seat-cancelled": Phrase("Đã huỷ ghi danh.", "The enrolment is cancelled."),
        "judged": Phrase("Đã ghi kết quả.", "The outcomes are recorded."),
        "certificates": Phrase("Đã cấp giấy chứng nhận.", "The certificates are issued."),
    ]

    static func phrase(_ request: WebRequest) -> Phrase? { request.query["done"].flatMap { phrases[$0] } }

    static let changedMeanwhile = Phrase(
        "Người khác vừa sửa lớp này. Đây là nội dung mới nhất: xin xem lại rồi làm lại.",
        "Somebody else has just changed this class. This is how it is now: look at it and do it again."
    )
}
