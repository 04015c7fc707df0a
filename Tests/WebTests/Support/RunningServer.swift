import Logging
import Programme
import ServiceLifecycle
import Store
import TestSupport

@testable import Web

/// A server on a port of its own, for as long as the test runs.
struct RunningServer {
    var configuration: WebConfiguration
    var routes: [Route] = []
    var readiness = Readiness([])
    var principals: [String: Principal] = [:]
    /// In the place of `routes`, where they need the templates.
    var makeRoutes: ((PageRenderer) -> [Route])?
    /// In the place of `principals`.
    var authenticate: Authenticate?
    var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    init(baseURL: String = "http://localhost:8080") throws {
        configuration = WebConfiguration(host: "127.0.0.1", port: 0, baseURL: try BaseURL(baseURL))
    }

    /// Runs the server while `body` talks to it.
    func run<Value>(_ body: (HTTPClient, ServiceGroup) async throws -> Value) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let principals = principals
        let server = try WebServer(
            configuration,
            routes: makeRoutes ?? { _ in routes },
            readiness: readiness,
            authenticate: authenticate ?? { credential, _ in principals[credential.token.text] },
            logger: logger,
            onRunning: { announce.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { throw TestSupportError("the server did not start") }
            let value = try await body(HTTPClient(port: UInt16(port)), group)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return value
        }
    }

    /// Runs the server while `body` talks to it.
    func run<Value>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
        try await run { client, _ in try await body(client) }
    }
}

extension Principal {
    /// Somebody who works for a tenant.
    static func sample(
        _ role: OfficerRole? = .viewer,
        holder: Holder = .session(SessionID.next()),
        secondFactor: SecondFactor = .settled
    ) -> Principal {
        Principal(
            account: AccountID.next(),
            holder: holder,
            displayName: "Nguyễn Thị Hạnh",
            work: role.map { role in
                let context = TenantContext(tenant: TenantID.next(), actor: .officer(OfficerID.next()), role: role)
                return .tenant(context, name: "Hội Khuyến học")
            } ?? .nowhere,
            secondFactor: secondFactor,
            officers: [],
            seesCity: false
        )
    }
}
