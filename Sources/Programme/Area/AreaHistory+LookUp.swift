/// What a name or a code means on a day.
package enum AreaMatch: Hashable, Sendable {
    /// One area.
    case one(Area)
    /// One area of this name, but not of the kind that was written (`xã An Phú` after it became a ward).
    case ofOtherKind(Area)
    /// More than one; somebody has to say which.
    case several([Area])
    /// None on that day, but these had the name or code on another.
    case notThen([Area])
    /// Nothing of the kind has ever been.
    case none
}

extension AreaHistory {
    /// What the text means on a day: a code, or a name with or without the word for the kind, in any spelling (`P. Ia Kring`,
    /// `iakring`, `xã Chư HDrông`, `tổ dân phố 5`). A name that stands for areas of several levels means all of them unless the
    /// kind is written. `within` keeps to the areas directly below one.
    package func match(_ text: String, on day: CalendarDay, within parent: AreaID? = nil) -> AreaMatch {
        let clean = VietnameseText.clean(text)
        if clean.utf8.count == 5, clean.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return choose(byCode[clean, default: []], on: day, kinds: [], within: parent) { area, day in
                area.code(on: day) == clean
            }
        }
        let whole = Self.nameKey(clean)
        if byName[whole] != nil { return matchName(whole, kinds: [], on: day, within: parent) }
        guard let (kinds, rest) = Self.kindAndName(clean) else { return .none }
        return matchName(rest, kinds: kinds, on: day, within: parent)
    }

    /// Reads a field; everything but one area is a problem that names what there is to choose from.
    package func read(_ text: String, on day: CalendarDay, within parent: AreaID? = nil) -> Checked<AreaID> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        switch match(clean, on: day, within: parent) {
        case .one(let area): return Checked(area.id)
        case .ofOtherKind(let area):
            let kind = area.kind.vietnameseNames[0]
            return Checked(area.id, [FieldProblem(.areaKindDiffers, area.name(on: day), kind)])
        case .several(let areas):
            let titles = areas.map { $0.title(on: day) }.joined(separator: ", ")
            return Checked(refused: FieldProblem(.areaAmbiguous, titles))
        case .notThen: return Checked(refused: FieldProblem(.areaNotThen, clean, day.vietnamese))
        case .none: return Checked(refused: FieldProblem(.areaUnknown, clean))
        }
    }

    private func matchName(
        _ key: String,
        kinds: [AreaKind],
        on day: CalendarDay,
        within parent: AreaID?
    ) -> AreaMatch {
        choose(byName[key, default: []], on: day, kinds: kinds, within: parent) { area, day in
            area.names.contains { $0.validity.contains(day) && Self.nameKey($0.value) == key }
        }
    }

    private func choose(
        _ ids: [AreaID],
        on day: CalendarDay,
        kinds: [AreaKind],
        within parent: AreaID?,
        bearing: (Area, CalendarDay) -> Bool
    ) -> AreaMatch {
        let ever = ids.compactMap { area($0) }.filter { area in
            parent.map { parent in area.parents.contains { $0.value == parent } } ?? true
        }
        let now = ever.filter { area in
            area.validity.contains(day) && bearing(area, day) && (parent == nil || area.parent(on: day) == parent)
        }
        let fitting = kinds.isEmpty ? now : now.filter { kinds.contains($0.kind) }
        if fitting.count == 1 { return .one(fitting[0]) }
        if fitting.count > 1 { return .several(fitting) }
        // a name at another level is another thing; at the same level only the kind has changed
        let sameLevel = now.filter { area in kinds.contains { $0.level == area.kind.level } }
        if sameLevel.count == 1 { return .ofOtherKind(sameLevel[0]) }
        if sameLevel.count > 1 { return .several(sameLevel) }
        let other = kinds.isEmpty ? ever : ever.filter { area in kinds.contains { $0.level == area.kind.level } }
        return other.isEmpty ? .none : .notThen(other)
    }

    /// The kinds that the first words can stand for, and the key of the rest; nil if there is no such word or nothing behind it.
    private static func kindAndName(_ text: String) -> ([AreaKind], String)? {
        let words = VietnameseText.folded(text).split(separator: " ")
        for count in stride(from: min(3, words.count - 1), through: 1, by: -1) {
            let start = words[..<count].joined(separator: " ")
            let kinds = AreaKind.allCases.filter { kind in
                kind.vietnameseNames.contains { VietnameseText.folded($0) == start }
            }
            if !kinds.isEmpty { return (kinds, words[count...].joined()) }
        }
        return nil
    }
}
