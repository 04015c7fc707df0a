import Foundation

/// `psql \copy`, from a file and to nowhere: PostgreSQL's own client, which passes bytes on and makes no rows of them.
struct PsqlCopyPeer: Contender {
    enum Direction: Sendable {
        case copyIn, copyOut
    }

    var direction: Direction
    /// True: binary; false: text, as people use it.
    var isBinary: Bool
    var server: BenchmarkServer
    /// A folder to keep the file to copy in.
    var folder: String

    var name: String { isBinary ? "psql_binary" : "psql" }

    private var options: String { isBinary ? " with (format binary)" : "" }

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let command: String
        switch direction {
        case .copyIn:
            let file = "\(folder)/copy_in.\(isBinary ? "binary" : "text")"
            if !FileManager.default.fileExists(atPath: file) {
                try await server.psql(["-c", "\\copy bench_copy_out to '\(file)'\(options)"])
            }
            command = "\\copy bench_copy_in from '\(file)'\(options)"
        case .copyOut: command = "\\copy bench_copy_out to '/dev/null'\(options)"
        }
        let said = try await server.psql(["-c", "truncate bench_copy_in", "-c", "\\timing on", "-c", command])
        if direction == .copyIn {
            let count = try await server.psql(["-c", "select count(*) from bench_copy_in"])
            try check(Int(count.trimmingSuffix(while: \.isWhitespace)) == scale.copyRows, "rows of psql")
        }
        guard let line = said.split(separator: "\n").last(where: { $0.hasPrefix("Time: ") }),
            let milliseconds = Double(line.dropFirst("Time: ".count).prefix { $0.isNumber || $0 == "." })
        else { throw BenchmarkError("psql said no time: \(said.suffix(500))") }
        return Double(scale.copyRows) / (milliseconds / 1_000)
    }
}
