import Foundation
import Intake
import Programme
import Spreadsheet
import Store
import TestSupport
import Testing

/// Imports that are killed, that meet, or that are given up.
@Suite struct InterruptionTests {
    /// A list that takes a second or more.
    static func longList(_ count: Int) throws -> ListFile {
        var lines = ["STT,Họ và tên,Ngày sinh,Số CCCD"]
        for index in 1...count {
            lines.append("\(index),Nguyễn Thị \(["Hoa", "Lan", "Mai"][index % 3]),1960,0641600\(10_000 + index)")
        }
        return try ListFile(csv: lines.joined(separator: "\n"))
    }

    static var program: String {
        get throws {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            var folder = Bundle.main.bundleURL
            if !FileManager.default.fileExists(atPath: folder.appending(path: "hoctap-bench").path) {
                folder = URL(filePath: own).deletingLastPathComponent()
            }
            return folder.appending(path: "hoctap-bench").path
        }
    }

    @Test func `a process killed at any point leaves nothing half-done`() async throws {
        try await ImportScene.with { scene in
            let list = try Self.longList(3_000)
            let before = try await scene.memberDigest()
            let dsn = scene.database.database.dsn(.unixSocket(user: "hoctap_server"))
            var killed = 0
            for round in 0..<8 {
                let command = ChildProcess.Command(
                    executable: try Self.program,
                    arguments: ["intake-import", dsn, scene.folder, list.path]
                )
                let outcome = try? ChildProcess.runAnyExit(command, timeoutSeconds: 0.1 + 0.35 * Double(round))
                if outcome != nil { break }
                killed += 1
                try await settle(scene)
                let committed = try await scene.sql("select count(*) from app.imports where state = 'committed'")
                if committed != "0" { break }
                #expect(try await scene.memberDigest() == before)
                _ = try await scene.importer.recover(scene.administrator)
                let running = try await scene.sql(
                    "select count(*) from app.imports where state in ('checking', 'committing')"
                )
                #expect(running == "0")
            }
            #expect(killed > 0)
            // whatever was killed can be gone on with, by another process
            let ids = try await scene.sql(
                "select id from app.imports where state in ('uploaded', 'checked') and settings <> '{}' order by id desc"
            ).split(separator: "\n").compactMap { ImportID(String($0)) }
            guard let id = ids.first else { return }
            var detail = try await scene.importer.find(id, scene.administrator)
            if detail.state == .uploaded {
                detail = try await scene.importer.run(
                    id,
                    version: detail.version,
                    applying: false,
                    scene.administrator
                )
            }
            detail = try await scene.importer.run(id, version: detail.version, applying: true, scene.administrator)
            #expect(detail.state == .committed)
            #expect((detail.summary?.people ?? 0) == 3_000)
        }
    }

    /// Waits until the server has noticed that its client is gone.
    private func settle(_ scene: ImportScene) async throws {
        for _ in 0..<200 {
            let open = try await scene.sql(
                """
                select count(*) from pg_locks as l join pg_database as d on d.oid = l.database
                where d.datname = current_database() and l.locktype = 'advisory'
                """
            )
            if open == "0" { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server still holds a lock of the killed process")
    }

    @Test func `two imports of one tenant at once are taken one after the other, and make nobody twice`() async throws {
        try await ImportScene.with { scene in
            let list = try Self.longList(500)
            let one = try await scene.check(list)
            let two = try await scene.check(list)
            async let first = scene.importer.run(one.id, version: one.version, applying: true, scene.administrator)
            async let second = scene.importer.run(two.id, version: two.version, applying: true, scene.administrator)
            let outcomes = try await [first, second].compactMap(\.summary?.outcomes)
            #expect(Set(outcomes) == [[.new: 500], [.same: 500]])
        }
    }

    @Test func `an import that is at work is not run a second time`() async throws {
        try await ImportScene.with { scene in
            let checked = try await scene.check(OutcomeTests.list())
            try await scene.tenants.write(scene.administrator) { tx in
                try await tx.imports.lock(checked.id)
                await #expect(throws: StoreError.refused(.importBusy)) {
                    _ = try await scene.importer.run(
                        checked.id,
                        version: checked.version,
                        applying: true,
                        scene.administrator
                    )
                }
                #expect(try await scene.importer.recover(scene.administrator).isEmpty)
            }
            await #expect(throws: StoreError.versionDiffers(current: checked.version)) {
                _ = try await scene.importer.run(checked.id, version: 1, applying: true, scene.administrator)
            }
        }
    }

    @Test func `an import that was left behind is put right when somebody who may looks at it`() async throws {
        try await ImportScene.with { scene in
            let checked = try await scene.check(Self.longList(3))
            _ = try await scene.sql(
                """
                update app.imports set state = 'committing' where id = '\(checked.id)';
                insert into app.import_progress (tenant_id, import_id, phase)
                values ('\(TwoTenants.tenant(.one))', '\(checked.id)', 'writing')
                on conflict (tenant_id, import_id) do update set changed_at = now();
                """
            )
            #expect(try await scene.importer.find(checked.id, scene.administrator).state == .committing)
            _ = try await scene.sql(
                "update app.import_progress set changed_at = now() - interval '1 hour' where import_id = '\(checked.id)'"
            )
            #expect(try await scene.importer.find(checked.id, scene.viewer).state == .committing)
            #expect(try await scene.importer.find(checked.id, scene.administrator).state == .checked)
        }
    }

    @Test func `a run that is cancelled ends its transaction and can be run again`() async throws {
        try await ImportScene.with { scene in
            let checked = try await scene.check(Self.longList(3_000))
            let before = try await scene.memberDigest()
            let run = Task {
                try await scene.importer.run(
                    checked.id,
                    version: checked.version,
                    applying: true,
                    scene.administrator
                )
            }
            try await Task.sleep(for: .milliseconds(150))
            run.cancel()
            if case .success = await run.result { return }
            #expect(try await scene.memberDigest() == before)
            _ = try await scene.importer.recover(scene.administrator)
            let found = try await scene.importer.find(checked.id, scene.administrator)
            #expect(found.state == .checked)
            let done = try await scene.importer.run(
                found.id,
                version: found.version,
                applying: true,
                scene.administrator
            )
            #expect(done.state == .committed)
        }
    }

    @Test func `an upload that is given up keeps no file`() async throws {
        try await ImportScene.with { scene in
            let checked = try await scene.check(OutcomeTests.list())
            try await scene.importer.discard(checked.id, version: checked.version, scene.administrator)
            let parts = try await scene.sql("select count(*) from app.import_parts where import_id = '\(checked.id)'")
            #expect(parts == "0")
            let found = try await scene.importer.find(checked.id, scene.administrator)
            #expect(found.state == .discarded)
            #expect(found.settings.samples == nil)
        }
    }
}
