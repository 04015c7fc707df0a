import Postgres

/// Where a cancellation strikes.
enum CancellationStrike: String, CaseIterable, Sendable {
    case beforeTheCall, shortQuery, sleeping, waitingForALock, queued, largeResult, batch, settings, transaction,
        savepoint
    case stream, copyIn, copyOut, script, describe, deadline
}

/// How a struck call ended.
enum CancellationOutcome: Sendable {
    case completed
    case struck
    case failed(String)

    init(_ result: Result<Void, any Error>) {
        switch result {
        case .success: self = .completed
        case .failure(is CancellationError): self = .struck
        case .failure(let error as PostgresError) where error.kind == .deadlineExceeded: self = .struck
        case .failure(let error): self = .failed("\(error)")
        }
    }
}

extension CancellationSession {
    /// Makes the call and cancels it after `delay`.
    func strike(_ strike: CancellationStrike, after delay: Duration) async -> CancellationOutcome {
        switch strike {
        case .beforeTheCall: await cancelled(after: nil) { try await sleep(milliseconds: 3) }
        case .queued: await strikeQueued(after: delay)
        case .deadline:
            await cancelled(after: .seconds(30)) {
                _ = try await connection.query("select pg_sleep(20)", timeout: max(delay, .microseconds(50)))
            }
        default: await cancelled(after: delay) { try await call(strike) }
        }
    }

    private func call(_ strike: CancellationStrike) async throws {
        switch strike {
        case .shortQuery: _ = try await connection.query("select \(Int64(1))")
        case .waitingForALock: _ = try await connection.query("select pg_advisory_xact_lock(\(lock))")
        case .largeResult:
            _ = try await connection.query("select n, repeat('x', 50) from generate_series(1, 20000) as n")
        case .batch: _ = try await connection.batch(["select 1", "select pg_sleep(0.003)", "select 2"])
        case .settings: _ = try await connection.query("select pg_sleep(0.003)", settings: ["app.storm": "struck"])
        case .transaction:
            try await connection.transaction { transaction in
                _ = try await transaction.query("insert into storm values (1)")
                _ = try await transaction.query("select pg_sleep(0.002)")
            }
        case .savepoint:
            try await connection.transaction { transaction in
                try await transaction.transaction { inner in _ = try await inner.query("select pg_sleep(0.002)") }
            }
        case .stream:
            try await connection.stream("select n from generate_series(1, 20000) as n") { rows in
                for try await row in rows { _ = try row.value(0, as: Int32.self) }
            }
        case .copyIn:
            try await connection.copyIn(table: "storm", columns: ["n"]) { rows in
                for n in Int64(1)...20_000 { try await rows.write(n) }
            }
        case .copyOut:
            try await connection.copyOut("copy (select generate_series(1, 50000)) to stdout") { reader in
                while try await reader.nextChunk() != nil {}
            }
        case .script: try await connection.script("select 1; select pg_sleep(0.003); select 2")
        case .describe: _ = try await connection.describe("select n from storm where n = \(Int64(1))")
        default: try await sleep(milliseconds: 20)
        }
    }

    /// The call that waits is struck; the one that runs, and was there first, has to end well.
    private func strikeQueued(after delay: Duration) async -> CancellationOutcome {
        async let first: Result<Void, any Error> = result { try await sleep(milliseconds: 4) }
        let second = await cancelled(after: delay) { try await sleep(milliseconds: 2) }
        if case .failure(let error) = await first { return .failed("the call before it: \(error)") }
        return second
    }

    private func sleep(milliseconds: Int) async throws {
        _ = try await connection.query("select pg_sleep(\(Double(milliseconds) / 1_000))")
    }

    private func result(_ call: @Sendable () async throws -> Void) async -> Result<Void, any Error> {
        do { return .success(try await call()) } catch { return .failure(error) }
    }

    /// Makes `call` in a task that is cancelled after `delay`; with none, it is cancelled before it begins.
    private func cancelled(
        after delay: Duration?,
        _ call: @escaping @Sendable () async throws -> Void
    ) async -> CancellationOutcome {
        await withTaskGroup(of: Result<Void, any Error>?.self) { group in
            if delay == nil { group.cancelAll() }
            group.addTask { await result(call) }
            if let delay {
                group.addTask {
                    try? await Task.sleep(for: delay)
                    return nil
                }
            }
            var outcome = CancellationOutcome.failed("no answer")
            for await ended in group {
                if let ended { outcome = CancellationOutcome(ended) }
                // The delay is over, or the call is.
                group.cancelAll()
            }
            return outcome
        }
    }
}
