internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// The room Web: pages for people, JSON for programs, and the doors that both go through.
///
/// `RouteTable` is every address with its permission. `WebResponder` is the way of each request past the doors to its
/// handler and back. What a handler throws becomes a `Problem`. Handlers ask `Store` and make a `Page` or JSON of the
/// answer; nothing here knows SQL. Folders under `Pages` are called as the URLs that they answer.
///
/// The server is a service: told to stop, it says so at `/readyz`, takes no new connections, lets what runs finish for
/// `shutdownTime`, and then cancels the rest.
package struct WebServer: Service {
    private let application: any Service
    private let readiness: Readiness
    private let shutdownTime: Duration

    /// - Parameters:
    ///   - routes: what the server does, besides health, style sheets, language and the explanations of problems.
    ///   - authenticate: who holds a credential.
    ///   - onRunning: called once, with the port, when connections are taken.
    /// - Throws: what keeps it from starting: `Assets.Missing`, `PageRenderer.Refusal`, `RouteTable.Twice`.
    package init(
        _ configuration: WebConfiguration,
        routes: (PageRenderer) -> [Route],
        readiness: Readiness,
        authenticate: @escaping Authenticate,
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let assets = try Assets(
            bootstrapFolder: configuration.bootstrapFolder,
            chartFolder: configuration.chartFolder
        )
        let pages = try PageRenderer(assets: assets.paths)
        let gate = WebGate(configuration, authenticate: authenticate)
        let table = try RouteTable(
            HealthRoutes.all(readiness) + assets.routes + LanguageRoutes.all(gate.cookie) + ErrorPage.routes(pages)
                + routes(pages)
        )
        let responder = WebResponder(
            gate: gate,
            problems: ProblemResponder(baseURL: configuration.baseURL, pages: pages),
            headers: SecurityHeaders(baseURL: configuration.baseURL),
            figures: WebFigures(),
            routes: table.responder { try await gate.run($0, $1, $2) }
        )
        application = Application(
            responder: responder,
            server: .http1(configuration: Self.channel(configuration)),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimit)
            ),
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            logger: logger
        )
        self.readiness = readiness
        shutdownTime = configuration.shutdownTime
    }

    /// Serves until it is told to stop.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask {
                try await gracefulShutdown()
                readiness.stop()
                try await Task.sleep(for: shutdownTime)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private static func channel(_ configuration: WebConfiguration) -> HTTP1Channel.Configuration {
        let idleTime = TimeAmount.nanoseconds(configuration.idleTime.nanoseconds)
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [StalledReaderHandler(patience: idleTime)],
            idleTimeout: idleTime,
            // A head of ours is a cookie and a dozen fields; a URL has at most a search and a page.
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024,
                maxHeaderListSize: 32 * 1024,
                maxHeaderFieldCount: 100
            )
        )
    }
}
