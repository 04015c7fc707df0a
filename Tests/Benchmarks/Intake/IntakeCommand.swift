import ArgumentParser
import Foundation
import Spreadsheet
import TestSupport

/// `hoctap-bench intake`: lists parsed and checked, beside Python reading the same files without a check.
struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Measures the Intake room beside openpyxl.",
        discussion: """
            Lists of 20 columns with titles and group rows: surveyed once, then every row told and its fields checked. The
            peer only reads the cells. Then the lists are taken in, into a PostgreSQL that is set up as deploy/postgres does.
            A ratio above 1 is better than the peer, whatever the unit.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The same work at a smaller size and in fewer rounds.")
    var quick = false

    @Option(help: "The peers to measure: openpyxl (and a plain COPY) or none.")
    var peers = "openpyxl"

    @Option(help: "People in the list, instead of the usual number.")
    var rows: Int?

    @Option(help: "The Python interpreter that has the packages of peers/requirements.txt.")
    var python: String = "\(BenchmarkServer.repository)/.local/bench-venv/bin/python"

    func validate() throws {
        guard ["openpyxl", "none"].contains(peers) else { throw ValidationError("--peers is openpyxl or none") }
        if let rows, !(1...1_000_000).contains(rows) { throw ValidationError("--rows is 1 to 1000000") }
        if peers != "none", !FileManager.default.isExecutableFile(atPath: python) {
            throw ValidationError(
                "no Python with openpyxl at \(python): make it with `deploy/local`, or say --peers none"
            )
        }
    }

    func run() async throws {
        PostgresCluster.prepareShared(try .deployed)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var scale = quick ? BenchmarkScale.quick : .full
        scale.rounds = 3
        let sample = IntakeSample(rows: rows ?? (quick ? 20_000 : 100_000))
        let workbook = folder.appendingPathComponent("list.xlsx").path
        let text = folder.appendingPathComponent("list.csv").path
        try sample.write(workbook: workbook)
        try sample.write(text: text)
        let announcement = "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(sample.rows) people; medians"
        if json { note(announcement) } else { say(announcement) }
        let runner = BenchmarkRunner(scale: scale, progress: { note($0) })
        var lines: [BenchmarkLine] = []
        for benchmark in try benchmarks(sample, workbook: workbook, text: text) {
            let result = try await runner.run(benchmark)
            lines += result.lines
            if json { for line in result.lines { say(line.json) } }
        }
        let imports = ImportBenchmark(
            rows: sample.rows,
            rounds: quick ? 1 : scale.rounds,
            folder: folder.path,
            comparesCopy: peers != "none",
            python: peers == "none" ? nil : python
        )
        let imported = try await imports.run(workbook: workbook, text: text)
        lines += imported
        if json { for line in imported { say(line.json) } }
        if !json { say(BenchmarkTable.text(lines)) }
    }

    private func benchmarks(_ sample: IntakeSample, workbook: String, text: String) throws -> [Benchmark] {
        let count = sample.rows
        let (inWorkbook, inText) = (try IntakeSample.survey(workbook), try IntakeSample.survey(text))
        return [
            benchmark("intake_survey_xlsx", nil, sample, workbook) { _ = try IntakeSample.survey(workbook) },
            benchmark("intake_survey_csv", nil, sample, text) { _ = try IntakeSample.survey(text) },
            benchmark("intake_read_xlsx", "read", sample, workbook) {
                try IntakeSample.read(workbook, inWorkbook, rows: count)
            },
            benchmark("intake_read_csv", "csv_read", sample, text) {
                try IntakeSample.read(text, inText, rows: count)
            },
            Benchmark(
                name: "intake_read_memory",
                unit: "MiB",
                direction: .lessIsBetter,
                rows: [
                    Benchmark.Row(
                        name: "intake_read_memory",
                        contender: IntakeMemoryContender(path: workbook, rows: count)
                    )
                ],
                peers: []
            ),
        ]
    }

    private func benchmark(
        _ name: String,
        _ peerWork: String?,
        _ sample: IntakeSample,
        _ path: String,
        _ work: @escaping @Sendable () throws -> Void
    ) -> Benchmark {
        var peer: [any Contender] = []
        if let peerWork, peers != "none" {
            peer = [
                SheetPythonPeer(
                    name: peerWork == "read" ? "openpyxl" : "python-csv",
                    python: python,
                    work: peerWork,
                    path: path,
                    rows: sample.rows,
                    cells: sample.cells
                )
            ]
        }
        let ours = SheetContender(rows: sample.rows, work: work)
        return Benchmark(name: name, unit: "rows/s", rows: [Benchmark.Row(name: name, contender: ours)], peers: peer)
    }
}

/// `intake_read_memory`: MiB that parsing and checking a list adds to a process that does nothing else.
struct IntakeMemoryContender: Contender {
    let name = "hoctap"
    var path: String
    var rows: Int

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let said = try await BenchmarkProcess(
            executable: program,
            arguments: [IntakeMemoryCommand.name, path, String(rows)]
        ).output()
        guard let value = Double(said.trimmingSuffix(while: \.isWhitespace)) else {
            throw BenchmarkError("no figure: \(said.suffix(500))")
        }
        return value
    }
}

/// The process that is measured, started by the contender.
struct IntakeMemoryCommand: AsyncParsableCommand {
    static let name = "intake-memory"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Prints how many MiB parsing and checking a list adds to this process.",
        shouldDisplay: false
    )

    @Argument(help: "The workbook.")
    var path: String

    @Argument(help: "The people in it.")
    var rows: Int

    func run() async throws {
        let before = try SheetMemoryCommand.kibibytes(of: "VmRSS")
        try IntakeSample.read(path, IntakeSample.survey(path), rows: rows)
        let added = max(0, try SheetMemoryCommand.kibibytes(of: "VmHWM") - before)
        say(String(format: "%.2f", Double(added) / 1_024))
    }
}
