import FoundationEssentials
import Postgres

extension TallyDatabase {
    /// Takes a sum apart that is counted by kind and year, or the people of rolls at the end of a year.
    ///
    /// - Throws: `TallyError.measureUnknown`, `.kindUnknown`, `.areaUnknown`, and `.yearMissing` without a year.
    func explainKind(_ question: TallyQuestion) async throws -> TallyExplanation {
        let found = try await connection.query(
            """
            -- TallyDatabase.explainKind: measure
            select id, unit
            from release.kind_measures
            where key = \(question.measure)
            """
        ).decode((Int16, String).self)
        guard let (measure, unit) = found.first else { throw TallyError.measureUnknown }
        guard let year = question.year else { throw TallyError.yearMissing }
        let kinds = try await connection.query(
            """
            -- TallyDatabase.explainKind: kinds
            select id
            from release.kinds
            where key = \(question.kind)
            """
        ).decode(Int16.self)
        if question.kind != nil, kinds.isEmpty { throw TallyError.kindUnknown }
        let areas = try await areas(question.areaKey, year: Int16(clamping: year))
        let cells = try await connection.query(
            """
            -- TallyDatabase.explainKind
            select coalesce(o.name, c.tenant_id::text), coalesce(a.name, a.key), \("\(year)")::text, sum(c.amount)::bigint
            from (
                select r.tenant_id, r.area_id, r.kind, r.amount
                from release.rolls as r
                where r.year = \(Int32(clamping: year))
                    and r.measure = \(measure)
                union all
                select t.tenant_id, t.area_id, t.kind, t.amount
                from release.kind_totals as t
                where t.year = \(Int32(clamping: year))
                    and t.measure = \(measure)
            ) as c
            left join release.organisations as o on o.id = c.tenant_id
            left join release.areas as a on a.id = c.area_id
            where (\(question.kind == nil) or c.kind = any (\(kinds)))
                and (\(areas == nil) or c.area_id = any (\(areas ?? [])))
            group by 1, 2
            order by 1, 2
            """
        ).decode(TallyExplanation.Cell.self)
        return TallyExplanation(
            measure: question.measure,
            unit: unit,
            published: cells.reduce(0) { $0 + $1.amount },
            cells: cells
        )
    }
}
