package import FoundationEssentials
import Postgres
package import Programme

/// The audit of a tenant. The repositories write their own lines, in the statement that reads or changes; who acts and in which
/// request is taken from the transaction by the table itself.
package struct AuditRepository {
    /// Lines on one page, at most.
    package static let longestPage = 200

    let tx: TenantTransaction

    /// Adds a line for what no repository here does. Subjects are identities of records of any kind; `fields` and `details` hold
    /// names, counts and codes, never values of persons.
    package func append(
        _ action: AuditAction,
        subjects: [UUID] = [],
        fields: [String] = [],
        details: [String: String] = [:]
    ) async throws {
        _ = try await tx.run(tx.auditLine(action, subjects: subjects, fields: fields, details: details))
    }

    /// The lines that a filter leaves, the latest first, from behind `after` on. Administrators are shown them; others none.
    package func list(
        _ filter: AuditFilter = AuditFilter(),
        after: AuditEntryID? = nil,
        limit: Int = AuditRepository.longestPage
    ) async throws -> AuditPage {
        let limit = min(max(limit, 1), Self.longestPage)
        let rows = try await tx.run(
            """
            -- AuditRepository.list
            select entry.id, entry.happened_at, entry.officer_id, entry.actor, entry.action, entry.subjects, entry.fields,
                entry.details, entry.request_id
            from app.audit_entries as entry
            where entry.tenant_id = \(tx.tenant)
                and (\(after)::uuid is null or entry.id < \(after))
                and (\(filter.officer)::uuid is null or entry.officer_id = \(filter.officer))
                and (\(filter.since)::timestamptz is null or entry.happened_at >= \(filter.since))
                and (\(filter.before)::timestamptz is null or entry.happened_at < \(filter.before))
                and (\(filter.subject)::uuid is null or \(filter.subject) = any (entry.subjects))
            order by entry.id desc
            limit \(limit + 1)
            """
        )
        let entries = try rows.decode(AuditEntry.self)
        let page = Array(entries.prefix(limit))
        return AuditPage(entries: page, next: entries.count > limit ? page.last?.id : nil)
    }
}

extension TenantTransaction {
    /// The tenant's audit.
    package var audit: AuditRepository { AuditRepository(tx: self) }

    /// The statement that adds a line, for batches.
    func auditLine(
        _ action: AuditAction,
        subjects: [UUID],
        fields: [String] = [],
        details: [String: String] = [:]
    ) -> PostgresQuery {
        """
        -- AuditRepository.append
        insert into app.audit_entries (tenant_id, id, action, subjects, fields, details)
        values (\(tenant), \(AuditEntryID.next()), \(action), \(subjects), \(fields), \(PostgresJSON(details)))
        """
    }
}
