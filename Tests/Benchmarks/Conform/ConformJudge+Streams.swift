import Postgres

/// Values that travel by a cursor and by COPY.
extension ConformJudge {
    /// More rows than a stream's first batch has, so that the value comes in two of them.
    private static let streamRows = 300

    func problemByCursor(of subject: ConformSubject) async throws -> String? {
        let sql = "select \(subject.expression) from generate_series(1, \(Self.streamRows))"
        let (count, value) = try await cached.stream(PostgresQuery(sql: sql)) { rows in
            var count = 0
            var last: PostgresDynamicValue?
            for try await row in rows {
                last = try row.value(0, as: PostgresDynamicValue?.self)
                count += 1
            }
            return (count, last)
        }
        guard count == Self.streamRows else { return "\(count) rows of \(Self.streamRows)" }
        return try subject.verdict(try await cached.query(subject.judgement(of: value)))
    }

    func problemByCopyOut(of subject: ConformSubject) async throws -> String? {
        let question = PostgresQuery(sql: "select \(subject.expression) as value, 7 as number")
        let values = try await cached.copyOut(rowsOf: question) { reader in
            var values: [PostgresDynamicValue?] = []
            while let rows = try await reader.next((PostgresDynamicValue?, Int32).self) {
                values += rows.map(\.0)
            }
            return values
        }
        guard values.count == 1 else { return "\(values.count) rows" }
        return try subject.verdict(try await cached.query(subject.judgement(of: values[0])))
    }

    /// By typed rows, where the value's Swift type is the column's own; by bytes in binary format for a type that only
    /// the database knows.
    func problemByCopyIn(of subject: ConformSubject) async throws -> String? {
        let value = try subject.answer(try await cached.query(subject.question))
        let table = "create temporary table conform (value \(subject.type), number integer)"
        try await cached.script("drop table if exists pg_temp.conform; \(table)")
        do {
            try await copyIn(value)
        } catch let error as PostgresError where error.kind == .encoding(.invalid("type")) {
            try await copyInBytes(value)
        }
        let sql = "\(subject.judgement(ofSQL: "value")) from pg_temp.conform where number = 7"
        return try subject.verdict(try await cached.query(PostgresQuery(sql: sql)))
    }

    private func copyIn(_ value: PostgresDynamicValue?) async throws {
        try await cached.copyIn(table: "conform", schema: "pg_temp", columns: ["value", "number"]) { rows in
            if let value {
                try await Self.write(value.value, to: rows)
            } else {
                try await rows.write(PostgresDynamicValue?.none, Int32(7))
            }
        }
    }

    private static func write(_ value: some PostgresCodable, to rows: PostgresCopyWriter) async throws {
        try await rows.write(value, Int32(7))
    }

    private func copyInBytes(_ value: PostgresDynamicValue?) async throws {
        var row = PostgresByteBuffer()
        row.write(bytes: Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00])
        row.write(Int32(0))
        row.write(Int32(0))
        row.write(Int16(2))
        try row.writeElement(value)
        try row.writeElement(Int32(7))
        row.write(Int16(-1))
        let types = cached.configuration.types
        try row.resolve { types.id(named: $0) }
        let bytes = row.bytes
        try await cached.copyIn("copy pg_temp.conform from stdin (format binary)") { try await $0.write(bytes: bytes) }
    }
}
