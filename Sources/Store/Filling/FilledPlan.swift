package import Postgres
package import Programme

/// A plan for the programme, to be written by `TenantFill`.
package struct FilledPlan: FilledRow, Sendable {
    package static let table = "plans"
    package static let columns = [
        "tenant_id", "id", "year", "title", "number", "issued_on", "starts_on", "ends_on", "content", "state",
    ]

    package let tenant: TenantID
    package let id: WorkPlanID
    package let record: WorkPlan
    private let state: WorkPlanState

    /// A plan of these parts.
    package init(_ id: WorkPlanID, of tenant: TenantID, _ record: WorkPlan, _ state: WorkPlanState) {
        (self.id, self.tenant, self.record, self.state) = (id, tenant, record, state)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            Int16(clamping: record.year),
            record.title,
            record.number,
            record.issuedOn,
            record.startsOn,
            record.endsOn,
            record.content,
            state
        )
    }
}

/// A task of a plan, perhaps for another tenant, to be written by `TenantFill`.
package struct FilledPlanTask: FilledRow, Sendable {
    package static let table = "plan_tasks"
    package static let columns = [
        "tenant_id", "id", "plan_id", "assigned_id", "title", "content", "due_on", "state", "progress", "report",
        "evidence", "done_on",
    ]

    private let plan: FilledPlan
    private let id: PlanTaskID
    private let record: PlanTask
    private let progress: Int
    private let report: String
    private let evidence: String
    private let doneOn: CalendarDay?

    /// A task of these parts: done on a day, or so many of a hundred done.
    package init(
        _ id: PlanTaskID,
        of plan: FilledPlan,
        _ record: PlanTask,
        doneOn: CalendarDay?,
        progress: Int,
        report: String = "",
        evidence: String = ""
    ) {
        (self.id, self.plan, self.record, self.doneOn) = (id, plan, record, doneOn)
        (self.progress, self.report, self.evidence) = (doneOn == nil ? progress : 100, report, evidence)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        let state: PlanTaskState = doneOn != nil ? .done : progress > 0 ? .started : .open
        try await copy.write(
            plan.tenant,
            id,
            plan.id,
            record.assignee,
            record.title,
            record.content,
            record.dueOn,
            state,
            Int16(clamping: progress),
            report,
            evidence,
            doneOn
        )
    }
}

/// What was done to make the programme known, to be written by `TenantFill`.
package struct FilledCommunication: FilledRow, Sendable {
    package static let table = "communications"
    package static let columns = [
        "tenant_id", "id", "kind", "medium", "title", "audience", "partner", "held_on", "occasions", "turns", "copies",
        "materials",
    ]

    private let tenant: TenantID
    private let id: CommunicationID
    private let record: Communication

    /// An activity of a tenant's.
    package init(_ id: CommunicationID, of tenant: TenantID, _ record: Communication) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.kind,
            record.medium,
            record.title,
            record.audience,
            record.partner,
            record.heldOn,
            Int32(clamping: record.occasions),
            record.turns.map(Int32.init(clamping:)),
            record.copies.map(Int32.init(clamping:)),
            record.materials
        )
    }
}

/// A workshop, a consultation and the like, to be written by `TenantFill`.
package struct FilledGathering: FilledRow, Sendable {
    package static let table = "gatherings"
    package static let columns = [
        "tenant_id", "id", "kind", "title", "place", "partner", "held_on", "participants", "contributions",
        "conclusions",
    ]

    private let tenant: TenantID
    private let id: GatheringID
    private let record: Gathering

    /// A gathering of a tenant's.
    package init(_ id: GatheringID, of tenant: TenantID, _ record: Gathering) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.kind,
            record.title,
            record.place,
            record.partner,
            record.heldOn,
            record.participants.map(Int32.init(clamping:)),
            record.contributions.map(Int32.init(clamping:)),
            record.conclusions
        )
    }
}

/// An inspection, to be written by `TenantFill`.
package struct FilledInspection: FilledRow, Sendable {
    package static let table = "inspections"
    package static let columns = ["tenant_id", "id", "title", "inspected", "leader", "held_on", "conclusions"]

    fileprivate let tenant: TenantID
    fileprivate let id: InspectionID
    private let record: Inspection

    /// An inspection of a tenant's.
    package init(_ id: InspectionID, of tenant: TenantID, _ record: Inspection) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.title,
            record.inspected,
            record.leader,
            record.heldOn,
            record.conclusions
        )
    }
}

/// What an inspection found, to be written by `TenantFill`.
package struct FilledFinding: FilledRow, Sendable {
    package static let table = "findings"
    package static let columns = [
        "tenant_id", "id", "inspection_id", "finding", "measure", "due_on", "done_on", "outcome",
    ]

    private let inspection: FilledInspection
    private let id: FindingID
    private let record: Finding
    private let doneOn: CalendarDay?

    /// A finding of an inspection; what was to be done is done since a day, or is not.
    package init(_ id: FindingID, of inspection: FilledInspection, _ record: Finding, doneOn: CalendarDay?) {
        (self.id, self.inspection, self.record, self.doneOn) = (id, inspection, record, doneOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            inspection.tenant,
            id,
            inspection.id,
            record.finding,
            record.measure,
            record.dueOn,
            doneOn,
            doneOn == nil ? "" : "Đã khắc phục"
        )
    }
}
