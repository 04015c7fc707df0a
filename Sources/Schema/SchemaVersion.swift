package import Postgres

/// Which databases this binary works with. `serve` and `work` look before they do anything else.
package enum SchemaVersion {
    /// Numbers of the last migration that this binary works with. The upper bound rises with each migration; the lower
    /// one when the code stops working with the schema before it.
    package static let supported = 22...22

    /// Servers below have holes in row security that `ON CONFLICT` opens; `major * 10000 + minor`.
    package static let leastServer = 150_020

    /// Refuses a server that is not safe, and a schema that is too old or too new.
    ///
    /// - Parameter allowingOldServer: the operator has said that the server's version is known.
    /// - Returns: number of the database's last migration.
    /// - Throws: `SchemaError.serverTooOld`, `.tooOld`, `.tooNew`; `PostgresError`, `CancellationError`.
    @discardableResult
    package static func check(
        _ connection: PostgresConnection,
        supported: ClosedRange<Int> = supported,
        leastServer: Int = leastServer,
        allowingOldServer: Bool = false
    ) async throws -> Int {
        let server = await connection.serverVersion
        guard server >= leastServer || allowingOldServer else {
            throw SchemaError.serverTooOld(found: server, needed: leastServer)
        }
        let found = try await read(connection)
        guard found >= supported.lowerBound else { throw SchemaError.tooOld(found: found, supported: supported) }
        guard found <= supported.upperBound else { throw SchemaError.tooNew(found: found, supported: supported) }
        return found
    }

    /// Number of the database's last migration; 0 where none was ever applied.
    package static func read(_ connection: PostgresConnection) async throws -> Int {
        guard try await SchemaHistory.exists(connection) else { return 0 }
        let number = try await connection.query(
            """
            -- SchemaVersion.read
            select coalesce(max(number), 0)
            from schema_history.migrations
            """
        ).value(Int32.self)
        return Int(number)
    }
}
