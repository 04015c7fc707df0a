/// How a migrator goes about its work.
package struct SchemaMigratorOptions: Sendable {
    /// Recorded with what is applied.
    package var binaryVersion: String
    /// Owns all that is made; the connection's role must be a member of it.
    package var owner = "hoctap_owner"
    /// How long to wait for another migrator on the same database.
    package var patience: Duration = .seconds(600)
    /// How long one statement may wait for a lock: those who come behind it wait, too, so it is short.
    package var lockTimeout: Duration = .seconds(2)
    /// How often a file is tried that met a lock, the first time included.
    package var lockAttempts = 20
    /// Between two tries: time for the others to get on.
    package var lockPause: Duration = .seconds(3)
    /// For one file of the schema, from its sending to its answer; a large index may take long.
    package var fileTimeout: Duration = .seconds(4 * 3600)

    /// The usual ways, and what to record.
    package init(binaryVersion: String) { self.binaryVersion = binaryVersion }
}

/// What a migrator tells while it is at work.
package enum SchemaProgress: Sendable, Equatable {
    /// Another migrator is at work on the database; told once.
    case waitingForAnother
    /// A file is being sent.
    case applying(String)
    /// Its transaction is committed.
    case applied(String, milliseconds: Int)
    /// A lock was not to be had; `nextAttempt` of all follows after a pause.
    case lockConflict(String, nextAttempt: Int)
}

/// What a migrator has done.
package struct SchemaReport: Sendable, Equatable, Codable {
    /// Paths of the migrations applied, in their order.
    package var migrations: [String] = []
    /// Paths of the functions, views and policies applied, in their order.
    package var present: [String] = []
    /// Paths of functions, views and policies whose file is gone: what they made is still in the database.
    package var orphaned: [String] = []

    /// There was nothing to do.
    package var isEmpty: Bool { migrations.isEmpty && present.isEmpty }
}
