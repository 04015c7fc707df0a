package import FoundationEssentials
import Postgres
package import Programme

/// Whether a tenant was set up to be filled, and whether that came to its end.
package enum TenantFillState: String, Codable, Hashable, Sendable {
    /// Set up in another way.
    case none
    /// Is being filled, or was interrupted.
    case begun
    case ended
}

/// A tenant to be set up and filled.
package struct TenantFillDraft: Hashable, Sendable {
    package let id: TenantID
    package let draft: TenantDraft
    /// Before which nothing of it was recorded.
    package let createdAt: Date

    /// A draft of these parts.
    package init(_ id: TenantID, _ draft: TenantDraft, createdAt: Date) {
        (self.id, self.draft, self.createdAt) = (id, draft, createdAt)
    }
}

extension AdminDatabase {
    /// Sets tenants up that will be filled, all or none. Their audits tell, until `endFill`, that they are not whole.
    ///
    /// - Parameter details: kept in the audit; counts and codes.
    /// - Throws: as `insertTenant`.
    package func beginFill(_ drafts: [TenantFillDraft], details: [String: String]) async throws {
        guard let first = drafts.first else { return }
        try await inTenant(first.id) { tx in
            for draft in drafts {
                _ = try await tx.transaction.query(Self.enter(draft.id))
                let own = acting(in: draft.id, tx.transaction)
                _ = try await own.run(
                    [
                        """
                        -- AdminDatabase.beginFill
                        insert into app.tenants (id, key, kind, name, area_id, created_at)
                        values (
                            \(draft.id), \(draft.draft.key), \(draft.draft.kind.rawValue), \(draft.draft.name),
                            \(draft.draft.area), \(draft.createdAt)
                        )
                        """,
                        own.auditLine(.tenantAdd, subjects: [draft.id.uuid]),
                        own.auditLine(.tenantFillBegin, subjects: [draft.id.uuid], details: details),
                    ],
                    refusing: Self.tenantRefusals
                )
            }
        }
    }

    /// Says that tenants are whole.
    package func endFill(_ tenants: [TenantID]) async throws {
        guard let first = tenants.first else { return }
        try await inTenant(first) { tx in
            for tenant in tenants {
                _ = try await tx.transaction.query(Self.enter(tenant))
                let own = acting(in: tenant, tx.transaction)
                _ = try await own.run(own.auditLine(.tenantFillEnd, subjects: [tenant.uuid]))
            }
        }
    }

    /// Every tenant, and how far it was filled.
    package func fillStates() async throws -> [(tenant: Tenant, state: TenantFillState)] {
        try await pool.transaction(.init(isolation: .repeatableRead, readOnly: true)) { transaction in
            let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self)
            let states = try await forEach(tenants.map(\.id), in: transaction) { tenant in
                """
                -- AdminDatabase.fillStates
                select
                    exists (
                        select from app.audit_entries
                        where tenant_id = \(tenant) and action = \(AuditAction.tenantFillBegin)
                    ),
                    exists (
                        select from app.audit_entries
                        where tenant_id = \(tenant) and action = \(AuditAction.tenantFillEnd)
                    )
                """
            }
            return try zip(tenants, states).map { tenant, rows in
                guard let row = rows.first else { throw StoreError.notFound }
                let (hasBegun, hasEnded) = try row.decode((Bool, Bool).self)
                return (tenant, hasEnded ? .ended : hasBegun ? .begun : .none)
            }
        }
    }

    private func acting(in tenant: TenantID, _ transaction: PostgresTransaction) -> TenantTransaction {
        TenantTransaction(
            context: .operator(in: tenant, requestID: requestID),
            transaction: transaction,
            personKey: personKey
        )
    }
}
