package import Postgres
package import Programme

/// What the tenant's own totals say of a target's title in one year.
package struct OwnTitleFigures: Hashable, Sendable {
    /// As targets name it: `family`, `clan` ...
    package let measure: String
    package let year: Int
    /// All that there are, registered and recognised, as the totals have them.
    package let figures: RecognitionFigures
}

extension ProgrammeRepository {
    /// Of the titles of targets what the totals of a ward say of each year, the latest first: the same numbers that the city reads.
    package func ownFigures() async throws -> [OwnTitleFigures] {
        try await tx.run(
            """
            -- ProgrammeRepository.ownFigures
            select k.target, extract(year from c.period)::int,
                coalesce(
                    sum(c.amount) filter (where m.key = 'counted' and c.part_id = w.area_id),
                    sum(c.amount) filter (where m.key = 'counted')
                )::bigint,
                coalesce(sum(c.amount) filter (where m.key = 'registered_new'), 0)::bigint,
                coalesce(sum(c.amount) filter (where m.key = 'registered_renewed'), 0)::bigint,
                coalesce(sum(c.amount) filter (where m.key = 'recognised'), 0)::bigint
            from release.own_cells as c
            join release.kind_measures as m on m.id = c.measure
            join release.kinds as k on k.is_title and k.target is not null
            join release.kinds as b on not b.is_title and b.key = k.subject_kind
            cross join (select tenants.area_id from app.tenants where tenants.id = \(tx.tenant)) as w
            where c.cube = 7
                and (c.age = k.id and m.key <> 'counted' or c.age = b.id and m.key = 'counted')
            group by 1, 2, k.ordinal
            order by 2 desc, k.ordinal
            limit \(WorkLimits.mostLines)
            """
        ).decode(OwnTitleFigures.self)
    }
}

extension OwnTitleFigures: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        measure = try row.next()
        year = Int(try row.next(Int32.self))
        let total = try row.next(Int?.self)
        let (new, renewed): (Int, Int) = (try row.next(), try row.next())
        figures = RecognitionFigures(
            total: total,
            registered: new + renewed,
            registeredNew: new,
            registeredRenewed: renewed,
            recognised: try row.next()
        )
    }
}
