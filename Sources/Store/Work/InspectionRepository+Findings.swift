package import Postgres
package import Programme

/// What an inspection found, as kept.
package struct StoredFinding: Hashable, Sendable, PostgresRowDecodable {
    package let id: FindingID
    package let version: Int
    package let inspection: InspectionID
    package let record: Finding
    /// When it was mended; nil while it is open.
    package let doneOn: CalendarDay?
    /// How it was mended.
    package let outcome: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        inspection = try row.next()
        record = Finding(finding: try row.next(), measure: try row.next(), dueOn: try row.next())
        doneOn = try row.next()
        outcome = try row.next()
    }

    /// How it stands with its day; nil if it is mended, or nothing is to be done.
    package func urgency(on today: CalendarDay) -> Urgency? {
        doneOn == nil ? record.dueOn.map { Urgency(due: $0, today: today) } : nil
    }
}

extension InspectionRepository {
    /// What an inspection found, in the order in which it was entered.
    package func findings(of inspection: InspectionID) async throws -> [StoredFinding] {
        try await tx.run(
            """
            -- InspectionRepository.findings
            select f.id, f.version, f.inspection_id, f.finding, f.measure, f.due_on, f.done_on, f.outcome
            from app.findings as f
            where f.tenant_id = \(tx.tenant)
                and f.inspection_id = \(inspection)
            order by f.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredFinding.self)
    }

    /// What is still to be mended until a day, the most urgent first.
    package func openFindings() async throws -> [StoredFinding] {
        try await tx.run(
            """
            -- InspectionRepository.openFindings
            select f.id, f.version, f.inspection_id, f.finding, f.measure, f.due_on, f.done_on, f.outcome
            from app.findings as f
            where f.tenant_id = \(tx.tenant)
                and f.done_on is null
                and f.due_on is not null
            order by f.due_on, f.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredFinding.self)
    }

    /// Adds what an inspection found.
    ///
    /// - Throws: `.notFound`; `.refused(.textLength)`; `.refused(.workDates)` for a day before the inspection.
    package func addFinding(_ record: Finding, to inspection: InspectionID) async throws -> FindingID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let heldOn = try await find(inspection).record.heldOn
        guard r.dueOn.map({ $0 >= heldOn }) ?? true else { throw StoreError.refused(.workDates) }
        let id = FindingID.next()
        _ = try await tx.run([
            """
            -- InspectionRepository.addFinding
            insert into app.findings (tenant_id, id, inspection_id, finding, measure, due_on, officer_id)
            values (
                \(tx.tenant), \(id), \(inspection), \(r.finding), \(r.measure), \(r.dueOn), \(tx.context.officer)
            )
            """,
            tx.auditLine(.findingInsert, subjects: [inspection.uuid, id.uuid]),
        ])
        return id
    }

    /// Records that something was mended, and how; nil opens it again.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.textLength)`.
    package func setFindingDone(
        _ id: FindingID,
        version: Int,
        on day: CalendarDay?,
        outcome: String = ""
    ) async throws -> Int {
        let outcome = VietnameseText.clean(outcome)
        guard outcome.unicodeScalars.count <= 1_000 else { throw StoreError.refused(.textLength) }
        try await lockFinding(id, version: version)
        _ = try await tx.run([
            """
            -- InspectionRepository.setFindingDone
            update app.findings
            set done_on = \(day), outcome = \(outcome), officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.findingUpdate, subjects: [id.uuid]),
        ])
        return version + 1
    }

    /// Removes a finding that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func removeFinding(_ id: FindingID, version: Int) async throws {
        try await lockFinding(id, version: version)
        _ = try await tx.run([
            """
            -- InspectionRepository.removeFinding
            delete from app.findings
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.findingRemove, subjects: [id.uuid]),
        ])
    }

    private func lockFinding(_ id: FindingID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- InspectionRepository.lockFinding
            select f.version
            from app.findings as f
            where f.tenant_id = \(tx.tenant)
                and f.id = \(id)
            for update
            """
        )
    }
}
