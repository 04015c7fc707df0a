import Foundation
import Store

/// What `hoctap status` answers.
struct InstallationDocument: Encodable {
    /// Something that wants care, and what to do.
    struct Warning: Encodable, Equatable {
        let code: String
        let text: String
        let help: String
    }

    /// A backup is missed after a day and two hours.
    private static let backupAge: TimeInterval = 26 * 3600
    /// Totals further behind than this stand still for whoever looks.
    private static let longestLagMilliseconds = 60_000
    /// A program that is not reached for so long is down.
    private static let longestWait: TimeInterval = 3600

    let programVersion: String
    let schemaVersion: Int
    let postgresVersion: String
    let isServed: Bool
    let serverConnections: Int
    let isWorked: Bool
    let totalsAsOf: Date?
    let pending: Int
    let lagMilliseconds: Int
    let lastBackupAt: Date?
    let lastBackupKind: String?
    let tenants: Int
    let openSessions: Int
    let importsRunning: Int
    let webhooksPending: Int
    let webhooksFailed: Int
    let databaseBytes: Int
    let warnings: [Warning]

    init(_ found: InstallationOverview, schemaVersion: Int, serverVersion: Int, now: Date = Date()) {
        programVersion = Hoctap.version
        self.schemaVersion = schemaVersion
        postgresVersion = "\(serverVersion / 10_000).\(serverVersion % 10_000)"
        isServed = found.serverConnections > 0
        serverConnections = found.serverConnections
        isWorked = found.isWorked
        totalsAsOf = found.totalsAsOf
        pending = found.pending
        lagMilliseconds = found.lagMilliseconds
        lastBackupAt = found.lastBackup?.finishedAt
        lastBackupKind = found.lastBackup?.kind.rawValue
        tenants = found.tenants
        openSessions = found.openSessions
        importsRunning = found.importsRunning
        webhooksPending = found.webhooksPending
        webhooksFailed = found.webhooksFailed
        databaseBytes = found.databaseBytes
        warnings = Self.serviceWarnings(found) + Self.backupWarnings(found, now) + Self.webhookWarnings(found, now)
    }

    private static func serviceWarnings(_ found: InstallationOverview) -> [Warning] {
        var warnings: [Warning] = []
        if found.serverConnections == 0 {
            warnings.append(
                Warning(code: "server", text: "no server is connected", help: "docker compose logs serve; hoctap serve")
            )
        }
        if !found.isWorked {
            warnings.append(
                Warning(
                    code: "worker",
                    text: "no worker adds up the totals",
                    help: "docker compose logs work; hoctap work"
                )
            )
        } else if found.lagMilliseconds > longestLagMilliseconds {
            let seconds = found.lagMilliseconds / 1000
            warnings.append(
                Warning(code: "lag", text: "the totals are \(seconds) s behind", help: "hoctap totals status")
            )
        }
        if !found.hasPersonKey {
            warnings.append(
                Warning(
                    code: "person_key",
                    text: "no key for persons is in use, so nobody is counted once across organisations",
                    help: "HOCTAP_PERSON_KEY_FILE, deploy/README.md"
                )
            )
        }
        return warnings
    }

    private static func backupWarnings(_ found: InstallationOverview, _ now: Date) -> [Warning] {
        guard let last = found.lastBackup?.finishedAt else {
            return [
                Warning(
                    code: "backup",
                    text: "no backup was ever noted",
                    help: "take one, and hoctap backup note; deploy/README.md, Backup and restore"
                )
            ]
        }
        let age = now.timeIntervalSince(last)
        guard age > backupAge else { return [] }
        let hours = Int(age / 3600)
        return [
            Warning(
                code: "backup",
                text: "the last backup is \(hours) hours old",
                help: "look why; deploy/README.md, Backup and restore"
            )
        ]
    }

    private static func webhookWarnings(_ found: InstallationOverview, _ now: Date) -> [Warning] {
        var warnings: [Warning] = []
        if found.webhooksFailed > 0 {
            warnings.append(
                Warning(
                    code: "webhooks",
                    text: "\(found.webhooksFailed) messages to programs were given up within a day",
                    help: "hoctap webhook list TENANT"
                )
            )
        }
        if let since = found.webhooksSince, now.timeIntervalSince(since) > longestWait {
            warnings.append(
                Warning(
                    code: "webhooks_wait",
                    text: "a message to a program waits since \(since.formatted(.iso8601))",
                    help: "hoctap webhook list TENANT"
                )
            )
        }
        return warnings
    }

    /// One screen for people.
    var text: String {
        var lines: [(String, String)] = [
            ("Versions", "hoctap \(programVersion), schema \(schemaVersion), PostgreSQL \(postgresVersion)"),
            ("Server", isServed ? "at work, \(serverConnections) connections" : "not connected"),
            ("Worker", isWorked ? "at work, \(pending) lines wait, lag \(lagMilliseconds) ms" : "none is at work"),
            ("Totals", totalsAsOf.map { "as of \($0.formatted(.iso8601))" } ?? "never added up"),
            ("Backup", backupText),
        ]
        lines += [
            ("Tenants", "\(tenants); \(openSessions) open sessions"),
            ("Imports", importsRunning == 0 ? "none is running" : "\(importsRunning) running"),
            ("Webhooks", "\(webhooksPending) wait, \(webhooksFailed) given up within a day"),
            ("Database", Self.size(databaseBytes)),
        ]
        var text = lines.map { name, words in
            Terminal.toned(name.padding(toLength: 10, withPad: " ", startingAt: 0), .strong) + words + "\n"
        }.joined()
        if warnings.isEmpty { return text + Terminal.toned("All is well.", .good) + "\n" }
        for warning in warnings {
            text += Terminal.toned("Warning:", .warning) + " \(warning.text)\n         \(warning.help)\n"
        }
        return text
    }

    private var backupText: String {
        guard let lastBackupAt else { return "not known" }
        return "\(lastBackupKind ?? "") of \(lastBackupAt.formatted(.iso8601))"
    }

    /// `1.4 GB`, of thousands.
    static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        for unit in ["bytes", "kB", "MB", "GB"] {
            if value < 1000 { return unit == "bytes" ? "\(bytes) bytes" : "\((value * 10).rounded() / 10) \(unit)" }
            value /= 1000
        }
        return "\((value * 10).rounded() / 10) TB"
    }
}
