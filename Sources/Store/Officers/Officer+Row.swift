package import Postgres
import Programme

/// Reads `id, account_id, display_name, role, branch_id, area_id, state, created_at, version`.
extension Officer: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        account = try row.next()
        displayName = try row.next()
        role = try row.choice()
        scope = try OfficerScope(branch: row.next(), area: row.next())
        isEnded = try row.next(String.self) != "active"
        createdAt = try row.next()
        version = try row.next()
    }
}

extension OfficerDraft {
    /// The fields that a draft decides, as the audit names them.
    static let fields = ["display_name", "role", "scope"]

    /// - Throws: `StoreError.refused(.administratorScope)` for an administrator of a part.
    func check() throws(StoreError) {
        guard role != .administrator || scope == .wholeTenant else { throw .refused(.administratorScope) }
    }

    /// Which of them differ from what an officer has.
    func fieldsChanged(from officer: Officer) -> [String] {
        zip(Self.fields, [displayName != officer.displayName, role != officer.role, scope != officer.scope])
            .filter(\.1).map(\.0)
    }
}
