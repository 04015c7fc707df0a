import Postgres
package import Programme

extension AreaRepository {
    /// Loads areas and their successions from the two texts that `AreaTable` reads. An area that is known by its key keeps its
    /// identity; a new key gets a new one; an area that the texts do not have stays. What does not fit together, with what is
    /// kept as well, keeps everything from being changed, and is told. Loading the same again changes nothing.
    package func load(areas: String, successions: String) async throws -> AreaLoad {
        try await load { stored in
            let table = AreaTable(areas: areas, successions: successions) { key in
                stored.area(key: key)?.id ?? AreaID.next()
            }
            return (table.history, table.defects)
        }
    }

    /// Adds areas with their successions, or changes them, as `load(areas:successions:)` does.
    ///
    /// - Parameter make: them, out of what is kept: an area of a key that is known has the identity that it has there.
    package func add(_ make: (AreaHistory) -> AreaHistory) async throws -> AreaLoad {
        try await load { (make($0), []) }
    }

    private func load(_ read: (AreaHistory) -> (table: AreaHistory, defects: [AreaDefect])) async throws -> AreaLoad {
        try await pool.transaction(PostgresTransactionOptions(retry: .init(attempts: 3))) { transaction in
            _ = try await transaction.query(
                """
                -- AreaRepository.lock
                lock table app.area_editions in share row exclusive mode
                """
            )
            let (stored, edition) = try await AreaRows.read(in: transaction)
            let (table, found) = read(stored)
            let difference = AreaDifference(from: stored, to: table)
            let defects = found + difference.merged.defects.filter { !found.contains($0) }
            guard defects.isEmpty, !difference.isEmpty else {
                return difference.load(edition: edition, defects: defects)
            }
            try await difference.write(in: transaction)
            _ = try await transaction.query(
                """
                -- AreaRepository.insertEdition
                insert into app.area_editions (number, areas)
                values (\(edition + 1), \(difference.merged.areas.count))
                """
            )
            return difference.load(edition: edition + 1, defects: [])
        }
    }
}
