/// Everything that can go wrong between hoctap and PostgreSQL, but for `CancellationError`.
///
/// The description names what failed and where, and holds no value, no secret and no detail: PostgreSQL puts column values
/// into `detail`. `debugDescription` adds it, for a connection configured with `includesErrorDetail`.
@usableFromInline
package struct PostgresError: Error, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The server refused; `server` says why.
        case server
        /// The connection string, a file it names, or an option is wrong. Nothing was sent.
        case configuration
        /// No connection could be made.
        case connectionFailed
        /// The connection ended before the answer came. `outcomeIsUnknown` tells whether the work may have been done.
        case connectionLost
        /// The call was made on a connection that is closed, or after its scope ended.
        case closed
        /// The deadline passed.
        case deadlineExceeded
        /// The answer to a commit was lost: the transaction is committed or it is not, and only a look can tell.
        case commitOutcomeUnknown
        /// A value cannot be sent.
        case encoding(PostgresEncodingProblem)
        /// A value that came cannot be read.
        case decoding(PostgresDecodingProblem)
        /// The result has more bytes than `maximumResultBytes`.
        case resultTooLarge
        /// The calls were made in an order that cannot be; the message says which.
        case misuse
        /// No connection of the pool came free in time, or too many wait already.
        case poolExhausted
    }

    package var kind: Kind
    /// For people; without values.
    package var message: String
    package var server: PostgresServerError?
    /// The underlying failure, where there is one.
    package var underlying: (any Error)?
    /// True when bytes were sent and the answer is missing, so that the work may or may not have been done.
    package var outcomeIsUnknown = false
    /// Which statement of a batch failed, from 0.
    package var statementIndex: Int?
    /// Column of a decoding error, from 0, and its name.
    package var column: (index: Int, name: String)?
    /// The statement's text, whose values are parameters and so not part of it.
    package var sql: String?
    package var callSite: PostgresCallSite?
    /// Switched on by `PostgresConfiguration.includesErrorDetail`.
    package var includesDetail = false

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var sqlState: SQLState? { server?.sqlState }
}

/// Where in the source a call was made.
package struct PostgresCallSite: Sendable, CustomStringConvertible {
    package let file: StaticString
    package let line: Int

    package init(file: StaticString, line: Int) {
        self.file = file
        self.line = line
    }

    package var description: String { "\(file):\(line)" }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    @usableFromInline package var description: String {
        var parts = [message]
        if let server {
            parts[0] = "\(server.severity) \(server.sqlState.code): \(PostgresRedaction.message(of: server))"
            if let constraint = server.constraint { parts.append("constraint \(constraint)") }
            if let table = server.table { parts.append("table \(table)") }
            if let column = server.column { parts.append("column \(column)") }
        }
        if let column { parts.append("column \(column.index + 1) (\(column.name))") }
        if let statementIndex { parts.append("statement \(statementIndex + 1)") }
        if let callSite { parts.append("at \(callSite)") }
        return parts.joined(separator: ", ")
    }

    @usableFromInline package var debugDescription: String {
        guard includesDetail else { return description }
        var text = server.map { "\(description)\nmessage: \($0.message)" } ?? description
        if let server {
            if let detail = server.detail { text += "\ndetail: \(detail)" }
            if let hint = server.hint { text += "\nhint: \(hint)" }
            if let context = server.context { text += "\ncontext: \(context)" }
        }
        if let sql { text += "\nstatement: \(sql)" }
        return text
    }
}
