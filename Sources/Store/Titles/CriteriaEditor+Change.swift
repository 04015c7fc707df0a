internal import Postgres
package import Programme

extension CriteriaEditor {
    /// The set as it is now. Nobody else changes it, or makes another version of it, until the transaction ends.
    ///
    /// - Throws: `StoreError.refused(.criteriaUnknown)`.
    package func hold(_ id: CriteriaSetID) async throws -> StoredCriteriaSet {
        let before = try await criteria.find(id)
        try await hold(key: before.set.key)
        return try await criteria.find(id)
    }

    /// Waits for whoever else changes a version of this set, and keeps them waiting until the transaction ends.
    package func hold(key: String) async throws {
        _ = try await transaction.query(
            """
            -- CriteriaEditor.hold
            select from pg_advisory_xact_lock(hashtextextended('app.criteria_sets ' || \(key), 0))
            """
        )
    }

    /// Whether there is any version of a set.
    package func exists(_ key: String) async throws -> Bool {
        try await transaction.query(
            """
            -- CriteriaEditor.exists
            select exists (select from app.criteria_sets where key = \(key))
            """
        ).value(Bool.self)
    }
}
