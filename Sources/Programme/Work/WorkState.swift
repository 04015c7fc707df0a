/// Where a plan stands.
///
///     draft --> issued --> closed        back: closed to issued
package enum WorkPlanState: String, Codable, CaseIterable, Sendable {
    /// Being written.
    case draft
    /// Signed: its tasks are to be done.
    case issued
    /// Over.
    case closed

    /// What it can become next.
    package var next: Set<WorkPlanState> {
        switch self {
        case .draft: [.issued]
        case .issued: [.closed]
        case .closed: [.issued]
        }
    }

    /// Đang soạn, Đã ban hành, Đã kết thúc.
    package var vietnameseName: String {
        switch self {
        case .draft: "Đang soạn"
        case .issued: "Đã ban hành"
        case .closed: "Đã kết thúc"
        }
    }

    /// Draft, Issued, Closed.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// Where a task of a plan stands.
///
///     open --> started --> done       back: done to started
///       |        |                    cancelled: from open and started, by whose task it is; back to open by the same
///       +--------+--> cancelled
package enum PlanTaskState: String, Codable, CaseIterable, Sendable {
    /// Nobody has begun.
    case open
    case started
    /// All of it.
    case done
    /// Is not to be done any more.
    case cancelled

    /// What it can become next.
    ///
    /// - Parameter isOwner: whether it is the own task, and not one that another tenant has set.
    package func next(isOwner: Bool) -> Set<PlanTaskState> {
        switch self {
        case .open: isOwner ? [.started, .done, .cancelled] : [.started, .done]
        case .started: isOwner ? [.done, .cancelled] : [.done]
        case .done: [.started]
        case .cancelled: isOwner ? [.open] : []
        }
    }

    /// Whether it is still to be done.
    package var isPending: Bool { self == .open || self == .started }

    /// Chưa làm, Đang làm, Đã xong, Đã bỏ.
    package var vietnameseName: String {
        switch self {
        case .open: "Chưa làm"
        case .started: "Đang làm"
        case .done: "Đã xong"
        case .cancelled: "Đã bỏ"
        }
    }

    /// Not begun, Begun, Done, Cancelled.
    package var englishName: String {
        switch self {
        case .open: "Not begun"
        case .started: "Begun"
        case .done: "Done"
        case .cancelled: "Cancelled"
        }
    }
}

/// How it stands with something that is to be done until a day.
package enum Urgency: Hashable, Sendable {
    /// The day is past, by so many days.
    case late(days: Int)
    /// It is to be done within the next days; 0 for today.
    case soon(days: Int)
    /// There is time.
    case later

    /// From this many days before the day on it is soon.
    package static let daysAhead = 14

    /// The urgency on a day of what is to be done until another.
    package init(due: CalendarDay, today: CalendarDay) {
        let days = due.dayNumber - today.dayNumber
        self = days < 0 ? .late(days: -days) : days <= Self.daysAhead ? .soon(days: days) : .later
    }

    /// Trễ 3 ngày, Còn 5 ngày, Hạn hôm nay; nil if there is time.
    package var vietnamese: String? {
        switch self {
        case .late(let days): "Trễ \(days) ngày"
        case .soon(0): "Hạn hôm nay"
        case .soon(let days): "Còn \(days) ngày"
        case .later: nil
        }
    }

    /// 3 days late, 5 days left, Due today; nil if there is time.
    package var english: String? {
        switch self {
        case .late(let days): days == 1 ? "1 day late" : "\(days) days late"
        case .soon(0): "Due today"
        case .soon(let days): days == 1 ? "1 day left" : "\(days) days left"
        case .later: nil
        }
    }
}
