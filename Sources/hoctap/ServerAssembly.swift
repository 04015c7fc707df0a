import Foundation
import Logging
import Metrics
import Postgres
import Reports
import Schema
import ServiceLifecycle
import Store
import Web

/// Everything that runs inside `hoctap serve`, put together: three pools of connections, and the server on top of them.
struct ServerAssembly {
    private let group: ServiceGroup

    /// Past the server's own time for shutting down the pools close their connections; then whatever is left is cancelled.
    private static let closingTime: Duration = .seconds(10)

    /// - Throws: `PostgresError` for limits that cannot be, `Assets.Missing`.
    init(_ configuration: ServeConfiguration) throws {
        let logger = Logger(label: "hoctap.web")
        // Before the pools, which ask for their figures when they are made.
        let figures = configuration.figures.map { address in
            let registry = FigureRegistry()
            MetricsSystem.bootstrap(registry)
            return FiguresServer(host: address.host, port: address.port, registry: registry, logger: logger)
        }
        let tenants = try PostgresPool(configuration.server.postgres, limits: configuration.serverPool)
        let identity = try PostgresPool(configuration.auth.postgres, limits: configuration.authPool)
        let city = try PostgresPool(configuration.city.postgres, limits: configuration.cityPool)
        let readiness = Readiness([
            .init("database") {
                try await tenants.withConnection { connection in
                    _ = try await SchemaVersion.check(connection, allowingOldServer: configuration.allowsOldPostgres)
                    return true
                }
            },
            .init("sign-in") { try await identity.query("select true").value(Bool.self) },
            .init("city") { try await CityDatabase(pool: city).answers() },
        ])
        let address = configuration.web.host
        let identityDatabase = IdentityDatabase(pool: identity)
        let door = Doorkeeper(
            identity: identityDatabase,
            keys: configuration.keys,
            policy: configuration.signIn
        )
        let runner = ImportRunner(logger: logger)
        let folder = FileManager.default.temporaryDirectory.path
        let reports = ReportRunner(
            queue: ReportQueue(pool: tenants),
            maker: ReportMaker(
                tenants: TenantDatabase(pool: tenants, personKey: configuration.personKey),
                city: CityDatabase(pool: city),
                printer: ReportMaker.printer(),
                origin: configuration.web.baseURL.origin,
                folder: folder
            ),
            logger: logger
        )
        let areas = AreaBook(AreaRepository(pool: tenants))
        let baseURL = configuration.web.baseURL
        let classDoor = ClassDoor(DoorDatabase(pool: tenants))
        let api = APIRoutes(
            APIServices(
                tenants: TenantDatabase(pool: tenants, personKey: configuration.personKey),
                identity: identityDatabase,
                city: CityDatabase(pool: city),
                stewards: StewardDatabase(pool: tenants),
                classDoor: classDoor,
                areas: areas,
                keys: configuration.keys,
                baseURL: baseURL,
                folder: folder
            )
        )
        let server = try WebServer(
            configuration.web,
            routes: { pages in
                let desk = TenantDesk(
                    database: TenantDatabase(pool: tenants, personKey: configuration.personKey),
                    identity: identityDatabase,
                    areas: areas,
                    keys: configuration.keys,
                    pages: pages,
                    baseURL: baseURL
                )
                return WebRoutes(door: door, pages: pages, baseURL: baseURL).all
                    + VerificationRoutes(CertificateVerifier(pool: tenants), pages: pages).all
                    + DoorRoutes(classDoor, pages: pages).all
                    + TenantRoutes(desk, runner: runner, folder: folder).all
                    + CityRoutes(CityDesk(database: CityDatabase(pool: city), pages: pages, folder: folder)).all
                    + CriteriaRoutes(
                        CriteriaDesk(database: StewardDatabase(pool: tenants), pages: pages, folder: folder)
                    ).all
                    + api.all
            },
            readiness: readiness,
            authenticate: { try await door.authenticate($0, $1) },
            logger: logger,
            onRunning: { port in
                logger.info("listening", metadata: ["address": "\(address):\(port)"])
            }
        )
        var services: [any Service] = [
            tenants, identity, city, IdentityPurging(identityDatabase, logger: logger), runner, reports,
            WebhookSender(
                WebhookQueue(pool: tenants),
                keys: configuration.keys,
                allowsLocal: !baseURL.isSecure,
                logger: logger
            ),
        ]
        if let figures { services.append(figures) }
        services.append(server)
        // Stopped from the last to the first.
        var group = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "hoctap.serve")
        )
        group.maximumGracefulShutdownDuration = configuration.web.shutdownTime + Self.closingTime
        self.group = ServiceGroup(configuration: group)
    }

    /// Serves until a signal says otherwise.
    func run() async throws { try await group.run() }
}
