internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// `/metrics` for Prometheus, on an address of its own: figures are for whoever runs the server, not for who uses it,
/// so this address is never the one that a proxy hands out. It also answers `/livez`.
package struct FiguresServer: Service {
    private let application: any Service

    /// - Parameters:
    ///   - host: an address inside: 127.0.0.1, or the container's network.
    ///   - onRunning: called once, with the port.
    package init(
        host: String,
        port: Int,
        registry: FigureRegistry,
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let router = Router()
        router.get("/metrics") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text))
            )
        }
        router.get("/livez") { _, _ in Response.text("ok\n") }
        application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(32)
            ),
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    /// Serves until it is told to stop.
    package func run() async throws { try await application.run() }
}
