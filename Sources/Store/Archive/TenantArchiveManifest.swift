package import FoundationEssentials
package import Programme

/// What an archive of a tenant says about itself: the file `manifest.json`.
///
/// An archive is a folder. Beside the manifest it has one file a table, `app.members.csv` and so on: CSV as PostgreSQL writes
/// it (RFC 4180, UTF-8, a line of column names, NULL as nothing and an empty text as `""`, times in UTC, bytes as `\x…`). More
/// than these: `identity.accounts.csv`, who the officers are, without passwords and secrets; `app.areas.csv`, `app.centres.csv`
/// and `app.topics.csv`, what rows name of what all tenants share, by its key, since another database may know it by another
/// identity; and `visited_classes.csv`, the classes of other tenants in which members are. Persons' tokens are not in it: each
/// installation makes them with its own key.
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
    static let formatVersion = 2
    static let fileName = "manifest.json"

    /// Who the officers are.
    static let accounts = "identity.accounts"
    static let accountColumns = [("id", "uuid"), ("login", "text"), ("display_name", "text"), ("language", "text")]
    /// Which areas, centres and topics rows name.
    static let shared = ["app.areas", "app.centres", "app.topics"]
    static let sharedColumns = [("id", "uuid"), ("key", "text")]
    /// In which classes of other tenants members are.
    static let visited = "visited_classes"
    static let visitedColumns = [
        ("host_id", "uuid"), ("id", "uuid"), ("host_name", "text"), ("title", "text"), ("topic_id", "uuid"),
        ("ends_on", "date"),
    ]
    /// What an archive has beside the tables of the tenant.
    static let extras = shared.map { ($0, sharedColumns) } + [(accounts, accountColumns), (visited, visitedColumns)]
}
