package import FoundationEssentials
import Postgres
import Programme

/// When a backup was taken, as whoever takes it says.
package struct BackupNote: Hashable, Sendable {
    /// What was copied.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// The files of the cluster.
        case cluster
        /// The tables.
        case dump
    }

    package let finishedAt: Date
    package let kind: Kind
    /// Nil where nobody said.
    package let bytes: Int?

    /// A backup of these parts.
    package init(finishedAt: Date, kind: Kind, bytes: Int?) {
        self.finishedAt = finishedAt
        self.kind = kind
        self.bytes = bytes
    }
}

extension BackupNote.Kind: StoredText {}

/// How it stands with all of an installation, for its operator.
package struct InstallationOverview: Hashable, Sendable {
    /// Bytes of the database.
    package let databaseBytes: Int
    /// Connections of servers and of workers that are open now.
    package let serverConnections: Int
    package let workerConnections: Int
    /// Sessions of browsers that have not ended.
    package let openSessions: Int
    package let tenants: Int
    /// Imports that are being checked or taken over.
    package let importsRunning: Int
    /// Messages to programs that wait, that were given up within a day, and since when the oldest waits.
    package let webhooksPending: Int
    package let webhooksFailed: Int
    package let webhooksSince: Date?
    /// As of when the totals are; nil for never.
    package let totalsAsOf: Date?
    package let isWorked: Bool
    /// Lines of the ledger that wait.
    package let pending: Int
    package let lagMilliseconds: Int
    package let hasPersonKey: Bool
    /// The last one that was noted.
    package let lastBackup: BackupNote?
}

extension AdminDatabase {
    /// Notes a backup.
    package func note(_ backup: BackupNote) async throws {
        _ = try await pool.query(
            """
            -- AdminDatabase.note
            insert into app.backups (finished_at, kind, bytes)
            values (\(backup.finishedAt), \(backup.kind), \(backup.bytes))
            on conflict do nothing
            """
        )
    }

    /// The last backups that were noted, the latest first.
    package func backups(atMost most: Int = 20) async throws -> [BackupNote] {
        try await pool.query(
            """
            -- AdminDatabase.backups
            select b.finished_at, b.kind, b.bytes
            from app.backups as b
            order by b.finished_at desc
            limit \(most)
            """
        ).decode((Date, BackupNote.Kind, Int?).self).map { BackupNote(finishedAt: $0, kind: $1, bytes: $2) }
    }

    /// How it stands with the installation now.
    package func overview() async throws -> InstallationOverview {
        let tenants = try await pool.query(Self.everyTenant).decode(Tenant.self)
        var running = 0
        for tenant in tenants { running += try await inTenant(tenant.id) { try await $0.imports.running().count } }
        let results = try await pool.batch([Self.machineQuery, Self.queueQuery, Self.totalsQuery])
        let machine = try results[0].decode((Int, Int, Int, Int).self).first ?? (0, 0, 0, 0)
        let queue = try results[1].decode((Int, Int, Date?).self).first ?? (0, 0, nil)
        let totals = try results[2].decode((Date?, Bool, Int, Int, Bool).self).first
        return InstallationOverview(
            databaseBytes: machine.0,
            serverConnections: machine.1,
            workerConnections: machine.2,
            openSessions: machine.3,
            tenants: tenants.count,
            importsRunning: running,
            webhooksPending: queue.0,
            webhooksFailed: queue.1,
            webhooksSince: queue.2,
            totalsAsOf: totals?.0,
            isWorked: totals?.1 ?? false,
            pending: totals?.2 ?? 0,
            lagMilliseconds: totals?.3 ?? 0,
            hasPersonKey: totals?.4 ?? false,
            lastBackup: try await backups(atMost: 1).first
        )
    }

    /// Whoever is connected tells its own name; nobody else's queries are seen.
    private static var machineQuery: PostgresQuery {
        """
        -- AdminDatabase.overview: machine
        select pg_database_size(current_database()), (
                select count(*)
                from pg_stat_activity as a
                where a.datname = current_database() and a.application_name = 'hoctap serve'
            ), (
                select count(*)
                from pg_stat_activity as a
                where a.datname = current_database() and a.application_name = 'hoctap work'
            ), (
                select count(*)
                from identity.sessions as s
                where s.ended_at is null
            )
        """
    }

    private static var queueQuery: PostgresQuery {
        """
        -- AdminDatabase.overview: queue
        select q.pending, q.failed, q.oldest
        from app.webhook_queue() as q
        """
    }

    private static var totalsQuery: PostgresQuery {
        """
        -- AdminDatabase.overview: totals
        select s.as_of, s.is_worked, coalesce(s.pending, 0)::bigint, coalesce(s.lag_milliseconds, 0)::bigint,
            s.person_key is not null
        from release.status as s
        """
    }
}
