internal import ArgumentParser
import Foundation

/// What a command answers on standard output: text for people, or with `--json` one document.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Answer with one JSON document.")
    var json = false

    /// Prints the answer in the form that was asked for.
    ///
    /// - Parameters:
    ///   - document: the whole answer; its keys are written in snake_case, in alphabetical order.
    ///   - text: the same for people, with its line ends.
    func print(_ document: some Encodable, text: @autoclosure () -> String) throws {
        guard json else { return StandardOutput.write(text()) }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        StandardOutput.write(String(decoding: try encoder.encode(document), as: UTF8.self) + "\n")
    }
}

/// Standard output: the answer, and nothing else.
enum StandardOutput {
    /// A reader that has gone away has heard enough: the signal that this raises ends the process, as it does `cat`.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
