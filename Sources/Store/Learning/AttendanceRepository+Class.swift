package import Programme

/// That somebody came to a session of a class.
package struct ClassAttendance: Hashable, Sendable {
    package let enrolment: EnrolmentReference
    package let session: ClassSessionID
    package let minutes: Int
}

extension AttendanceRepository {
    /// Who came to which session of a class: for its host everybody, for another tenant its own members.
    package func list(in reference: ClassReference) async throws -> [ClassAttendance] {
        try await tx.run(
            """
            -- AttendanceRepository.listOfClass
            with line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.attendanceList), \([reference.id])
            )
            select a.tenant_id, a.enrolment_id, a.session_id, a.minutes
            from app.class_sessions as s
            join app.attendances as a on a.host_id = s.tenant_id and a.session_id = s.id
            where s.tenant_id = \(reference.host)
                and s.class_id = \(reference.id)
                and (a.tenant_id = \(tx.tenant) or a.host_id = \(tx.tenant))
            """
        ).decode((TenantID, EnrolmentID, ClassSessionID, Int).self).map { row in
            ClassAttendance(
                enrolment: EnrolmentReference(tenant: row.0, id: row.1),
                session: row.2,
                minutes: row.3
            )
        }
    }

    /// The branches of the members of this tenant who are in a class, by enrolment, as they were then.
    package func branches(in reference: ClassReference) async throws -> [EnrolmentID: String] {
        let rows = try await tx.run(
            """
            -- AttendanceRepository.branchesOfClass
            select e.id, b.name
            from app.enrolments as e
            join app.branches as b on b.tenant_id = e.tenant_id and b.id = e.branch_id
            where e.host_id = \(reference.host)
                and e.class_id = \(reference.id)
                and e.tenant_id = \(tx.tenant)
            """
        ).decode((EnrolmentID, String).self)
        return Dictionary(rows) { first, _ in first }
    }
}
