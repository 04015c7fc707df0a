/// How far long work is, in one line of a terminal's that is written again and again.
struct ProgressBar {
    /// Places of the bar itself.
    private static let width = 24

    /// The line, without its return: `checking  [######------------------]  25 %  250 of 1000`.
    static func line(_ phase: String, done: Int, of expected: Int?) -> String {
        guard let expected, expected > 0 else { return "\(phase)  \(max(0, done))" }
        let part = min(max(Double(done) / Double(expected), 0), 1)
        let filled = Int(part * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        return "\(phase)  [\(bar)]  \(Int(part * 100)) %  \(max(0, done)) of \(expected)"
    }

    /// Writes the line over the one before, on standard error.
    static func show(_ phase: String, done: Int, of expected: Int?) {
        StandardError.write("\r\u{1B}[K\(line(phase, done: done, of: expected))")
    }

    /// Takes the line away.
    static func clear() { StandardError.write("\r\u{1B}[K") }
}
