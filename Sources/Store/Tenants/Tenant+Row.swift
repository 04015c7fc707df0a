package import Postgres
import Programme

/// Reads `id, key, kind, name, area_id, state, created_at, version`.
extension Tenant: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        key = try row.next()
        kind = try row.choice()
        name = try row.next()
        area = try row.next()
        isSuspended = try row.next(String.self) != "active"
        createdAt = try row.next()
        version = try row.next()
    }
}
