package import Postgres

extension PersonKey {
    /// Says that there is this key. The first one that anybody names is the one whose tokens are compared.
    ///
    /// - Parameter connection: of `hoctap_server`'s or `hoctap_admin`'s.
    /// - Returns: whether this key's tokens are compared; with another key's, members count as ones whom nobody can link.
    package func note(on connection: PostgresConnection) async throws -> Bool {
        let used = try await connection.query(
            """
            -- PersonKey.note
            select tally.note_person_key(\(epoch))
            """
        ).value(Int32.self)
        return used == epoch
    }
}
