package import FoundationEssentials
package import Programme

/// What an archive of a tenant says about itself: the file `manifest.json`.
///
/// An archive is a folder. Beside the manifest it has one file a table, `app.members.csv` and so on: CSV as PostgreSQL writes
/// it (RFC 4180, UTF-8, a line of column names, NULL as nothing and an empty text as `""`, times in UTC, bytes as `\x…`). Two
/// more: `identity.accounts.csv`, who the officers are, without passwords and secrets; and `app.areas.csv`, the areas that
/// rows name, by their key, since another database may know an area by another identity.
package struct TenantArchiveManifest: Codable, Hashable, Sendable {
    /// One file.
    package struct Table: Codable, Hashable, Sendable {
        /// `app.members`; the file is called so, with `.csv` behind.
        package let name: String
        package let columns: [String]
        /// Of each column, as PostgreSQL calls it.
        package let types: [String]
        package var rows: Int
        package var bytes: Int
    }

    /// Always `hoctap-tenant`.
    package let format: String
    /// Of this format.
    package let formatVersion: Int
    /// Number of the last migration: an archive goes back only into the same.
    package let schemaVersion: Int
    package let tenant: TenantID
    package let key: String
    package let name: String
    package let exportedAt: Date
    /// In the order in which they can go back.
    package var tables: [Table]

    static let format = "hoctap-tenant"
    static let formatVersion = 1
    static let fileName = "manifest.json"

    /// Who the officers are.
    static let accounts = "identity.accounts"
    static let accountColumns = [("id", "uuid"), ("login", "text"), ("display_name", "text"), ("language", "text")]
    /// Which areas rows name.
    static let areas = "app.areas"
    static let areaColumns = [("id", "uuid"), ("key", "text")]
}
