import Foundation
import Spreadsheet

/// Rows a second of one work over a file of the sample.
struct SheetContender: Contender {
    let name = "hoctap"
    var rows: Int
    /// Does the work once and checks its answer.
    var work: @Sendable () throws -> Void

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let begin = ContinuousClock.now
        try work()
        return Double(rows) / (begin.duration(to: .now) / .seconds(1))
    }

    /// Reads every cell of every row as a value.
    static func read(_ path: String, sum: Double) throws {
        let rows = try WorkbookReader(path: path).rows()
        var total = 0.0
        while let row = try rows.next() {
            for cell in row {
                switch cell.value {
                case .text(let text): total += Double(text.utf8.count)
                case .number(let number): total += number
                case .date, .bool, .error: total += 1
                }
            }
        }
        try check(total == sum, "the cells come to \(total), not \(sum)")
    }

    /// Reads every cell of a text file, where all is text.
    static func readText(_ path: String, cells: Int) throws {
        let rows = try WorkbookReader(path: path).rows()
        var count = 0
        while let row = try rows.next() {
            for cell in row where !cell.text.isEmpty { count += 1 }
        }
        try check(count == cells, "\(count) cells, not \(cells)")
    }
}

/// The same work by Python: openpyxl for workbooks, the language's own csv module for text.
struct SheetPythonPeer: Contender {
    let name: String
    /// Path of the interpreter that has openpyxl.
    var python: String
    /// `read`, `write`, `csv_read` or `csv_write`.
    var work: String
    var path: String
    var rows: Int
    /// Cells that reading must find; nil for those of the sample.
    var cells: Int?

    private struct Figure: Decodable {
        var value: Double
    }

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let said = try await BenchmarkProcess(
            executable: python,
            arguments: ["\(BenchmarkServer.peersFolder)/openpyxl_peer.py", work, path, String(rows)]
                + (cells.map { [String($0)] } ?? [])
        ).output()
        guard let line = said.split(separator: "\n").last,
            let figure = try? JSONDecoder().decode(Figure.self, from: Data(line.utf8))
        else { throw BenchmarkError("\(name) said no figure: \(said.suffix(500))") }
        return figure.value
    }
}
