import Foundation
import Postgres
import Store
import Web

/// What `hoctap serve` is told: where it listens, how it is reached, and its three ways into the database.
struct ServeConfiguration {
    let web: WebConfiguration
    let keys: ServerKeys
    /// Makes persons' tokens; nil where nobody is to be linked.
    let personKey: PersonKey?
    /// Tenants' work, under row security.
    let server: DatabaseConfiguration
    let serverPool: PostgresPoolConfiguration
    /// Signing in.
    let auth: DatabaseConfiguration
    let authPool: PostgresPoolConfiguration
    /// The city's totals.
    let city: DatabaseConfiguration
    let cityPool: PostgresPoolConfiguration
    let allowsOldPostgres: Bool
    let signIn: SignInPolicy
    /// Where figures are handed out; nil for nowhere.
    let figures: ListenAddress?

    /// Name of the key's file in the folder of secrets; the one before it has `_previous` behind.
    private static let keyName = "hoctap_server_key"
    /// PostgreSQL gives out a hundred connections by default; more than this from one server only queue inside it.
    private static let mostConnections = 90

    /// - Parameter secretsFolder: where secrets are that no setting names.
    init(
        settings: Settings,
        secretsFolder: String = SecretFile.standardFolder
    ) throws(ConfigurationError) {
        web = try Self.web(settings)
        keys = try Self.keys(settings, secretsFolder)
        personKey = try PersonKey.find(in: settings, secretsFolder: secretsFolder)
        let program = "hoctap serve"
        server = try DatabaseConfiguration(
            role: .server,
            settings: settings,
            program: program,
            secretsFolder: secretsFolder
        )
        auth = try DatabaseConfiguration(
            role: .auth,
            settings: settings,
            program: program,
            secretsFolder: secretsFolder
        )
        city = try DatabaseConfiguration(
            role: .city,
            settings: settings,
            program: program,
            secretsFolder: secretsFolder
        )
        serverPool = try Self.pool("server", settings, .serverConnections, default: 16)
        authPool = try Self.pool("auth", settings, .authConnections, default: 4)
        cityPool = try Self.pool("city", settings, .cityConnections, default: 4)
        allowsOldPostgres = try settings.flag(.allowOldPostgres)
        var signIn = SignInPolicy()
        signIn.wantsSecondFactorOfAdministrators = try !settings.flag(.noSecondFactor)
        self.signIn = signIn
        figures = try settings[.figures].map { text throws(ConfigurationError) in
            try ListenAddress(text, setting: .figures)
        }
    }

    private static func web(_ settings: Settings) throws(ConfigurationError) -> WebConfiguration {
        let address = try ListenAddress(settings[.listen] ?? ListenAddress.standard, setting: .listen)
        guard let text = settings[.baseURL] else {
            throw ConfigurationError(.baseURL, "not given; say how people reach the server: https://hoctap.example.vn")
        }
        let baseURL: BaseURL
        do { baseURL = try BaseURL(text) } catch { throw ConfigurationError(.baseURL, "\(error)") }
        let entries = settings[.proxies]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
        let proxies: TrustedProxies
        do { proxies = try TrustedProxies(entries) } catch { throw ConfigurationError(.proxies, "\(error)") }
        var web = WebConfiguration(
            host: address.host,
            port: address.port,
            baseURL: baseURL,
            proxies: proxies,
            bootstrapFolder: settings[.bootstrap] ?? WebConfiguration.debianBootstrapFolder,
            chartFolder: settings[.chart] ?? WebConfiguration.debianChartFolder
        )
        web.shutdownTime = .seconds(try settings.number(.shutdownSeconds, in: 1...600, default: 20))
        return web
    }

    private static func keys(_ settings: Settings, _ folder: String) throws(ConfigurationError) -> ServerKeys {
        guard let current = try SecretFile.find(.serverKeyFile, in: settings, name: keyName, folder: folder) else {
            throw ConfigurationError(.serverKeyFile, "not given; deploy/secrets makes the key")
        }
        let previous = try SecretFile.find(
            .serverKeyPreviousFile,
            in: settings,
            name: "\(keyName)_previous",
            folder: folder
        )
        let old = if let previous { [Data(try previous.read().utf8)] } else { [Data]() }
        do {
            return try ServerKeys(current: Data(try current.read().utf8), previous: old)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError(.serverKeyFile, "\(error)")
        }
    }

    private static func pool(
        _ name: String,
        _ settings: Settings,
        _ setting: Setting,
        default standard: Int
    ) throws(ConfigurationError) -> PostgresPoolConfiguration {
        var pool = PostgresPoolConfiguration()
        pool.name = name
        pool.maximumConnections = try settings.number(setting, in: 1...mostConnections, default: standard)
        return pool
    }
}

/// Where a server listens.
struct ListenAddress: Equatable {
    let host: String
    let port: Int

    /// This machine alone, until somebody says otherwise.
    static let standard = "127.0.0.1:8080"

    /// - Throws: naming the setting, unless the text has the form `HOST:PORT`, an IPv6 address in brackets.
    init(_ text: String, setting: Setting) throws(ConfigurationError) {
        let parts = text.wholeMatch(of: #/(?:\[(?<six>[0-9A-Fa-f:.%a-z]+)\]|(?<name>[^:\[\]\s]+)):(?<port>[0-9]{1,5})/#)
        guard let parts, let host = parts.six ?? parts.name, let port = UInt16(parts.port) else {
            throw ConfigurationError(setting, "\"\(text.prefix(80))\" is not HOST:PORT, such as \(Self.standard)")
        }
        (self.host, self.port) = (String(host), Int(port))
    }
}
