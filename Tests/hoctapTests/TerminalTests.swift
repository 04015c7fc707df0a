import Foundation
import TestSupport
import Testing

@testable import Store
@testable import hoctap

@Suite struct TerminalTests {
    @Test func `a table is cut to the terminal where its texts are widest, and figures stay whole`() {
        var table = OutputTable("Key", "Name")
        table.columns.append(("Members", .right))
        table.rows = [["phu-nu", "Hội Liên hiệp Phụ nữ thành phố Pleiku", "12345"], ["x", "Đoàn", "1"]]
        let lines = table.text(fitting: 30).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 30 })
        #expect(lines[1] == "phu-nu  Hội Liên hiệ…    12345")
        #expect(table.text(fitting: nil) == table.text(fitting: 200))
        #expect(table.text(fitting: 5).contains("12345"))
    }

    @Test func `a bar shows how far work is, and never more than all`() {
        #expect(
            ProgressBar.line("checking", done: 250, of: 1000)
                == "checking  [######------------------]  25 %  250 of 1000"
        )
        #expect(ProgressBar.line("checking", done: 2000, of: 1000).contains("100 %"))
        #expect(ProgressBar.line("reading", done: 7, of: nil) == "reading  7")
        #expect(ProgressBar.line("reading", done: 0, of: 0) == "reading  0")
    }

    @Test(arguments: [
        (["statsu"], "hoctap status"), (["tenant", "exprot", "phu-nu"], "hoctap tenant export"),
        (["--json", "totls"], "hoctap totals"), (["import", "comit"], "hoctap import commit"),
    ])
    func `a slip at the name of a command is told what was meant`(_ words: [String], _ meant: String) {
        #expect(NearWord.command(in: words, below: Hoctap.self) == meant)
    }

    @Test(arguments: [["status"], ["tenant", "show", "phu-nuu"], ["zzzzzz"], [], ["tenant", "frobnicate"]])
    func `what is no slip is not guessed at`(_ words: [String]) {
        #expect(NearWord.command(in: words, below: Hoctap.self) == nil)
    }

    @Test func `what wants care is told with what to do`() {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        var found = Self.well(now)
        #expect(InstallationDocument(found, schemaVersion: 21, serverVersion: 150_020, now: now).warnings.isEmpty)
        found = Self.well(now, backupHours: 30, servers: 0, isWorked: false, failed: 2)
        let document = InstallationDocument(found, schemaVersion: 21, serverVersion: 150_020, now: now)
        #expect(document.warnings.map(\.code) == ["server", "worker", "backup", "webhooks"])
        #expect(document.warnings.allSatisfy { !$0.help.isEmpty })
        #expect(document.postgresVersion == "15.20")
        #expect(document.text.contains("the last backup is 30 hours old"))
    }

    private static func well(
        _ now: Date,
        backupHours: Double = 3,
        servers: Int = 4,
        isWorked: Bool = true,
        failed: Int = 0
    ) -> InstallationOverview {
        InstallationOverview(
            databaseBytes: 1_500_000_000,
            serverConnections: servers,
            workerConnections: 1,
            openSessions: 3,
            tenants: 2,
            importsRunning: 0,
            webhooksPending: 0,
            webhooksFailed: failed,
            webhooksSince: nil,
            totalsAsOf: now,
            isWorked: isWorked,
            pending: 0,
            lagMilliseconds: 0,
            hasPersonKey: true,
            lastBackup: BackupNote(finishedAt: now - backupHours * 3600, kind: .cluster, bytes: nil)
        )
    }
}
