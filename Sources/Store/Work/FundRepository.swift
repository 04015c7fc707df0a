import Postgres
package import Programme

/// Funds for learning. What came in and left is only ever added to: a mistake is taken back by another entry, and no fund holds
/// less than nothing at the end of a day. A refusal ends the transaction.
package struct FundRepository {
    private static let refusals: [String: StoreRefusal] = [
        "funds_name_unique": .fundNameTaken, "funds_closed_order": .workDates,
        "fund_entries_reverses_unique": .entryReversed,
    ]

    let tx: TenantTransaction

    /// All funds, by name.
    package func list() async throws -> [StoredFund] {
        try await tx.run(
            """
            -- FundRepository.list
            select f.id, f.version, f.name, f.opened_on, f.closed_on, sums.income, sums.spending
            from app.funds as f
            cross join lateral (
                select coalesce(sum(e.amount) filter (where e.direction = 'income'), 0)::bigint as income,
                    coalesce(sum(e.amount) filter (where e.direction = 'spending'), 0)::bigint as spending
                from app.fund_entries as e
                where e.tenant_id = \(tx.tenant)
                    and e.fund_id = f.id
            ) as sums
            where f.tenant_id = \(tx.tenant)
            order by f.name, f.id
            limit \(WorkLimits.most)
            """
        ).decode(StoredFund.self)
    }

    /// One fund.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: FundID) async throws -> StoredFund {
        let rows = try await tx.run(
            """
            -- FundRepository.find
            select f.id, f.version, f.name, f.opened_on, f.closed_on, sums.income, sums.spending
            from app.funds as f
            cross join lateral (
                select coalesce(sum(e.amount) filter (where e.direction = 'income'), 0)::bigint as income,
                    coalesce(sum(e.amount) filter (where e.direction = 'spending'), 0)::bigint as spending
                from app.fund_entries as e
                where e.tenant_id = \(tx.tenant)
                    and e.fund_id = f.id
            ) as sums
            where f.tenant_id = \(tx.tenant)
                and f.id = \(id)
            """
        )
        guard let fund = try rows.decode(StoredFund.self).first else { throw StoreError.notFound }
        return fund
    }

    /// Opens a fund.
    ///
    /// - Throws: `.refused` with `.textLength`, `.fundNameTaken`.
    package func insert(name: String, openedOn: CalendarDay?) async throws -> FundID {
        let name = VietnameseText.clean(name)
        guard (1...200).contains(name.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        let id = FundID.next()
        _ = try await tx.run(
            [
                """
                -- FundRepository.insert
                insert into app.funds (tenant_id, id, name, opened_on, officer_id)
                values (\(tx.tenant), \(id), \(name), \(openedOn), \(tx.context.officer))
                """,
                tx.auditLine(.fundInsert, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Renames a fund, and says when it was opened or closed.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, `.fundNameTaken`, `.workDates`, `.fundNotEmpty` for
    ///   closing one that holds money.
    package func update(
        _ id: FundID,
        version: Int,
        name: String,
        openedOn: CalendarDay?,
        closedOn: CalendarDay?
    ) async throws -> Int {
        let name = VietnameseText.clean(name)
        guard (1...200).contains(name.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        let fund = try await lock(id)
        guard fund.version == version else { throw StoreError.versionDiffers(current: fund.version) }
        guard closedOn == nil || fund.balance == 0 else { throw StoreError.refused(.fundNotEmpty) }
        _ = try await tx.run(
            [
                """
                -- FundRepository.update
                update app.funds
                set name = \(name), opened_on = \(openedOn), closed_on = \(closedOn), officer_id = \(tx.context.officer),
                    version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.fundUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// The entries of a fund, the latest first, each with what the fund held after it.
    package func entries(of fund: FundID) async throws -> [StoredFundEntry] {
        try await tx.run(
            """
            -- FundRepository.entries
            select e.id, e.fund_id, e.direction, e.kind, e.amount, e.entered_on, e.document, e.note, e.reverses_id, back.id,
                (sum(case e.direction when 'income' then e.amount else -e.amount end) over (
                    order by e.entered_on, e.id
                ))::bigint
            from app.fund_entries as e
            left join app.fund_entries as back on back.tenant_id = \(tx.tenant) and back.reverses_id = e.id
            where e.tenant_id = \(tx.tenant)
                and e.fund_id = \(fund)
            order by e.entered_on desc, e.id desc
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredFundEntry.self)
    }

    /// Adds an entry.
    ///
    /// - Throws: `.notFound`; `.refused` with `.textLength`, `.workRange`, `.fundClosed`, `.fundShort` if the fund would hold less than
    ///   nothing at the end of that day or of a later one.
    package func add(_ record: FundEntry, to fund: FundID) async throws -> FundEntryID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await requireOpen(fund, on: r.enteredOn)
        let id = FundEntryID.next()
        _ = try await tx.run([
            """
            -- FundRepository.add
            insert into app.fund_entries (
                tenant_id, id, fund_id, direction, kind, amount, entered_on, document, note, officer_id
            )
            values (
                \(tx.tenant), \(id), \(fund), \(r.direction), \(r.kind), \(r.amount), \(r.enteredOn), \(r.document), \(r.note),
                \(tx.context.officer)
            )
            """,
            tx.auditLine(.fundEntry, subjects: [fund.uuid, id.uuid]),
        ])
        try await requireBalance(of: fund)
        return id
    }

    /// Takes an entry back by another one on a day, with a reason.
    ///
    /// - Throws: `.notFound`; `.refused` with `.entryReversed` for one that was taken back already or takes one back itself,
    ///   `.entryAwarded` for the spending of an award, which is cancelled instead, `.workDates` for a day before it, and like `add`.
    package func reverse(
        _ id: FundEntryID,
        on day: CalendarDay = .inVietnam(),
        note: String
    ) async throws -> FundEntryID {
        let isAwarded = try await tx.run(
            """
            -- FundRepository.isAwarded
            select exists (
                select from app.awards as a
                where a.tenant_id = \(tx.tenant)
                    and a.entry_id = \(id)
                    and a.cancelled_on is null
            )
            """
        ).value(Bool.self)
        guard !isAwarded else { throw StoreError.refused(.entryAwarded) }
        return try await takeBack(id, on: day, note: note)
    }

    /// The same for an award that was cancelled.
    func takeBack(_ id: FundEntryID, on day: CalendarDay, note: String) async throws -> FundEntryID {
        let note = VietnameseText.clean(note)
        guard (1...500).contains(note.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        let old = try await tx.run(
            """
            -- FundRepository.reversed
            select e.fund_id, e.direction, e.entered_on, e.reverses_id
            from app.fund_entries as e
            where e.tenant_id = \(tx.tenant)
                and e.id = \(id)
            """
        ).decode((FundID, FundDirection, CalendarDay, FundEntryID?).self).first
        guard let old else { throw StoreError.notFound }
        guard old.3 == nil else { throw StoreError.refused(.entryReversed) }
        guard old.2 <= day else { throw StoreError.refused(.workDates) }
        try await requireOpen(old.0, on: day)
        let new = FundEntryID.next()
        _ = try await tx.run(
            [
                """
                -- FundRepository.reverse
                insert into app.fund_entries (
                    tenant_id, id, fund_id, direction, kind, amount, entered_on, document, note, reverses_id, officer_id
                )
                select e.tenant_id, \(new), e.fund_id, \(old.1.opposite), e.kind, e.amount, \(day), e.document, \(note), e.id,
                    \(tx.context.officer)
                from app.fund_entries as e
                where e.tenant_id = \(tx.tenant)
                    and e.id = \(id)
                """,
                tx.auditLine(.fundReverse, subjects: [old.0.uuid, id.uuid, new.uuid]),
            ],
            refusing: Self.refusals
        )
        try await requireBalance(of: old.0)
        return new
    }

    // Entries of one fund are added one after the other, so that each sees the balance that the one before has left.
    private func lock(_ id: FundID) async throws -> StoredFund {
        let locked = try await tx.run(
            """
            -- FundRepository.lock
            select f.version
            from app.funds as f
            where f.tenant_id = \(tx.tenant)
                and f.id = \(id)
            for update
            """
        )
        guard !locked.isEmpty else { throw StoreError.notFound }
        return try await find(id)
    }

    private func requireOpen(_ id: FundID, on day: CalendarDay) async throws {
        let fund = try await lock(id)
        guard fund.openedOn.map({ $0 <= day }) ?? true, fund.closedOn.map({ day <= $0 }) ?? true else {
            throw StoreError.refused(.fundClosed)
        }
    }

    private func requireBalance(of fund: FundID) async throws {
        let movements = try await tx.run(
            """
            -- FundRepository.balances
            select e.entered_on, e.direction, sum(e.amount)::bigint
            from app.fund_entries as e
            where e.tenant_id = \(tx.tenant)
                and e.fund_id = \(fund)
            group by e.entered_on, e.direction
            """
        ).decode((CalendarDay, FundDirection, Int).self)
        let ledger = FundLedger(
            movements.map { FundLedger.Movement(day: $0.0, direction: $0.1, amount: $0.2) }
        )
        guard ledger.shortfall == nil else { throw StoreError.refused(.fundShort) }
    }
}

extension TenantTransaction {
    /// Funds for learning.
    package var funds: FundRepository { FundRepository(tx: self) }
}
