/// Why a benchmark could not be measured, for people.
struct BenchmarkError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws when an answer is wrong: a benchmark whose answers are wrong measures nothing.
@inline(__always)
func check(_ isRight: Bool, _ what: @autoclosure () -> String) throws(BenchmarkError) {
    if !isRight { throw BenchmarkError("wrong answer: \(what())") }
}
