/// The database's own types, looked up as they turn up.
extension PostgresConnection {
    /// The statement with identifiers for the types that its parameters name.
    func ready(_ query: PostgresQuery, timeout: Duration?, site: PostgresCallSite) async throws -> PostgresQuery {
        query
    }

    /// Looks up types of the results that the catalogue does not know yet.
    func learnTypes(of results: [PostgresResult], timeout: Duration?) async throws {}
}
