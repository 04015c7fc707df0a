import Logging
import Postgres

/// How one role reaches the database.
struct DatabaseConfiguration {
    let role: DatabaseRole
    /// With the role's user, the database's name, and the password from its file at each connect.
    let postgres: PostgresConfiguration

    /// The database's name where the connection string has none.
    static let standardDatabase = "hoctap"

    /// - Parameters:
    ///   - program: shown by PostgreSQL beside each connection (`application_name`), such as `hoctap serve`.
    ///   - secretsFolder: where the password's file is looked for when no setting names it.
    init(
        role: DatabaseRole,
        settings: Settings,
        program: String,
        secretsFolder: String = SecretFile.standardFolder
    ) throws(ConfigurationError) {
        self.role = role
        let (setting, text) = try Self.connectionString(role, settings)
        var configuration: PostgresConfiguration
        do {
            configuration = try PostgresConfiguration(text)
        } catch {
            throw ConfigurationError(setting, error.message)
        }
        if setting == .database {
            for keyword in ["user", "password"] where configuration[keyword] != nil {
                throw ConfigurationError(
                    setting,
                    "holds a \(keyword), but serves every role; give \(role.connectionSetting.rawValue) instead"
                )
            }
        }
        if configuration["user"] == nil { configuration["user"] = role.user }
        if configuration["dbname"] == nil { configuration["dbname"] = Self.standardDatabase }
        configuration["application_name"] = program
        try Self.addPassword(to: &configuration, role, settings, secretsFolder)
        configuration.logger = Logger(label: "hoctap.postgres")
        postgres = configuration
    }

    private static func connectionString(
        _ role: DatabaseRole,
        _ settings: Settings
    ) throws(ConfigurationError) -> (Setting, String) {
        if let own = settings[role.connectionSetting] { return (role.connectionSetting, own) }
        if let shared = settings[.database] { return (.database, shared) }
        throw ConfigurationError(
            .database,
            "not given; say where PostgreSQL is, such as \"host=127.0.0.1 port=5432 dbname=hoctap\""
        )
    }

    private static func addPassword(
        to configuration: inout PostgresConfiguration,
        _ role: DatabaseRole,
        _ settings: Settings,
        _ secretsFolder: String
    ) throws(ConfigurationError) {
        guard configuration["password"] == nil else {
            guard settings[role.passwordSetting] == nil else {
                throw ConfigurationError(
                    role.passwordSetting,
                    "given, and \(role.connectionSetting.rawValue) holds a password too; take one away"
                )
            }
            return
        }
        let file = try SecretFile.find(
            role.passwordSetting,
            in: settings,
            name: role.secretName,
            folder: secretsFolder
        )
        if let file { configuration.password = { try file.read() } }
    }
}
