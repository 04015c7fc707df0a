/// Where a return stands.
///
///     draft --> submitted --> approved --> locked
///                  |  ^          |
///                  v  +--------+ |
///               returned <-------+
///
/// Its tenant sends it, from draft and from returned; the rest is the association's that leads the programme. What it says
/// changes in draft and in returned alone. Nothing leads out of locked.
package enum ReturnState: String, Codable, CaseIterable, Sendable {
    /// Being made.
    case draft
    /// Sent to the association.
    case submitted
    /// Sent back, with what is to be mended.
    case returned
    /// The association agrees.
    case approved
    /// For ever as it is.
    case locked

    /// Who does a step.
    package enum Side: Hashable, Sendable {
        /// Whose return it is.
        case sender
        /// The association that leads the programme.
        case association
    }

    /// What one side can make of it.
    package func next(for side: Side) -> Set<ReturnState> {
        switch (self, side) {
        case (.draft, .sender), (.returned, .sender): [.submitted]
        case (.submitted, .association): [.approved, .returned]
        case (.approved, .association): [.returned, .locked]
        default: []
        }
    }

    /// Whether its figures and its remark may change.
    package var isOpen: Bool { self == .draft || self == .returned }

    /// Đang soạn, Đã gửi, Trả lại, Đã duyệt, Đã khoá.
    package var vietnameseName: String {
        switch self {
        case .draft: "Đang soạn"
        case .submitted: "Đã gửi"
        case .returned: "Trả lại để sửa"
        case .approved: "Đã duyệt"
        case .locked: "Đã khoá"
        }
    }

    /// Draft, Sent, Sent back, Approved, Locked.
    package var englishName: String {
        switch self {
        case .draft: "Draft"
        case .submitted: "Sent"
        case .returned: "Sent back"
        case .approved: "Approved"
        case .locked: "Locked"
        }
    }
}

/// For what time a return is.
package enum ReturnPeriod: String, Codable, CaseIterable, Sendable {
    case firstHalf = "first_half"
    case year

    /// The first and the last day in a year.
    package func days(of year: Int) -> (first: CalendarDay, last: CalendarDay)? {
        guard let first = CalendarDay(year: year, month: 1, day: 1),
            let last = self == .year
                ? CalendarDay(year: year, month: 12, day: 31) : CalendarDay(year: year, month: 6, day: 30)
        else { return nil }
        return (first, last)
    }

    /// Until when it is to be sent: 15 July, and 5 December, so that the province's report can be made before 15 December.
    package func due(of year: Int) -> CalendarDay? {
        self == .year
            ? CalendarDay(year: year, month: 12, day: 5) : CalendarDay(year: year, month: 7, day: 15)
    }

    /// 6 tháng đầu năm, Cả năm.
    package var vietnameseName: String { self == .year ? "Cả năm" : "6 tháng đầu năm" }

    /// First half, Whole year.
    package var englishName: String { self == .year ? "Whole year" : "First half" }
}

/// What a return counts, in the order of its pages. The names are those that the system computes figures under.
package enum ReturnFigure: String, Codable, CaseIterable, Sendable {
    case branches
    case members
    case classes
    case classSessions = "class_sessions"
    case classTurns = "class_turns"
    case certificates
    case communications
    case communicationTurns = "communication_turns"
    case communicationCopies = "communication_copies"
    case trainings
    case associationOfficers = "association_officers"
    case associationOfficersTrained = "association_officers_trained"
    case centreManagers = "centre_managers"
    case centreManagersTrained = "centre_managers_trained"
    case gatherings
    case gatheringContributions = "gathering_contributions"
    case inspections
    case findings
    case findingsOpen = "findings_open"
    case tasksDue = "tasks_due"
    case tasksDone = "tasks_done"
    case tasksLate = "tasks_late"
    case fundIncome = "fund_income"
    case fundSpending = "fund_spending"
    case fundBalance = "fund_balance"
    case scholarships
    case pupilsRewarded = "pupils_rewarded"
    case teachersRewarded = "teachers_rewarded"
    case hardshipHelps = "hardship_helps"
    case awardAmount = "award_amount"

    /// What it is, and what one of it is.
    package var vietnameseName: String { Self.names[self]?.vietnamese ?? rawValue }
    /// The same in English.
    package var englishName: String { Self.names[self]?.english ?? rawValue }

    /// Whether it is an amount in đồng.
    package var isMoney: Bool {
        switch self {
        case .fundIncome, .fundSpending, .fundBalance, .awardAmount: true
        default: false
        }
    }

    private static let names: [ReturnFigure: (vietnamese: String, english: String)] = [
        .branches: ("Số chi hội", "Branches"),
        .members: ("Số hội viên đang sinh hoạt (người)", "Active members (persons)"),
        .classes: ("Số lớp, chuyên đề đã tổ chức", "Classes held"),
        .classSessions: ("Số buổi học", "Sessions"),
        .classTurns: ("Lượt người học", "Attendances (turns)"),
        .certificates: ("Giấy chứng nhận đã cấp", "Certificates issued"),
        .communications: ("Số cuộc tuyên truyền", "Communication activities"),
        .communicationTurns: ("Lượt người dự tuyên truyền", "People reached (turns)"),
        .communicationCopies: ("Tài liệu đã phát (bản)", "Copies handed out"),
        .trainings: ("Số lớp tập huấn", "Trainings"),
        .associationOfficers: (
            "Cán bộ Hội Khuyến học trong danh sách (người)", "Association officers on the roll (persons)"
        ),
        .associationOfficersTrained: ("trong đó đã tập huấn (người)", "of whom trained (persons)"),
        .centreManagers: ("Người quản lý trung tâm trong danh sách (người)", "Centre managers on the roll (persons)"),
        .centreManagersTrained: ("trong đó đã tập huấn (người)", "of whom trained (persons)"),
        .gatherings: ("Hội thảo, lấy ý kiến, tham quan, tổng kết (cuộc)", "Workshops, consultations, visits, reviews"),
        .gatheringContributions: ("Ý kiến góp ý", "Opinions given"),
        .inspections: ("Số cuộc kiểm tra, giám sát", "Inspections"),
        .findings: ("Số kiến nghị", "Findings"),
        .findingsOpen: ("trong đó chưa khắc phục", "of which still open"),
        .tasksDue: ("Nhiệm vụ đến hạn trong kỳ", "Tasks due"),
        .tasksDone: ("trong đó đã xong", "of which done"),
        .tasksLate: ("trong đó trễ hạn", "of which late"),
        .fundIncome: ("Quỹ khuyến học: thu trong kỳ (đồng)", "Fund: income (đồng)"),
        .fundSpending: ("Quỹ khuyến học: chi trong kỳ (đồng)", "Fund: spending (đồng)"),
        .fundBalance: ("Quỹ khuyến học: tồn cuối kỳ (đồng)", "Fund: balance at the end (đồng)"),
        .scholarships: ("Số suất học bổng", "Scholarships"),
        .pupilsRewarded: ("Học sinh được khen thưởng (lượt)", "Pupils rewarded (turns)"),
        .teachersRewarded: ("Giáo viên được khen thưởng (lượt)", "Teachers rewarded (turns)"),
        .hardshipHelps: ("Hỗ trợ khó khăn (lượt)", "Help in hardship (turns)"),
        .awardAmount: (
            "Tổng tiền học bổng, khen thưởng, hỗ trợ (đồng)", "Scholarships, rewards and help in all (đồng)"
        ),
    ]
}
