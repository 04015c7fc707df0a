import FoundationEssentials
import Postgres
import Programme

/// A table that goes with the transaction, into which many rows are copied before one statement takes them over into the table
/// that keeps them: COPY refuses a table with row security, and `insert ... select` is held to its policies.
struct LoadingTable {
    /// For one statement over all rows: the largest tables have millions, and each wait is bounded.
    static let timeout: Duration = .seconds(900)

    let name: String
    /// Each with its type, as PostgreSQL calls it.
    let columns: [(name: String, type: String)]
    private let transaction: PostgresTransaction

    /// Makes it, empty.
    ///
    /// - Parameter name: unlike all others of the transaction.
    init(_ name: String, columns: [(name: String, type: String)], in transaction: PostgresTransaction) async throws {
        self.name = name
        self.columns = columns
        self.transaction = transaction
        let definitions = columns.map { "\(PostgresQuery.quoted(identifier: $0.name)) \($0.type)" }
        _ = try await transaction.query(
            """
            -- LoadingTable.make
            create temporary table \(identifier: name) (\(raw: definitions.joined(separator: ", "))) on commit drop
            """
        )
    }

    /// For SQL.
    var quoted: String { "pg_temp.\(PostgresQuery.quoted(identifier: name))" }

    /// Copies a file in: CSV with a line of the columns' names.
    ///
    /// - Parameter next: the bytes that come next; none at the end.
    /// - Returns: how many rows there were.
    func copy(csv next: () throws -> Data?) async throws -> Int {
        try await transaction.copyIn(
            "-- LoadingTable.copy\ncopy \(raw: quoted) from stdin (format csv, header match)",
            timeout: Self.timeout
        ) { writer in
            while let chunk = try next(), !chunk.isEmpty { try await writer.write(bytes: chunk) }
        }
    }

    /// Copies rows in, each with the values of all columns in their order.
    func copy(_ body: (PostgresCopyWriter) async throws -> Void) async throws -> Int {
        try await transaction.copyIn(
            table: name,
            schema: "pg_temp",
            columns: columns.map(\.name),
            timeout: Self.timeout,
            body
        )
    }

    /// Takes all rows over, or a tenant's, in the order in which they came.
    ///
    /// - Returns: how many.
    func insert(into table: TenantCatalogue.Table, of tenant: TenantID? = nil) async throws -> Int {
        let names = columns.map { PostgresQuery.quoted(identifier: $0.name) }.joined(separator: ", ")
        let insertion: PostgresQuery = """
            -- LoadingTable.insert
            insert into \(raw: table.quoted) (\(raw: names))
            select \(raw: names)
            from \(raw: quoted)
            where \(tenant)::uuid is null or \(identifier: table.tenantColumn) = \(tenant)
            """
        return try await transaction.query(insertion, timeout: Self.timeout).affectedRows
    }

    /// Leaves nothing in it.
    func empty() async throws {
        _ = try await transaction.query("-- LoadingTable.empty\ntruncate \(raw: quoted)")
    }
}
