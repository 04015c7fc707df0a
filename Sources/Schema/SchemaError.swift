package import Postgres

/// Why the schema cannot be read, applied or worked with. Each message says what an operator can do about it.
package enum SchemaError: Error, Sendable {
    /// A file or folder of `sql/` is not as it must be. Nothing was done.
    case file(path: String, problem: String)
    /// What the database has recorded of its migrations is not what the folder says. Nothing was done.
    case historyDiffers([String])
    /// The database has migrations that this folder or binary does not know.
    case tooNew(found: Int, supported: ClosedRange<Int>)
    /// The database lacks migrations that this binary needs.
    case tooOld(found: Int, supported: ClosedRange<Int>)
    /// The server has holes in row security; `found` and `needed` are `major * 10000 + minor`.
    case serverTooOld(found: Int, needed: Int)
    /// Another migrator held the lock for all of the time that this one was ready to wait.
    case busy(waitedSeconds: Int)
    /// The server refused a file, or the connection ended in the middle of it; `line` counts from 1, where it is known.
    case failed(file: String, line: Int?, PostgresError)
}

extension SchemaError {
    /// Worth another try: somebody else held a lock for longer than a migration may wait in everybody's way.
    var isLockConflict: Bool {
        guard case .failed(_, _, let error) = self else { return false }
        return error.sqlState == .lockNotAvailable || error.sqlState == .deadlockDetected
    }
}

extension SchemaError: CustomStringConvertible {
    /// One or a few lines for an operator, without values of rows.
    package var description: String {
        switch self {
        case .file(let path, let problem):
            "\(path): \(problem)"
        case .historyDiffers(let differences):
            """
            the database's history is not this folder's, so nothing was done. A migration that has been applied is \
            never edited: put the file back and write a new one. \(differences.joined(separator: "; "))
            """
        case .tooNew(let found, let supported):
            """
            the database's schema is \(found) and this binary knows \(supported.upperBound) at most: \
            this binary is older than the database: upgrade it
            """
        case .tooOld(let found, let supported):
            """
            the database's schema is \(found) and this binary needs \(supported.lowerBound) at least: \
            run hoctap migrate
            """
        case .serverTooOld(let found, let needed):
            """
            PostgreSQL \(Self.version(found)) has holes in row security that ON CONFLICT opens: \
            upgrade it to \(Self.version(needed)) or later
            """
        case .busy(let seconds):
            "another hoctap migrate has been at work on this database for \(seconds) s: wait for it, or end it"
        case .failed(let file, let line, let error):
            "\(file)\(line.map { ", line \($0)" } ?? ""): \(error)"
        }
    }

    /// `15.20` for 150020.
    private static func version(_ number: Int) -> String { "\(number / 10_000).\(number % 10_000)" }
}
