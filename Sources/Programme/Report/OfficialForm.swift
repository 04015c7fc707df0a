/// The official forms that the system lays out. The raw value is stored and sent, so it never changes its meaning.
package enum OfficialForm: String, Codable, CaseIterable, Sendable {
    /// Of the association that leads: the city by wards (báo cáo của Hội).
    case association
    /// Of a ward: its titles and its work (báo cáo của phường, xã).
    case ward
    /// Of an organisation: members, learning, fund, awards (báo cáo của tổ chức, hội, đoàn).
    case organisation
    /// A decision on titles with the list attached to it.
    case titleDecision = "title_decision"
    /// What was held at a learning centre.
    case centreActivity = "centre_activity"
    /// What one member has learned.
    case learningRecord = "learning_record"

    /// What a form is about besides a tenant and a time.
    package enum About: Hashable, Sendable {
        case decision, centre, member
    }

    /// What one report of the form is about; nil for the whole tenant.
    package var about: About? {
        switch self {
        case .association, .ward, .organisation: nil
        case .titleDecision: .decision
        case .centreActivity: .centre
        case .learningRecord: .member
        }
    }

    /// Whether it is of half a year or a year; otherwise it has no time of its own.
    package var hasPeriod: Bool {
        switch self {
        case .association, .ward, .organisation, .centreActivity: true
        case .titleDecision, .learningRecord: false
        }
    }

    /// Whether it can be had made whenever its time is over.
    package var canBeScheduled: Bool { hasPeriod && about == nil }

    /// Báo cáo của Hội Khuyến học, ...
    package var vietnameseName: String {
        switch self {
        case .association: "Báo cáo tổng hợp của Hội Khuyến học"
        case .ward: "Báo cáo của phường, xã"
        case .organisation: "Báo cáo của tổ chức, hội, đoàn thể"
        case .titleDecision: "Quyết định công nhận kèm danh sách"
        case .centreActivity: "Báo cáo hoạt động trung tâm học tập cộng đồng"
        case .learningRecord: "Hồ sơ học tập của hội viên"
        }
    }

    /// The association's report, ...
    package var englishName: String {
        switch self {
        case .association: "Report of the association"
        case .ward: "Report of a ward"
        case .organisation: "Report of an organisation"
        case .titleDecision: "Title decision with its list"
        case .centreActivity: "Report of a learning centre"
        case .learningRecord: "A member's record of learning"
        }
    }
}
