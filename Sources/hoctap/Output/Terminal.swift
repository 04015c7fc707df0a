import Foundation
import Glibc

/// What standard output is written to.
enum Terminal {
    /// Whether a person looks at it.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Places in a line; nil where nobody looks, or the terminal does not say. Then lines are as long as they are.
    static var columns: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether colours are shown: on a terminal, and never for who has set NO_COLOR.
    static var hasColours: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// What a colour says besides the words, which say it too.
    enum Tone: String {
        case good = "32"
        case warning = "33"
        case bad = "31"
        case strong = "1"
    }

    /// The text in its tone, where colours are shown.
    static func toned(_ text: String, _ tone: Tone) -> String {
        hasColours ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
    }
}
