/// A step of the year that has a day until which it is to be done.
package enum TitleStage: String, Codable, CaseIterable, Sendable {
    case registered
    case scored
    case reviewed
    case proposed
    case decided

    /// Đăng ký, Tự chấm điểm, Bình xét, Đề nghị, Quyết định.
    package var vietnameseName: String {
        switch self {
        case .registered: "Đăng ký"
        case .scored: "Tự chấm điểm"
        case .reviewed: "Bình xét"
        case .proposed: "Lập danh sách đề nghị"
        case .decided: "Ra quyết định"
        }
    }

    /// Registration, Self-score ...
    package var englishName: String {
        switch self {
        case .registered: "Registration"
        case .scored: "Self-score"
        case .reviewed: "Review"
        case .proposed: "Proposal"
        case .decided: "Decision"
        }
    }

    /// What a registration waits for next; nil for one for which nothing is left to be done.
    package static func next(after state: TitleState, isScored: Bool = true) -> TitleStage? {
        switch state {
        case .registered: isScored ? .scored : .reviewed
        case .scored: .reviewed
        case .reviewed: .proposed
        case .proposed, .appealed: .decided
        case .recognised, .refused, .revoked, .withdrawn: nil
        }
    }
}

/// Until when the steps of a year are to be done: the city's days, and those that a ward has of its own.
package struct TitleDeadlines: Hashable, Sendable {
    package let year: Int
    private let days: [TitleStage: CalendarDay]

    /// The days of a year; a ward's own takes the place of the city's.
    package init(year: Int, city: [TitleStage: CalendarDay] = [:], ward: [TitleStage: CalendarDay] = [:]) {
        self.year = year
        days = city.merging(ward) { $1 }
    }

    /// The last day of a step; nil if none is set.
    package func due(_ stage: TitleStage) -> CalendarDay? { days[stage] }

    /// Which step a registration is late with, today; nil for one that is not late.
    package func late(_ state: TitleState, isScored: Bool = true, on today: CalendarDay) -> TitleStage? {
        guard let stage = TitleStage.next(after: state, isScored: isScored), let due = days[stage], due < today else {
            return nil
        }
        return stage
    }

    /// Whether the days come in the order of the steps, those that are set.
    package var isInOrder: Bool {
        let set = TitleStage.allCases.compactMap { days[$0] }
        return zip(set, set.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
