import Postgres
import Schema
import Synchronization
import TestSupport

/// An empty database and a folder of schema files, for one test of the migrator.
struct MigratorBench {
    let database: MigratedDatabase
    let folder: SchemaFolder
    /// Short waits: tests wait for them.
    var options: SchemaMigratorOptions = {
        var options = SchemaMigratorOptions(binaryVersion: "1.2.3")
        options.lockTimeout = .milliseconds(100)
        options.lockPause = .milliseconds(100)
        return options
    }()

    init(_ files: [String: String]) async throws {
        database = try await MigratedDatabase.empty()
        folder = try SchemaFolder(files)
    }

    /// One run of the migrator, as its role.
    func migrate(
        as role: MigratedDatabase.Role = .migrate,
        progress: (SchemaProgress) -> Void = { _ in }
    ) async throws -> SchemaReport {
        try await database.withConnection(role) { connection in
            try await SchemaMigrator(try folder.files, options: options).run(on: connection, progress: progress)
        }
    }

    /// The error of a run that must fail.
    func failure() async throws -> SchemaError? {
        do {
            _ = try await migrate()
            return nil
        } catch let error as SchemaError {
            return error
        }
    }

    func status() async throws -> SchemaStatus {
        try await database.withConnection(.admin) { try await SchemaStatus.read($0, files: try folder.files) }
    }

    /// What one query answers, as psql prints it.
    func ask(_ sql: String) async throws -> String {
        try await database.database.run(sql).split(separator: "\n").joined(separator: " ")
    }

    /// Waits until `sql`, a query, answers true.
    func wait(until sql: String) async throws {
        for _ in 0..<500 {
            if try await ask(sql) == "t" { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestSupportError("it never came to be: \(sql)")
    }
}

/// What a migrator told on its way.
final class ProgressLog: Sendable {
    private let steps = Mutex<[SchemaProgress]>([])

    func note(_ step: SchemaProgress) { steps.withLock { $0.append(step) } }

    var all: [SchemaProgress] { steps.withLock { $0 } }

    /// Waits until it is told.
    func wait(for step: SchemaProgress) async throws {
        for _ in 0..<500 {
            if all.contains(step) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestSupportError("it was never told: \(step)")
    }
}

/// What an error tells; nothing where there was none.
func said(_ error: SchemaError?) -> String {
    guard let error else { return "" }
    return error.description
}
