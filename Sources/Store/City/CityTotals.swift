package import FoundationEssentials
package import Programme

/// How far the totals were when they were read.
package struct CityStatus: Hashable, Sendable {
    /// Whatever was committed before this is in them; nil where nothing was ever added up.
    package let asOf: Date?
    /// Whether somebody adds up at the moment: else the totals stand still.
    package let isWorked: Bool
    /// Changes that waited then, counted up to 100,000.
    package let pending: Int
    /// How old the oldest of them was, in milliseconds.
    package let lagMilliseconds: Int
}

/// A year that stays as it was signed.
package struct CityFrozenYear: Hashable, Sendable {
    package let year: Int
    package let frozenAt: Date
    /// As of when it was counted.
    package let asOf: Date
    /// SHA-256 of what was signed, in hexadecimal.
    package let hash: String
}

/// Something that is counted: never persons.
package struct CityMeasure: Hashable, Sendable {
    package let id: Int16
    /// Names it in addresses; never changes.
    package let key: String
    package let vietnameseName: String
    package let englishName: String
    /// What one of it is: `memberships`, `attendances`, `minutes` ...
    package let unit: String

    /// What is counted as it is now, and not by the month.
    package var isStock: Bool { key == "members" }
}

/// How much of each measure; what is not there is 0.
package struct CityAmounts: Hashable, Sendable {
    private var amounts: [Int16: Int] = [:]

    /// None of anything.
    package init() {}

    /// How much of a measure.
    package subscript(measure: CityMeasure) -> Int { amounts[measure.id] ?? 0 }

    /// Nothing was counted.
    package var isEmpty: Bool { amounts.allSatisfy { $0.value == 0 } }

    mutating func add(_ amount: Int, of measure: Int16) { amounts[measure, default: 0] += amount }

    /// Takes in what another part counted.
    package mutating func add(_ other: CityAmounts) {
        for (measure, amount) in other.amounts { add(amount, of: measure) }
    }
}

/// Of whom persons are counted.
package enum CityPersonKind: String, Hashable, Sendable, CaseIterable {
    /// Who is a member somewhere now.
    case members
    /// Who learned in a year.
    case learners
}

/// Persons, each once across organisations, beside the memberships that they are counted from.
package struct CityPersons: Hashable, Sendable {
    package let persons: Int
    /// A person as often as there are organisations.
    package let memberships: Int
    /// Memberships of which nobody can say whose they are.
    package let unlinkable: Int

    /// Persons with these numbers.
    package init(persons: Int, memberships: Int, unlinkable: Int) {
        self.persons = persons
        self.memberships = memberships
        self.unlinkable = unlinkable
    }

    /// Memberships beyond a person's first.
    package var overlap: Int { memberships - unlinkable - persons }

    /// Nobody.
    package static let none = CityPersons(persons: 0, memberships: 0, unlinkable: 0)
}

/// An organisation or a ward beside what it counts.
package struct CityOrganisation: Hashable, Sendable {
    package let id: TenantID
    /// Nil for one that is gone.
    package let kind: TenantKind?
    package let name: String
    package var amounts: CityAmounts
}

/// A ward or commune on the boundaries asked for, or what lies in none.
package struct CityArea: Hashable, Sendable {
    /// Nil for what was recorded without a place.
    package let id: AreaID?
    package let kind: AreaKind?
    /// Empty without an identity.
    package let name: String
    package var amounts: CityAmounts
    /// Who is counted there, each person once: learners of the whole year, or members now; nil where nobody can be told
    /// to be there.
    package let persons: CityPersons?
}

/// A month, or a year, beside what was counted in it.
package struct CityPeriod: Hashable, Sendable {
    /// The first day.
    package let start: CalendarDay
    package var amounts: CityAmounts
}

/// A part of the people of a measure and a year, protected: what would tell too much is not said.
package struct CityPeople: Hashable, Sendable {
    /// How many: rounded to 5, or why not.
    package enum Amount: Hashable, Sendable {
        /// To the nearest 5.
        case about(Int)
        /// Fewer than 10.
        case few
        /// Left out, because one organisation would know the others'.
        case hidden
    }

    /// Nil where it is not known.
    package let sex: Sex?
    /// First age of the band; nil where it is not known.
    package let fromAge: Int?
    package let amount: Amount
}

/// A band of ages.
package struct CityAgeBand: Hashable, Sendable {
    package let fromAge: Int
    package let vietnameseName: String
    package let englishName: String
}

/// A share that is to be reached.
package struct CityTarget: Hashable, Sendable {
    package let legalBasis: String
    /// `national` or `city`.
    package let scope: String
    /// `all` or `difficult`.
    package let zone: String
    package let year: Int
    /// Of what: `family`, `clan`, `community`, `unit` ...
    package let measure: String
    /// 1 to 100.
    package let percent: Int
    /// Whether the source was seen.
    package let isConfirmed: Bool
}
