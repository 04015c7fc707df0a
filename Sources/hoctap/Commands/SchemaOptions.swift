internal import ArgumentParser
import Postgres
import Schema

/// Where the folder of the schema is.
struct SchemaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with migrations, functions, policies and checks.", valueName: "folder"))
    var sql: String?

    /// Reads the folder.
    /// - Throws: `ConfigurationError` when there is none, `SchemaError` when a file is not as it must be.
    func files(_ settings: Settings) throws -> SchemaFiles {
        try SchemaFiles(folder: SQLFolder.find(option: sql, settings: settings))
    }
}

extension DatabaseConfiguration {
    /// Lends a connection, and closes it afterwards.
    func withConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await PostgresConnection.connect(postgres)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
