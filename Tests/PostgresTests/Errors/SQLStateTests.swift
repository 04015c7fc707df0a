import Foundation
import Postgres
import Testing

@Suite struct SQLStateTests {
    @Test func `a code is kept as it came and packed into one integer`() {
        let state = SQLState("23505")
        #expect(state.code == "23505")
        #expect(state == .uniqueViolation)
        #expect(state.name == "unique_violation")
        #expect(state.class == .integrityConstraintViolation)
        #expect("\(state)" == "23505 unique_violation")
        #expect("\(state.class)" == "23 Integrity Constraint Violation")
        #expect(MemoryLayout<SQLState>.size == 8)
    }

    @Test func `a code that PostgreSQL does not define is kept`() {
        let state = SQLState("HT001")
        #expect(state.code == "HT001")
        #expect(state.name == nil)
        #expect("\(state)" == "HT001")
        #expect(state.class.code == "HT")
        #expect(state.class.name == nil)
        #expect(state != SQLState("HT002"))
    }

    @Test(arguments: ["", "2350", "235055", "23 05", "2350\n", "2350\0", "2350é", "é505", "\u{7F}3505"])
    func `what cannot be a code becomes unknown`(text: String) {
        #expect(SQLState(text) == .unknown)
        #expect(SQLState(text).code == "?????")
        #expect(SQLState(text).class == .unknown)
        #expect(!SQLState(text).isRetryable)
    }

    @Test func `serialization failures and deadlocks are retryable, and nothing else`() throws {
        let retryable = try Self.rows().filter { SQLState($0.code).isRetryable }.map(\.code)
        #expect(retryable == ["40001", "40P01"])
    }

    @Test func `condition names that repeat are told apart by their class`() {
        #expect(SQLState.stringDataRightTruncation.code == "22001")
        #expect(SQLState.warningStringDataRightTruncation.code == "01004")
        #expect(SQLState.nullValueNotAllowed.code == "22004")
        #expect(SQLState.externalRoutineInvocationNullValueNotAllowed.code == "39004")
    }

    @Test func `every named code of the installed PostgreSQL has its name and its class`() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 261)
        for row in rows {
            #expect(SQLState(row.code).name == row.name, "\(row.code)")
            #expect(SQLState(row.code).class.name == row.section, "\(row.code)")
        }
    }

    @Test func `the generated members are those of the installed errcodes`() throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let check = try Self.run("python3", repository.appending(path: "deploy/generate-sqlstate").path(), "--check")
        #expect(check.status == 0, "\(check.output)")
    }

    private struct Row {
        var code: String
        var name: String
        var section: String
    }

    /// The named rows of the installed errcodes.txt, read here on its own so that the generator is checked by another reader.
    private static func rows() throws -> [Row] {
        let share = try run("pg_config", "--sharedir").output.trimmingCharacters(in: .whitespacesAndNewlines)
        let text = try String(contentsOf: URL(filePath: share).appending(path: "errcodes.txt"), encoding: .ascii)
        var section = ""
        var rows: [Row] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("Section: Class ") {
                let title = line.dropFirst("Section: Class 00 - ".count)
                section = String(title.split(separator: " (").first ?? "")
            } else if !line.hasPrefix("#") {
                let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
                if fields.count == 4 { rows.append(Row(code: fields[0], name: fields[3], section: section)) }
            }
        }
        return rows
    }

    private static func run(_ command: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
