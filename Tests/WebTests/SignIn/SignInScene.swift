import Foundation
import HTTPTypes
import Logging
import Postgres
import Programme
import ServiceLifecycle
import Store
import TestSupport

@testable import Web

/// A server over a database of its own: the women's organisation with the administrator `lan` and the viewer `hoa`, the
/// veterans' with the viewer `hoa`. All have the password `SignInScene.password`.
struct SignInScene {
    static let password = "một câu dài dễ nhớ"
    static let women = "Hội Liên hiệp Phụ nữ"
    static let veterans = "Hội Cựu chiến binh"

    let database: MigratedDatabase
    let admin: AdminDatabase
    let identity: IdentityDatabase
    let browser: Browser
    let client: HTTPClient
    let womenID: TenantID
    let veteransID: TenantID
    let lan: AddedOfficer
    let hoa: AddedOfficer

    /// Lends a scene, and removes it afterwards.
    static func with(
        policy: SignInPolicy = SignInPolicy(),
        _ body: (SignInScene) async throws -> Void
    ) async throws {
        let database = try await MigratedDatabase.make()
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 4
        let auth = try PostgresPool(database.configuration(.auth), limits: limits)
        let operatorPool = try PostgresPool(database.configuration(.admin), limits: limits)
        let identity = IdentityDatabase(pool: auth)
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        let hasher = PasswordHasher(cost: .init(passes: 1, memoryBytes: 64 * 1024))
        let door = Doorkeeper(identity: identity, keys: keys, hasher: hasher, policy: policy)
        var server = try RunningServer()
        let baseURL = server.configuration.baseURL
        server.makeRoutes = { WebRoutes(door: door, pages: $0, baseURL: baseURL).all + [officerRoute, cityRoute] }
        server.authenticate = { try await door.authenticate($0, $1) }
        server.configuration.proxies = try TrustedProxies(["127.0.0.1"])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for pool in [auth, operatorPool] { tasks.addTask { try await pool.run() } }
            try await server.run { client async throws in
                let admin = AdminDatabase(pool: operatorPool, requestID: "scene")
                try await body(make(database, admin, identity, client))
            }
            tasks.cancelAll()
        }
        try await database.drop()
    }

    /// A page of an officer's, to see whether one is at work.
    private static let officerRoute = Route.officer(.viewer, .get, "/desk") { request, officer in
        .text(
            "\(officer.principal.tenantName ?? "-") \(officer.context.role.rawValue) \(request.id == officer.context.requestID)"
        )
    }

    /// A page of the city's, to see whether somebody looks at it.
    private static let cityRoute = Route.city("/totals") { _, viewer in .text("city \(viewer.principal.isForCity)") }

    /// Lets somebody see the city; the account must be there.
    func grantCity(_ login: String) async throws {
        let grant = CityGrant(
            login: login,
            invitationHash: SecretToken(.invitation).hash,
            invitationValidity: .seconds(3600)
        )
        _ = try await admin.grantCity(grant)
    }

    private static func make(
        _ database: MigratedDatabase,
        _ admin: AdminDatabase,
        _ identity: IdentityDatabase,
        _ client: HTTPClient
    ) async throws -> SignInScene {
        let women = try await admin.insertTenant(TenantDraft(key: "phu-nu", kind: .organisation, name: women))
        let veterans = try await admin.insertTenant(
            TenantDraft(key: "cuu-chien-binh", kind: .organisation, name: veterans)
        )
        let lan = try await admin.addOfficer(addition("lan", "Rơ Châm H'Lan", .administrator).0, to: women.id)
        let (hoaAddition, hoaLink) = addition("hoa", "Nguyễn Thị Hoa", .viewer)
        let hoa = try await admin.addOfficer(hoaAddition, to: women.id)
        _ = try await admin.addOfficer(addition("hoa", "Nguyễn Thị Hoa", .viewer).0, to: veterans.id)
        _ = hoaLink
        let hasher = PasswordHasher(cost: .init(passes: 1, memoryBytes: 64 * 1024))
        for account in [lan.officer.account, hoa.officer.account] {
            try await identity.setPassword(account, hash: try await hasher.hash(password))
        }
        return SignInScene(
            database: database,
            admin: admin,
            identity: identity,
            browser: Browser(client: client),
            client: client,
            womenID: women.id,
            veteransID: veterans.id,
            lan: lan,
            hoa: hoa
        )
    }

    /// Somebody to be added, and the secret of the link.
    static func addition(_ login: String, _ name: String, _ role: OfficerRole) -> (OfficerAddition, SecretToken) {
        let link = SecretToken(.invitation)
        let addition = OfficerAddition(
            login: login,
            officer: OfficerDraft(displayName: name, role: role, scope: .wholeTenant),
            invitationHash: link.hash,
            invitationValidity: .seconds(3600)
        )
        return (addition, link)
    }

    /// Signs in with the usual password.
    @discardableResult
    func signIn(_ login: String, _ browser: Browser? = nil, password: String = Self.password) async throws -> HTTPAnswer
    {
        try await (browser ?? self.browser).post("/sign-in", ["login": login, "password": password])
    }
}

/// What a browser does with cookies and its own origin.
final class Browser: @unchecked Sendable {
    let client: HTTPClient
    var fields: [String: String] = ["Accept": "text/html", "Origin": "http://localhost:8080"]
    private(set) var cookies: [String: String] = [:]

    init(client: HTTPClient) { self.client = client }

    func get(_ path: String) async throws -> HTTPAnswer { keep(try await client.get(path, all)) }

    func post(_ path: String, _ form: [String: String]) async throws -> HTTPAnswer {
        var allowed = CharacterSet.alphanumerics
        allowed.insert("-")
        let body = form.sorted { $0.key < $1.key }.map { key, value in
            "\(key)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }
        let text = body.isEmpty ? "none=" : body.joined(separator: "&")
        return keep(try await client.post(path, form: text, all))
    }

    private var all: [String: String] {
        guard !cookies.isEmpty else { return fields }
        let cookie = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        return fields.merging(["Cookie": cookie]) { $1 }
    }

    private func keep(_ answer: HTTPAnswer) -> HTTPAnswer {
        for field in answer.fields where field.name.lowercased() == "set-cookie" {
            let parts = field.value.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let pair = (parts.first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = parts.contains("Max-Age=0") ? nil : String(pair[1])
        }
        return answer
    }
}
