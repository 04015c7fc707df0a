import Postgres
import Programme

/// What the city's pages ask, one statement each. All of it reads the schema `release`.
extension CityDatabase {
    static var statusQuery: PostgresQuery {
        """
        -- CityDatabase.status
        select as_of, is_worked, pending, lag_milliseconds
        from release.status
        """
    }

    static var frozenQuery: PostgresQuery {
        """
        -- CityDatabase.frozen
        select year::int, frozen_at, as_of, encode(hash, 'hex')
        from release.frozen_years
        order by year desc
        """
    }

    static var measuresQuery: PostgresQuery {
        """
        -- CityDatabase.measures
        select id, key, name_vi, name_en, unit
        from release.measures
        order by id
        """
    }

    /// Years in which somebody learned.
    static var yearsQuery: PostgresQuery {
        """
        -- CityDatabase.years
        select distinct year::int
        from release.persons
        where kind = 'learners' and area_id is null
        """
    }

    /// Members now and learners of the year, by ward and for the city.
    static func personsQuery(_ question: CityQuestion) -> PostgresQuery {
        """
        -- CityDatabase.persons
        select kind, area_id, persons, memberships, unlinkable
        from release.persons
        where (kind = 'learners' and year = \(Int32(question.year))) or (kind = 'members' and year is null)
        """
    }

    /// By organisation, what is counted by the month and what is counted as it is now.
    static func organisationsQuery(_ question: CityQuestion) throws -> PostgresQuery {
        let source = try SpanSource(question)
        return """
            -- CityDatabase.organisations
            select coalesce(organisations.id, totals.tenant_id), organisations.kind, organisations.name, totals.measure,
                totals.amount
            from release.organisations
            full join (
                select tenant_id, measure, sum(amount)::bigint as amount
                from \(raw: source.view)
                where \(raw: source.column) between \(source.first) and \(source.last)
                group by tenant_id, measure
                union all
                select tenant_id, measure, sum(amount)::bigint
                from release.current_totals
                group by tenant_id, measure
            ) totals on totals.tenant_id = organisations.id
            order by organisations.kind, organisations.name, 1, totals.measure
            """
    }

    /// Where what was counted in the span stands: a whole year has cells of its own, a twelfth of its months'.
    private struct SpanSource {
        /// Of the program's own text.
        let view: String
        let column: String
        let first: CalendarDay
        let last: CalendarDay

        init(_ question: CityQuestion) throws {
            (first, last) = try question.months
            (view, column) =
                question.span == .year ? ("release.yearly_totals", "period") : ("release.monthly_totals", "month")
        }
    }

    /// By area on the boundaries asked for.
    static func areasQuery(_ question: CityQuestion, today: CalendarDay) throws -> PostgresQuery {
        let source = try SpanSource(question)
        return """
            -- CityDatabase.areas
            select areas.id, areas.kind, areas.name, totals.measure, sum(totals.amount)::bigint
            from (
                select area_id, measure, sum(amount) as amount
                from \(raw: source.view)
                where \(raw: source.column) between \(source.first) and \(source.last)
                group by area_id, measure
            ) totals
            left join release.wards_on(\(Int32(question.year)), \(question.boundaryDay(today: today))) wards
                on wards.area_id = totals.area_id
            left join release.areas on areas.id = wards.ward_id
            group by areas.id, areas.kind, areas.name, totals.measure
            order by areas.name, areas.id, totals.measure
            """
    }

    /// Members now, by area on the boundaries of today.
    static func homesQuery(_ today: CalendarDay) -> PostgresQuery {
        """
        -- CityDatabase.homes
        select areas.id, areas.kind, areas.name, totals.measure, sum(totals.amount)::bigint
        from release.current_totals totals
        left join release.wards_on(\(Int32(today.year)), \(today)) wards on wards.area_id = totals.area_id
        left join release.areas on areas.id = wards.ward_id
        group by areas.id, areas.kind, areas.name, totals.measure
        order by areas.name, areas.id, totals.measure
        """
    }

    /// By month. There are fewer topics than areas, so that what has a topic is summed over these; joining and leaving have none.
    static func monthsQuery(_ year: Int) throws -> PostgresQuery {
        let months = (1...12).compactMap { CalendarDay(year: year, month: $0, day: 1) }
        guard months.count == 12 else { throw StoreError.notFound }
        return """
            -- CityDatabase.months
            select month, measure, sum(amount)::bigint
            from (
                select month, measure, amount
                from release.topic_totals
                where month = any (\(months))
                union all
                select month, measure, amount
                from release.monthly_totals
                where month = any (\(months))
                    and measure = any (array(select id from release.measures where key in ('joined', 'left')))
            ) totals
            group by month, measure
            order by month, measure
            """
    }

    static var everyYearQuery: PostgresQuery {
        """
        -- CityDatabase.everyYear
        select period, measure, sum(amount)::bigint
        from release.yearly_totals
        group by period, measure
        order by period, measure
        """
    }

    static var targetsQuery: PostgresQuery {
        """
        -- CityDatabase.targets
        select legal_basis, scope, zone, year::int, measure, percent::int, is_confirmed
        from release.targets
        order by year, scope desc, zone, ordinal
        """
    }
}
