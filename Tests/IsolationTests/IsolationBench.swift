import Postgres
import TestSupport

/// A filled database, and a way to put the questions as any role.
struct IsolationBench {
    let migrated: MigratedDatabase
    let connection: PostgresConnection
    let rights: IsolationRights
    let tables: [IsolationTable]

    /// Lends a bench on a database of its own, with a connection as the superuser.
    static func with(
        _ rights: IsolationRights = IsolationRights(),
        _ body: (IsolationBench) async throws -> Void
    ) async throws {
        let migrated = try await MigratedDatabase.make()
        try await TwoTenants.fill(migrated.database)
        try await migrated.database.run(probe)
        var configuration = try migrated.configuration(.superuser)
        configuration.statementMode = .unnamed
        let connection = try await PostgresConnection.connect(configuration)
        let tables = try await IsolationTable.all(in: connection)
        try await body(IsolationBench(migrated: migrated, connection: connection, rights: rights, tables: tables))
        await connection.close()
        try await migrated.drop()
    }

    /// The answers to a role's cells in a situation, each undone at once.
    func answers(
        to cells: [IsolationCell],
        _ maker: IsolationCells,
        in transaction: PostgresTransaction
    ) async throws -> [IsolationCell.Answer] {
        try await Self.enter(maker.settings, in: transaction)
        try await transaction.script("set local role \(maker.role.name)")
        let answers = try await transaction.query(
            "select isolation.probe(statement) from unnest(\(cells.map(\.statement))) with ordinality as asked (statement, number) order by number"
        ).decode(String.self)
        try await transaction.script("reset role")
        return zip(answers, cells).map { IsolationCell.Answer($0, of: $1.count) }
    }

    /// Runs `body` in a transaction without triggers and foreign keys, which ends with a rollback.
    func rolledBack(_ body: (PostgresTransaction) async throws -> Void) async throws {
        do {
            try await connection.transaction { transaction in
                try await transaction.script("set local session_replication_role = replica")
                try await body(transaction)
                throw Over()
            }
        } catch is Over {}
    }

    static func enter(_ settings: PostgresSettings, in transaction: PostgresTransaction) async throws {
        let calls = settings.values.map { "set_config('\($0.name)', '\($0.value)', true)" }.joined(separator: ", ")
        _ = try await transaction.query("select \(raw: calls)")
    }

    private struct Over: Error {}

    /// Runs a statement, tells how many rows it touched (`=3`) or how it failed, and undoes it.
    private static let probe = """
        create schema isolation;
        grant usage on schema isolation to public;
        create function isolation.probe(statement text) returns text language plpgsql as $$
        declare
            touched bigint;
        begin
            begin
                execute statement;
                get diagnostics touched = row_count;
                raise exception sqlstate 'HT001' using message = touched::text;
            exception
                when sqlstate 'HT001' then return '=' || sqlerrm;
                when insufficient_privilege then
                    return case when sqlerrm like '%row-level security policy%' then 'refused' else 'denied' end;
                when others then return sqlstate;
            end;
        end $$;
        grant execute on function isolation.probe(text) to public;
        """
}
