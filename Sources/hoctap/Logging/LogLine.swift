import Logging

/// One log line, before it has a form. Whatever is in the message, it stays one line: what was meant as data cannot pass
/// for another entry.
struct LogLine {
    /// RFC 3339, in UTC.
    var time: String
    var level: Logger.Level
    /// Who speaks, such as `hoctap.web`.
    var label: String
    var message: String
    var error: String?
    var metadata: Logger.Metadata = [:]

    /// `2026-11-23T15:04:05.123Z info hoctap.web: listening address=127.0.0.1:8080`
    var human: String {
        var line = "\(time) \(level.rawValue) \(label): \(message.escapingControls(alsoQuotes: false))"
        if let error { line += " error=\(Self.word(error))" }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(key.escapingControls(alsoQuotes: false))=\(Self.word("\(value)"))"
        }
        return line
    }

    /// One object: `time`, `level`, `logger`, `message`, `error` where there is one, and the metadata beside them.
    var json: String {
        var members = [
            ("time", JSONText.string(time)), ("level", JSONText.string(level.rawValue)),
            ("logger", JSONText.string(label)), ("message", JSONText.string(message)),
        ]
        if let error { members.append(("error", JSONText.string(error))) }
        let reserved = ["time", "level", "logger", "message", "error"]
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            members.append((reserved.contains(key) ? "\(key)_" : key, JSONText.value(value)))
        }
        return JSONText.object(members)
    }

    /// A value as it is when it is one plain word, else in quotes.
    private static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 32 && $0 != "\"" }
        return isPlain ? text.escapingControls(alsoQuotes: false) : "\"\(text.escapingControls(alsoQuotes: true))\""
    }
}

/// JSON of log values.
enum JSONText {
    static func string(_ text: String) -> String { "\"\(text.escapingControls(alsoQuotes: true))\"" }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    static func value(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): string(text)
        case .stringConvertible(let value): string("\(value)")
        case .array(let values): "[" + values.map(Self.value).joined(separator: ",") + "]"
        case .dictionary(let values): object(values.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) })
        }
    }
}

extension String {
    /// With control characters, line separators and marks that turn the direction of writing as `\u....`, and the
    /// backslash doubled; with `alsoQuotes` it can stand in a JSON string.
    func escapingControls(alsoQuotes: Bool) -> String {
        guard unicodeScalars.contains(where: { $0.needsEscape || (alsoQuotes && $0 == "\"") }) else { return self }
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == "\\" {
                escaped.append(contentsOf: "\\\\".unicodeScalars)
            } else if scalar == "\"" && alsoQuotes {
                escaped.append(contentsOf: "\\\"".unicodeScalars)
            } else if scalar == "\n" {
                escaped.append(contentsOf: "\\n".unicodeScalars)
            } else if scalar.needsEscape {
                let digits = String(scalar.value, radix: 16)
                let code = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                escaped.append(contentsOf: code.unicodeScalars)
            } else {
                escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

extension Unicode.Scalar {
    /// All of these are below U+10000, so four digits tell them.
    fileprivate var needsEscape: Bool {
        switch value {
        case 0..<0x20, 0x5C, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
