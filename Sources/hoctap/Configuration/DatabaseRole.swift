/// The login roles of the database that this program uses, each with its own secret.
enum DatabaseRole: String, CaseIterable {
    /// Changes the schema, as `hoctap_owner`.
    case migrate
    /// Serves officers: tenant tables under row security.
    case server
    /// Signs people in: accounts, sessions, tokens.
    case auth
    /// The operator's commands.
    case admin
    /// Adds up the ledger, and looks after the totals.
    case worker

    /// As PostgreSQL knows it.
    var user: String { "hoctap_\(rawValue)" }
    /// Of the file in the folder of secrets.
    var secretName: String { "\(user)_password" }

    /// The setting that holds a connection string for this role alone.
    var connectionSetting: Setting {
        switch self {
        case .migrate: .databaseMigrate
        case .server: .databaseServer
        case .auth: .databaseAuth
        case .admin: .databaseAdmin
        case .worker: .databaseWorker
        }
    }

    /// The setting that names the file with its password.
    var passwordSetting: Setting {
        switch self {
        case .migrate: .passwordMigrateFile
        case .server: .passwordServerFile
        case .auth: .passwordAuthFile
        case .admin: .passwordAdminFile
        case .worker: .passwordWorkerFile
        }
    }
}
