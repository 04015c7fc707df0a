import Foundation
import Postgres
import Programme
import Store
import TestSupport

@testable import Web

/// A server with the pages of the city over a database of its own; the browser looks at the city, and `officer` works for an
/// organisation.
struct CityScene {
    let migrated: MigratedDatabase
    let browser: Browser
    let officer: Browser
    let client: HTTPClient

    private static let viewerToken = SecretToken(.session)
    private static let officerToken = SecretToken(.session)

    /// Lends a scene, and removes it afterwards.
    static func with(filled: Bool = true, _ body: (CityScene) async throws -> Void) async throws {
        let migrated = try await MigratedDatabase.make()
        if filled {
            try await CityFixture.fill(migrated)
            try await CityFixture.fold(migrated)
        }
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 4
        let pool = try PostgresPool(migrated.configuration(.city), limits: limits)
        let stewards = try PostgresPool(migrated.configuration(.server), limits: limits)
        var server = try RunningServer()
        let folder = FileManager.default.temporaryDirectory.path
        let database = CityDatabase(pool: pool)
        server.makeRoutes = { pages in
            CityRoutes(CityDesk(database: database, pages: pages, folder: folder)).all
                + CriteriaRoutes(CriteriaDesk(database: StewardDatabase(pool: stewards), pages: pages, folder: folder))
                .all + [
                    .officer(.viewer, .get, "/") { _, _ in .text("an organisation") }
                ]
        }
        server.principals = [viewerToken.text: viewer, officerToken.text: .sample(.administrator)]
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for pool in [pool, stewards] { tasks.addTask { try await pool.run() } }
            try await server.run { client async throws in
                let scene = CityScene(
                    migrated: migrated,
                    browser: browser(viewerToken, client),
                    officer: browser(officerToken, client),
                    client: client
                )
                try await body(scene)
            }
            tasks.cancelAll()
        }
        try await migrated.drop()
    }

    /// Somebody of the city association, who works for nobody else.
    private static let viewer = Principal(
        account: AccountID.next(),
        holder: .session(SessionID.next()),
        displayName: "Lê Thị Hạnh",
        work: .city,
        secondFactor: .settled,
        officers: [],
        seesCity: true
    )

    private static func browser(_ token: SecretToken, _ client: HTTPClient) -> Browser {
        let browser = Browser(client: client)
        browser.fields["Cookie"] = "hoctap=\(token.text)"
        return browser
    }
}
