package import Postgres
package import Programme

/// An award as kept.
package struct StoredAward: Hashable, Sendable, PostgresRowDecodable {
    package let id: AwardID
    package let version: Int
    package let record: Award
    /// The fund that paid it; nil if none did.
    package let fund: FundID?
    package let fundName: String?
    /// When it was taken back.
    package let cancelledOn: CalendarDay?

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        record = Award(
            kind: try row.next(),
            recipientKind: try row.next(),
            recipientName: try row.next(),
            reason: try row.next(),
            amount: try row.next(),
            awardedOn: try row.next()
        )
        fund = try row.next()
        fundName = try row.next()
        cancelledOn = try row.next()
    }
}

/// Scholarships, rewards and help in hardship: persons, whom only officers of the whole tenant are shown. What a fund pays leaves
/// it in the same transaction. A refusal ends the transaction.
package struct AwardRepository {
    let tx: TenantTransaction

    /// Awards of a year or all, the latest first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: AwardID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredAward> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let days = WorkPage<Void>.days(of: year)
        let rows = try await tx.run([
            tx.auditLine(.awardList, subjects: []),
            """
            -- AwardRepository.list
            select a.id, a.version, a.kind, a.recipient_kind, a.recipient_name, a.reason, a.amount, a.awarded_on, f.id,
                f.name, a.cancelled_on
            from app.awards as a
            left join app.fund_entries as e on e.tenant_id = \(tx.tenant) and e.id = a.entry_id
            left join app.funds as f on f.tenant_id = \(tx.tenant) and f.id = e.fund_id
            where a.tenant_id = \(tx.tenant)
                and a.awarded_on between \(days.first) and \(days.last)
                and (
                    \(after)::uuid is null
                    or (a.awarded_on, a.id) < (
                        select last.awarded_on, last.id
                        from app.awards as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by a.awarded_on desc, a.id desc
            limit \(limit + 1)
            """,
        ])[1]
        return WorkPage(try rows.decode(StoredAward.self), limit: limit)
    }

    /// One award.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: AwardID) async throws -> StoredAward {
        let rows = try await tx.run([
            tx.auditLine(.awardList, subjects: [id.uuid]),
            """
            -- AwardRepository.find
            select a.id, a.version, a.kind, a.recipient_kind, a.recipient_name, a.reason, a.amount, a.awarded_on, f.id,
                f.name, a.cancelled_on
            from app.awards as a
            left join app.fund_entries as e on e.tenant_id = \(tx.tenant) and e.id = a.entry_id
            left join app.funds as f on f.tenant_id = \(tx.tenant) and f.id = e.fund_id
            where a.tenant_id = \(tx.tenant)
                and a.id = \(id)
            """,
        ])[1]
        guard let award = try rows.decode(StoredAward.self).first else { throw StoreError.notFound }
        return award
    }

    /// Records an award. What a fund pays is entered as its spending on the day of the award.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workRange`, and of the fund like `FundRepository.add`; `.notFound` for a fund that
    ///   there is not.
    package func insert(_ record: Award, from fund: FundID? = nil) async throws -> AwardID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        var entry: FundEntryID?
        if let fund {
            guard r.amount > 0 else { throw StoreError.refused(.workRange) }
            entry = try await tx.funds.add(
                FundEntry(
                    direction: .spending,
                    kind: r.kind.entryKind,
                    amount: r.amount,
                    enteredOn: r.awardedOn,
                    note: r.reason
                ),
                to: fund
            )
        }
        let id = AwardID.next()
        _ = try await tx.run([
            """
            -- AwardRepository.insert
            insert into app.awards (
                tenant_id, id, kind, recipient_kind, recipient_name, reason, amount, awarded_on, entry_id, officer_id
            )
            values (
                \(tx.tenant), \(id), \(r.kind), \(r.recipientKind), \(r.recipientName), \(r.reason), \(r.amount),
                \(r.awardedOn), \(entry), \(tx.context.officer)
            )
            """,
            tx.auditLine(.awardInsert, subjects: [id.uuid]),
        ])
        return id
    }

    /// Puts right to whom and for what an award was given. Its kind, amount and day stay: an award with a wrong one is cancelled
    /// and recorded again.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, `.awardState` for one that was cancelled.
    package func update(
        _ id: AwardID,
        version: Int,
        recipientKind: RecipientKind,
        recipientName: String,
        reason: String
    ) async throws -> Int {
        let old = try await locked(id, version: version)
        var record = old.record
        (record.recipientKind, record.recipientName, record.reason) = (recipientKind, recipientName, reason)
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        _ = try await tx.run([
            """
            -- AwardRepository.update
            update app.awards
            set recipient_kind = \(r.recipientKind), recipient_name = \(r.recipientName), reason = \(r.reason),
                officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.awardUpdate, subjects: [id.uuid]),
        ])
        return version + 1
    }

    /// Takes an award back; the money goes back into the fund on that day.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.awardState` for one that was cancelled, `.workDates` for a day
    ///   before it, `.fundClosed`.
    package func cancel(_ id: AwardID, version: Int, on day: CalendarDay = .inVietnam()) async throws -> Int {
        let old = try await locked(id, version: version)
        guard day >= old.record.awardedOn else { throw StoreError.refused(.workDates) }
        let entry =
            try await tx.run(
                """
                -- AwardRepository.cancel
                update app.awards
                set cancelled_on = \(day), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                returning entry_id
                """
            ).decode(FundEntryID?.self).first ?? nil
        if let entry { _ = try await tx.funds.takeBack(entry, on: day, note: "Huỷ: \(old.record.kind.vietnameseName)") }
        _ = try await tx.run(tx.auditLine(.awardCancel, subjects: [id.uuid]))
        return version + 1
    }

    private func locked(_ id: AwardID, version: Int) async throws -> StoredAward {
        try await tx.requireVersion(
            version,
            """
            -- AwardRepository.lock
            select a.version
            from app.awards as a
            where a.tenant_id = \(tx.tenant)
                and a.id = \(id)
            for update
            """
        )
        let award = try await find(id)
        guard award.cancelledOn == nil else { throw StoreError.refused(.awardState) }
        return award
    }
}

extension TenantTransaction {
    /// Scholarships, rewards and help in hardship.
    package var awards: AwardRepository { AwardRepository(tx: self) }
}
