import Foundation
import TestSupport
import Testing

@testable import hoctap

/// The program as people use it: at a terminal (one that `script` makes), in a pipe, and with what they mistype.
@Suite struct StatusCommandTests {
    @Test func `one screen tells how it stands, and a noted backup is known from then on`() async throws {
        try await Self.with { program in
            let first = try await program.run("status", "--json")
            #expect(first.exitCode == ExitReason.negative.rawValue, "\(first.errors)")
            let before = try Self.object(first.output)
            #expect(before["is_served"] as? Bool == false && before["last_backup_at"] == nil)
            let codes = (before["warnings"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
            #expect(codes.contains("server") && codes.contains("worker") && codes.contains("backup"))
            #expect(try await program.run("backup", "note", "--bytes", "0").exitCode == ExitReason.usage.rawValue)
            #expect(try await program.run("backup", "note", "--bytes", "1200000000").exitCode == 0)
            #expect(try await program.run("backup", "list").output.contains("1.2 GB"))
            let text = try await program.run("status")
            #expect(text.output.contains("Backup    cluster of 20") && !text.output.contains("no backup"))
            #expect(!text.output.contains("\u{1B}"))
        }
    }

    @Test func `a terminal gets colours and lines of its width, and no colours where none are wanted`() async throws {
        try await Self.with { program in
            _ = try await program.run("tenant", "add", "phu-nu", "--name", String(repeating: "Hội ", count: 40) + "X")
            let screen = try Self.terminal(try program.command(["status"]), columns: 60)
            #expect(screen.contains("\u{1B}[33mWarning:\u{1B}[0m"))
            let plain = try Self.terminal(try program.command(["status"]), columns: 60, environment: "NO_COLOR=1")
            #expect(plain.contains("Warning:") && !plain.contains("\u{1B}["))
            let list = try Self.terminal(try program.command(["tenant", "list"]), columns: 70)
            let lines = list.split(whereSeparator: \.isNewline)
            #expect(lines.contains { $0.contains("…") } && lines.allSatisfy { $0.count <= 70 }, "\(list)")
            let whole = try await program.run("tenant", "list")
            #expect(!whole.output.contains("…") && whole.output.contains(" X "))
        }
    }

    @Test func `what was mistyped is told what was meant`() async throws {
        try await Self.with { program in
            _ = try await program.run("tenant", "add", "phu-nu", "--name", "Hội Phụ nữ")
            let tenant = try await program.run("tenant", "show", "phu-nuu")
            #expect(tenant.errors == "hoctap: there is no tenant \"phu-nuu\"; did you mean phu-nu?\n")
            let command = try await program.run("statsu")
            #expect(command.exitCode == ExitReason.usage.rawValue)
            #expect(command.errors.contains("did you mean \"hoctap status\"?"))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a shell is told every command, for its completion`(_ shell: String) async throws {
        try await Self.with { program in
            let script = try await program.plain(["--generate-completion-script", shell])
            #expect(script.exitCode == 0 && script.output.contains("webhook") && script.output.contains("status"))
        }
    }

    private static func with(_ body: (Program) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        let program = try Program(on: database)
        defer { program.remove() }
        try await body(program)
        try await database.drop()
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// What a terminal of a width shows of a command.
    private static func terminal(
        _ command: ChildProcess.Command,
        columns: Int,
        environment: String = "NO_COLOR="
    ) throws -> String {
        let words = ([command.executable] + command.arguments).map { "'\($0)'" }.joined(separator: " ")
        let line = "stty cols \(columns); env TERM=xterm \(environment) \(words)"
        let script = ChildProcess.Command(executable: "script", arguments: ["-qec", line, "/dev/null"])
        return try ChildProcess.runAnyExit(script, timeoutSeconds: 60).output
    }
}
