internal import Programme
internal import Store

extension JSONValue {
    init(_ task: StoredTask) {
        self = [
            "id": JSONValue(task.id), "version": .integer(task.version), "owner": JSONValue(task.owner),
            "owner_name": .string(task.ownerName), "plan": JSONValue(task.plan),
            "assignee": JSONValue(task.record.assignee), "assignee_name": .string(task.assigneeName),
            "title": .string(task.record.title), "content": .string(task.record.content),
            "due_on": JSONValue(task.record.dueOn), "state": .string(task.state.rawValue),
            "progress": .integer(task.progress), "report": .string(task.report), "evidence": .string(task.evidence),
            "done_on": JSONValue(task.doneOn),
        ]
    }

    init(_ finding: StoredFinding) {
        self = [
            "id": JSONValue(finding.id), "version": .integer(finding.version),
            "finding": .string(finding.record.finding), "measure": .string(finding.record.measure),
            "due_on": JSONValue(finding.record.dueOn), "done_on": JSONValue(finding.doneOn),
            "outcome": .string(finding.outcome),
        ]
    }

    init(_ entry: StoredFundEntry) {
        let record = entry.record
        self = [
            "id": JSONValue(entry.id), "direction": .string(record.direction.rawValue),
            "kind": .string(record.kind.rawValue), "amount": .integer(record.amount),
            "entered_on": JSONValue(record.enteredOn), "document": .string(record.document),
            "note": .string(record.note), "reverses": JSONValue(entry.reverses),
            "reversed_by": JSONValue(entry.reversedBy), "balance": .integer(entry.balance),
        ]
    }

    init(_ found: StoredReturn) {
        let figures = found.figures.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.integer($0.value)) }
        self = [
            "id": JSONValue(found.id), "version": .integer(found.version), "owner": JSONValue(found.owner),
            "owner_name": .string(found.ownerName), "year": .integer(found.year),
            "period": .string(found.period.rawValue), "state": .string(found.state.rawValue),
            "figures": JSONValue(members: figures), "counted_at": JSONValue(found.countedAt),
            "remark": .string(found.remark), "reply": .string(found.reply),
            "submitted_at": JSONValue(found.submittedAt), "decided_at": JSONValue(found.decidedAt),
            "locked_at": JSONValue(found.lockedAt), "hash": JSONValue(found.hash),
        ]
    }

    init(_ coverage: TrainingCoverage) {
        self = [
            "audience": .string(coverage.audience.rawValue), "people": .integer(coverage.people),
            "trained": .integer(coverage.trained), "share": JSONValue(coverage.share?.hundredths),
        ]
    }

    init(_ target: Target) {
        self = [
            "measure": .string(target.measure), "scope": .string(target.scope), "zone": .string(target.zone),
            "year": .integer(target.year), "percent": .integer(target.percent),
            "legal_basis": .string(target.legalBasis), "is_confirmed": .boolean(target.isConfirmed),
        ]
    }
}
