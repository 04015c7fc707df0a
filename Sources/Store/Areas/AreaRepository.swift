package import Postgres
package import Programme

/// The areas with all that has become of them. They are public and of no tenant, so any pool will do; loading takes
/// `hoctap_admin`'s.
package struct AreaRepository: Sendable {
    let pool: PostgresPool

    /// The areas behind a pool.
    package init(pool: PostgresPool) { self.pool = pool }

    /// The number of the last load; 0 before the first. A history in memory is right as long as this stays the same.
    package func edition() async throws -> Int {
        try await pool.query(
            """
            -- AreaRepository.edition
            select coalesce(max(area_editions.number), 0) from app.area_editions
            """
        ).value(Int.self)
    }

    /// All areas and their successions, of one moment, with the edition they are of.
    package func load() async throws -> (history: AreaHistory, edition: Int) {
        let options = PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await pool.transaction(options) { transaction in
            try await AreaRows.read(in: transaction)
        }
    }
}

/// The tables of areas as they are read.
enum AreaRows {
    private typealias Spans<Value: Hashable & Sendable> = [AreaID: [Dated<Value>]]

    /// Everything, and the edition.
    static func read(in transaction: PostgresTransaction) async throws -> (history: AreaHistory, edition: Int) {
        let rows = try await transaction.batch(queries)
        let names: Spans<String> = try spans(rows[1])
        let codes: Spans<String> = try spans(rows[2])
        let parents: Spans<AreaID> = try spans(rows[3])
        let areas = try rows[0].decode((AreaID, String, AreaKind, CalendarDay?, CalendarDay?, String).self).map { row in
            Area(
                id: row.0,
                key: row.1,
                kind: row.2,
                validity: Validity(from: row.3, through: row.4) ?? .always,
                names: names[row.0, default: []],
                codes: codes[row.0, default: []],
                parents: parents[row.0, default: []],
                note: row.5
            )
        }
        let steps = try rows[4].decode((AreaID, AreaID, AreaSuccession.Kind, CalendarDay, String).self).map { row in
            AreaSuccession(from: row.0, to: row.1, kind: row.2, date: row.3, legalBasis: row.4)
        }
        return (AreaHistory(areas: areas, successions: steps), try rows[5].value(Int.self))
    }

    private static func spans<Value: PostgresDecodable & Hashable & Sendable>(
        _ rows: PostgresRows
    ) throws -> Spans<Value> {
        let decoded = try rows.decode((AreaID, Value, CalendarDay?, CalendarDay?).self)
        return Dictionary(grouping: decoded, by: { $0.0 }).mapValues { spans in
            spans.map { Dated($0.1, Validity(from: $0.2, through: $0.3) ?? .always) }
        }
    }

    private static let queries: [PostgresQuery] = [
        """
        -- AreaRepository.areas
        select areas.id, areas.key, areas.kind, areas.valid_from, areas.valid_to, areas.note
        from app.areas
        order by areas.id
        """,
        """
        -- AreaRepository.names
        select area_names.area_id, area_names.name, area_names.valid_from, area_names.valid_to
        from app.area_names
        order by area_names.area_id, area_names.ordinal
        """,
        """
        -- AreaRepository.codes
        select area_codes.area_id, area_codes.code, area_codes.valid_from, area_codes.valid_to
        from app.area_codes
        order by area_codes.area_id, area_codes.ordinal
        """,
        """
        -- AreaRepository.parents
        select area_parents.area_id, area_parents.parent_id, area_parents.valid_from, area_parents.valid_to
        from app.area_parents
        order by area_parents.area_id, area_parents.ordinal
        """,
        """
        -- AreaRepository.successions
        select steps.from_id, steps.to_id, steps.kind, steps.happened_on, steps.legal_basis
        from app.area_successions as steps
        order by steps.happened_on, steps.from_id, steps.to_id
        """,
        """
        -- AreaRepository.edition
        select coalesce(max(area_editions.number), 0) from app.area_editions
        """,
    ]
}
