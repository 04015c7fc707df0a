import Postgres
package import Programme

/// Which reports are made as drafts when their time is over: half-years from 1 July on, years from 1 December on, so that there is
/// time to look at them before they are due.
package struct ReportScheduleRepository {
    let tx: TenantTransaction

    /// What is made by itself.
    package func list() async throws -> [ReportSchedule] {
        try await tx.run(
            """
            -- ReportScheduleRepository.list
            select s.form, s.period, s.next_year::int, s.next_on
            from app.report_schedules as s
            where s.tenant_id = \(tx.tenant)
            order by s.form, s.period
            """
        ).decode(ReportSchedule.self)
    }

    /// Has the reports of a form and a period made from now on, or no more.
    ///
    /// - Throws: `.refused(.reportSubject)` for a form that has no such time.
    package func set(
        _ form: OfficialForm,
        _ period: ReturnPeriod,
        isOn: Bool,
        today: CalendarDay = .inVietnam()
    ) async throws {
        guard form.canBeScheduled, let next = Self.next(period, after: today) else {
            throw StoreError.refused(.reportSubject)
        }
        let details = ["form": form.rawValue, "period": period.rawValue, "is_on": String(isOn)]
        let line = tx.auditLine(.reportSchedule, subjects: [], details: details)
        guard isOn else {
            _ = try await tx.run([
                """
                -- ReportScheduleRepository.remove
                delete from app.report_schedules
                where tenant_id = \(tx.tenant)
                    and form = \(form)
                    and period = \(period)
                """, line,
            ])
            return
        }
        _ = try await tx.run([
            """
            -- ReportScheduleRepository.set
            insert into app.report_schedules (tenant_id, form, period, next_year, next_on, officer_id)
            values (\(tx.tenant), \(form), \(period), \(next.year), \(next.day), \(tx.context.officer))
            on conflict (tenant_id, form, period) do nothing
            """, line,
        ])
    }

    /// Asks for the report that is due, and moves the schedule on. Nothing if it is not due: somebody else was faster.
    ///
    /// - Returns: whether a report was asked for.
    package func askDue(_ form: OfficialForm, _ period: ReturnPeriod, today: CalendarDay) async throws -> Bool {
        let due = try await tx.run(
            """
            -- ReportScheduleRepository.due
            select s.form, s.period, s.next_year::int, s.next_on
            from app.report_schedules as s
            where s.tenant_id = \(tx.tenant)
                and s.form = \(form)
                and s.period = \(period)
                and s.next_on <= \(today)
            for update
            """
        ).decode(ReportSchedule.self).first
        guard let due, let next = Self.next(period, after: today) else { return false }
        let subject = ReportSubject(form, year: due.nextYear, period: period)
        _ = try await tx.reports.ask(subject, isScheduled: true, today: today)
        _ = try await tx.run(
            """
            -- ReportScheduleRepository.askDue
            update app.report_schedules
            set next_year = \(next.year), next_on = \(next.day)
            where tenant_id = \(tx.tenant)
                and form = \(form)
                and period = \(period)
            """
        )
        return true
    }

    /// The next one that is not due yet: its year, and the day from which it is made.
    static func next(_ period: ReturnPeriod, after today: CalendarDay) -> (year: Int, day: CalendarDay)? {
        for year in [today.year, today.year + 1] {
            guard let day = CalendarDay(year: year, month: period == .year ? 12 : 7, day: 1) else { return nil }
            if day > today { return (year, day) }
        }
        return nil
    }
}

extension TenantTransaction {
    /// Which reports are made by themselves.
    package var reportSchedules: ReportScheduleRepository { ReportScheduleRepository(tx: self) }
}
