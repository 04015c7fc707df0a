import ArgumentParser
import Foundation
import Spreadsheet

/// `sheet_memory`: MiB that reading a workbook adds to a process that does nothing else.
struct SheetMemoryContender: Contender {
    let name = "hoctap"
    var path: String

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let said = try await BenchmarkProcess(
            executable: program,
            arguments: [SheetMemoryCommand.name, path]
        ).output()
        guard let value = Double(said.trimmingSuffix(while: \.isWhitespace)) else {
            throw BenchmarkError("no figure: \(said.suffix(500))")
        }
        return value
    }
}

/// The process that is measured, started by the contender.
struct SheetMemoryCommand: AsyncParsableCommand {
    static let name = "sheet-memory"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Prints how many MiB reading a workbook adds to this process.",
        shouldDisplay: false
    )

    @Argument(help: "The workbook.")
    var path: String

    func run() async throws {
        let before = try Self.kibibytes(of: "VmRSS")
        let rows = try WorkbookReader(path: path).rows()
        var bytes = 0
        while let row = try rows.next() {
            for cell in row { bytes += cell.text.utf8.count }
        }
        try check(bytes > 0, "no text")
        let added = max(0, try Self.kibibytes(of: "VmHWM") - before)
        say(String(format: "%.2f", Double(added) / 1_024))
    }

    /// A figure of this process, in KiB.
    static func kibibytes(of name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("\(name):") }),
            let value = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { throw BenchmarkError("the system says no \(name)") }
        return value
    }
}
