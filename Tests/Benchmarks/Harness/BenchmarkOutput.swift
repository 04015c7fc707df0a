import Foundation

/// A line of the result, at once: a benchmark runs for minutes.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

/// A line on how the run goes, beside the result.
func note(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
}
