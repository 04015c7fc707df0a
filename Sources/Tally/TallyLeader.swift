import Postgres

/// One connection that leads, or would.
///
/// ```
///   standing by --- the lock is free: lock, next epoch ---> leading --- superseded, or the connection ends ---> (gone)
///        |  ^                                                  |
///        +--+ once a second                                    +-- folds, over and over
/// ```
///
/// The lock goes with the connection, so whoever dies leaves it free; the epoch keeps out one that only seemed dead. A leader
/// that neither looks nor works for `patience` has its connection ended by one that stands by: its process hangs.
struct TallyLeader {
    /// How long a leader may be silent; it looks once a second.
    static let patienceSeconds = 4

    let connection: PostgresConnection
    /// Shown in the status.
    let name: String

    /// Far above what a batch takes.
    private static let foldTimeout = Duration.seconds(120)
    /// A total that is lost in a crash of the server is added again, with its lines: nothing waits for the disk.
    private static let settings: PostgresSettings = ["synchronous_commit": "off", "jit": "off"]

    /// Takes the lead, if nobody has it.
    ///
    /// - Returns: the epoch; nil where another leads.
    func take() async throws -> Int64? {
        let isFree = try await connection.query(
            """
            -- TallyLeader.take
            select pg_try_advisory_lock(tally.lead_key())
            """
        ).value(Bool.self)
        guard isFree else { return nil }
        return try await connection.query(
            """
            -- TallyLeader.take: epoch
            select tally.take_lead(\(name))
            """,
            timeout: Self.foldTimeout
        ).value(Int64.self)
    }

    /// Gives the lead up.
    func yield() async throws {
        _ = try await connection.query(
            """
            -- TallyLeader.yield
            select pg_advisory_unlock(tally.lead_key())
            """
        )
    }

    /// Ends the connection of a leader that hangs. Who builds or compares totals is at work, however long it takes.
    ///
    /// - Returns: whether there was one.
    func oust() async throws -> Bool {
        let rows = try await connection.query(
            """
            -- TallyLeader.oust
            with held as (
                select pid, (classid::bigint << 32) | objid::bigint as key
                from pg_locks
                where locktype = 'advisory'
                    and granted
                    and database = (select oid from pg_database where datname = current_database())
            )
            select pg_terminate_backend(held.pid)
            from held
            cross join tally.worker
            where held.key = tally.lead_key()
                and worker.looked_at < clock_timestamp() - make_interval(secs => \(Self.patienceSeconds))
                and not exists (select from held as other where other.key = tally.fold_key())
            """
        )
        return rows.count > 0
    }

    /// Adds one batch.
    func fold(epoch: Int64, atMost: Int) async throws -> TallyFold {
        let rows = try await connection.query(
            """
            -- TallyLeader.fold
            select state, lines, pending, lag_milliseconds
            from tally.fold(\(epoch), \(Int32(clamping: atMost)))
            """,
            settings: Self.settings,
            timeout: Self.foldTimeout
        )
        return try rows.decode(TallyFold.self).first ?? TallyFold(state: .keptAway)
    }

    /// Looks whether areas have changed, or nothing was ever built.
    ///
    /// - Returns: whether the totals have to be built anew.
    func levelsDiffer() async throws -> Bool {
        try await connection.query(
            """
            -- TallyLeader.levelsDiffer
            select tally.levels_differ()
            """,
            timeout: Self.foldTimeout
        ).value(Bool.self)
    }
}
