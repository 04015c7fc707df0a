/// The statements that one connection has prepared on the server. A value with no I/O; the connection sends what it says.
///
///     lookup: unknown ──prepare sent──> .preparing ──ok──> .prepared ──evicted──> to be closed ──DEALLOCATE──> gone
///                                            └──failed──> forgotten
struct PostgresStatementCache {
    struct Key: Hashable {
        let sql: String
        let typeIDs: [UInt32]

        func hash(into hasher: inout Hasher) { hasher.combine(sql) }
    }

    final class Statement {
        let key: Key
        /// A C string.
        let name: [CChar]
        fileprivate(set) var isPrepared = false
        /// How long to look for its answers: each statement has a time of its own in which it tends to be answered.
        var patience = PostgresPatience.forAnswer
        fileprivate var lastUse = 0

        fileprivate init(key: Key, name: String) {
            self.key = key
            self.name = Array(name.utf8CString)
        }
    }

    /// Longer texts are seldom sent twice and would fill the memory of both sides.
    static let sizeLimitBytes = 16_384
    /// Statements closed before one request, so that no request pays for many.
    private static let closesPerRequest = 8

    private let limit: Int
    private var statements: [Key: Statement] = [:]
    private var evicted: [Statement] = []
    private var uses = 0
    private var names = 0

    init(limit: Int) { self.limit = limit }

    var count: Int { statements.count }
    var hasEvicted: Bool { !evicted.isEmpty }

    /// The statement for this text, new where `isPrepared` is false; `nil` when it is not to be kept.
    mutating func statement(for sql: String, typeIDs: [UInt32]) -> Statement? {
        // A backlog that cannot be closed (inside a long transaction) stops the cache from growing further.
        guard limit > 0, sql.utf8.count <= Self.sizeLimitBytes, evicted.count < limit else { return nil }
        uses += 1
        let key = Key(sql: sql, typeIDs: typeIDs)
        if let known = statements[key] {
            known.lastUse = uses
            return known
        }
        if statements.count >= limit, let oldest = statements.values.min(by: { $0.lastUse < $1.lastUse }) {
            forget(oldest)
        }
        names += 1
        let new = Statement(key: key, name: "hoctap_\(names)")
        new.lastUse = uses
        statements[key] = new
        return new
    }

    /// The server has it. One that was forgotten on its way (evicted by its own batch, or by DDL in it) is closed later.
    mutating func didPrepare(_ statement: Statement) {
        statement.isPrepared = true
        if statements[statement.key] !== statement { evicted.append(statement) }
    }

    /// The statement is of no use any more; the server's copy is closed later.
    mutating func forget(_ statement: Statement) {
        guard statements[statement.key] === statement else { return }
        statements[statement.key] = nil
        if statement.isPrepared { evicted.append(statement) }
    }

    /// The server has forgotten all of them.
    mutating func reset() {
        statements.removeAll()
        evicted.removeAll()
    }

    /// Plans may be out of date: all are prepared anew when used again.
    mutating func forgetAll() {
        for statement in statements.values { forget(statement) }
    }

    /// Names to close now.
    mutating func takeEvicted() -> [Statement] {
        let taken = Array(evicted.prefix(Self.closesPerRequest))
        evicted.removeFirst(taken.count)
        return taken
    }
}
