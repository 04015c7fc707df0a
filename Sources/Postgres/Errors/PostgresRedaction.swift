/// Takes values out of messages that libpq and PostgreSQL write.
enum PostgresRedaction {
    /// `text` without all that stands between its first and its last double quote: a quoted value may hold quotes itself.
    static func withoutQuotedText(_ text: String) -> String {
        // By scalars: a combining mark after a quote would make another character of it.
        let line = text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }
        guard let first = line.firstIndex(of: "\""), let last = line.lastIndex(of: "\"") else { return String(line) }
        let rest = first == last ? "" : String(line[line.index(after: last)...])
        return String(line[..<first]) + "\"…\"" + rest
    }

    /// A server's primary message without values. Conditions about objects and the session quote names alone; all others
    /// (data exceptions above all) quote the input, and what a function raises may say anything.
    static func message(_ message: String, of state: SQLState) -> String {
        let code = state.code
        if code.hasPrefix("P0") { return "raised by a function" }
        return classesThatQuoteNames.contains(String(code.prefix(2))) ? message : withoutQuotedText(message)
    }

    private static let classesThatQuoteNames: Set<String> = [
        "03", "08", "0A", "0B", "0L", "0P", "23", "24", "25", "26", "28", "2B", "2D", "34", "3B", "3D", "3F", "40",
        "42", "44",
        "53", "54", "55", "57", "58",
    ]
}
