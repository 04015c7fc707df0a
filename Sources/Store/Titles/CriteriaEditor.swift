package import Postgres
package import Programme

/// Keeps sets of criteria and the city's days, for a steward of the city or for the operator: whoever else tries is refused by the
/// database. Each change is written down with who made it. A refusal ends the transaction.
package struct CriteriaEditor {
    let transaction: PostgresTransaction
    /// Nil for the operator.
    let account: AccountID?

    private static let refusals: [String: StoreRefusal] = [
        "criteria_sets_activated_fixed": .criteriaFixed, "criteria_sets_begun_draft": .criteriaFixed,
        "criteria_sets_active_complete": .criteriaIncomplete, "criteria_sets_pkey": .criteriaFixed,
        "criteria_sets_key_unique": .criteriaFixed,
    ]

    /// To read them.
    package var criteria: CriteriaRepository { CriteriaRepository(transaction: transaction) }

    /// Writes a set, in the place of the same version if that was never active.
    ///
    /// - Returns: its identity and what it is now: draft, or partial where something is not known.
    /// - Throws: `.refused` with `.criteriaFaulty`, `.criteriaFixed`, `.titleUnknown`.
    package func load(_ set: CriteriaSet) async throws -> (id: CriteriaSetID, status: CriteriaSet.Status) {
        guard let set = try? set.checked().get() else { throw StoreError.refused(.criteriaFaulty) }
        let titles = try await criteria.titles()
        let keys = Set([set.title] + set.items.compactMap(\.shareOf) + set.levels.flatMap(\.conditions).map(\.title))
        guard keys.isSubset(of: titles.map(\.key)) else { throw StoreError.refused(.titleUnknown) }
        let status = set.openStatus
        let results = try await run([
            """
            -- CriteriaEditor.load: what was there
            delete from app.criteria_sets
            where key = \(set.key)
                and version = \(set.version)
            """,
            """
            -- CriteriaEditor.load
            insert into app.criteria_sets (
                id, key, version, title_type_id, name, legal_basis, jurisdiction, zone, valid_from, valid_to, max_points,
                is_demo, status
            )
            select md5('criteria:' || \(set.key) || ':' || \(set.version)::text)::uuid, \(set.key), \(set.version), t.id,
                \(set.name), \(set.legalBasis), \(set.jurisdiction), \(set.zone), \(set.validFrom), \(set.validTo),
                \(set.maximum), \(set.isDemo), \(status)
            from app.title_types as t
            where t.key = \(set.title)
            returning id
            """,
            itemsQuery(set), levelsQuery(set), conditionsQuery(set),
            change("load", set.key, set.version),
        ])
        return (try results[1].value(CriteriaSetID.self), status)
    }

    /// Brings a set into use: from now on it never changes.
    ///
    /// - Throws: `.refused` with `.criteriaUnknown`, `.criteriaIncomplete`, `.criteriaFixed`.
    package func activate(_ key: String, version: Int) async throws {
        try await move(
            key,
            version,
            "activate",
            """
            -- CriteriaEditor.activate
            update app.criteria_sets
            set status = 'active', activated_at = now()
            where key = \(key)
                and version = \(version)
                and status in ('draft', 'partial')
            """
        )
    }

    /// Takes a set out of use; what was scored by it stays.
    ///
    /// - Throws: `.refused` with `.criteriaUnknown`, `.criteriaFixed` for one that is not in use.
    package func retire(_ key: String, version: Int) async throws {
        try await move(
            key,
            version,
            "retire",
            """
            -- CriteriaEditor.retire
            update app.criteria_sets
            set status = 'retired', retired_at = now()
            where key = \(key)
                and version = \(version)
                and status = 'active'
            """
        )
    }

    /// Removes a set that was never in use.
    ///
    /// - Throws: `.refused` with `.criteriaUnknown`, `.criteriaFixed`.
    package func remove(_ key: String, version: Int) async throws {
        try await move(
            key,
            version,
            "remove",
            """
            -- CriteriaEditor.remove
            delete from app.criteria_sets
            where key = \(key)
                and version = \(version)
            """
        )
    }

    /// The next version of a set, to be changed: as the latest is, but not in use.
    ///
    /// - Throws: `.refused(.criteriaUnknown)`.
    package func newVersion(of key: String) async throws -> CriteriaSet {
        var set = try await criteria.find(key).set
        set.version += 1
        _ = try await load(set)
        return set
    }

    /// Sets the city's days of a year; those that are nil are taken away.
    ///
    /// - Throws: `.refused(.deadlineOrder)`.
    package func setDeadlines(_ days: [TitleStage: CalendarDay], in year: Int) async throws {
        guard TitleDeadlines(year: year, city: days).isInOrder else { throw StoreError.refused(.deadlineOrder) }
        let stages = TitleStage.allCases.filter { days[$0] != nil }
        _ = try await run([
            """
            -- CriteriaEditor.setDeadlines: before
            delete from app.title_deadlines
            where year = \(year)
            """,
            """
            -- CriteriaEditor.setDeadlines
            insert into app.title_deadlines (year, step, due_on)
            select \(year), d.step, d.due_on
            from unnest(\(stages)::text[], \(stages.compactMap { days[$0] })::date[]) as d (step, due_on)
            """,
        ])
    }

    private func move(_ key: String, _ version: Int, _ action: String, _ query: PostgresQuery) async throws {
        let results = try await run([query, change(action, key, version)])
        guard results[0].affectedRows == 0 else { return }
        _ = try await criteria.find(key, version: version)
        throw StoreError.refused(.criteriaFixed)
    }

    private func run(_ queries: [PostgresQuery]) async throws -> [PostgresRows] {
        do {
            return try await transaction.batch(queries)
        } catch let error as PostgresError {
            if let refusal = error.server?.constraint.flatMap({ Self.refusals[$0] }) {
                throw StoreError.refused(refusal)
            }
            throw error
        }
    }

    private func change(_ action: String, _ key: String, _ version: Int) -> PostgresQuery {
        """
        -- CriteriaEditor.change
        insert into app.criteria_changes (id, set_key, set_version, account_id, action)
        values (\(CriteriaSetID.next()), \(key), \(version), \(account), \(action))
        """
    }

    private func itemsQuery(_ set: CriteriaSet) -> PostgresQuery {
        let items = set.items
        return """
            -- CriteriaEditor.items
            insert into app.criteria_items (
                set_id, id, code, parent_id, ordinal, name, measure, max_points, from_level, not_applicable, treatment, is_known,
                share_of
            )
            select s.id, md5('criteria:' || s.key || ':' || s.version::text || ':' || i.code)::uuid, i.code,
                md5('criteria:' || s.key || ':' || s.version::text || ':' || i.parent)::uuid, i.ordinal, i.name, i.measure,
                i.max_points, i.from_level, i.not_applicable, i.treatment, i.is_known, t.id
            from unnest(
                \(items.map(\.code))::text[], \(items.map(\.parent))::text[], \(items.map(\.name))::text[],
                \(items.map(\.measure))::text[], \(items.map(\.maximum))::numeric[], \(items.map(\.fromLevel))::int[],
                \(items.map(\.exception))::text[], \(items.map(\.treatment))::text[], \(items.map(\.isKnown))::boolean[],
                \(items.map(\.shareOf))::text[]
            ) with ordinality as i (
                code, parent, name, measure, max_points, from_level, not_applicable, treatment, is_known, share_of, ordinal
            )
            join app.criteria_sets as s on s.key = \(set.key) and s.version = \(set.version)
            left join app.title_types as t on t.key = i.share_of
            order by i.ordinal
            """
    }

    private func levelsQuery(_ set: CriteriaSet) -> PostgresQuery {
        let levels = set.levels
        return """
            -- CriteriaEditor.levels
            insert into app.criteria_levels (
                set_id, ordinal, name, pass_favourable, pass_difficult, wait_months, validity_months
            )
            select s.id, l.ordinal, l.name, l.pass_favourable, l.pass_difficult, l.wait_months, l.validity_months
            from unnest(
                \(levels.map(\.name))::text[], \(levels.map(\.passFavourable))::numeric[],
                \(levels.map(\.passDifficult))::numeric[], \(levels.map(\.waitMonths))::int[],
                \(levels.map(\.validityMonths))::int[]
            ) with ordinality as l (name, pass_favourable, pass_difficult, wait_months, validity_months, ordinal)
            join app.criteria_sets as s on s.key = \(set.key) and s.version = \(set.version)
            """
    }

    private func conditionsQuery(_ set: CriteriaSet) -> PostgresQuery {
        let conditions = set.levels.enumerated().flatMap { index, level in
            level.conditions.map { (level: index + 1, condition: $0) }
        }
        return """
            -- CriteriaEditor.conditions
            insert into app.criteria_conditions (set_id, level, title_type_id, percent)
            select s.id, c.level, t.id, c.percent
            from unnest(
                \(conditions.map(\.level))::int[], \(conditions.map(\.condition.title))::text[],
                \(conditions.map(\.condition.percent))::numeric[]
            ) as c (level, title, percent)
            join app.criteria_sets as s on s.key = \(set.key) and s.version = \(set.version)
            join app.title_types as t on t.key = c.title
            """
    }
}

