import Postgres
package import Programme

/// Titles and trainings of a year, by ward, and the targets beside them.
package struct CityTitles: Hashable, Sendable {
    package let status: CityStatus
    package let question: CityQuestion
    /// Years of which there is something, the latest first; the year asked for is one of them.
    package let years: [Int]
    /// What was signed, if the year is frozen.
    package let frozen: CityFrozenYear?
    /// By title, the order of the screen.
    package let titles: [CityTitleTable]
    /// By audience and name.
    package let rolls: [CityRoll]
    /// The targets that the year is measured against, those of the city first.
    package let progress: [CityProgress]
}

extension CityDatabase {
    /// Titles and trainings of the year of a question.
    package func titles(_ question: CityQuestion, today: CalendarDay = .inVietnam()) async throws -> CityTitles {
        try await read { transaction in try await Self.titles(question, today, transaction) }
    }

    /// The first page, with the targets of its year, of one moment.
    package func overviewWithTitles(
        _ question: CityQuestion,
        today: CalendarDay = .inVietnam()
    ) async throws -> (overview: CityOverview, titles: CityTitles) {
        try await read { transaction in
            (
                try await Self.overview(question, today, transaction),
                try await Self.titles(question, today, transaction)
            )
        }
    }

    private static func titles(
        _ question: CityQuestion,
        _ today: CalendarDay,
        _ transaction: PostgresTransaction
    ) async throws -> CityTitles {
        let (year, day) = (question.year, question.boundaryDay(today: today))
        let rows = try await transaction.batch([
            statusQuery, frozenQuery, kindsQuery, kindYearsQuery, titlesQuery(year, day), wholesQuery(year, day),
            rollsQuery, pilotsQuery, targetsQuery, historyQuery(until: year),
        ])
        let kinds = try rows[2].decode(CityKind.self)
        let frozen = try rows[1].decode(CityFrozenYear.self)
        let reading = CityTitleReading(kinds: kinds, rollOut: try rollOut(rows[7]), today: today)
        let titles = try reading.tables(year, rows[4], rows[5])
        let rolls = try reading.rolls(rows[6])
        let targets = try rows[8].decode(CityTarget.self).map(Target.init)
        let years = try rows[3].decode(Int32.self).map(Int.init) + frozen.map(\.year) + [today.year, year]
        return CityTitles(
            status: try rows[0].decode(CityStatus.self).first ?? .unknown,
            question: question,
            years: Set(years).filter(CityQuestion.years.contains).sorted(by: >),
            frozen: frozen.first { $0.year == year },
            titles: titles,
            rolls: rolls[year] ?? [],
            progress: reading.progress(
                of: CityProgress.targets(targets, of: year),
                year,
                titles,
                rolls,
                shares: try reading.shares(rows[9])
            )
        )
    }
}

// MARK: Queries

extension CityDatabase {
    static var kindsQuery: PostgresQuery {
        """
        -- CityDatabase.kinds
        select id, key, subject_kind, is_title, name_vi, name_en, legal_basis, valid_to, target
        from release.kinds
        order by is_title, ordinal, id
        """
    }

    private static var kindYearsQuery: PostgresQuery {
        """
        -- CityDatabase.kindYears
        select distinct year
        from release.kind_totals
        """
    }

    private static func titlesQuery(_ year: Int, _ day: CalendarDay) -> PostgresQuery {
        """
        -- CityDatabase.titles
        select areas.id, areas.name, totals.kind, measures.key, sum(totals.amount)::bigint
        from release.kind_totals totals
        join release.kind_measures measures on measures.id = totals.measure
        left join release.wards_on(\(Int32(year)), \(day)) wards on wards.area_id = totals.area_id
        left join release.areas on areas.id = wards.ward_id
        where totals.period = \(CalendarDay(year: year, month: 1, day: 1))
            and totals.measure between 21 and 26
        group by areas.id, areas.name, totals.kind, measures.key
        """
    }

    private static func wholesQuery(_ year: Int, _ day: CalendarDay) -> PostgresQuery {
        """
        -- CityDatabase.wholes
        select areas.id, areas.name, wholes.kind, sum(wholes.total)::bigint, min(wholes.counted_on), max(wholes.counted_on),
            coalesce(array_agg(distinct wholes.source) filter (where wholes.source is not null), '{}')
        from release.wholes
        left join release.wards_on(\(Int32(year)), \(day)) wards on wards.area_id = wholes.area_id
        left join release.areas on areas.id = wards.ward_id
        where wholes.period = \(CalendarDay(year: year, month: 1, day: 1))
        group by areas.id, areas.name, wholes.kind
        """
    }

    private static var rollsQuery: PostgresQuery {
        """
        -- CityDatabase.rolls
        select rolls.year, rolls.kind, rolls.tenant_id, coalesce(organisations.name, rolls.tenant_id::text), measures.key,
            rolls.amount
        from release.rolls
        join release.kind_measures measures on measures.id = rolls.measure
        left join release.organisations on organisations.id = rolls.tenant_id
        order by rolls.year, rolls.kind, organisations.kind, 4, rolls.tenant_id
        """
    }

    /// Lines of `area, kind, first year`.
    static func rollOut(_ rows: PostgresRows) throws -> RollOut<String> {
        RollOut(
            pilots: try rows.decode((AreaID, String, Int32).self).map {
                RollOut<String>.Pilot(area: $0.0, kind: $0.1, fromYear: Int($0.2))
            }
        )
    }

    static var pilotsQuery: PostgresQuery {
        """
        -- CityDatabase.pilots
        select area_id, subject_kind, from_year
        from release.pilots
        """
    }

    /// Of each year and title what was recognised where somebody counted all that there are, by ward at the end of the year.
    private static func historyQuery(until year: Int) -> PostgresQuery {
        """
        -- CityDatabase.titleHistory
        with wards as materialized (
            select years.year, on_day.area_id, on_day.ward_id
            from (select distinct year from release.wholes where year <= \(Int32(year))) years
            cross join lateral release.wards_on(years.year, make_date(years.year, 12, 31)) on_day
        )
        select wholes.year, titles.id, wholes.ward_id, wholes.total, coalesce(recognised.amount, 0)::bigint
        from (
            select counted.year, counted.kind, wards.ward_id, sum(counted.total)::bigint as total
            from release.wholes counted
            join wards on wards.year = counted.year and wards.area_id = counted.area_id
            group by counted.year, counted.kind, wards.ward_id
        ) wholes
        join release.kinds bases on bases.id = wholes.kind and not bases.is_title
        join release.kinds titles on titles.subject_kind = bases.key and titles.target is not null and titles.is_title
        left join (
            select totals.year, totals.kind, wards.ward_id, sum(totals.amount) as amount
            from release.kind_totals totals
            join wards on wards.year = totals.year and wards.area_id = totals.area_id
            where totals.measure = 23
            group by totals.year, totals.kind, wards.ward_id
        ) recognised on recognised.year = wholes.year and recognised.kind = titles.id and recognised.ward_id = wholes.ward_id
        """
    }
}

extension Target {
    /// As it is published.
    init(_ target: CityTarget) {
        self.init(
            measure: target.measure,
            scope: target.scope,
            zone: target.zone,
            year: target.year,
            percent: target.percent,
            legalBasis: target.legalBasis,
            isConfirmed: target.isConfirmed
        )
    }
}

extension RollOut {
    /// Whether what is in a place counts; what lies in no ward counts once a model is for all.
    func counts(_ area: AreaID?, _ kind: Kind, in year: Int) -> Bool {
        area.map { counts($0, kind, in: year) } ?? (year >= generalFrom)
    }
}
