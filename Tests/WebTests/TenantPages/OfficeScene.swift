import Foundation
import Postgres
import Programme
import Store
import TestSupport

@testable import Web

/// A server over a database of its own with two organisations. The first has two branches, one below the other, five members,
/// and an administrator, an editor, an editor of a branch in which nobody is and a viewer; the second has an administrator.
struct OfficeScene {
    /// The officers, each signed in under the cookie of the name.
    enum Who: String, CaseIterable {
        case administrator, editor, branchEditor, viewer, stranger
    }

    let database: MigratedDatabase
    let tenants: TenantDatabase
    /// Of `hoctap_server`.
    let pool: PostgresPool
    let identity: IdentityDatabase
    let client: HTTPClient
    let context: TenantContext
    let strangerContext: TenantContext
    let top: BranchID
    let below: BranchID
    /// Nguyễn Thị Hạnh, of the upper branch; Rơ Châm H'Lan, of the lower one.
    let hanh: MemberID
    let hlan: MemberID
    private let tokens: [Who: SecretToken]

    /// Lends a scene, and removes it afterwards.
    static func with(_ body: (OfficeScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        try await database.database.run(areas)
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 4
        limits.minimumConnections = 0
        let pools = try [MigratedDatabase.Role.auth, .server, .admin].map {
            try PostgresPool(database.configuration($0), limits: limits)
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for pool in pools { tasks.addTask { try await pool.run() } }
            try await run(database, pools, body)
            tasks.cancelAll()
        }
        try await database.drop()
    }

    private static func run(
        _ database: MigratedDatabase,
        _ pools: [PostgresPool],
        _ body: (OfficeScene) async throws -> Void
    ) async throws {
        let admin = AdminDatabase(pool: pools[2], requestID: "scene")
        let people = try await people(admin)
        let tokens = Dictionary(uniqueKeysWithValues: Who.allCases.map { ($0, SecretToken(.session)) })
        let principals = Dictionary(
            uniqueKeysWithValues: Who.allCases.map { who in
                (tokens[who]?.text ?? "", people.principals[who])
            }
        )
        let tenants = TenantDatabase(pool: pools[1])
        let identity = IdentityDatabase(pool: pools[0])
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        var server = try RunningServer()
        let baseURL = server.configuration.baseURL
        let runner = ImportRunner(logger: server.logger)
        server.makeRoutes = { pages in
            let desk = TenantDesk(
                database: tenants,
                identity: identity,
                areas: AreaBook(AreaRepository(pool: pools[1])),
                keys: keys,
                pages: pages,
                baseURL: baseURL
            )
            return TenantRoutes(desk, runner: runner, folder: NSTemporaryDirectory()).all
                + VerificationRoutes(CertificateVerifier(pool: pools[1]), pages: pages).all
                + DoorRoutes(ClassDoor(DoorDatabase(pool: pools[1])), pages: pages).all
        }
        server.authenticate = { credential, _ in principals[credential.token.text] ?? nil }
        let running = Task { try await runner.run() }
        defer { running.cancel() }
        try await server.run { client async throws in
            let context = people.context
            let (top, below, hanh, hlan) = try await tenants.write(context) { try await members($0) }
            try await body(
                OfficeScene(
                    database: database,
                    tenants: tenants,
                    pool: pools[1],
                    identity: identity,
                    client: client,
                    context: context,
                    strangerContext: people.strangerContext,
                    top: top,
                    below: below,
                    hanh: hanh,
                    hlan: hlan,
                    tokens: tokens
                )
            )
        }
    }

    private struct People {
        var principals: [Who: Principal] = [:]
        var context: TenantContext
        var strangerContext: TenantContext
    }

    /// The branch of its editor: nobody is in it.
    private static let empty = BranchID("00000000-0000-7000-8001-000000000077") ?? BranchID.next()

    private static func people(_ admin: AdminDatabase) async throws -> People {
        let own = try await admin.insertTenant(
            TenantDraft(key: "phu-nu", kind: .organisation, name: "Hội Liên hiệp Phụ nữ")
        )
        let other = try await admin.insertTenant(
            TenantDraft(key: "nong-dan", kind: .organisation, name: "Hội Nông dân")
        )
        var principals: [Who: Principal] = [:]
        var contexts: [Who: TenantContext] = [:]
        for (who, role) in zip(Who.allCases, [OfficerRole.administrator, .editor, .editor, .viewer, .administrator]) {
            let tenant = who == .stranger ? other : own
            let (addition, _) = SignInScene.addition(who.rawValue.lowercased(), "Cán bộ \(who.rawValue)", role)
            let added = try await admin.addOfficer(addition, to: tenant.id)
            let part: VisiblePart = who == .branchEditor ? .part(branches: [empty], areas: []) : .wholeTenant
            let context = TenantContext(
                tenant: tenant.id,
                actor: .officer(added.officer.id),
                role: role,
                part: part,
                requestID: "scene"
            )
            contexts[who] = context
            principals[who] = Principal(
                account: added.officer.account,
                holder: .session(SessionID.next()),
                displayName: "Cán bộ \(who.rawValue)",
                work: .tenant(context, name: tenant.name),
                secondFactor: .settled,
                officers: [],
                seesCity: false
            )
        }
        guard let context = contexts[.administrator], let stranger = contexts[.stranger] else {
            throw TestSupportError("no officers")
        }
        return People(principals: principals, context: context, strangerContext: stranger)
    }

    private static func members(
        _ tx: TenantTransaction
    ) async throws -> (BranchID, BranchID, MemberID, MemberID) {
        let top = try await tx.branches.insert(name: "Chi hội 1")
        let below = try await tx.branches.insert(name: "Tổ 1", parent: top)
        let hanh = try await tx.members.insert(
            record("Nguyễn Thị Hạnh", birth: "1960-05-03", phone: "0905123456", citizenID: "064160001234"),
            branch: top
        )
        let hlan = try await tx.members.insert(record("Rơ Châm H'Lan", birth: "1985"), branch: below)
        for name in ["Trần Văn Bình", "Lê Thị Ánh", "Phạm Thị Đào"] {
            _ = try await tx.members.insert(record(name, birth: "1970-02"), branch: top)
        }
        return (top, below, hanh, hlan)
    }

    static func record(_ name: String, birth: String? = nil, phone: String? = nil, citizenID: String? = nil)
        -> MemberRecord
    {
        var record = MemberRecord()
        record.name = PersonName(name)
        record.birthDate = birth.flatMap(PartialDate.init(edtf:))
        record.phone = phone.flatMap(PhoneNumber.init(digits:))
        record.citizenID = citizenID.flatMap(CitizenID.init(digits:))
        return record
    }

    private static let areas = """
        insert into app.areas (id, key, kind) values
            ('00000000-0000-7000-8000-000000000011', 'pleiku', 'ward'),
            ('00000000-0000-7000-8000-000000000012', 'hoi-phu', 'ward');
        insert into app.area_names (area_id, ordinal, name) values
            ('00000000-0000-7000-8000-000000000011', 0, 'Pleiku'),
            ('00000000-0000-7000-8000-000000000012', 0, 'Hội Phú');
        """

    /// The ward Pleiku.
    static let ward = "00000000-0000-7000-8000-000000000011"

    /// A browser in which somebody is signed in.
    func browser(_ who: Who) -> OfficeBrowser {
        OfficeBrowser(client: client, token: tokens[who]?.text ?? "")
    }
}

/// A browser with the cookie of somebody who is signed in, which fills in the forms that it is shown.
struct OfficeBrowser {
    let client: HTTPClient
    let token: String

