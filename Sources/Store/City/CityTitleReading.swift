import Postgres
import Programme

/// Puts together what the city reads of titles and trainings.
struct CityTitleReading {
    let kinds: [CityKind]
    let rollOut: RollOut<String>
    let today: CalendarDay

    /// Lines of `area, name, kind, measure, amount` and of `area, name, kind, total, first day, last day, sources`.
    func tables(_ year: Int, _ totals: PostgresRows, _ wholes: PostgresRows) throws -> [CityTitleTable] {
        struct Place: Hashable {
            let area: AreaID?
            let kind: Int16
        }
        var names: [AreaID?: String] = [:]
        var numbers: [Place: CityTitleNumbers] = [:]
        var counted: [Place: CityWhole] = [:]
        for row in try totals.decode((AreaID?, String?, Int16, String, Int).self) {
            names[row.0] = row.1 ?? ""
            numbers[Place(area: row.0, kind: row.2), default: CityTitleNumbers()].add(row.4, of: row.3)
        }
        for row in try wholes.decode((AreaID?, String?, Int16, Int, CalendarDay?, CalendarDay?, [String]).self) {
            names[row.0] = row.1 ?? ""
            counted[Place(area: row.0, kind: row.2)] =
                CityWhole(total: row.3, firstDay: row.4, lastDay: row.5, sources: row.6)
        }
        return kinds.filter(\.isTitle).compactMap { kind in
            let base = kind.hasWhole ? kinds.first { !$0.isTitle && $0.key == kind.subjectKind } : nil
            let wards = names.compactMap { area, name -> CityTitleWard? in
                let found = numbers[Place(area: area, kind: kind.id)]
                let whole = base.flatMap { counted[Place(area: area, kind: $0.id)] }
                if found == nil && whole == nil { return nil }
                var all = found ?? CityTitleNumbers()
                if let whole { all.add(whole) }
                let isIn = rollOut.counts(area, kind.subjectKind, in: year)
                return CityTitleWard(id: area, name: name, numbers: all, counts: isIn)
            }
            let isUsed = wards.contains { $0.numbers.isRegistered || $0.numbers.certificates != 0 }
            guard isUsed || kind.target != nil else { return nil }
            return CityTitleTable(
                kind: kind,
                wards: wards.sorted { ($0.id == nil ? 1 : 0, $0.name) < ($1.id == nil ? 1 : 0, $1.name) }
            )
        }
    }

    /// Lines of `year, kind, tenant, name, measure, amount`, by year.
    func rolls(_ rows: PostgresRows) throws -> [Int: [CityRoll]] {
        var rolls: [Int: [CityRoll]] = [:]
        for row in try rows.decode((Int32, Int16, TenantID, String, String, Int).self) {
            guard let kind = kinds.first(where: { $0.id == row.1 }) else { continue }
            var year = rolls[Int(row.0)] ?? []
            if year.last?.tenant != row.2 || year.last?.kind != kind {
                year.append(CityRoll(kind: kind, tenant: row.2, name: row.3, people: 0, trained: 0))
            }
            let place = year.count - 1
            if row.4 == "on_roll" { year[place].people += row.5 } else { year[place].trained += row.5 }
            rolls[Int(row.0)] = year
        }
        return rolls
    }

    /// Lines of `year, title, ward, total, recognised`: the share of all wards, by title and year. Before the roll-out it would be
    /// of others, which lead nowhere.
    func shares(_ rows: PostgresRows) throws -> [Int16: [Int: Share]] {
        var sums: [Int16: [Int: (part: Int, whole: Int)]] = [:]
        for row in try rows.decode((Int32, Int16, AreaID, Int, Int).self) {
            let (year, kind) = (Int(row.0), kinds.first { $0.id == row.1 })
            guard let kind, year >= rollOut.generalFrom else { continue }
            var sum = sums[kind.id]?[year] ?? (0, 0)
            sum.part += row.4
            sum.whole += row.3
            sums[kind.id, default: [:]][year] = sum
        }
        return sums.mapValues { years in years.compactMapValues { Share(of: $0.part, in: $0.whole) } }
    }

    /// The targets, each beside what is reached.
    func progress(
        of targets: [Target],
        _ year: Int,
        _ titles: [CityTitleTable],
        _ rolls: [Int: [CityRoll]],
        shares: [Int16: [Int: Share]]
    ) -> [CityProgress] {
        targets.compactMap { target in
            guard let kind = kinds.first(where: { $0.target == target.measure }) else { return nil }
            guard kind.isTitle else { return trained(target, kind, year, rolls) }
            let table = titles.first { $0.kind == kind }
            let known = table?.known ?? CityTitleNumbers()
            let whole = known.total.map {
                CountedWhole(
                    count: $0,
                    countedOn: known.countedOn?.upperBound ?? today,
                    source: known.sources.joined(separator: "; ")
                )
            }
            return CityProgress(
                target,
                kind,
                year: year,
                known,
                uncounted: table?.uncounted.count ?? 0,
                whole: whole,
                shares: shares[kind.id] ?? [:]
            )
        }
    }

    private func trained(_ target: Target, _ kind: CityKind, _ year: Int, _ rolls: [Int: [CityRoll]]) -> CityProgress {
        func numbers(_ year: Int) -> CityTitleNumbers {
            (rolls[year] ?? []).filter { $0.kind == kind }.reduce(into: CityTitleNumbers()) {
                $0.registeredNew += $1.people
                $0.recognised += $1.trained
            }
        }
        let here = numbers(year)
        let end = CalendarDay(year: year, month: 12, day: 31) ?? today
        let whole = CountedWhole(count: here.registered, countedOn: min(end, today), base: .registered, source: "")
        let shares = rolls.keys.reduce(into: [Int: Share]()) {
            let then = numbers($1)
            $0[$1] = Share(of: then.recognised, in: then.registered)
        }
        return CityProgress(target, kind, year: year, here, whole: whole, shares: shares)
    }
}
