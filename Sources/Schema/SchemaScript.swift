/// SQL text cut into its statements, as far as this room has to know them: where each begins, and by which words.
///
/// Knows comments, strings, quoted names, dollar quotes, and bodies between `begin atomic` and `end`. Text that is not
/// closed is one statement to its end; the server says what is wrong with it.
struct SchemaScript {
    /// One statement, without the semicolon.
    struct Statement: Equatable {
        /// From its first word on.
        var text: String
        /// Line of its first word, from 1.
        var line: Int
        /// Its first words outside of strings and quoted names, in lower case; `mostWords` at most.
        var words: [String]
    }

    static let mostWords = 4
    private(set) var statements: [Statement] = []

    private let bytes: [UInt8]
    private var position = 0
    /// Where the statement begins; `nil` before its first word.
    private var start: Int?
    private var words: [String] = []
    private var parentheses = 0
    /// Open `begin` and `case` within the body of a routine.
    private var blocks = 0

    /// Cuts `sql`.
    init(_ sql: String) {
        bytes = Array(sql.utf8)
        while position < bytes.count { step() }
        endStatement()
    }

    /// Takes one token.
    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
            skip { $0 != UInt8(ascii: "\n") }
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            skipBlockComment()
        case UInt8(ascii: ";") where parentheses == 0 && blocks == 0:
            endStatement()
            position += 1
        case _ where Self.isBlank(byte):
            position += 1
        default:
            if start == nil { start = position }
            take(byte)
        }
    }

    private mutating func take(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            skipQuoted(byte, escapes: false)
        case UInt8(ascii: "$"):
            skipDollarQuote()
        case _ where Self.isLetter(byte):
            takeWord()
        case _ where Self.isDigit(byte):
            // a number, and what may hang on it: no dollar quote begins within
            skip { Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: "$") }
        default:
            if byte == UInt8(ascii: "(") { parentheses += 1 }
            if byte == UInt8(ascii: ")") { parentheses = max(0, parentheses - 1) }
            position += 1
        }
    }

    private mutating func takeWord() {
        let begin = position
        skip { Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "$") }
        let word = String(decoding: bytes[begin..<position], as: UTF8.self).lowercased()
        if word == "e", position < bytes.count, bytes[position] == UInt8(ascii: "'") {
            skipQuoted(UInt8(ascii: "'"), escapes: true)
            return
        }
        if words.count < Self.mostWords { words.append(word) }
        guard isRoutine, parentheses == 0 else { return }
        switch word {
        case "begin": blocks += 1
        case "case" where blocks > 0: blocks += 1
        case "end" where blocks > 0: blocks -= 1
        default: break
        }
    }

    /// `create function`, `create or replace procedure` ...: only these have bodies with semicolons of their own.
    private var isRoutine: Bool {
        guard words.first == "create" else { return false }
        return words.contains("function") || words.contains("procedure")
    }

    private mutating func endStatement() {
        defer {
            start = nil
            words = []
            parentheses = 0
            blocks = 0
        }
        guard let start else { return }
        var end = position
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
        statements.append(
            Statement(text: String(decoding: bytes[start..<end], as: UTF8.self), line: line, words: words)
        )
    }

    // MARK: What is passed over

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    private mutating func skip(while isPart: (UInt8) -> Bool) {
        while position < bytes.count, isPart(bytes[position]) { position += 1 }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if bytes[position] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    /// A doubled quote is two literals side by side to this scanner, which comes to the same; both take escapes, or
    /// neither.
    private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
        repeat {
            position += 1
            while position < bytes.count, bytes[position] != quote {
                position += escapes && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position = min(position + 1, bytes.count)
        } while position < bytes.count && bytes[position] == quote
    }

    private mutating func skipDollarQuote() {
        var end = position + 1
        while end < bytes.count, Self.isLetter(bytes[end]) || (end > position + 1 && Self.isDigit(bytes[end])) {
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
            position += 1
            return
        }
        let tag = bytes[position...end]
        position = end + 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "$"), bytes[position...].starts(with: tag) {
                position += tag.count
                return
            }
            position += 1
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// What PostgreSQL lets a name begin with; all beyond ASCII counts.
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}

extension SchemaScript.Statement {
    /// It would begin or end a transaction, which is the migrator's part.
    var controlsTransaction: Bool {
        switch words.first {
        case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release": true
        case "prepare": words.dropFirst().first == "transaction"
        default: false
        }
    }
}
