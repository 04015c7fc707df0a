import ArgumentParser
import Foundation
import Spreadsheet

/// `hoctap-bench sheet`: the Spreadsheet room beside openpyxl, on the same files.
struct SheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Measures the Spreadsheet room beside openpyxl.",
        discussion: """
            Rows of 15 columns, each cell made a value. A ratio above 1 is better than the peer, whatever the unit.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Flag(help: "The same work at a smaller size and in fewer rounds.")
    var quick = false

    @Option(help: "The peers to measure: openpyxl or none.")
    var peers = "openpyxl"

    @Option(help: "The benchmarks to run, with commas between.")
    var only: String?

    @Option(help: "Rows of the sample, instead of the usual number.")
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
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var scale = quick ? BenchmarkScale.quick : .full
        scale.rounds = 3
        let sample = SheetSample(rows: rows ?? (quick ? 20_000 : 100_000))
        let files = try SheetFiles(sample: sample, folder: folder)
        let announcement = "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(sample.rows) rows; medians"
        if json { note(announcement) } else { say(announcement) }

        let all = benchmarks(files, sample: sample)
        let wanted = only?.split(separator: ",").map(String.init) ?? all.map(\.name)
        for name in wanted where !all.contains(where: { $0.name == name }) {
            throw ValidationError("no benchmark \(name); there are \(all.map(\.name).joined(separator: ", "))")
        }
        let runner = BenchmarkRunner(scale: scale, progress: { note($0) })
        var lines: [BenchmarkLine] = []
        for benchmark in all where wanted.contains(benchmark.name) {
            let result = try await runner.run(benchmark)
            lines += result.lines
            if json { for line in result.lines { say(line.json) } }
        }
        if !json { say(BenchmarkTable.text(lines)) }
    }

    private func benchmarks(_ files: SheetFiles, sample: SheetSample) -> [Benchmark] {
        let sum = sample.sum
        let cells = sample.rows * SheetSample.columns
        return [
            benchmark("sheet_xlsx_read", "read", files.shared, sample) {
                try SheetContender.read(files.shared, sum: sum)
            },
            benchmark("sheet_xlsx_read_inline", "read", files.inline, sample) {
                try SheetContender.read(files.inline, sum: sum)
            },
            benchmark("sheet_csv_read", "csv_read", files.text, sample) {
                try SheetContender.readText(files.text, cells: cells)
            },
            benchmark("sheet_xlsx_write", "write", files.scratch, sample) {
                try sample.write(workbook: files.scratch)
            },
            benchmark("sheet_csv_write", "csv_write", files.scratch, sample) {
                try sample.write(text: files.scratch)
            },
            benchmark("sheet_annotate", nil, files.shared, sample) {
                let remarks = (1...sample.rows).lazy.map { SheetRemark(row: $0, text: "Thiếu ngày sinh") }
                try WorkbookAnnotator(column: SheetSample.columns)
                    .annotate(path: files.shared, remarks: remarks, target: files.scratch)
            },
            Benchmark(
                name: "sheet_memory",
                unit: "MiB",
                direction: .lessIsBetter,
                rows: [Benchmark.Row(name: "sheet_memory", contender: SheetMemoryContender(path: files.shared))],
                peers: []
            ),
        ]
    }

    private func benchmark(
        _ name: String,
        _ peerWork: String?,
        _ path: String,
        _ sample: SheetSample,
        _ work: @escaping @Sendable () throws -> Void
    ) -> Benchmark {
        var peer: [any Contender] = []
        if let peerWork, peers != "none" {
            let isText = peerWork.hasPrefix("csv")
            peer = [
                SheetPythonPeer(
                    name: isText ? "python-csv" : "openpyxl",
                    python: python,
                    work: peerWork,
                    path: path,
                    rows: sample.rows
                )
            ]
        }
        let ours = SheetContender(rows: sample.rows, work: work)
        return Benchmark(name: name, unit: "rows/s", rows: [Benchmark.Row(name: name, contender: ours)], peers: peer)
    }
}

/// The sample as files.
struct SheetFiles {
    let shared: String
    let inline: String
    let text: String
    /// Where a benchmark may write.
    let scratch: String

    init(sample: SheetSample, folder: URL) throws {
        shared = folder.appendingPathComponent("shared.xlsx").path
        inline = folder.appendingPathComponent("inline.xlsx").path
        text = folder.appendingPathComponent("list.csv").path
        scratch = folder.appendingPathComponent("scratch.xlsx").path
        try sample.write(shared: shared, in: folder)
        try sample.write(workbook: inline)
        try sample.write(text: text)
    }
}
