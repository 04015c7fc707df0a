package import Postgres

/// One row of a table of tenants', as `TenantFill` writes it.
package protocol FilledRow {
    /// In the schema `app`.
    static var table: String { get }
    /// The columns that it has values for, the tenant's among them.
    static var columns: [String] { get }

    /// Writes the values of all columns, in their order.
    func write(to copy: PostgresCopyWriter) async throws
}
