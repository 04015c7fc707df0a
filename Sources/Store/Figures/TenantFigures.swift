package import Programme

/// What one branch counts; what lies in none has no identity.
package struct FigureBranch: Hashable, Sendable {
    /// Nil for what was recorded without a branch.
    package let id: BranchID?
    package var amounts: CityAmounts
}

/// What was added up of a tenant's own members and their learning, in one year: memberships and attendances, never persons.
package struct TenantFigures: Hashable, Sendable {
    package let year: Int
    /// How far the worker is.
    package let status: CityStatus
    /// What is counted, in its order.
    package let measures: [CityMeasure]
    /// Members as they are now, and what was counted in the year.
    package let total: CityAmounts
    /// Months of the year in which something was counted, in order.
    package let months: [CityPeriod]
    /// Branches with something to show, in no order.
    package let branches: [FigureBranch]

    /// The measure with this key; nil if there is none.
    package func measure(_ key: String) -> CityMeasure? { measures.first { $0.key == key } }

    /// How much of the measure with this key.
    package func amount(_ key: String) -> Int { measure(key).map { total[$0] } ?? 0 }
}

/// A sum that cannot be taken apart further: one branch, one month.
package struct FigureCell: Hashable, Sendable {
    /// The first day; nil for what is counted as it is now.
    package let month: CalendarDay?
    /// Nil for what was recorded without a branch.
    package let branch: BranchID?
    package let amount: Int
}

/// Which sum is to be taken apart.
package struct FigureQuestion: Hashable, Sendable {
    /// Which branches.
    package enum Part: Hashable, Sendable {
        case all
        /// What was recorded without a branch.
        case none
        case branch(BranchID)
    }

    package let measure: String
    package let year: Int
    /// 1 to 12; nil for the whole year.
    package let month: Int?
    package let part: Part

    /// A question about a measure in a year.
    package init(measure: String, year: Int, month: Int? = nil, part: Part = .all) {
        self.measure = measure
        self.year = year
        self.month = month
        self.part = part
    }
}
