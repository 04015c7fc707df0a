import Postgres
package import Programme

/// Fills tenants with many rows at a time, as the operator: what they kept elsewhere, or invented people to try things out. Row
/// security and every constraint hold for them as for all others.
package struct TenantFiller: Sendable {
    let admin: AdminDatabase
    let catalogue: TenantCatalogue

    /// Writes rows of some tenants in one transaction: all of them, or none. The audit of each tenant that got rows has a line
    /// with how many. Cancelling the task ends it.
    ///
    /// - Returns: rows by table (`app.members`).
    /// - Throws: what `body` throws; `PostgresError` for rows that the database refuses.
    @discardableResult
    package func fill(_ tenants: [TenantID], _ body: (TenantFill) async throws -> Void) async throws -> [String: Int] {
        guard let first = tenants.first else { return [:] }
        return try await admin.inTenant(first) { tx in
            // lines in one order: fills that run at once do not wait for each other in a circle
            let fill = TenantFill(tx, tenants: tenants.sorted(), catalogue)
            try await body(fill)
            return try await fill.leaveLines()
        }
    }

    /// Has the planner know how large the tables have become. Where statements were planned while a table was empty, every row
    /// that refers to it is looked for among all of a tenant's: to be called between a first fill and many that follow.
    package func count() async throws {
        _ = try await admin.pool.query(
            "-- TenantFiller.count\nselect app.count_rows()",
            timeout: LoadingTable.timeout
        )
    }
}

extension AdminDatabase {
    /// What fills tenants.
    package func filler() async throws -> TenantFiller {
        let catalogue = try await pool.transaction(.init(readOnly: true)) { try await TenantCatalogue.read(in: $0) }
        return TenantFiller(admin: self, catalogue: catalogue)
    }
}
