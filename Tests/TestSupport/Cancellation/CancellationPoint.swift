import Postgres

/// Where a victim is when it is cancelled.
enum CancellationPoint: CaseIterable, Sendable {
    case beforeSend, queued, justSent, sleeping, lockWait, computing, rows, batch, script, settings, transaction, commit
    case copyIn, copyOut, stream, describe, poolLine, connecting, deadline
}

/// A call that is cancelled after a while.
struct CancellationVictim: Sendable {
    /// Marks the rows that it writes.
    let run: Int64
    let worker: Int
    let delay: Duration
    /// The connection is the pool's only one.
    let isPooled: Bool

    /// Rows that a transaction or a COPY writes.
    static let rows: Int64 = 300

    /// Runs the victim of `point` on `connection`, cancels it, and tells how it ended.
    func strike(
        _ point: CancellationPoint,
        _ connection: PostgresConnection,
        _ configuration: PostgresConfiguration,
        _ pool: PostgresPool
    ) async throws -> CancellationWorker.Outcome {
        switch point {
        case .queued:
            // Who was there first is not to be struck.
            async let first = connection.query("select pg_sleep(0.004)::text || 'first'").value(String.self)
            await Task.yield()
            let outcome = await cancelled { _ = try await connection.query("select 'queued'") }
            guard try await first == "first" else { throw StormProblem("the first in the queue has a wrong answer") }
            return outcome
        case .poolLine:
            let wait = { @Sendable () async in await cancelled { _ = try await pool.query("select 'line'") } }
            return isPooled ? await wait() : try await pool.withConnection { _ in await wait() }
        case .deadline:
            return await ended {
                _ = try await connection.query("select pg_sleep(\(60.0))::text", timeout: delay)
            }
        case .beforeSend:
            return await cancelled(isFirst: true) { _ = try await connection.query("select 'never sent'") }
        case .connecting:
            return await cancelled {
                let other = try await PostgresConnection.connect(configuration)
                await other.close()
            }
        default:
            return await cancelled { try await work(point, connection) }
        }
    }

    private func work(_ point: CancellationPoint, _ connection: PostgresConnection) async throws {
        switch point {
        case .sleeping: _ = try await connection.query("select pg_sleep(\(60.0))::text")
        case .lockWait: _ = try await connection.query("select pg_advisory_xact_lock(\(Int64(worker)))")
        case .computing: _ = try await connection.query("do $$ begin loop end loop; end $$")
        case .rows:
            _ = try await connection.query("select n, repeat('x', 200) from generate_series(1, 6000) n")
        case .batch:
            _ = try await connection.batch([
                "select 1", "select pg_sleep(0.001)", keep(Self.rows), "select pg_sleep(0.001)", "select 2",
            ])
        case .script:
            try await connection.script("set local work_mem = '1MB'; select pg_sleep(0.002); select 1/1")
        case .settings:
            _ = try await connection.query("select pg_sleep(0.002)", settings: [CancellationStorm.setting: "left"])
        case .transaction, .commit: try await transact(connection, isCommit: point == .commit)
        case .copyIn: try await copyIn(connection)
        case .copyOut:
            try await connection.copyOut("copy (select generate_series(1, 20000)) to stdout") { reader in
                while try await reader.nextChunk() != nil {}
            }
        case .stream:
            try await connection.stream(
                "select n, repeat('x', 100) from generate_series(1, 6000) n",
                settings: [CancellationStorm.setting: "left"]
            ) { rows in
                while try await rows.nextBatch() != nil { await Task.yield() }
            }
        case .describe: _ = try await connection.describe("select n from hoctap_storm.kept where run = \(run)")
        default: _ = try await connection.query("select 'just sent'")
        }
    }

    private func keep(_ rows: Int64) -> PostgresQuery {
        "insert into hoctap_storm.kept select \(run), generate_series(1, \(Int32(rows)))"
    }

    private func transact(_ connection: PostgresConnection, isCommit: Bool) async throws {
        try await connection.transaction(settings: [CancellationStorm.setting: "left"]) { transaction in
            guard !isCommit else {
                _ = try await transaction.query("insert into hoctap_storm.slow values (\(run))")
                return
            }
            _ = try await transaction.query(keep(Self.rows / 2))
            try await transaction.transaction { inner in
                _ = try await inner.query(keep(Self.rows / 2))
                _ = try await inner.query("select pg_sleep(0.001)")
            }
        }
    }

    private func copyIn(_ connection: PostgresConnection) async throws {
        try await connection.copyIn(
            table: "copied",
            schema: CancellationStorm.schema,
            columns: ["run", "n"]
        ) { writer in
            for number in 0..<Int32(Self.rows) { try await writer.write(run, number) }
        }
    }

    // MARK: Striking

    private func cancelled(
        isFirst: Bool = false,
        _ body: @escaping @Sendable () async throws -> Void
    ) async -> CancellationWorker.Outcome {
        await withTaskGroup(of: CancellationWorker.Outcome.self) { group in
            if isFirst { group.cancelAll() }
            group.addTask { await ended(body) }
            if delay > .zero { try? await Task.sleep(for: delay) }
            group.cancelAll()
            return await group.next() ?? .failed("no outcome")
        }
    }

    private func ended(_ body: () async throws -> Void) async -> CancellationWorker.Outcome {
        do {
            try await body()
            return .init(.success(()))
        } catch {
            return .init(.failure(error))
        }
    }
}
