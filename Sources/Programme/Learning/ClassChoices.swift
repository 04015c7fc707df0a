/// How a class is held.
package enum ClassDelivery: String, Codable, CaseIterable, Sendable {
    case inPerson = "in_person"
    case online
    case video

    /// Trực tiếp, Trực tuyến, Xem video.
    package var vietnameseName: String {
        switch self {
        case .inPerson: "Trực tiếp"
        case .online: "Trực tuyến"
        case .video: "Xem video"
        }
    }

    /// In person, Online, Video.
    package var englishName: String {
        switch self {
        case .inPerson: "In person"
        case .online: "Online"
        case .video: "Video"
        }
    }
}

/// Whose members may be enrolled.
package enum ClassEnrolment: String, Codable, CaseIterable, Sendable {
    /// The tenant's own.
    case own
    /// Those of every tenant.
    case open

    /// Chỉ hội viên của đơn vị, Mở cho mọi đơn vị.
    package var vietnameseName: String { self == .own ? "Chỉ hội viên của đơn vị" : "Mở cho mọi đơn vị" }

    /// Own members, Open to all organisations.
    package var englishName: String { self == .own ? "Own members" : "Open to all organisations" }
}

/// Where the money of a class comes from (nguồn kinh phí).
package enum CostSource: String, Codable, CaseIterable, Sendable {
    case stateBudget = "state_budget"
    case associationFund = "association_fund"
    case sponsors
    case learners
    case other

    /// Ngân sách nhà nước, Quỹ hội, Tài trợ, Người học đóng góp, Khác.
    package var vietnameseName: String {
        switch self {
        case .stateBudget: "Ngân sách nhà nước"
        case .associationFund: "Quỹ hội"
        case .sponsors: "Tài trợ"
        case .learners: "Người học đóng góp"
        case .other: "Khác"
        }
    }

    /// State budget, Association's fund, Sponsors, Learners, Other.
    package var englishName: String {
        switch self {
        case .stateBudget: "State budget"
        case .associationFund: "Association's fund"
        case .sponsors: "Sponsors"
        case .learners: "Learners"
        case .other: "Other"
        }
    }
}
