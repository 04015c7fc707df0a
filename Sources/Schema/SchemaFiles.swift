import Foundation

/// The folder `sql/`: the schema's history, its present, and the rules that it keeps.
///
/// ```
/// sql/migrations/0001_create_schemas.sql    history: each applied once, in a transaction of its own, never edited
/// sql/functions/current_tenant.sql          present: applied again whenever it has changed,
/// sql/views/…  sql/policies/…               in this order, each kind by name
/// sql/checks/sequence.sql                   rules: queries that return what breaks them
/// ```
///
/// History comes first and cannot use what the present makes. Other folders beside these (roles, seeds) are not this
/// room's. Files whose names begin with a dot are passed over; any other that does not belong is an error.
package struct SchemaFiles: Sendable {
    /// By number: 1, 2, 3 ...
    package let migrations: [SchemaMigration]
    /// In the order in which they are applied.
    package let present: [SchemaPresentFile]
    /// By name.
    package let checks: [SchemaCheck]

    /// Reads all of it.
    /// - Parameter folder: path of `sql`.
    /// - Throws: `SchemaError.file`, which names the first file that is not as it must be.
    package init(folder: String) throws(SchemaError) {
        let names = try Self.names(in: "migrations", of: folder, isRequired: true)
        var migrations: [SchemaMigration] = []
        for name in names {
            let file = try SchemaFile("migrations/\(name)", in: folder)
            let migration = try SchemaMigration(file)
            try Self.checkNumber(of: migration, behind: migrations.last)
            try file.checkStatements()
            migrations.append(migration)
        }
        self.migrations = migrations

        var present: [SchemaPresentFile] = []
        for kind in SchemaPresentFile.Kind.allCases {
            for name in try Self.names(in: kind.rawValue, of: folder) {
                let file = try SchemaFile("\(kind.rawValue)/\(name)", in: folder)
                try file.checkStatements()
                present.append(try SchemaPresentFile(file, kind))
            }
        }
        self.present = present

        var checks: [SchemaCheck] = []
        for name in try Self.names(in: "checks", of: folder) {
            checks.append(try SchemaCheck(try SchemaFile("checks/\(name)", in: folder)))
        }
        self.checks = checks
    }

    /// Number of the last migration; 0 without any.
    package var version: Int { migrations.last?.number ?? 0 }

    /// The names are sorted, so a number that is not the next one is a gap or a double.
    private static func checkNumber(
        of migration: SchemaMigration,
        behind last: SchemaMigration?
    ) throws(SchemaError) {
        let expected = (last?.number ?? 0) + 1
        if let last, last.number == migration.number {
            throw .file(path: migration.path, problem: "has the number of \(last.path)")
        }
        guard migration.number == expected else {
            throw .file(path: migration.path, problem: "is behind a gap: there is no migration \(expected)")
        }
    }

    /// Names of the files in one of the folders, by their bytes.
    private static func names(
        in kind: String,
        of folder: String,
        isRequired: Bool = false
    ) throws(SchemaError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: "\(folder)/\(kind)", isDirectory: &isFolder), isFolder.boolValue
        else {
            guard !isRequired else { throw .file(path: kind, problem: "there is no such folder in \(folder)") }
            return []
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)") else {
            throw .file(path: kind, problem: "cannot be read in \(folder)")
        }
        let visible = names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in visible {
            let stem = name.dropLast(".sql".count)
            guard name.hasSuffix(".sql"), kind == "migrations" || SchemaFile.isName(stem, allowingDots: true) else {
                throw .file(path: "\(kind)/\(name)", problem: "only files called like what_it_is.sql belong here")
            }
        }
        return visible
    }
}
