import FoundationEssentials
import Postgres

extension TallyDatabase {
    /// Takes the number of members at the end of a year apart, by organisation and area; as memberships.
    ///
    /// - Throws: `TallyError.yearNotOver`, `.areaUnknown`.
    func explainYearEnd(_ year: Int, areas: [UUID]?) async throws -> TallyExplanation {
        let results = try await connection.transaction(
            PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        ) { transaction in
            try await transaction.batch([
                """
                -- TallyDatabase.explainYearEnd
                select \(Int32(clamping: year)) < extract(year from now() at time zone 'Asia/Ho_Chi_Minh')
                """,
                """
                -- TallyDatabase.explainYearEnd: published
                select coalesce(sum(e.amount), 0)::bigint
                from release.year_end_members as e
                where e.year = \(Int32(clamping: year))
                    and (\(areas == nil) or e.area_id = any (\(areas ?? [])))
                """,
                """
                -- TallyDatabase.explainYearEnd: cells
                select coalesce(o.name, e.tenant_id::text), coalesce(a.name, a.key), e.year || '-12', e.amount
                from release.year_end_members as e
                left join release.organisations as o on o.id = e.tenant_id
                left join release.areas as a on a.id = e.area_id
                where e.year = \(Int32(clamping: year))
                    and (\(areas == nil) or e.area_id = any (\(areas ?? [])))
                order by 1, 2
                """,
            ])
        }
        guard try results[0].value(Bool.self) else { throw TallyError.yearNotOver }
        return TallyExplanation(
            measure: "members",
            unit: "memberships",
            published: try results[1].value(Int.self),
            cells: try results[2].decode(TallyExplanation.Cell.self)
        )
    }
}
