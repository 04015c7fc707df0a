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
    static func message(of server: PostgresServerError) -> String {
        let state = server.sqlState
        if state.code.hasPrefix("P0") || raisingRoutines.contains(server.routine ?? "") {
            return "raised by a function"
        }
        if classesThatQuoteNames.contains(String(state.code.prefix(2))) { return server.message }
        // These two tell bytes of the value, and a translation has quotes of its own language.
        let isTold = state != .characterNotInRepertoire && state != .untranslatableCharacter
        let text = withoutQuotedText(server.message)
        let isEnglish = text.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" }
        return isTold && isEnglish ? text : (state.name ?? "a condition of its own").replacing("_", with: " ")
    }

    /// By which PL/pgSQL, PL/Python, PL/Perl and PL/Tcl raise what their functions say, under any SQLSTATE.
    private static let raisingRoutines: Set<String> = [
        "exec_stmt_raise", "exec_stmt_assert", "PLy_elog_impl", "PLy_output", "plperl_util_elog", "croak_cstr",
        "pltcl_elog", "pltcl_construct_errorCode", "throw_tcl_error",
    ]

    private static let classesThatQuoteNames: Set<String> = [
        "03", "08", "0A", "0B", "0L", "0P", "23", "24", "25", "26", "28", "2B", "2D", "34", "3B", "3D", "3F", "40",
        "42", "44",
        "53", "54", "55", "57", "58",
    ]
}