    var fields: [String: String] {
        ["Accept": "text/html", "Origin": "http://localhost:8080", "Cookie": "hoctap=\(token)"]
    }

    func get(_ path: String, language: String = "vi") async throws -> HTTPAnswer {
        let cookie = "hoctap=\(token); hoctap-language=\(language)"
        return try await client.get(path, fields.merging(["Cookie": cookie]) { $1 })
    }

    func post(_ path: String, _ form: [String: String]) async throws -> HTTPAnswer {
        var allowed = CharacterSet.alphanumerics
        allowed.insert("-")
        let body = form.sorted { $0.key < $1.key }.map { key, value in
            "\(key)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }
        return try await client.post(path, form: body.isEmpty ? "none=" : body.joined(separator: "&"), fields)
    }

    /// Goes where an answer leads.
    func follow(_ answer: HTTPAnswer) async throws -> HTTPAnswer { try await get(answer["Location"] ?? "/nowhere") }

    /// What stands in the fields of the form that goes to `action`, as the page shows it, with `typed` over it.
    static func form(_ page: HTTPAnswer, to action: String, _ typed: [String: String] = [:]) -> [String: String] {
        guard let start = page.body.range(of: "action=\"\(action)\"") else { return typed }
        let rest = page.body[start.upperBound...]
        let text = rest[..<(rest.range(of: "</form>")?.lowerBound ?? rest.endIndex)]
        var fields: [String: String] = [:]
        for match in text.matches(of: #/<input [^>]*name="([^"]+)"[^>]*>/#) {
            let tag = String(match.0)
            guard !tag.contains("type=\"radio\"") || tag.contains("checked"), !tag.contains("checkbox") else {
                continue
            }
            let value = tag.firstMatch(of: #/value="([^"]*)"/#).map { String($0.1) } ?? ""
            fields[String(match.1)] = plain(value)
        }
        for match in text.matches(of: #/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/#) {
            let chosen =
                String(match.2).firstMatch(of: #/<option value="([^"]*)" selected>/#)
                ?? String(match.2).firstMatch(of: #/<option value="([^"]*)"/#)
            fields[String(match.1)] = chosen.map { plain(String($0.1)) } ?? ""
        }
        for match in text.matches(of: #/<textarea [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/#) {
            fields[String(match.1)] = plain(String(match.2))
        }
        return fields.merging(typed) { $1 }
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
