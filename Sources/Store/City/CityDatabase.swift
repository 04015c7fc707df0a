package import Postgres

/// The city's totals, as they are published. Works on a pool of `hoctap_city`'s, which can read the views of the schema
/// `release` and nothing else: no person, whatever is asked here.
///
/// Every answer is of one moment, and carries how far the totals were then. A year that is frozen is answered from its copy.
package struct CityDatabase: Sendable {
    private let pool: PostgresPool

    /// The database behind a pool of `hoctap_city`'s.
    package init(pool: PostgresPool) { self.pool = pool }

    /// Asks in one moment, without changing anything.
    func read<Result>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
        let options = PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await pool.transaction(options) { try await body($0) }
    }

    /// Whether the totals can be read now.
    package func answers() async throws -> Bool {
        try await pool.query(
            """
            -- CityDatabase.answers
            select count(*) > 0 from release.measures
            """
        ).value(Bool.self)
    }
}
