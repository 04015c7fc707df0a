import Foundation
import Postgres
import Programme
import ServiceLifecycle
import Store
import TestSupport
import Testing

@testable import Web

/// A server with the addresses for programs over a database with two organisations. Tests act for `mine`; whatever they do, not
/// a value of `other` may change.
struct APIScene: Sendable {
    /// An organisation with a branch, two members and a token for each kind of officer.
    struct Organisation: Sendable {
        let id: TenantID
        let key: String
        var branch = ""
        var members: [String] = []
        var consent = ""
        var officer = ""
        var token = ""
        /// A class that goes on with a session, an enrolment, a record of learning elsewhere and a plan.
        var learning: [String] = []
        var administrator = ""
        var editor = ""
        var viewer = ""
        /// Of the administrator, for reading alone.
        var reader = ""
    }

    let database: MigratedDatabase
    let client: HTTPClient
    let operations: [APIOperation]
    let mine: Organisation
    let other: Organisation
    /// A token for the city.
    let city: String
    /// The same of a steward's, that may write.
    let steward: String
    let area: AreaID
    /// Where files are put for the time of one call.
    let folder: String

    /// Lends a scene, and looks at the other organisation afterwards.
    static func with(_ body: (APIScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 6
        limits.checkoutTimeout = .seconds(30)
        let pools = try [MigratedDatabase.Role.auth, .server, .admin, .city].map {
            try PostgresPool(database.configuration($0), limits: limits)
        }
        let identity = IdentityDatabase(pool: pools[0])
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        let door = Doorkeeper(identity: identity, keys: keys)
        var server = try RunningServer()
        let folder = NSTemporaryDirectory() + "/hoctap-api-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let services = APIServices(
            tenants: TenantDatabase(pool: pools[1]),
            identity: identity,
            city: CityDatabase(pool: pools[3]),
            stewards: StewardDatabase(pool: pools[1]),
            classDoor: ClassDoor(DoorDatabase(pool: pools[1])),
            areas: AreaBook(AreaRepository(pool: pools[1])),
            keys: keys,
            baseURL: server.configuration.baseURL,
            folder: folder
        )
        let routes = APIRoutes(services)
        server.routes = routes.all
        server.authenticate = { try await door.authenticate($0, $1) }
        server.configuration.holderLimit = RateLimit(burst: 1_000_000, interval: .microseconds(1))
        server.configuration.sourceLimit = RateLimit(burst: 1_000_000, interval: .microseconds(1))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for pool in pools { tasks.addTask { try await pool.run() } }
            try await server.run { client async throws in
                let admin = AdminDatabase(pool: pools[2], requestID: "scene")
                let area = AreaID.next()
                try await database.database.run(
                    "insert into app.areas (id, key, kind) values ('\(area)', 'dien-hong', 'ward');"
                        + "insert into app.area_names (area_id, ordinal, name) values ('\(area)', 0, 'Diên Hồng')"
                )
                let scene = APIScene(
                    database: database,
                    client: client,
                    operations: routes.operations,
                    mine: try await organisation("phu-nu", admin, identity),
                    other: try await organisation("nong-dan", admin, identity),
                    city: try await cityToken("hanh", [.read], admin, identity),
                    steward: try await cityToken("thu", [.read, .write], admin, identity),
                    area: area,
                    folder: folder
                )
                try await body(try await scene.filled())
            }
            tasks.cancelAll()
        }
        try await database.drop()
    }

    private static func organisation(
        _ key: String,
        _ admin: AdminDatabase,
        _ identity: IdentityDatabase
    ) async throws -> Organisation {
        let tenant = try await admin.insertTenant(TenantDraft(key: key, kind: .organisation, name: "Hội \(key)"))
        var organisation = Organisation(id: tenant.id, key: key)
        for role in OfficerRole.allCases {
            let addition = OfficerAddition(
                login: "\(key)-\(role.rawValue)",
                officer: OfficerDraft(displayName: "Cán bộ \(role.rawValue)", role: role),
                invitationHash: SecretToken(.invitation).hash,
                invitationValidity: .seconds(3600)
            )
            let officer = try await admin.addOfficer(addition, to: tenant.id).officer
            let token = try await token(for: officer.account, .tenant(tenant.id), [.read, .write], identity)
            switch role {
            case .administrator:
                organisation.administrator = token.text
                organisation.reader = try await Self.token(for: officer.account, .tenant(tenant.id), [.read], identity)
                    .text
            case .editor: organisation.editor = token.text
            case .viewer: organisation.viewer = token.text
            }
            organisation.officer = officer.id.description
            organisation.token = token.id
        }
        return organisation
    }

    /// A token for the city; of a steward's, if it is to write.
    private static func cityToken(
        _ login: String,
        _ scopes: Set<APITokenScope>,
        _ admin: AdminDatabase,
        _ identity: IdentityDatabase
    ) async throws -> String {
        let grant = CityGrant(
            login: login,
            displayName: "Lê Thị Hạnh",
            invitationHash: SecretToken(.invitation).hash,
            invitationValidity: .seconds(3600),
            isSteward: scopes.contains(.write)
        )
        _ = try await admin.grantCity(grant)
        let account = try await admin.account(login: login).id
        return try await token(for: account, .city, scopes, identity).text
    }

    private static func token(
        for account: AccountID,
        _ workplace: Workplace,
        _ scopes: Set<APITokenScope>,
        _ identity: IdentityDatabase
    ) async throws -> (id: String, text: String) {
        let token = SecretToken(.api)
        let draft = APITokenDraft(
            account: account,
            workplace: workplace,
            tokenHash: token.hash,
            name: "thử",
            scopes: scopes,
            lifetime: .seconds(3600)
        )
        return (try await identity.insertToken(draft).description, token.text)
    }

    /// The scene with a branch, members and a consent in each organisation, made by the addresses themselves.
    private func filled() async throws -> APIScene {
        APIScene(
            database: database,
            client: client,
            operations: operations,
            mine: try await filled(mine),
            other: try await filled(other),
            city: city,
            steward: steward,
            area: area,
            folder: folder
        )
    }

    private func filled(_ organisation: Organisation) async throws -> Organisation {
        var organisation = organisation
        let token = organisation.administrator
        let branch = try await post("/branches", ["name": "Chi hội 1"], as: token)
        organisation.branch = try #require(branch.json["id"]?.text)
        for name in ["Nguyễn Thị Hạnh", "Rơ Châm H'Lan"] {
            let draft: JSONValue = ["full_name": .string(name), "branch": .string(organisation.branch)]
            organisation.members.append(try #require(try await post("/members", draft, as: token).json["id"]?.text))
        }
        let consent: JSONValue = ["purpose": "members", "method": "paper", "given_on": "2026-01-15"]
        let made = try await post("/members/\(organisation.members[0])/consents", consent, as: token)
        organisation.consent = try #require(made.json["id"]?.text)
        organisation.learning = try await learning(of: organisation.members[0], as: token)
        return organisation
    }

    private func learning(of member: String, as token: String) async throws -> [String] {
        let draft = ClassExamples.draft
        let id = try #require(try await post("/classes", draft, as: token).json["id"]?.text)
        let sessions: JSONValue = ["sessions": [ClassExamples.sessionDraft]]
        let session = try await post("/classes/\(id)/sessions", sessions, as: token).json["sessions"]?.elements?.first
        _ = try await post("/classes/\(id)/state", ["state": "running"], version: 1, as: token)
        let members: JSONValue = ["members": [.string(member)]]
        let enrolled = try await post("/classes/\(id)/enrolments", members, as: token).json["items"]?.elements?.first
        let record = try await post("/members/\(member)/learning-records", LearningSchemas.draftExample, as: token)
        let plan = try await post("/members/\(member)/plans", ["year": 2026, "goal": "Tin học"], as: token)
        return [
            id, try #require(session?.text), try #require(enrolled?["id"]?.text),
            try #require(record.json["id"]?.text), try #require(plan.json["id"]?.text),
        ]
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await database.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// All that an organisation has but its audit, which reading fills, as one number.
    func digest(of organisation: Organisation) async throws -> String {
        let tables = try await sql(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where n.nspname = 'app' and c.relkind = 'r' and c.relname <> 'audit_entries' order by 1
            """
        ).split(separator: "\n")
        let parts = tables.map { table in
            "(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from \(table) t "
                + "where tenant_id = '\(organisation.id)')"
        }
        return try await sql("select " + parts.joined(separator: " || "))
    }
}

/// What an address answered.
struct APIReply: Sendable {
    let status: Int
    let json: JSONValue
    private let answer: HTTPAnswer

    init(_ answer: HTTPAnswer) throws {
        status = answer.status
        json = answer.body.isEmpty ? .null : try JSONParser.value(of: Array(answer.body.utf8))
        self.answer = answer
    }

    subscript(_ field: String) -> String? { answer[field] }

    /// The codes of `problems`.
    var codes: [String] { json["problems"]?.elements?.compactMap { $0["code"]?.text } ?? [] }

    /// The fields of `problems`.
    var fields: [String] { json["problems"]?.elements?.compactMap { $0["field"]?.text } ?? [] }
}

extension APIScene {
    func get(_ path: String, as token: String, _ fields: [String: String] = [:]) async throws -> APIReply {
        try await send("GET", path, nil, as: token, fields)
    }

    /// With a key of its own, unless one is given.
    func post(
        _ path: String,
        _ body: JSONValue?,
        as token: String,
        _ fields: [String: String] = [:]
    ) async throws -> APIReply {
        try await send("POST", path, body, as: token, ["Idempotency-Key": UUID().uuidString].merging(fields) { $1 })
    }

    /// A change of a version.
    func patch(_ path: String, _ body: JSONValue, version: Int, as token: String) async throws -> APIReply {
        let fields = ["Idempotency-Key": UUID().uuidString, "If-Match": "\"\(version)\""]
        return try await send("PATCH", path, body, as: token, fields)
    }

    /// A step that names a version.
    func post(_ path: String, _ body: JSONValue, version: Int, as token: String) async throws -> APIReply {
        try await post(path, body, as: token, ["If-Match": "\"\(version)\""])
    }

    /// Sends, and holds the answer against the document.
    func send(
        _ method: String,
        _ path: String,
        _ body: JSONValue?,
        as token: String,
        _ fields: [String: String] = [:]
    ) async throws -> APIReply {
        let text = body.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        return try await send(method, path, text: text, as: token, fields)
    }

    /// The same with any body.
    func send(
        _ method: String,
        _ path: String,
        text: String,
        as token: String,
        _ fields: [String: String] = [:]
    ) async throws -> APIReply {
        var all = ["Authorization": "Bearer \(token)"]
        if !text.isEmpty {
            all["Content-Type"] = method == "PATCH" ? "application/merge-patch+json" : "application/json"
        }
        let answer = try await client.send(method, "/api/v1\(path)", all.merging(fields) { $1 }, body: text)
        let reply = try APIReply(answer)
        check(reply, method, path)
        return reply
    }

    private func check(_ reply: APIReply, _ method: String, _ path: String) {
        let call = "\(method) \(path) -> \(reply.status)"
        #expect(reply["X-Request-Id"] != nil)
        let isRefused = reply.status >= 400
        if isRefused {
            #expect(reply["Content-Type"] == "application/problem+json", "\(call)")
            let findings = JSONSchema.reference("Problem").findings(in: reply.json, named: APISchemas.named)
            #expect(findings.isEmpty, "\(call): \(findings)")
        }
        guard let operation = operation(method, path) else { return }
        #expect(([operation.shape.status.code] + operation.refusalStatuses).contains(reply.status), "\(call)")
        guard !isRefused else { return }
        let findings = operation.shape.answer?.findings(in: reply.json, named: APISchemas.named) ?? []
        #expect(findings.isEmpty, "\(call): \(findings)")
        #expect((operation.shape.answer == nil) == (reply.json == .null), "\(call)")
        #expect(operation.shape.hasVersion == (reply["ETag"] != nil), "\(call)")
        #expect((operation.shape.status == .created) == (reply["Location"] != nil), "\(call)")
        #expect(reply["RateLimit"] != nil && reply["RateLimit-Policy"] != nil, "\(call)")
    }

    /// The operation that a call is of.
    func operation(_ method: String, _ path: String) -> APIOperation? {
        let steps = path.prefix { $0 != "?" }.split(separator: "/")
        return operations.first { operation in
            let pattern = operation.path.split(separator: "/")
            return operation.method.rawValue == method && pattern.count == steps.count
                && zip(pattern, steps).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }
}
