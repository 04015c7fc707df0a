import FoundationEssentials
package import Postgres
package import Programme

/// A fund for learning, to be written by `TenantFill`.
package struct FilledFund: FilledRow, Sendable {
    package static let table = "funds"
    package static let columns = ["tenant_id", "id", "name", "opened_on"]

    fileprivate let tenant: TenantID
    fileprivate let id: FundID
    private let name: String
    private let openedOn: CalendarDay

    /// A fund of a tenant's.
    package init(_ id: FundID, of tenant: TenantID, name: String, openedOn: CalendarDay) {
        (self.id, self.tenant, self.name, self.openedOn) = (id, tenant, name, openedOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws { try await copy.write(tenant, id, name, openedOn) }
}

/// Money that came into a fund or left it, to be written by `TenantFill`.
package struct FilledFundEntry: FilledRow, Sendable {
    package static let table = "fund_entries"
    package static let columns = [
        "tenant_id", "id", "fund_id", "direction", "kind", "amount", "entered_on", "document", "note",
    ]

    private let fund: FilledFund
    package let id: FundEntryID
    package let record: FundEntry

    /// An entry of a fund.
    package init(_ id: FundEntryID, in fund: FilledFund, _ record: FundEntry) {
        (self.id, self.fund, self.record) = (id, fund, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            fund.tenant,
            id,
            fund.id,
            record.direction,
            record.kind,
            record.amount,
            record.enteredOn,
            record.document,
            record.note
        )
    }
}

/// A scholarship and the like, to be written by `TenantFill`.
package struct FilledAward: FilledRow, Sendable {
    package static let table = "awards"
    package static let columns = [
        "tenant_id", "id", "kind", "recipient_kind", "recipient_name", "reason", "amount", "awarded_on", "entry_id",
    ]

    private let tenant: TenantID
    private let id: AwardID
    private let record: Award
    private let entry: FundEntryID

    /// An award that was paid out of a fund.
    package init(_ id: AwardID, of tenant: TenantID, _ record: Award, paidBy entry: FilledFundEntry) {
        (self.id, self.tenant, self.record, self.entry) = (id, tenant, record, entry.id)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.kind,
            record.recipientKind,
            record.recipientName,
            record.reason,
            record.amount,
            record.awardedOn,
            entry
        )
    }
}

/// A return, to be written by `TenantFill.insert(returns:)`, which counts what it says.
package struct FilledReturn: Sendable {
    package let tenant: TenantID
    let id: WorkReturnID
    package let year: Int
    let period: ReturnPeriod
    let state: ReturnState
    let sentOn: CalendarDay

    /// A return of a tenant's that has come so far.
    ///
    /// - Parameter sentOn: the day on which it was sent, or begun if it was not.
    package init(
        _ id: WorkReturnID,
        of tenant: TenantID,
        year: Int,
        _ period: ReturnPeriod,
        _ state: ReturnState,
        sentOn: CalendarDay
    ) {
        (self.id, self.tenant, self.year, self.period) = (id, tenant, year, period)
        (self.state, self.sentOn) = (state, sentOn)
    }
}

extension TenantFill {
    /// Writes returns with the figures that the database counts, as they are now; everything that they count must be there.
    ///
    /// - Throws: `StoreError.notFound` for a tenant that the fill is not for.
    package func insert(returns: [FilledReturn]) async throws {
        var written = 0
        try await forEachTenant { tenant in
            for filled in returns where filled.tenant == tenant {
                guard let days = filled.period.days(of: filled.year) else { continue }
                let isSent = filled.state != .draft
                let isDecided = filled.state == .approved || filled.state == .locked || filled.state == .returned
                let sentAt = filled.sentOn.startInVietnam.addingTimeInterval(36_000)
                let decidedAt = sentAt.addingTimeInterval(86_400)
                let result = try await tx.transaction.query(
                    """
                    -- TenantFill.insertReturns
                    insert into app.returns (
                        tenant_id, id, year, period, state, figures, counted_at, submitted_at, decided_at, locked_at, hash,
                        reply, created_at
                    )
                    select \(tenant), \(filled.id), \(filled.year), \(filled.period), \(filled.state), made.figures, \(sentAt),
                        \(isSent ? sentAt : nil), \(isDecided ? decidedAt : nil),
                        \(filled.state == .locked ? decidedAt : nil),
                        case when \(filled.state) = 'locked'
                            then app.return_hash(\(tenant), \(filled.year)::int, \(filled.period), made.figures, '')
                        end,
                        case when \(filled.state) = 'returned' then 'Đề nghị kiểm tra lại số liệu' else '' end, \(sentAt)
                    from (
                        select app.return_figures(\(tenant), \(days.first), \(days.last)) as figures
                    ) as made
                    """,
                    timeout: LoadingTable.timeout
                )
                note(result.affectedRows, of: "app.returns", for: tenant)
                written += result.affectedRows
            }
        }
        guard written == returns.count else { throw StoreError.notFound }
    }
}
