/// Figures of one set of boundaries put on those of another day.
package struct AreaRecut<Value: Sendable>: Sendable {
    /// One figure that cannot be put on the other boundaries, because its land is divided there. How the people are divided
    /// nobody recorded, and no share is invented.
    package struct Undivided: Sendable {
        /// The area for which it was counted.
        package let source: AreaID
        /// The areas that have some of it.
        package let places: [AreaID]
        /// The figure, whole.
        package let value: Value
    }

    /// The sums on the boundaries of the other day.
    package fileprivate(set) var sums: [AreaID: Value] = [:]
    /// What could not be divided. The sums of the areas named there are too low by an unknown part of it.
    package fileprivate(set) var undivided: [Undivided] = []
    /// Areas of which it is not recorded where their land is on the other day.
    package fileprivate(set) var lost: [AreaID] = []
}

/// A set of areas put on the boundaries of another day.
package struct AreaCoverage: Hashable, Sendable {
    /// Areas whose land lies whole inside the set.
    package fileprivate(set) var whole: Set<AreaID> = []
    /// Areas that have land of the set and other land too.
    package fileprivate(set) var partial: Set<AreaID> = []
    /// Areas of the set of which it is not recorded where their land is on the other day.
    package fileprivate(set) var lost: Set<AreaID> = []
}

extension AreaHistory {
    /// Puts additive figures (persons, households), counted on the boundaries of one day, on the boundaries of another. Merged
    /// areas are added; what would have to be divided is left whole and named. Percentages are not to be recut: recut what
    /// they are made of.
    package func recut<Value: AdditiveArithmetic & Sendable>(
        _ values: [AreaID: Value],
        on day: CalendarDay,
        to other: CalendarDay
    ) -> AreaRecut<Value> {
        var result = AreaRecut<Value>()
        for (source, value) in values.sorted(by: { $0.key < $1.key }) {
            let places = places(of: source, on: day, at: other)
            switch places.count {
            case 0: result.lost.append(source)
            case 1: result.sums[places[0], default: .zero] += value
            default: result.undivided.append(.init(source: source, places: places, value: value))
            }
        }
        return result
    }

    /// Where a set of areas lies on another day, and which areas of that day are whole in it. The old city of Pleiku on the
    /// boundaries of 2025 has five wards whole and two communes in part.
    package func coverage(of set: Set<AreaID>, on day: CalendarDay, at other: CalendarDay) -> AreaCoverage {
        var result = AreaCoverage()
        var touched: Set<AreaID> = []
        for source in set {
            let places = places(of: source, on: day, at: other)
            if places.isEmpty { result.lost.insert(source) }
            touched.formUnion(places)
        }
        for area in touched {
            if Set(places(of: area, on: other, at: day)).isSubset(of: set) {
                result.whole.insert(area)
            } else {
                result.partial.insert(area)
            }
        }
        return result
    }
}
