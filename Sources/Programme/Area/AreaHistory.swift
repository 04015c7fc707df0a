/// The areas with all that has become of them. Answers which areas were there on a day, which of them a name or a code meant,
/// and where the land of one lies on another day. Nothing in it changes; after a new decision another one is made.
package struct AreaHistory: Sendable {
    /// In the order in which they were given.
    package let areas: [Area]
    /// By date.
    package let successions: [AreaSuccession]

    private let byID: [AreaID: Area]
    private let byKey: [String: AreaID]
    private let forward: [AreaID: [AreaSuccession]]
    private let backward: [AreaID: [AreaSuccession]]
    let byName: [String: [AreaID]]
    let byCode: [String: [AreaID]]

    /// The history of these areas. What does not fit together is told by `defects`; steps between areas that are not there
    /// are left out.
    package init(areas: [Area], successions: [AreaSuccession]) {
        let byID = Dictionary(areas.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = successions.filter { byID[$0.from] != nil && byID[$0.to] != nil && $0.from != $0.to }
        self.areas = areas
        self.successions = successions.sorted { $0.date < $1.date }
        self.byID = byID
        byKey = Dictionary(areas.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
        forward = Dictionary(grouping: known, by: \.from)
        backward = Dictionary(grouping: known, by: \.to)
        byName = Self.index(areas) { area in area.names.map { Self.nameKey($0.value) } }
        byCode = Self.index(areas) { area in area.codes.map(\.value) }
    }

    /// The area with this identity.
    package func area(_ id: AreaID) -> Area? { byID[id] }

    /// The area with this seed key.
    package func area(key: String) -> Area? { byKey[key].flatMap { byID[$0] } }

    /// The areas that were there on a day.
    package func areas(on day: CalendarDay) -> [Area] { areas.filter { $0.validity.contains(day) } }

    /// Where the land that an area had on one day lies on another, earlier or later: the areas of that other day that have some
    /// of it, sorted. One area: the land lies whole in it. None: the area was not there on the first day, or nothing is
    /// recorded of what became of it.
    package func places(of id: AreaID, on day: CalendarDay, at other: CalendarDay) -> [AreaID] {
        guard let area = byID[id], area.validity.contains(day) else { return [] }
        var found: Set<AreaID> = []
        var seen: Set<Dated<AreaID>> = []
        var open = [(id: id, day: day)]
        while let place = open.popLast() {
            // each place is looked at once for each day on which land came there, so the walk ends
            guard let since = Validity(from: place.day, through: nil), seen.insert(Dated(place.id, since)).inserted
            else {
                continue
            }
            if byID[place.id]?.validity.contains(other) == true { found.insert(place.id) }
            open += day <= other ? later(place.id, place.day, until: other) : earlier(place.id, place.day, until: other)
        }
        return found.sorted()
    }

    /// Where land that lay in an area on a day went next.
    private func later(_ id: AreaID, _ day: CalendarDay, until end: CalendarDay) -> [(id: AreaID, day: CalendarDay)] {
        forward[id, default: []].filter { day < $0.date && $0.date <= end }.map { ($0.to, $0.date) }
    }

    /// Where land that lay in an area on a day had come from: there it lay on the day before the step.
    private func earlier(_ id: AreaID, _ day: CalendarDay, until end: CalendarDay) -> [(id: AreaID, day: CalendarDay)] {
        backward[id, default: []].filter { end < $0.date && $0.date <= day }.compactMap { step in
            step.date.adding(days: -1).map { (step.from, $0) }
        }
    }

    /// What names are compared by: without marks, case, spaces and apostrophes, because lists write `iakring` and
    /// `chưhdrông`.
    static func nameKey(_ name: String) -> String { VietnameseText.folded(name).filter { $0 != " " } }

    private static func index(_ areas: [Area], by keys: (Area) -> [String]) -> [String: [AreaID]] {
        var index: [String: [AreaID]] = [:]
        for area in areas {
            for key in Set(keys(area)) where !key.isEmpty { index[key, default: []].append(area.id) }
        }
        return index
    }
}
