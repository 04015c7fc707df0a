/// What does not fit together in a set of areas, by seed keys and line numbers: for the operator who loads them.
package enum AreaDefect: Hashable, Sendable {
    /// The file cannot be read as CSV, or lacks a column.
    case badTable(line: Int, reason: String)
    /// A value of a line is none of its column's.
    case badValue(line: Int, column: String, value: String)
    /// Two areas have one key.
    case keyTwice(String)
    /// A step names an area that is not there.
    case unknownKey(line: Int, String)
    /// Two areas have one code on the same day.
    case codeTwice(String, String, String)
    /// Two areas of one level below the same area have one name on the same day.
    case nameTwice(String, String, String)
    /// An area is its own successor.
    case ownSuccessor(String)
    /// The area was not there on the day before the step.
    case notThereBefore(String, CalendarDay)
    /// The area was not there on the day of the step.
    case notThereAfter(String, CalendarDay)
    /// After a merge, rename or recode the area lives on.
    case livesOn(String, CalendarDay)
    /// The area ended, and nothing is recorded of what became of it.
    case endsWithoutSuccessor(String)
}

extension AreaHistory {
    /// Everything that does not fit together. None: every look-up and every recut can be relied on.
    package var defects: [AreaDefect] {
        var defects: [AreaDefect] = []
        for (key, same) in Dictionary(grouping: areas, by: \.key) where same.count > 1 {
            defects.append(.keyTwice(key))
        }
        defects += clashes(in: byCode, amongNeighbours: false, defect: AreaDefect.codeTwice) { area, code in
            area.codes.filter { $0.value == code }.map(\.validity)
        }
        defects += clashes(in: byName, amongNeighbours: true, defect: AreaDefect.nameTwice) { area, name in
            area.names.filter { Self.nameKey($0.value) == name }.map(\.validity)
        }
        for step in successions { defects += self.defects(of: step) }
        let ended = Set(successions.map(\.from))
        for area in areas where area.validity.through != nil && !ended.contains(area.id) {
            defects.append(.endsWithoutSuccessor(area.key))
        }
        return defects
    }

    private func defects(of step: AreaSuccession) -> [AreaDefect] {
        guard let from = area(step.from), let to = area(step.to), let before = step.date.adding(days: -1) else {
            return []
        }
        if from.id == to.id { return [.ownSuccessor(from.key)] }
        var defects: [AreaDefect] = []
        if !from.validity.contains(before) { defects.append(.notThereBefore(from.key, step.date)) }
        if !to.validity.contains(step.date) { defects.append(.notThereAfter(to.key, step.date)) }
        let mustEnd = step.kind == .merge || step.kind == .rename || step.kind == .recode
        if mustEnd, from.validity.contains(step.date) { defects.append(.livesOn(from.key, step.date)) }
        return defects
    }

    private func clashes(
        in index: [String: [AreaID]],
        amongNeighbours: Bool,
        defect: (String, String, String) -> AreaDefect,
        spans: (Area, String) -> [Validity]
    ) -> [AreaDefect] {
        var defects: [AreaDefect] = []
        for (value, ids) in index.sorted(by: { $0.key < $1.key }) where ids.count > 1 {
            // names clash only among neighbours: there are thousands of hamlets called Thôn 1
            let groups = Dictionary(grouping: ids.compactMap { area($0) }) { area in
                Neighbourhood(area.kind.level, amongNeighbours ? area.parents : [])
            }
            for areas in groups.values {
                for (place, one) in areas.enumerated() {
                    for other in areas.dropFirst(place + 1) where one.validity.overlaps(other.validity) {
                        let meets = spans(one, value).contains { span in
                            spans(other, value).contains { span.overlaps($0) }
                        }
                        if meets { defects.append(defect(value, one.key, other.key)) }
                    }
                }
            }
        }
        return defects
    }
}

/// Areas of one level below the same areas above.
private struct Neighbourhood: Hashable {
    let level: Int
    let parents: [Dated<AreaID>]

    init(_ level: Int, _ parents: [Dated<AreaID>]) {
        self.level = level
        self.parents = parents
    }
}
