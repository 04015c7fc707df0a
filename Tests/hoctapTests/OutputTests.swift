import ArgumentParser
import Postgres
import Testing

@testable import hoctap

@Suite struct OutputTests {
    @Test func `a table has its columns under their headings`() {
        var table = OutputTable("Number", "Name")
        table.columns.append(("Rows", .right))
        table.rows = [["1", "Hội Người cao tuổi", "20"], ["12", "a\nb", "1000"], ["3", "Đoàn", ""]]
        #expect(
            table.text == """
                Number  Name                Rows
                1       Hội Người cao tuổi    20
                12      a\\nb                1000
                3       Đoàn

                """
        )
    }

    @Test(arguments: [
        (ConfigurationError(.sql, "x") as any Error, 78, "HOCTAP_SQL: x"),
        (CommandFailure(.negative, "two\nlines") as any Error, 1, "two; lines"),
        (PostgresError(.connectionFailed, "refused") as any Error, 69, "database: refused"),
        (PostgresError(.deadlineExceeded, "late") as any Error, 75, "database: late"),
        (PostgresError(.misuse, "odd") as any Error, 70, "database: odd"),
        (Interruption(signal: .sigint) as any Error, 130, "stopped by SIGINT"),
        (Interruption(signal: .sigterm) as any Error, 143, "stopped by SIGTERM"),
    ])
    func `every error is one line and one exit code`(_ error: any Error, _ code: Int32, _ message: String) {
        let failure = CommandFailure(error)
        #expect(failure.exitCode == code)
        #expect(failure.message == message)
    }

    @Test func `the exit codes are told by the help`() {
        let help = Hoctap.helpMessage()
        for status in ExitReason.allCases { #expect(help.contains("\(status.rawValue) ")) }
    }
}
