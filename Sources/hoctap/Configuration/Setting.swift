/// Every setting, under the name that it has in the environment and in the configuration file.
///
/// The environment wins over the file. A setting that ends in `_FILE` names a file that holds a secret; where it is left
/// out, the file of the same purpose in `/run/secrets` serves, should there be one.
enum Setting: String, CaseIterable {
    /// Connection string of libpq without user and password, for every role that has none of its own.
    case database = "HOCTAP_DATABASE"
    case databaseMigrate = "HOCTAP_DATABASE_MIGRATE"
    case databaseServer = "HOCTAP_DATABASE_SERVER"
    case databaseAuth = "HOCTAP_DATABASE_AUTH"
    case databaseCity = "HOCTAP_DATABASE_CITY"
    case databaseAdmin = "HOCTAP_DATABASE_ADMIN"
    case databaseWorker = "HOCTAP_DATABASE_WORKER"
    case passwordMigrateFile = "HOCTAP_PASSWORD_MIGRATE_FILE"
    case passwordServerFile = "HOCTAP_PASSWORD_SERVER_FILE"
    case passwordAuthFile = "HOCTAP_PASSWORD_AUTH_FILE"
    case passwordCityFile = "HOCTAP_PASSWORD_CITY_FILE"
    case passwordAdminFile = "HOCTAP_PASSWORD_ADMIN_FILE"
    case passwordWorkerFile = "HOCTAP_PASSWORD_WORKER_FILE"
    /// Where `serve` listens: `HOST:PORT`.
    case listen = "HOCTAP_LISTEN"
    /// Where `serve` hands out its figures for Prometheus: `HOST:PORT`; nowhere if it is left out.
    case figures = "HOCTAP_FIGURES"
    /// How people reach the server: scheme and host, such as `https://hoctap.example.vn`.
    case baseURL = "HOCTAP_BASE_URL"
    /// Addresses and networks of the proxies in front of the server, separated by commas.
    case proxies = "HOCTAP_PROXIES"
    /// The key that seals what the server keeps secret in the database.
    case serverKeyFile = "HOCTAP_SERVER_KEY_FILE"
    /// The key before it, for as long as something sealed with it is left.
    case serverKeyPreviousFile = "HOCTAP_SERVER_KEY_PREVIOUS_FILE"
    /// The key that makes persons' tokens of citizen IDs; without one nobody is counted once across organisations.
    case personKeyFile = "HOCTAP_PERSON_KEY_FILE"
    /// Folder of Bootstrap 5, as Debian's libjs-bootstrap5 installs it.
    case bootstrap = "HOCTAP_BOOTSTRAP"
    /// Folder of Chart.js 3, as Debian's libjs-chart.js installs it.
    case chart = "HOCTAP_CHART"
    /// Connections to the database for tenants' work, at most.
    case serverConnections = "HOCTAP_SERVER_CONNECTIONS"
    /// Connections to the database for signing in, at most.
    case authConnections = "HOCTAP_AUTH_CONNECTIONS"
    /// Connections to the database for the city's totals, at most.
    case cityConnections = "HOCTAP_CITY_CONNECTIONS"
    /// `true`: administrators and who sees the city need no second factor. For trying things out.
    case noSecondFactor = "HOCTAP_NO_SECOND_FACTOR"
    /// How long requests may go on when the server is told to stop.
    case shutdownSeconds = "HOCTAP_SHUTDOWN_SECONDS"
    /// `true`: work with a PostgreSQL whose row security has known holes.
    case allowOldPostgres = "HOCTAP_ALLOW_OLD_POSTGRES"
    /// `human` or `json`.
    case logFormat = "HOCTAP_LOG_FORMAT"
    /// `trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`.
    case logLevel = "HOCTAP_LOG_LEVEL"
    /// Folder with the migrations, functions, views, policies and checks.
    case sql = "HOCTAP_SQL"
    /// The configuration file; read from the environment alone.
    case configurationFile = "HOCTAP_CONFIG"

    /// What every name begins with.
    static let prefix = "HOCTAP_"

    /// The setting whose name is nearest to a name that is none, for a message; nil when none is near.
    static func nearest(to name: String) -> Setting? {
        let distances = allCases.map { ($0, EditDistance.between($0.rawValue, name)) }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= Self.largestSlip else { return nil }
        return best.0
    }

    /// More changes than this make another word, not a slip of the finger.
    private static let largestSlip = 3
}

/// How many letters must change to make one word of another.
enum EditDistance {
    /// Levenshtein's distance, in one row.
    static func between(_ one: String, _ other: String) -> Int {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
