import FoundationEssentials
package import Postgres
package import Programme

/// A count of how many there are, as kept.
package struct StoredDenominator: Hashable, Sendable, PostgresRowDecodable {
    /// The ward that counted: the tenant, or one whose place it took.
    package let ward: TenantID
    package let id: DenominatorID
    package let record: Denominator
    /// The count that it corrects.
    package let supersedes: DenominatorID?
    /// Whether a later one corrects it.
    package let isSuperseded: Bool

    static let columns = """
        d.tenant_id, d.id, d.kind, d.area_id, d.year::int, d.counted_on, d.total, d.source, d.note, d.supersedes,
            exists (
                select from app.denominators as later
                where later.tenant_id = d.tenant_id and later.supersedes = d.id
            )
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        ward = try row.next()
        id = try row.next()
        record = Denominator(
            try row.next(),
            area: try row.next(),
            year: try row.next(),
            countedOn: try row.next(),
            total: try row.next(),
            source: try row.next(),
            note: try row.next()
        )
        supersedes = try row.next()
        isSuperseded = try row.next()
    }
}

/// A count that holds, with what makes one look twice.
package struct CheckedDenominator: Hashable, Sendable {
    package let stored: StoredDenominator
    package let flags: [DenominatorFlag]
}

/// How many households, clans and so on there are in a ward and its hamlets, year by year. Counts are added and corrected by
/// new ones; none is changed or removed.
package struct DenominatorRepository {
    /// Counts that are given at once, at most.
    package static let most = 2000

    private static let refusals: [String: StoreRefusal] = [
        "denominators_series_unique": .denominatorExists, "denominators_supersedes_unique": .denominatorSuperseded,
        "denominators_area_fkey": .areaOutsideWard,
    ]

    let tx: TenantTransaction

    /// The counts of a year that hold, the ward before its hamlets, with what is odd about them.
    package func list(year: Int) async throws -> [CheckedDenominator] {
        let stored = try await tx.run(
            """
            -- DenominatorRepository.list
            select \(raw: StoredDenominator.columns)
            from app.denominators as d
            where d.tenant_id = \(tx.tenant)
                and d.year = \(year)
                and not exists (
                    select from app.denominators as later
                    where later.tenant_id = d.tenant_id and later.supersedes = d.id
                )
            order by d.kind, d.area_id
            limit \(Self.most)
            """
        ).decode(StoredDenominator.self)
        let beside = try await beside(stored)
        return zip(stored, beside).map { stored, beside in
            let flags = DenominatorFlag.flags(
                of: stored.record.total,
                recorded: beside.recorded,
                hamlets: beside.hamlets,
                before: beside.before
            )
            return CheckedDenominator(stored: stored, flags: flags)
        }
    }

    /// All counts of an area, a kind and a year, the first entered first: of the ward and of those whose place it took.
    package func history(_ kind: DenominatorKind, area: AreaID, year: Int) async throws -> [StoredDenominator] {
        try await tx.run(
            """
            -- DenominatorRepository.history
            select \(raw: StoredDenominator.columns)
            from app.denominators as d
            where (d.tenant_id = \(tx.tenant) or d.tenant_id = any ((select app.current_predecessors())::uuid[]))
                and d.kind = \(kind)
                and d.area_id = \(area)
                and d.year = \(year)
            order by d.id
            limit \(Self.most)
            """
        ).decode(StoredDenominator.self)
    }

    /// Adds the count of an area, a kind and a year.
    ///
    /// - Throws: `.refused` with `.denominatorSource`, `.denominatorRange`, `.denominatorDates`, `.areaOutsideWard`,
    ///   `.denominatorExists` if there is one, which is to be corrected, `.outsidePart`.
    package func insert(_ record: Denominator, today: CalendarDay = .inVietnam()) async throws -> DenominatorID {
        try await add(record, correcting: nil, today)
    }

    /// Corrects a count by a new one of the same area, kind and year; the old one stays on record.
    ///
    /// - Throws: `.notFound`; `.refused` like `insert`, and with `.denominatorSuperseded` if it was corrected already.
    package func correct(
        _ id: DenominatorID,
        by record: Denominator,
        today: CalendarDay = .inVietnam()
    ) async throws -> DenominatorID {
        let found = try await tx.run(
            """
            -- DenominatorRepository.find
            select \(raw: StoredDenominator.columns)
            from app.denominators as d
            where d.tenant_id = \(tx.tenant)
                and d.id = \(id)
            """
        ).decode(StoredDenominator.self)
        guard let old = found.first else { throw StoreError.notFound }
        guard !old.isSuperseded else { throw StoreError.refused(.denominatorSuperseded) }
        var record = record
        (record.kind, record.area, record.year) = (old.record.kind, old.record.area, old.record.year)
        return try await add(record, correcting: id, today)
    }

    private func add(
        _ record: Denominator,
        correcting old: DenominatorID?,
        _ today: CalendarDay
    ) async throws -> DenominatorID {
        let r = try record.kept(today: today)
        let id = DenominatorID.next()
        let results = try await tx.run(
            [
                """
                -- DenominatorRepository.insert
                insert into app.denominators (
                    tenant_id, id, area_id, kind, year, counted_on, total, source, note, supersedes, officer_id
                )
                select \(tx.tenant), \(id), \(r.area), \(r.kind), \(r.year)::smallint, \(r.countedOn), \(r.total), \(r.source),
                    \(r.note), \(old), \(tx.context.officer)
                where \(r.area) = any (
                    (
                        select app.areas_below(tenants.area_id)
                        from app.tenants
                        where tenants.id = \(tx.tenant)
                    )::uuid[]
                )
                """,
                tx.auditLine(old == nil ? .denominatorInsert : .denominatorCorrect, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.areaOutsideWard) }
        return id
    }

    private typealias Beside = (recorded: Int?, hamlets: Int?, before: Int?)

    /// What else is known of what was counted, in the order of `counts`: the subjects on record at the end of the year, or now; the
    /// counts of the hamlets of the ward together; the count of the year before.
    private func beside(_ counts: [StoredDenominator]) async throws -> [Beside] {
        if counts.isEmpty { return [] }
        let rows = try await tx.run(
            """
            -- DenominatorRepository.beside
            select (
                    select count(*)
                    from app.subjects as s
                    where s.tenant_id = \(tx.tenant)
                        and s.kind = asked.kind
                        and s.area_id = any ((select app.areas_below(asked.area_id))::uuid[])
                        and coalesce(s.started_on <= asked.last_day, true)
                        and coalesce(s.ended_on > asked.last_day, true)
                ),
                (
                    select sum(d.total)
                    from app.denominators as d
                    where d.tenant_id = \(tx.tenant)
                        and d.kind = asked.kind
                        and d.year = asked.year
                        and d.area_id <> asked.area_id
                        and asked.area_id = (select area_id from app.tenants where tenants.id = \(tx.tenant))
                        and not exists (
                            select from app.denominators as later
                            where later.tenant_id = d.tenant_id and later.supersedes = d.id
                        )
                ),
                (
                    select d.total
                    from app.denominators as d
                    where d.tenant_id = \(tx.tenant)
                        and d.kind = asked.kind
                        and d.year = asked.year - 1
                        and d.area_id = asked.area_id
                        and not exists (
                            select from app.denominators as later
                            where later.tenant_id = d.tenant_id and later.supersedes = d.id
                        )
                ), asked.is_of_subjects
            from (
                select kind, area_id, year, is_of_subjects, place,
                    least(make_date(year, 12, 31), current_date) as last_day
                from unnest(
                    \(counts.map(\.record.kind.rawValue))::text[], \(counts.map(\.record.area))::uuid[],
                    \(counts.map(\.record.year))::int[], \(counts.map { $0.record.kind.subjectKind != nil })::bool[]
                ) with ordinality as asked (kind, area_id, year, is_of_subjects, place)
            ) as asked
            order by asked.place
            """
        ).decode((Int, Int?, Int?, Bool).self)
        return rows.map { ($0.3 ? $0.0 : nil, $0.1, $0.2) }
    }
}

extension Denominator {
    /// The count as it is kept.
    ///
    /// - Throws: `.refused` with `.denominatorSource`, `.denominatorRange`, `.denominatorDates`.
    func kept(today: CalendarDay) throws(StoreError) -> Denominator {
        switch checked(today: today) {
        case .success(let record): return record
        case .failure(let defect):
            switch defect.kind {
            case .source: throw .refused(.denominatorSource)
            case .range: throw .refused(.denominatorRange)
            case .dates: throw .refused(.denominatorDates)
            }
        }
    }
}

extension TenantTransaction {
    /// How many there are in the ward.
    package var denominators: DenominatorRepository { DenominatorRepository(tx: self) }
}
