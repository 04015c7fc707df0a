/// Reads a line in which libpq tells, verbosely, why the server refused a connection:
/// `connection to server at "h", port 1 failed: FATAL:  28P01: password authentication failed for user "u"`.
enum PostgresRefusal {
    /// - Returns: the SQLSTATE, if the line holds one, and the line without it.
    static func parse(_ line: String) -> (state: SQLState?, message: String) {
        // The severity before it is in the server's language; two spaces, five characters and a colon are not.
        var search = line[...]
        while let gap = search.firstRange(of: ":  ") {
            let code = line[gap.upperBound...].prefix(5)
            let after = line[gap.upperBound...].dropFirst(5)
            let isCode = code.count == 5 && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            if isCode, after.hasPrefix(": ") {
                return (SQLState(String(code)), String(line[..<gap.upperBound]) + after.dropFirst(2))
            }
            search = line[gap.upperBound...]
        }
        return (nil, line)
    }

    /// What libpq says of options that it cannot use, without their values; `nil` for what went wrong on the way to a server.
    static func optionProblem(_ text: String) -> String? {
        if let range = text.firstRange(of: "invalid integer value \"") {
            let option = text[range.upperBound...].split(separator: "\"").dropLast().last ?? ""
            return "no number, or none that fits, for \(option)"
        }
        let beginnings = ["connection to server", "could not translate", "out of memory"]
        let isOfServer = beginnings.contains { text.hasPrefix($0) }
        return isOfServer || text.isEmpty ? nil : PostgresRedaction.withoutQuotedText(text)
    }
}
