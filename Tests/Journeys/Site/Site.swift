import Foundation
import Glibc
import TestSupport

/// hoctap as an operator sets it up: a migrated database, the areas of Pleiku, two organisations with an administrator each, and the
/// server. Everything is done by the program itself.
struct Site: Sendable {
    /// Somebody who was added and has no password yet.
    struct Invited: Sendable {
        let login: String
        /// The address that sets the password, once.
        let link: String
    }

    /// How people reach the server.
    let address: String
    /// Of the organisation whose journey it is.
    let lan: Invited
    /// Of another organisation, who is to see nothing of it.
    let stranger: Invited

    static let tenantName = "Hội Liên hiệp Phụ nữ phường Hội Phú"
    private static let strangerTenantName = "Hội Nông dân phường Thống Nhất"

    /// Lends a site, and stops and removes it.
    static func with(_ body: (Site) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        let port = try LoopbackPort.free()
        let cluster = database.database.cluster
        let program = try Program([
            "HOCTAP_DATABASE": "host=\(cluster.socketFolder) port=\(cluster.port) dbname=\(database.database.name)",
            "HOCTAP_LISTEN": "127.0.0.1:\(port)",
            "HOCTAP_BASE_URL": "http://localhost:\(port)",
            "HOCTAP_NO_SECOND_FACTOR": "true",
            "HOCTAP_ALLOW_OLD_POSTGRES": "true",
        ])
        defer { program.remove() }
        try await run(program, ["area", "load"])
        let lan = try await newcomer(program, "phu-nu", tenantName, "lan.tran", "Trần Thị Lan")
        let stranger = try await newcomer(program, "nong-dan", strangerTenantName, "binh.le", "Lê Văn Bình")

        let server = try program.start("serve")
        let site = Site(address: "http://localhost:\(port)", lan: lan, stranger: stranger)
        do {
            try await site.waitUntilReady(server)
            try await body(site)
        } catch {
            await stop(server)
            throw error
        }
        await stop(server)
        try await database.drop()
    }

    private static func newcomer(
        _ program: Program,
        _ tenant: String,
        _ tenantName: String,
        _ login: String,
        _ name: String
    ) async throws -> Invited {
        try await run(program, ["tenant", "add", tenant, "--name", tenantName])
        let added = try await run(
            program,
            ["officer", "add", tenant, login, "--name", name, "--role", "administrator", "--json"]
        )
        let document = try JSONDecoder().decode(JSON.self, from: Data(added.utf8))
        guard let link = document["invitation"].text else { throw TestSupportError("no link: \(added)") }
        return Invited(login: login, link: link)
    }

    @discardableResult
    private static func run(_ program: Program, _ arguments: [String]) async throws -> String {
        let outcome = try await program.run(arguments)
        guard outcome.exitCode == 0 else {
            throw TestSupportError("hoctap \(arguments.joined(separator: " ")): \(outcome.errors.suffix(2000))")
        }
        return outcome.output
    }

    private func waitUntilReady(_ server: BackgroundProcess) async throws {
        let exchange = WebExchange()
        do {
            try await until("the server is ready") {
                (try? await exchange.send("GET", address + "/readyz").status) == 200
            }
        } catch {
            throw TestSupportError("\(error): \(server.errors.suffix(2000))")
        }
    }

    private static func stop(_ server: BackgroundProcess) async {
        server.send(SIGTERM)
        _ = try? await BlockingWork.run { server.wait(timeoutSeconds: 40) }
    }
}
