import Postgres
import Programme

extension TenantContext {
    /// A line of the audit, for the batch that does what it tells of.
    ///
    /// - Parameters:
    ///   - action: `subject.verb`, such as `officer.add`.
    ///   - subjects: which records, as uuids.
    ///   - fields: which fields changed, never their values.
    ///   - details: counts and codes, never values of persons.
    func auditLine(
        _ action: String,
        subjects: [AuditSubject] = [],
        fields: [String] = [],
        details: [String: String] = [:]
    ) -> PostgresQuery {
        """
        -- TenantContext.auditLine
        insert into app.audit_entries (tenant_id, id, officer_id, actor, action, subjects, fields, details, request_id)
        values (
            \(tenant), \(AuditEntryID.next()), \(officer), \(actor.name), \(action), \(subjects), \(fields),
            \(PostgresJSON(details)), \(requestID)
        )
        """
    }
}

/// Any record that a line of the audit is about.
typealias AuditSubject = Identity<any Sendable>

extension Identity {
    /// The same key, as a record of any kind.
    var auditSubject: AuditSubject { AuditSubject(uuid: uuid) }
}

extension TenantContext.Actor {
    /// As the audit's column has it.
    var name: String {
        switch self {
        case .officer: "officer"
        case .program: "program"
        case .operator: "operator"
        }
    }
}
