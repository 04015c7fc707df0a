import Postgres
package import Programme

/// Titles and the criteria for them, which all tenants share. Whoever may ask the database anything may read them.
package struct CriteriaRepository {
    /// Sets in one list, at most.
    package static let most = 2_000

    let transaction: PostgresTransaction

    /// All titles, in the order of the screen.
    package func titles() async throws -> [TitleType] {
        try await transaction.query(
            """
            -- CriteriaRepository.titles
            select \(raw: TitleType.columns)
            from app.title_types as t
            order by t.ordinal, t.key
            """
        ).decode(TitleType.self)
    }

    /// One title.
    ///
    /// - Throws: `StoreError.refused(.titleUnknown)`.
    package func title(_ id: TitleTypeID) async throws -> TitleType {
        let rows = try await transaction.query(
            """
            -- CriteriaRepository.title
            select \(raw: TitleType.columns)
            from app.title_types as t
            where t.id = \(id)
            """
        )
        guard let title = try rows.decode(TitleType.self).first else { throw StoreError.refused(.titleUnknown) }
        return title
    }

    /// All sets, those that are not used any more too, without their criteria; the latest version first.
    package func list() async throws -> [CriteriaSetLine] {
        try await transaction.query(
            """
            -- CriteriaRepository.list
            select \(raw: CriteriaSetLine.columns)
            from app.criteria_sets as s
            join app.title_types as t on t.id = s.title_type_id
            order by t.ordinal, s.key, s.version desc
            limit \(Self.most)
            """
        ).decode(CriteriaSetLine.self)
    }

    /// The sets in use for a title, that hold in a year: those of nobody's invention first.
    package func active(for title: TitleTypeID, in year: Int) async throws -> [CriteriaSetLine] {
        try await transaction.query(
            """
            -- CriteriaRepository.active
            select \(raw: CriteriaSetLine.columns)
            from app.criteria_sets as s
            join app.title_types as t on t.id = s.title_type_id
            where s.title_type_id = \(title)
                and s.status = 'active'
                and coalesce(extract(year from s.valid_from) <= \(year), true)
                and coalesce(extract(year from s.valid_to) >= \(year), true)
            order by s.is_demo, s.valid_from desc nulls last, s.key, s.version desc
            limit \(Self.most)
            """
        ).decode(CriteriaSetLine.self)
    }

    /// One set with its criteria.
    ///
    /// - Throws: `StoreError.refused(.criteriaUnknown)`.
    package func find(_ id: CriteriaSetID) async throws -> StoredCriteriaSet {
        let results = try await transaction.batch([
            """
            -- CriteriaRepository.find
            select \(raw: CriteriaSetLine.columns)
            from app.criteria_sets as s
            join app.title_types as t on t.id = s.title_type_id
            where s.id = \(id)
            """,
            """
            -- CriteriaRepository.items
            with recursive tree as (
                select i.*, array[i.ordinal::int] as place
                from app.criteria_items as i
                where i.set_id = \(id)
                    and i.parent_id is null
                union all
                select i.*, tree.place || i.ordinal::int
                from tree
                join app.criteria_items as i on i.set_id = tree.set_id and i.parent_id = tree.id
            )
            select tree.id, tree.code, parent.code, tree.name, tree.measure, tree.max_points, tree.from_level,
                tree.not_applicable, tree.treatment, tree.is_known, t.key
            from tree
            left join app.criteria_items as parent on parent.id = tree.parent_id
            left join app.title_types as t on t.id = tree.share_of
            order by tree.place, tree.code
            """,
            """
            -- CriteriaRepository.levels
            select l.name, l.pass_favourable, l.pass_difficult, l.wait_months, l.validity_months,
                array(
                    select t.key
                    from app.criteria_conditions as c
                    join app.title_types as t on t.id = c.title_type_id
                    where c.set_id = l.set_id and c.level = l.ordinal
                    order by t.ordinal
                ),
                array(
                    select c.percent
                    from app.criteria_conditions as c
                    join app.title_types as t on t.id = c.title_type_id
                    where c.set_id = l.set_id and c.level = l.ordinal
                    order by t.ordinal
                )
            from app.criteria_levels as l
            where l.set_id = \(id)
            order by l.ordinal
            """,
        ])
        guard let line = try results[0].decode(CriteriaSetLine.self).first else {
            throw StoreError.refused(.criteriaUnknown)
        }
        var set = line.set
        let items = try results[1].decode(ItemRow.self)
        set.items = items.map(\.item)
        set.levels = try results[2].decode(LevelRow.self).map(\.level)
        return StoredCriteriaSet(
            id: id,
            set: set,
            status: line.status,
            activatedAt: line.activatedAt,
            retiredAt: line.retiredAt,
            itemIDs: Dictionary(items.map { ($0.item.code, $0.id) }, uniquingKeysWith: { first, _ in first })
        )
    }

    /// A version of a set, or the latest.
    ///
    /// - Throws: `StoreError.refused(.criteriaUnknown)`.
    package func find(_ key: String, version: Int? = nil) async throws -> StoredCriteriaSet {
        let ids = try await transaction.query(
            """
            -- CriteriaRepository.version
            select s.id
            from app.criteria_sets as s
            where s.key = \(key)
                and (\(version)::int is null or s.version = \(version))
            order by s.version desc
            limit 1
            """
        ).decode(CriteriaSetID.self)
        guard let id = ids.first else { throw StoreError.refused(.criteriaUnknown) }
        return try await find(id)
    }

    /// What keeps a set from being used, as the database says it.
    package func defects(of id: CriteriaSetID) async throws -> [CriteriaDefect] {
        try await transaction.query(
            """
            -- CriteriaRepository.defects
            select d.defect, d.code
            from app.criteria_defects(\(id)) as d
            order by d.defect, d.code
            """
        ).decode((String, String).self).compactMap { defect, code in
            CriteriaDefect.Kind(rawValue: defect).map { CriteriaDefect($0, code) }
        }
    }

    /// The city's days of a year.
    package func deadlines(in year: Int) async throws -> [TitleStage: CalendarDay] {
        let rows = try await transaction.query(
            """
            -- CriteriaRepository.deadlines
            select d.step, d.due_on
            from app.title_deadlines as d
            where d.year = \(year)
            """
        ).decode((TitleStage, CalendarDay).self)
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

extension TenantTransaction {
    /// Titles and the criteria for them.
    package var criteria: CriteriaRepository { CriteriaRepository(transaction: transaction) }
}

private struct ItemRow: PostgresRowDecodable {
    let id: CriteriaItemID
    let item: CriteriaItem

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        item = try CriteriaItem(
            row.next(),
            in: row.next(),
            name: row.next(),
            measure: row.next(),
            maximum: row.next(),
            fromLevel: row.next(),
            exception: row.next(),
            treatment: row.next(),
            isKnown: row.next(),
            shareOf: row.next()
        )
    }
}

private struct LevelRow: PostgresRowDecodable {
    let level: CriteriaLevel

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        var level = try CriteriaLevel(
            row.next(),
            favourable: row.next(),
            difficult: row.next(),
            waitMonths: row.next(),
            validityMonths: row.next()
        )
        let titles = try row.next([String].self)
        let percents = try row.next([Points].self)
        level.conditions = zip(titles, percents).map { CriteriaLevel.Condition(title: $0, percent: $1) }
        self.level = level
    }
}
