package import Programme

/// What of the programme's work is late or is to be done soon.
package struct WorkHints: Hashable, Sendable {
    /// A return that is to be sent.
    package struct DueReturn: Hashable, Sendable {
        package let year: Int
        package let period: ReturnPeriod
        package let due: CalendarDay
        /// The one that was begun, or came back; nil if there is none.
        package let found: WorkReturnID?
    }

    /// What this tenant is to do, by day.
    package let tasks: [StoredTask]
    /// What inspections found and is to be mended, by day.
    package let findings: [StoredFinding]
    package let returns: [DueReturn]
    /// Returns of others that wait for this tenant to decide.
    package let waiting: Int

    /// Whether there is nothing to be said.
    package var isEmpty: Bool { tasks.isEmpty && findings.isEmpty && returns.isEmpty && waiting == 0 }
}

extension ProgrammeRepository {
    /// What is late, and what is to be done within the next `Urgency.daysAhead` days.
    package func hints(on today: CalendarDay = .inVietnam()) async throws -> WorkHints {
        WorkHints(
            tasks: try await tx.tasks.assigned().filter { Self.isPressing($0.urgency(on: today)) },
            findings: try await tx.inspections.openFindings().filter { Self.isPressing($0.urgency(on: today)) },
            returns: try await dueReturns(on: today),
            waiting: try await waiting()
        )
    }

    private static func isPressing(_ urgency: Urgency?) -> Bool { urgency.map { $0 != .later } ?? false }

    /// The returns of this year whose time has come, until they are sent. Those who have begun none in the year or the one before
    /// are not asked: not everybody makes them.
    private func dueReturns(on today: CalendarDay) async throws -> [WorkHints.DueReturn] {
        let known = try await tx.returns.list()
        guard known.contains(where: { $0.year >= today.year - 1 }) else { return [] }
        return ReturnPeriod.allCases.compactMap { period in
            guard let due = period.due(of: today.year), Self.isPressing(Urgency(due: due, today: today)) else {
                return nil
            }
            let found = known.first { $0.year == today.year && $0.period == period }
            guard found?.state.isOpen ?? true else { return nil }
            return WorkHints.DueReturn(year: today.year, period: period, due: due, found: found?.id)
        }
    }

    private func waiting() async throws -> Int {
        try await tx.run(
            """
            -- ProgrammeRepository.waiting
            select count(*)
            from app.returns as r
            where r.state = 'submitted'
                and (select app.leads_programme())
            """
        ).value(Int.self)
    }
}
