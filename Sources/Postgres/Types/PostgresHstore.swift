/// Keys and values of the extension type hstore; a value may be NULL.
package struct PostgresHstore: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// Each key with its value or NULL.
    package var pairs: [String: String?]

    /// The same pairs.
    package init(_ pairs: [String: String?]) { self.pairs = pairs }

    /// Of pairs given twice the last counts.
    package init(dictionaryLiteral elements: (String, String?)...) {
        pairs = Dictionary(elements) { _, last in last }
    }

    /// In PostgreSQL's order: by the keys' length in bytes, then byte by byte.
    private var sorted: [(key: String, value: String?)] {
        pairs.map { ($0.key, $0.value) }.sorted { left, right in
            let lengths = (left.0.utf8.count, right.0.utf8.count)
            if lengths.0 != lengths.1 { return lengths.0 < lengths.1 }
            return left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
        }
    }
}

extension PostgresHstore: CustomStringConvertible {
    /// PostgreSQL's own text form: `"a"=>"1", "b"=>NULL`.
    package var description: String {
        sorted.map { key, value in
            "\(PostgresText.quoted(key))=>\(value.map { PostgresText.quoted($0) } ?? "NULL")"
        }.joined(separator: ", ")
    }
}

extension PostgresHstore: PostgresCodable {
    package static var postgresType: PostgresType { .named("hstore") }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresHstore {
        guard let info = cell.types.info(cell.type), info.kind == .base, info.name == "hstore" else {
            throw cell.mismatch("PostgresHstore")
        }
        var reader = PostgresByteReader(cell.bytes)
        let count = try reader.count(ofAtLeast: 8)
        var pairs: [String: String?] = [:]
        for _ in 0..<count {
            let key = try reader.text(Int(try reader.integer(Int32.self)))
            let value = try reader.element()
            let text: String? = if let value { try String(postgresText: value) } else { nil }
            guard pairs.updateValue(text, forKey: key) == nil else { throw .malformed("a key twice") }
        }
        try reader.end()
        return PostgresHstore(pairs)
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let count = Int32(exactly: pairs.count) else { throw .tooLarge(limitBytes: Int(Int32.max)) }
        buffer.write(count)
        for (key, value) in sorted {
            try buffer.writeElement(key)
            try buffer.writeElement(value)
        }
    }
}