/// What stewards of the city do: criteria, and days. Works on a pool of `hoctap_server`'s, and says in each transaction that a
/// steward acts; whether somebody is one, the sign-in says.
package struct StewardDatabase: Sendable {
    private let pool: PostgresPool

    /// The database behind a pool of `hoctap_server`'s.
    package init(pool: PostgresPool) { self.pool = pool }

    /// Runs `body` in a transaction that changes nothing.
    package func read<Result>(_ body: (CriteriaRepository) async throws -> Result) async throws -> Result {
        try await pool.transaction(PostgresTransactionOptions(readOnly: true)) {
            try await body(CriteriaRepository(transaction: $0))
        }
    }

    /// Runs `body` in a transaction of a steward's.
    package func write<Result>(
        _ account: AccountID,
        _ body: (CriteriaEditor) async throws -> Result
    ) async throws -> Result {
        let settings: PostgresSettings = ["app.steward": "on", "app.access": "write"]
        return try await pool.transaction(PostgresTransactionOptions(), settings: settings) {
            try await body(CriteriaEditor(transaction: $0, account: account))
        }
    }
}

extension AdminDatabase {
    /// Runs `body` in a transaction of the operator's, who keeps criteria too.
    package func editCriteria<Result>(_ body: (CriteriaEditor) async throws -> Result) async throws -> Result {
        try await pool.transaction(PostgresTransactionOptions()) {
            try await body(CriteriaEditor(transaction: $0, account: nil))
        }
    }
}
