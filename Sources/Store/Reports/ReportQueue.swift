package import Postgres
package import Programme

/// A report that waits, and for whom it is made.
package struct WaitingReport: Hashable, Sendable {
    package let id: ReportID
    /// Whoever asked, for the whole tenant.
    package let context: TenantContext
}

/// Which reports of all tenants wait, and which are due. It tells which, and nothing that they say.
package struct ReportQueue: Sendable {
    /// Reports that are told at once.
    package static let most = 20

    private let pool: PostgresPool
    private let tenants: TenantDatabase

    /// The queue behind a pool of `hoctap_server`'s.
    package init(pool: PostgresPool) {
        self.pool = pool
        tenants = TenantDatabase(pool: pool)
    }

    /// The reports that nobody is making, the oldest first.
    package func waiting() async throws -> [WaitingReport] {
        try await pool.query(
            """
            -- ReportQueue.waiting
            select w.tenant_id, w.report_id, w.officer_id
            from app.waiting_reports(\(Self.most)::int) as w
            """
        ).decode((TenantID, ReportID, OfficerID?).self).map { tenant, id, officer in
            WaitingReport(id: id, context: Self.context(tenant, officer))
        }
    }

    /// Asks for what the schedules say is due.
    ///
    /// - Returns: how many reports were asked for.
    package func askDue(today: CalendarDay = .inVietnam()) async throws -> Int {
        let due = try await pool.query(
            """
            -- ReportQueue.askDue
            select d.tenant_id, d.form, d.period, d.officer_id
            from app.due_report_schedules(\(today)) as d
            """
        ).decode((TenantID, OfficialForm, ReturnPeriod, OfficerID?).self)
        var asked = 0
        for (tenant, form, period, officer) in due {
            let isAsked = try await tenants.write(Self.context(tenant, officer)) { tx in
                do {
                    return try await tx.reportSchedules.askDue(form, period, today: today)
                } catch StoreError.refused(.reportsTooMany) {
                    // it is asked for when there is room again
                    return false
                }
            }
            if isAsked { asked += 1 }
        }
        return asked
    }

    /// What is made for an officer is made as an editor of the whole tenant: nobody else could ask for it.
    private static func context(_ tenant: TenantID, _ officer: OfficerID?) -> TenantContext {
        guard let officer else { return .operator(in: tenant, requestID: "report") }
        return TenantContext(tenant: tenant, actor: .program(officer), role: .editor, requestID: "report")
    }
}
