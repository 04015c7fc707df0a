/// The database's own types, looked up as they turn up, by the session's own queries.
extension PostgresConnection {
    /// The statement with identifiers for the types that its parameters name.
    nonisolated func ready(_ query: PostgresQuery, timeout: Duration?, site: PostgresCallSite) async throws
        -> PostgresQuery
    {
        let names = query.binds.unresolvedNames
        guard !names.isEmpty else { return query }
        try await learnTypes(named: names, timeout: timeout, site: site)
        var ready = query
        do throws(PostgresEncodingProblem) {
            let types = configuration.types
            try ready.binds.resolve { types.id(named: $0) }
        } catch {
            throw PostgresError(.encoding(error), "a parameter cannot be sent: \(error)").at(site)
        }
        return ready
    }

    /// Runs statements whose parameters name types. Where the server does not know such a type any more, because it was dropped
    /// and perhaps made again under its name, the name is looked up anew, and the statements run again if nothing of them
    /// was kept.
    nonisolated func withNamedTypes(
        in queries: [PostgresQuery],
        hidden: Int,
        timeout: Duration?,
        site: PostgresCallSite,
        _ run: (PostgresRequest.Work) async throws -> PostgresRequest
    ) async throws -> PostgresRequest {
        func resolved() async throws -> PostgresRequest.Work {
            var resolved = queries
            for index in queries.indices where queries[index].binds.hasUnresolvedNames {
                resolved[index] = try await ready(queries[index], timeout: timeout, site: site)
            }
            return .statements(resolved, hidden: hidden)
        }
        let work = try await resolved()
        let names = queries.flatMap(\.binds.unresolvedNames)
        let types = configuration.types
        let before = names.map { types.id(named: $0) }
        do {
            return try await run(work)
        } catch let error as PostgresError where error.mayComeOfStaleType {
            types.forget(names: names)
            guard await isIdleAgain(after: queries, hidden: hidden) else { throw error }
            let repetition = try await resolved()
            guard names.map({ types.id(named: $0) }) != before else { throw error }
            return try await run(repetition)
        }
    }

    /// Rolls back what the failed statements themselves had begun.
    private func isIdleAgain(after queries: [PostgresQuery], hidden: Int) async -> Bool {
        let haveBegun = hidden > 0 && queries.first?.sql.hasPrefix("begin") == true
        if haveBegun, transactionStatus == .inFailedTransaction { await rollBack() }
        return transactionStatus == .idle
    }

    /// Looks up the names that the catalogue does not know yet; those that the database does not know stay unknown.
    nonisolated func learnTypes(named names: [String], timeout: Duration?, site: PostgresCallSite) async throws {
        let missing = configuration.types.missing(among: names)
        guard !missing.isEmpty else { return }
        try await absorb(PostgresTypeCatalogue.lookup(names: missing), timeout: timeout, site: site)
    }

    /// Looks up the types of the results' columns that the catalogue does not know yet.
    nonisolated func learnTypes(of results: [PostgresResult], timeout: Duration?, site: PostgresCallSite) async throws {
        var unknown: [PostgresTypeID] = []
        for result in results {
            for column in 0..<result.columnCount {
                let type = result.columnTypes[column]
                if type.rawValue >= PostgresTypeID.firstInCatalogue { unknown.append(type) }
            }
        }
        guard !unknown.isEmpty else { return }
        let missing = configuration.types.missing(among: unknown)
        // Inside a transaction that has failed nothing can be asked; the values stay unreadable then.
        guard !missing.isEmpty, await transactionStatus != .inFailedTransaction else { return }
        try await absorb(PostgresTypeCatalogue.lookup(ids: missing.map(\.rawValue)), timeout: timeout, site: site)
    }

    private nonisolated func absorb(_ lookup: PostgresQuery, timeout: Duration?, site: PostgresCallSite) async throws {
        let request = try await finished(.statements([lookup], hidden: 0), timeout: timeout, site: site)
        let rows = PostgresRows(try request.result)
        configuration.types.absorb(try rows.decode(PostgresTypeRow.self))
    }
}

extension PostgresTypeRow: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            requestedName: try row.next(),
            id: try row.next(),
            name: try row.next(),
            schema: try row.next(),
            type: try row.next(),
            element: try row.next(),
            base: try row.next(),
            array: try row.next(),
            rangePart: try row.next(),
            fieldNames: try row.next(),
            fieldTypes: try row.next()
        )
    }
}

extension PostgresError {
    /// How the server speaks of a type that is gone, or of values and arrays of a type that another has replaced.
    fileprivate var mayComeOfStaleType: Bool {
        switch sqlState {
        case .internalError, .undefinedObject, .undefinedFunction, .datatypeMismatch: true
        default: false
        }
    }
}
