import Foundation
import TestSupport
import Testing

@testable import hoctap

/// The operator's commands as processes, against a migrated database.
@Suite struct OperatorCommandsTests {
    @Test func `a tenant is set up, shown, renamed, suspended, copied, removed, and comes back from its copy`()
        async throws
    {
        try await Self.with { program, folder in
            let wrong = try await program.run("tenant", "add", "phuong", "--kind", "ward", "--name", "Phường")
            #expect(wrong.exitCode == ExitReason.usage.rawValue)
            #expect(wrong.errors.contains("A ward needs --area"))
            try await Self.done(program, "area", "load")
            try await Self.done(
                program,
                "tenant",
                "add",
                "phuong",
                "--kind",
                "ward",
                "--area",
                "pleiku",
                "--name",
                "Phường"
            )
            try await Self.done(program, "tenant", "add", "phu-nu", "--name", "Hội Phụ nữ")
            let again = try await program.run("tenant", "add", "phu-nu", "--name", "Khác")
            #expect(again.exitCode == ExitReason.badData.rawValue)
            #expect(again.errors.hasPrefix("hoctap: another tenant has this key"))

            let renamed = try await Self.document(program, "tenant", "rename", "phu-nu", "Hội LHPN")
            #expect(renamed["name"] as? String == "Hội LHPN")
            #expect(try await Self.document(program, "tenant", "suspend", "phu-nu")["state"] as? String == "suspended")
            #expect(try await Self.document(program, "tenant", "resume", "phu-nu")["state"] as? String == "active")
            let unknown = try await program.run("tenant", "show", "khong-co")
            #expect(unknown.exitCode == ExitReason.badData.rawValue)
            #expect(unknown.errors == "hoctap: there is no tenant \"khong-co\"; see hoctap tenant list\n")

            let copy = "\(folder)/phu-nu"
            try await Self.done(program, "tenant", "export", "phu-nu", copy)
            let trial = try await Self.document(program, "tenant", "remove", "phu-nu")
            #expect(trial["is_done"] as? Bool == false)
            #expect(try await Self.document(program, "tenant", "show", "phu-nu")["key"] as? String == "phu-nu")
            let removal = try await Self.document(program, "tenant", "remove", "phu-nu", "--yes")
            let tables = try #require(removal["tables"] as? [[String: Any]])
            #expect(tables.contains { ($0["rows_before"] as? Int ?? 0) > 0 })
            #expect(tables.allSatisfy { $0["rows_left"] as? Int == 0 })
            #expect(try await program.run("tenant", "show", "phu-nu").exitCode == ExitReason.badData.rawValue)
            #expect(try await Self.document(program, "tenant", "restore", copy)["name"] as? String == "Hội LHPN")
        }
    }

    @Test func `wards are merged once, after a look`() async throws {
        try await Self.with { program, _ in
            try await Self.done(program, "area", "load")
            for (key, area) in [("tay-son", "tay-son"), ("hoa-lu", "hoa-lu"), ("pleiku", "pleiku")] {
                let name = ["--kind", "ward", "--area", area, "--name", key]
                #expect(try await program.run(["tenant", "add", "phuong-\(key)"] + name).exitCode == 0)
            }
            let merge = [
                "ward", "merge", "--from", "phuong-tay-son", "--from", "phuong-hoa-lu", "--into", "phuong-pleiku",
                "--on",
                "2025-07-01", "--basis", "NQ 1664/NQ-UBTVQH15", "--json",
            ]
            let looked = try await program.run(merge + ["--dry-run"])
            #expect(looked.exitCode == 0 && looked.output.contains("\"is_dry_run\""))
            let done = try await program.run(merge)
            #expect(done.exitCode == 0 && done.output.contains("\"phuong-tay-son\""))
            let again = try await program.run(merge)
            #expect(again.exitCode == ExitReason.badData.rawValue)
            #expect(again.errors.hasPrefix("hoctap: one of the wards was merged into another before"))
            let wrong = try await program.run(
                "ward",
                "merge",
                "--from",
                "x",
                "--into",
                "y",
                "--on",
                "1/7/2025",
                "--basis",
                "x"
            )
            #expect(wrong.exitCode == ExitReason.usage.rawValue)
        }
    }

