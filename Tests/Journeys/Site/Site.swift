import Foundation
import Glibc
import TestSupport

/// hoctap as an operator sets it up: a migrated database, the areas of Pleiku, two organisations and a ward with an administrator
/// each, somebody who sees the city, the server and the worker. Everything is done by the program itself.
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
    /// Of a ward, whose learning centre it keeps.
    let ward: Invited
    /// Of the city association, who sees totals and nobody.
    let viewer: Invited
    private let program: Program

    static let tenantName = "Hội Liên hiệp Phụ nữ phường Hội Phú"
    static let strangerTenantName = "Hội Nông dân phường Thống Nhất"

    static let wardName = "Phường Hội Phú"

    /// What a command of the operator prints as JSON.
    func ask(_ arguments: String...) async throws -> JSON {
        let printed = try await Self.run(program, arguments + ["--json"])
        return try JSONDecoder().decode(JSON.self, from: Data(printed.utf8))
    }

    /// Lends a site, and stops and removes it.
    static func with(_ body: (Site) async throws -> Void) async throws {
        try await lend(
            prepare: { program, address in
                let lan = try await newcomer(program, "phu-nu", tenantName, "lan.tran", "Trần Thị Lan")
                let stranger = try await newcomer(program, "nong-dan", strangerTenantName, "binh.le", "Lê Văn Bình")
                let place = ["--kind", "ward", "--area", "hoi-phu"]
                let ward = try await newcomer(program, "hoi-phu", wardName, "mai.rcom", "Rcom Mai", place)
                let viewer = try await invited(
                    program,
                    "hanh.le",
                    ["city", "grant", "hanh.le", "--name", "Lê Thị Hạnh", "--json"]
                )
                return Site(
                    address: address,
                    lan: lan,
                    stranger: stranger,
                    ward: ward,
                    viewer: viewer,
                    program: program
                )
            },
            body
        )
    }

    /// Lends the address of a site with the small demo's city, whose people have the demo's password; stops and removes it.
    static func withDemo(_ body: (String) async throws -> Void) async throws {
        try await lend(
            prepare: { program, address in
                try await run(program, ["demo", "--scale", "small", "--years", "2"])
                return address
            },
            body
        )
    }

    /// Lends what stands on a migrated database with areas, once server and worker run.
    private static func lend<Place>(
        prepare: (Program, String) async throws -> Place,
        _ body: (Place) async throws -> Void
    ) async throws {
        let database = try await MigratedDatabase.make()
        let port = try LoopbackPort.free()
        let cluster = database.database.cluster
        let address = "http://localhost:\(port)"
        let settings = [
            "HOCTAP_DATABASE": "host=\(cluster.socketFolder) port=\(cluster.port) dbname=\(database.database.name)",
            "HOCTAP_LISTEN": "127.0.0.1:\(port)",
            "HOCTAP_BASE_URL": address,
            "HOCTAP_NO_SECOND_FACTOR": "true",
            "HOCTAP_ALLOW_OLD_POSTGRES": "true",
        ]
        let program = try Program(settings, linksPersons: true)
        defer { program.remove() }
        try await run(program, ["area", "load"])
        let place = try await prepare(program, address)
        let server = try program.start("serve")
        let worker = try program.start("work")
        defer {
            worker.send(SIGTERM)
            _ = worker.wait(timeoutSeconds: 40)
        }
        do {
            try await waitUntilReady(server, at: address)
            try await body(place)
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
        _ name: String,
        _ place: [String] = []
    ) async throws -> Invited {
        try await run(program, ["tenant", "add", tenant, "--name", tenantName] + place)
        return try await invited(
            program,
            login,
            ["officer", "add", tenant, login, "--name", name, "--role", "administrator", "--json"]
        )
    }

    /// Somebody whom a command invites.
    private static func invited(_ program: Program, _ login: String, _ command: [String]) async throws -> Invited {
        let added = try await run(program, command)
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

    private static func waitUntilReady(_ server: BackgroundProcess, at address: String) async throws {
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
