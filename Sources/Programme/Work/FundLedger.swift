/// Whether money comes in or goes out.
package enum FundDirection: String, Codable, CaseIterable, Sendable {
    case income
    case spending

    /// The other one, by which an entry is taken back.
    package var opposite: FundDirection { self == .income ? .spending : .income }

    /// Thu, Chi.
    package var vietnameseName: String { self == .income ? "Thu" : "Chi" }
    /// Income, Spending.
    package var englishName: String { self == .income ? "Income" : "Spending" }
}

/// For what money is, or from where it comes.
package enum FundEntryKind: String, Codable, CaseIterable, Sendable {
    case contribution
    case sponsor
    case budget
    case interest
    case scholarship
    case reward
    case hardship
    case activity
    case other

    /// On which side it can stand; nil for both.
    package var direction: FundDirection? {
        switch self {
        case .contribution, .sponsor, .budget, .interest: .income
        case .scholarship, .reward, .hardship, .activity: .spending
        case .other: nil
        }
    }

    /// Đóng góp, Tài trợ, Ngân sách, Tiền lãi, Học bổng, Khen thưởng, Hỗ trợ khó khăn, Hoạt động, Khác.
    package var vietnameseName: String {
        switch self {
        case .contribution: "Đóng góp"
        case .sponsor: "Tài trợ"
        case .budget: "Ngân sách"
        case .interest: "Tiền lãi"
        case .scholarship: "Học bổng"
        case .reward: "Khen thưởng"
        case .hardship: "Hỗ trợ khó khăn"
        case .activity: "Hoạt động"
        case .other: "Khác"
        }
    }

    /// Contribution, Sponsor, State budget, Interest, Scholarship, Reward, Help in hardship, Activity, Other.
    package var englishName: String {
        switch self {
        case .budget: "State budget"
        case .hardship: "Help in hardship"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}

/// What came into a fund and left it, by day. A fund never holds less than nothing at the end of a day, whatever the order in
/// which its entries are written down.
package struct FundLedger: Hashable, Sendable {
    /// One movement.
    package struct Movement: Hashable, Sendable {
        package let day: CalendarDay
        package let direction: FundDirection
        /// In đồng; more than nothing.
        package let amount: Int

        /// A movement of these parts.
        package init(day: CalendarDay, direction: FundDirection, amount: Int) {
            self.day = day
            self.direction = direction
            self.amount = amount
        }
    }

    /// Of one entry, in đồng: a thousand thousand millions, far above the fund of a province.
    package static let amounts = 1...1_000_000_000_000

    /// By day.
    package let movements: [Movement]

    /// A ledger of these movements.
    package init(_ movements: [Movement]) { self.movements = movements.sorted { $0.day < $1.day } }

    /// What is in the fund at the end of a day; of all days for nil.
    package func balance(on day: CalendarDay? = nil) -> Int {
        movements.prefix { movement in day.map { movement.day <= $0 } ?? true }
            .reduce(0) { $0 + ($1.direction == .income ? $1.amount : -$1.amount) }
    }

    /// The first day at whose end more was spent than came in, and how much is lacking; nil if there is none.
    package var shortfall: (day: CalendarDay, amount: Int)? {
        var balance = 0
        for (place, movement) in movements.enumerated() {
            balance += movement.direction == .income ? movement.amount : -movement.amount
            let isLastOfDay = place + 1 == movements.count || movements[place + 1].day != movement.day
            if isLastOfDay, balance < 0 { return (movement.day, -balance) }
        }
        return nil
    }
}
