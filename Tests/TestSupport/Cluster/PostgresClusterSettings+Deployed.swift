import Foundation

extension PostgresClusterSettings {
    /// As operators are given them: what `deploy/postgres/postgresql.conf` says of memory, plans and the log, with everything
    /// made durable. Who may come in, and from where, stays ours; autovacuum is off, so that rounds are alike.
    package static var deployed: PostgresClusterSettings {
        get throws {
            let path = try RepositoryFolder.path("deploy/postgres/postgresql.conf")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            var overrides = ["fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"]
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard parts.count == 2, let name = parts.first, let value = parts.last, !name.hasPrefix("#"),
                    !ways.contains(name)
                else { continue }
                overrides[name] = value
            }
            return PostgresClusterSettings(overrides: overrides, hasChecksums: true)
        }
    }

    /// Who may come in, and what the log tells for operators.
    private static let ways: Set<String> = ["listen_addresses", "hba_file", "password_encryption", "max_connections"]
}
