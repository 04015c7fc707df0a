/// One step of the schema's history: `migrations/0012_add_member_gender.sql`. Once applied anywhere it is never edited.
///
/// Comment lines at its head may carry directives:
///
/// - `-- hoctap: no-transaction`, as the first line: its statements run one by one outside of a transaction, for what
///   PostgreSQL allows only there (`create index concurrently`). If it is ended in its middle it runs again from its
///   start, so each of its statements must bear that: `drop index concurrently if exists` before the `create`.
/// - `-- hoctap: drops views/name.sql`: it drops, or makes wrong, what that present file had made. The file is
///   forgotten, and applied again in the same run if it is still there.
package struct SchemaMigration: Sendable, Equatable {
    /// From 1, without gaps.
    package let number: Int
    /// Without number and ending: `add_member_gender`.
    package let name: String
    package let sql: String
    /// SHA-256 of the file's bytes, in hexadecimal.
    package let hash: String
    /// False by directive.
    package let isTransactional: Bool
    /// Paths of the present files that it drops, by directive.
    package let drops: [String]

    /// `migrations/0012_add_member_gender.sql`.
    package var path: String { "migrations/\(Self.fileName(number, name))" }

    static func fileName(_ number: Int, _ name: String) -> String {
        let digits = String(number)
        return "\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)_\(name).sql"
    }

    /// - Throws: `.file` for a name or a directive that is not as it must be.
    init(_ file: SchemaFile) throws(SchemaError) {
        let stem = file.name.dropLast(".sql".count)
        let digits = stem.prefix(4)
        let name = stem.dropFirst(5)
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits), number > 0,
            stem.dropFirst(4).first == "_", SchemaFile.isName(name)
        else {
            throw .file(path: file.path, problem: "the name of a migration is 0001_what_it_does.sql, in lower case")
        }
        self.number = number
        self.name = String(name)
        sql = file.sql
        hash = file.hash
        var isTransactional = true
        var drops: [String] = []
        for (index, directive) in file.directives {
            if directive == "no-transaction", index == 0 {
                isTransactional = false
            } else if directive.hasPrefix("drops ") {
                drops.append(String(directive.dropFirst("drops ".count)))
            } else {
                throw .file(path: file.path, problem: "line \(index + 1): no directive of this place: \(directive)")
            }
        }
        self.isTransactional = isTransactional
        self.drops = drops
    }
}
