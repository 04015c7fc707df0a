/// What the server is told when it starts.
package struct WebConfiguration: Sendable {
    /// Where it listens.
    package var host: String
    /// 0 for any free port.
    package var port: Int
    /// How people reach it.
    package var baseURL: BaseURL
    /// Whose word about the client is taken.
    package var proxies: TrustedProxies
    /// Bootstrap's style sheets, as Debian's package libjs-bootstrap5 installs them.
    package var bootstrapFolder: String
    /// Chart.js, as Debian's package libjs-chart.js installs it.
    package var chartFolder: String
    /// Connections at once: beyond it they wait in the system's line. Each may hold a body and a page.
    package var connectionLimit = 2000
    /// How long a connection may be silent, within a request and between two.
    package var idleTime = Duration.seconds(60)
    /// How long those that run may go on when the server is told to stop.
    package var shutdownTime = Duration.seconds(20)
    /// Requests of one network address.
    package var sourceLimit = RateLimit.source
    /// Requests of one session or token.
    package var holderLimit = RateLimit.holder

    /// Where Debian installs Bootstrap.
    package static let debianBootstrapFolder = "/usr/share/javascript/bootstrap5"
    /// Where Debian installs Chart.js.
    package static let debianChartFolder = "/usr/share/javascript/chart.js"

    /// A server at this place with the usual limits.
    package init(
        host: String,
        port: Int,
        baseURL: BaseURL,
        proxies: TrustedProxies = .none,
        bootstrapFolder: String = WebConfiguration.debianBootstrapFolder,
        chartFolder: String = WebConfiguration.debianChartFolder
    ) {
        self.host = host
        self.port = port
        self.baseURL = baseURL
        self.proxies = proxies
        self.bootstrapFolder = bootstrapFolder
        self.chartFolder = chartFolder
    }
}
