import Postgres
import Programme

/// One transaction that fills tenants. It exists only inside the closure that it is handed to.
package final class TenantFill {
    let tx: TenantTransaction
    private let tenants: [TenantID]
    private let tables: [String: TenantCatalogue.Table]
    private var loading: [String: LoadingTable] = [:]
    private var counts: [TenantID: [String: Int]] = [:]

    init(_ tx: TenantTransaction, tenants: [TenantID], _ catalogue: TenantCatalogue) {
        self.tx = tx
        self.tenants = tenants
        tables = Dictionary(
            catalogue.ownTables.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Writes rows; those that they refer to must be there. They may be made while they are written.
    ///
    /// - Throws: `PostgresError`, which names the first that is refused.
    package func insert<Row: FilledRow>(_ rows: some Sequence<Row>) async throws {
        let table = try table(Row.table)
        let loaded = try await loadingTable(table, columns: Row.columns)
        let count = try await loaded.copy { writer in
            for row in rows { try await row.write(to: writer) }
        }
        if count == 0 { return }
        var written = 0
        for tenant in tenants {
            try await enter(tenant)
            let rows = try await loaded.insert(into: table, of: tenant)
            note(rows, of: table.title, for: tenant)
            written += rows
        }
        // a row of a tenant that this fill is not for would be lost without a word
        guard written == count else { throw StoreError.notFound }
        try await loaded.empty()
    }

    /// Leaves a line in the audit of each tenant that got rows.
    func leaveLines() async throws -> [String: Int] {
        for tenant in tenants {
            guard let rows = counts[tenant] else { continue }
            try await enter(tenant)
            let context = TenantContext.operator(in: tenant, requestID: tx.context.requestID)
            let own = TenantTransaction(context: context, transaction: tx.transaction, personKey: tx.personKey)
            _ = try await own.run(
                own.auditLine(.tenantFill, subjects: [tenant.uuid], details: rows.mapValues(String.init))
            )
        }
        return counts.values.reduce(into: [:]) { sums, rows in sums.merge(rows, uniquingKeysWith: +) }
    }

    // MARK: Steps

    func table(_ name: String) throws(StoreError) -> TenantCatalogue.Table {
        guard let table = tables[name] else { throw .notFound }
        return table
    }

    func note(_ rows: Int, of table: String, for tenant: TenantID) {
        if rows > 0 { counts[tenant, default: [:]][table, default: 0] += rows }
    }

    /// Runs statements once for each tenant.
    func forEachTenant(_ body: (TenantID) async throws -> Void) async throws {
        for tenant in tenants {
            try await enter(tenant)
            try await body(tenant)
        }
    }

    private func enter(_ tenant: TenantID) async throws {
        _ = try await tx.transaction.query(AdminDatabase.enter(tenant))
    }

    private func loadingTable(_ table: TenantCatalogue.Table, columns: [String]) async throws -> LoadingTable {
        if let made = loading[table.name] { return made }
        let types = Dictionary(table.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        let columns = try columns.map { name throws(StoreError) in
            guard let type = types[name] else { throw .notFound }
            return (name: name, type: type)
        }
        let made = try await LoadingTable("fill_\(table.name)", columns: columns, in: tx.transaction)
        loading[table.name] = made
        return made
    }
}
