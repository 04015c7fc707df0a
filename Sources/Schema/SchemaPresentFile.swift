/// What stands in the database now, whatever it was before: a function, a view, or the policies of a table. Applied
/// whenever its hash has changed, so it must bear being applied again: `create or replace`, `drop policy if exists`
/// before the `create`. A file of policies makes all policies of its table.
package struct SchemaPresentFile: Sendable, Equatable {
    /// The folders, in the order in which they are applied.
    package enum Kind: String, CaseIterable, Sendable {
        case functions, views, policies
    }

    package let kind: Kind
    /// `functions/current_tenant.sql`.
    package let path: String
    package let sql: String
    /// SHA-256 of the file's bytes, in hexadecimal.
    package let hash: String

    init(_ file: SchemaFile, _ kind: Kind) throws(SchemaError) {
        guard file.directives.isEmpty else {
            throw .file(path: file.path, problem: "directives are for migrations")
        }
        self.kind = kind
        path = file.path
        sql = file.sql
        hash = file.hash
    }
}
