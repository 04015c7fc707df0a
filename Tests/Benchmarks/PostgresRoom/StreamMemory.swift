import ArgumentParser
import Foundation
import Postgres

/// `stream_memory`: MiB that streaming adds to a process that does nothing else.
struct StreamMemoryContender: Contender {
    let name = "hoctap"
    var server: BenchmarkServer

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let said = try await BenchmarkProcess(
            executable: program,
            arguments: [
                StreamMemoryCommand.name, "--rows", String(scale.streamRows), server.connectionString,
            ]
        ).output()
        guard let value = Double(said.trimmingSuffix(while: \.isWhitespace)) else {
            throw BenchmarkError("no figure: \(said.suffix(500))")
        }
        return value
    }
}

/// The process that is measured, started by the contender.
struct StreamMemoryCommand: AsyncParsableCommand {
    static let name = "stream-memory"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Prints how many MiB a stream of rows adds to this process.",
        shouldDisplay: false
    )

    @Option(help: "Rows of the stream.")
    var rows: Int

    @Argument(help: "The connection string.")
    var dsn: String

    func run() async throws {
        let connection = try await PostgresConnection.connect(try PostgresConfiguration(dsn))
        // The first rows pull in code and tables that belong to no stream.
        _ = try await Self.stream(1_000, on: connection)
        let before = try Self.kibibytes(of: "VmRSS")
        try check(try await Self.stream(rows, on: connection) == rows * (rows + 1) / 2, "sum of the stream")
        let added = max(0, try Self.kibibytes(of: "VmHWM") - before)
        await connection.close()
        say(String(format: "%.2f", Double(added) / 1_024))
    }

    /// The sum of the first column.
    private static func stream(_ count: Int, on connection: PostgresConnection) async throws -> Int {
        let sql: PostgresQuery = """
            select i::bigint, 'Nguyễn Thị Học ' || i from (select generate_series(1, \(Int32(clamping: count))) as i) as numbers
            """
        return try await connection.stream(sql) { rows in
            var sum = 0
            for try await row in rows {
                let (id, name) = try row.decode((Int64, String).self)
                guard name.utf8.count > 16 else { throw BenchmarkError("wrong answer: row \(id)") }
                sum += Int(id)
            }
            return sum
        }
    }

    /// A figure of the kernel on this process.
    private static func kibibytes(of field: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("\(field):") }),
            let value = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { throw BenchmarkError("the kernel does not tell \(field)") }
        return value
    }
}
