import CLibPQ

/// What PostgreSQL says of an error or a notice: the fields of its ErrorResponse message.
///
/// `message`, `detail`, `hint` and `context` may hold values (`invalid input syntax for type integer: "x"`); they are for
/// those who may see them. What a `PostgresError` says of itself holds none.
package struct PostgresServerError: Sendable, Hashable {
    /// Untranslated: `ERROR`, `FATAL`, `PANIC`, `WARNING`, `NOTICE`, `DEBUG`, `INFO`, `LOG`.
    package var severity: String
    package var sqlState: SQLState
    /// The primary message.
    package var message: String
    /// May hold column values.
    package var detail: String?
    package var hint: String?
    /// Character in the statement, from 1.
    package var position: Int?
    package var context: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    package var dataType: String?
    package var constraint: String?
    /// The C function of the server that raised it.
    package var routine: String?

    package init(severity: String, sqlState: SQLState, message: String) {
        self.severity = severity
        self.sqlState = sqlState
        self.message = message
    }

    /// Reads the fields out of an error or notice result.
    init(result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
            return String(cString: text)
        }
        self.init(
            severity: field("V") ?? field("S") ?? "ERROR",
            sqlState: SQLState(field("C") ?? ""),
            message: field("M") ?? PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        )
        detail = field("D")
        hint = field("H")
        position = field("P").flatMap { Int($0) }
        context = field("W")
        schema = field("s")
        table = field("t")
        column = field("c")
        dataType = field("d")
        constraint = field("n")
        routine = field("R")
    }

    /// The server is ending the session.
    package var endsSession: Bool { severity == "FATAL" || severity == "PANIC" }
}