    @Test func `an officer is added with a link, an import is taken in, told and undone, and a member is erased`()
        async throws
    {
        try await Self.with { program, folder in
            try await Self.done(program, "area", "load")
            try await Self.done(program, "tenant", "add", "phu-nu", "--name", "Hội Phụ nữ")
            let added = try await Self.document(
                program,
                "officer",
                "add",
                "phu-nu",
                "Can.Bo",
                "--name",
                "Cán bộ",
                "--role",
                "editor"
            )
            #expect((added["invitation"] as? String)?.contains("/invitation/") == true)
            #expect(
                try await program.run("officer", "add", "phu-nu", "can.bo", "--name", "X", "--role", "viewer").exitCode
                    == ExitReason.badData.rawValue
            )

            let file = "\(folder)/list.csv"
            let list = "STT,Họ và tên,Ngày sinh\n1,Nguyễn Thị Thử,1970\n2,Rơ Châm H'Mẫu,2/3/1980\n3,,1990\n"
            try list.write(toFile: file, atomically: true, encoding: .utf8)
            let office = ["phu-nu", "--officer", "can.bo"]
            let refused = try await program.run(["import", "check", "phu-nu", file, "--officer", "can.bo", "--json"])
            #expect(refused.exitCode == ExitReason.negative.rawValue, "\(refused.errors)")
            let checked = try await program.run(
                ["import", "check", "phu-nu", file, "--officer", "can.bo", "--good-rows", "--json"]
            )
            let found = try Self.object(checked.output)
            #expect(found["outcomes"] as? [String: Int] == ["new": 2, "problem": 1])
            let id = try #require(found["id"] as? String)
            let problems = "\(folder)/problems.csv"
            try await Self.done(
                program,
                ["import", "show", "phu-nu", id, "--officer", "can.bo", "--problems", problems]
            )
            #expect(try String(contentsOfFile: problems, encoding: .utf8).contains("Thiếu họ và tên"))
            try await Self.done(program, ["import", "commit", "phu-nu", id] + office.dropFirst())

            let people = try await program.run("member", "find", "phu-nu", "nguyen thu", "--json")
            let person = try #require(try Self.list(people.output).first?["id"] as? String)
            let dossier = try await program.run("member", "export", "phu-nu", person)
            #expect(dossier.output.contains("Nguyễn Thị Thử"))
            try await Self.done(program, ["member", "erase", "phu-nu", person, "--reason", "request", "--yes"])
            #expect(try await program.run("member", "find", "phu-nu", "nguyen thu").output == "Nobody.\n")

            let undone = try await program.run(["import", "undo", "phu-nu", id, "--officer", "can.bo", "--json"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            #expect(try await program.run("member", "find", "phu-nu", "mau").output == "Nobody.\n")
            let audit = try Self.list(try await program.run("audit", "phu-nu", "--json").output)
            let actions = Set(audit.compactMap { $0["action"] as? String })
            #expect(actions.isSuperset(of: ["officer.add", "member.erase", "member.search"]))
            #expect(!"\(audit)".contains("Nguyễn"))
        }
    }

    @Test func `the operator says who leads the programme, and who tries it out`() async throws {
        try await Self.with { program, _ in
            try await Self.done(program, "area", "load")
            try await Self.done(program, "tenant", "add", "khuyen-hoc", "--name", "Hội Khuyến học")
            #expect(try await Self.document(program, "programme", "lead")["key"] == nil)
            let lead = try await Self.document(program, "programme", "lead", "khuyen-hoc", "--from", "2014-06-25")
            #expect(lead["key"] as? String == "khuyen-hoc")
            let again = try await program.run("programme", "lead", "khuyen-hoc", "--from", "2014-06-25")
            #expect(again.exitCode == ExitReason.badData.rawValue)
            let unknown = try await program.run("programme", "lead", "khong-co")
            #expect(unknown.errors == "hoctap: there is no tenant \"khong-co\"; see hoctap tenant list\n")
            let basis = ["--year", "2014", "--basis", "Đề án 2014"]
            for area in ["khong-co", "pleiku"] {
                let run = try await program.run(["programme", "pilot", area, "household"] + basis)
                #expect((run.exitCode == 0) == (area == "pleiku"))
            }
            let model = try await program.run(["programme", "pilot", "pleiku", "city"] + basis)
            #expect(model.exitCode == ExitReason.usage.rawValue)
            let pilots = try Self.list(try await program.run("programme", "pilots", "--json").output)
            #expect(pilots.first?["legal_basis"] as? String == "Đề án 2014")
        }
    }

    @Test func `the operator says who sees the city, and takes it back`() async throws {
        try await Self.with { program, _ in
            let unknown = try await program.run("city", "grant", "hanh.le")
            #expect(unknown.exitCode == ExitReason.badData.rawValue)
            #expect(unknown.errors.contains("give --name"))
            let granted = try await Self.document(program, "city", "grant", "Hanh.Le", "--name", "Lê Thị Hạnh")
            #expect(granted["login"] as? String == "hanh.le")
            #expect((granted["invitation"] as? String)?.contains("/invitation/") == true)
            try await Self.done(program, "city", "grant", "hanh.le")
            let shown = try Self.list(try await program.run("city", "list", "--json").output)
            #expect(shown.map { $0["name"] as? String } == ["Lê Thị Hạnh"])
            try await Self.done(program, "city", "grant", "hanh.le", "--steward")
            let stewards = try Self.list(try await program.run("city", "list", "--json").output)
            #expect(stewards.count == 1 && stewards.first?["is_steward"] as? Bool == true)
            try await Self.done(program, "city", "revoke", "hanh.le")
            #expect(try await program.run("city", "revoke", "hanh.le").exitCode == ExitReason.badData.rawValue)
            #expect(try Self.list(try await program.run("city", "list", "--json").output).isEmpty)
            let all = try Self.list(try await program.run("city", "list", "--ended", "--json").output)
            #expect(all.count == 2 && all.allSatisfy { $0["ended_at"] is String })
        }
    }

    @Test func `a demo fills an empty database, signs people in, and refuses another`() async throws {
        try await Self.with { program, _ in
            let early = try await program.run("demo")
            #expect(early.exitCode == ExitReason.badData.rawValue)
            #expect(early.errors.contains("hoctap area load"))
            try await Self.done(program, "area", "load")
            let made = try await Self.document(program, "demo", "--seed", "7")
            #expect(made["tenants"] as? Int == 20)
            #expect((made["households"] as? Int ?? 0) > 100)
            #expect((made["memberships"] as? Int ?? 0) > 1000)
            #expect(try await program.run("demo").exitCode == ExitReason.badData.rawValue)
            #expect(try await program.run("demo", "--if-empty").exitCode == 0)
            let people = try await program.run("officer", "list", "phu-nu", "--json")
            #expect(try Self.list(people.output).allSatisfy { $0["has_password"] as? Bool == true })
        }
    }

    // MARK: How it is asked

    private static func with(_ body: (Program, String) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        let program = try Program(on: database)
        defer { program.remove() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "hoctap-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(program, folder)
        try await database.drop()
    }

    private static func done(_ program: Program, _ arguments: String...) async throws {
        try await done(program, arguments)
    }

    private static func done(_ program: Program, _ arguments: [String]) async throws {
        let outcome = try await program.run(arguments)
        #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
    }

    private static func document(_ program: Program, _ arguments: String...) async throws -> [String: Any] {
        let outcome = try await program.run(arguments + ["--json"])
        #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
        return try object(outcome.output)
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func list(_ text: String) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }
}
