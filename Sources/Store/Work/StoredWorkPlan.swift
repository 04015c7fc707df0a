package import Postgres
package import Programme

/// A plan of a tenant for the programme as kept.
package struct StoredWorkPlan: Hashable, Sendable {
    package let id: WorkPlanID
    package let version: Int
    package let record: WorkPlan
    package let state: WorkPlanState
    /// Tasks that are not cancelled.
    package let taskCount: Int
    /// Of them, those that are done.
    package let doneCount: Int
}

extension StoredWorkPlan: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        record = WorkPlan(
            year: try row.next(),
            title: try row.next(),
            number: try row.next(),
            issuedOn: try row.next(),
            startsOn: try row.next(),
            endsOn: try row.next(),
            content: try row.next()
        )
        state = try row.next()
        taskCount = try row.next()
        doneCount = try row.next()
    }
}

/// A task as kept: an own one, or one that another tenant has set us.
package struct StoredTask: Hashable, Sendable {
    package let id: PlanTaskID
    package let version: Int
    /// Whose task it is.
    package let owner: TenantID
    package let ownerName: String
    package let plan: WorkPlanID
    package let record: PlanTask
    /// What who is to do it is called; empty if it is gone.
    package let assigneeName: String
    package let state: PlanTaskState
    /// Of a hundred.
    package let progress: Int
    /// What was done, as who does it says.
    package let report: String
    /// Where the proof is kept.
    package let evidence: String
    package let doneOn: CalendarDay?

    /// How it stands with its day; nil if it is not to be done any more.
    package func urgency(on today: CalendarDay) -> Urgency? {
        state.isPending ? Urgency(due: record.dueOn, today: today) : nil
    }
}

extension StoredTask: PostgresRowDecodable {
    /// As `init(from:)` reads them.
    static let columns = """
        t.id, t.version, t.tenant_id, owner.name, t.plan_id, t.assigned_id, t.title, t.content, t.due_on,
            coalesce(assignee.name, ''), t.state, t.progress, t.report, t.evidence, t.done_on
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        owner = try row.next()
        ownerName = try row.next()
        plan = try row.next()
        record = PlanTask(
            assignee: try row.next(),
            title: try row.next(),
            content: try row.next(),
            dueOn: try row.next()
        )
        assigneeName = try row.next()
        state = try row.next()
        progress = try row.next()
        report = try row.next()
        evidence = try row.next()
        doneOn = try row.next()
    }
}

/// How far a task is, as who does it reports.
package struct TaskReport: Hashable, Sendable {
    package var state: PlanTaskState
    /// Of a hundred; a task that is done is done whole, whatever stands here.
    package var progress: Int
    package var report: String
    package var evidence: String

    /// A report of these parts.
    package init(state: PlanTaskState, progress: Int, report: String = "", evidence: String = "") {
        self.state = state
        self.progress = progress
        self.report = report
        self.evidence = evidence
    }

    /// With its texts cleaned.
    func kept() throws(StoreError) -> TaskReport {
        var kept = self
        kept.report = VietnameseText.clean(report)
        kept.evidence = VietnameseText.clean(evidence)
        guard kept.report.unicodeScalars.count <= 2_000, kept.evidence.unicodeScalars.count <= 500 else {
            throw .refused(.textLength)
        }
        guard (0...100).contains(progress) else { throw .refused(.workRange) }
        if state == .done { kept.progress = 100 }
        return kept
    }
}
