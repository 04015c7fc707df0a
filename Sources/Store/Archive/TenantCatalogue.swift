import Postgres
import Programme

/// The tables that keep something of a tenant, as the database's catalogue has them: so that a table which is added later is
/// copied and removed with the rest, without anybody thinking of it.
struct TenantCatalogue {
    /// One table.
    struct Table {
        /// One column that is stored: none that is computed, and no person's token, which another installation's key would
        /// make otherwise.
        struct Column: Hashable {
            let name: String
            /// As `format_type` writes it.
            let type: String
            /// The shared table whose records it names, such as `app.areas`; nil if it names none.
            let shared: String?
        }

        let oid: PostgresOID
        let schema: String
        let name: String
        let columns: [Column]
        /// In the order of the key.
        let keyColumns: [String]

        /// `app.members`.
        var title: String { "\(schema).\(name)" }
        /// The same for SQL.
        var quoted: String {
            "\(PostgresQuery.quoted(identifier: schema)).\(PostgresQuery.quoted(identifier: name))"
        }
        /// The column that names the tenant.
        var tenantColumn: String { columns.contains { $0.name == "tenant_id" } ? "tenant_id" : "id" }
        /// All columns for SQL.
        var columnList: String {
            columns.map { PostgresQuery.quoted(identifier: $0.name) }.joined(separator: ", ")
        }
    }

    /// A table behind all that it refers to.
    let tables: [Table]

    /// Those that belong to the tenant itself; the others only mention it.
    var ownTables: [Table] { tables.filter { $0.schema == "app" } }

    /// Reads the catalogue.
    ///
    /// - Throws: `StoreError.refused(.archiveUnreadable)` for tables that refer to each other in a circle.
    static func read(in transaction: PostgresTransaction) async throws -> TenantCatalogue {
        let results = try await transaction.batch([tableQuery, referenceQuery])
        let tables = try results[0].decode(Table.self)
        let references = try results[1].decode((PostgresOID, PostgresOID).self)
        var open = tables
        var ordered: [Table] = []
        while !open.isEmpty {
            let waiting = Set(open.map(\.oid))
            let free = open.filter { table in
                !references.contains { $0.0 == table.oid && $0.1 != table.oid && waiting.contains($0.1) }
            }
            guard !free.isEmpty else { throw StoreError.refused(.archiveUnreadable) }
            let freed = Set(free.map(\.oid))
            ordered += free
            open.removeAll { freed.contains($0.oid) }
        }
        return TenantCatalogue(tables: ordered)
    }

    private static var tableQuery: PostgresQuery {
        """
        -- TenantCatalogue.read: tables
        select tables.oid, spaces.nspname::text, tables.relname::text,
            array_agg(columns.attname::text order by columns.attnum),
            array_agg(format_type(columns.atttypid, columns.atttypmod) order by columns.attnum),
            array_agg(coalesce((
                select referred.relname::text
                from pg_constraint
                join pg_class referred on referred.oid = confrelid
                where conrelid = tables.oid and contype = 'f' and conkey = array[columns.attnum]
                    and confrelid = any (array[
                        'app.areas', 'app.centres', 'app.topics', 'app.centre_rooms'
                    ]::regclass[])
            ), case columns.attname when 'area_id' then 'areas' end) order by columns.attnum),
            (
                select array_agg(keys.attname::text order by array_position(pg_index.indkey::int2[], keys.attnum))
                from pg_index
                join pg_attribute keys on keys.attrelid = tables.oid and keys.attnum = any (pg_index.indkey::int2[])
                where pg_index.indrelid = tables.oid and pg_index.indisprimary
            )
        from pg_class tables
        join pg_namespace spaces on spaces.oid = tables.relnamespace
        join pg_attribute columns on columns.attrelid = tables.oid and columns.attnum > 0
            and not columns.attisdropped and columns.attgenerated = ''
            and columns.attname not in ('person_token', 'token_epoch')
        where spaces.nspname in ('app', 'identity') and tables.relkind in ('r', 'p') and not tables.relispartition
        group by tables.oid, spaces.nspname, tables.relname
        having bool_or(columns.attname = 'tenant_id') or tables.oid = 'app.tenants'::regclass
        order by spaces.nspname, tables.relname
        """
    }

    private static var referenceQuery: PostgresQuery {
        """
        -- TenantCatalogue.read: references
        select distinct conrelid, confrelid
        from pg_constraint
        where contype = 'f'
        """
    }
}

/// Reads `oid, schema, name`, three arrays of the columns, and the key.
extension TenantCatalogue.Table: PostgresRowDecodable {
    init(from row: inout PostgresRowReader) throws(PostgresError) {
        oid = try row.next()
        schema = try row.next()
        name = try row.next()
        let names = try row.next([String].self)
        let types = try row.next([String].self)
        let shared = try row.next([String?].self)
        columns = zip(names, zip(types, shared)).map {
            Column(name: $0, type: $1.0, shared: $1.1.map { "app.\($0)" })
        }
        keyColumns = try row.next([String]?.self) ?? []
    }
}
