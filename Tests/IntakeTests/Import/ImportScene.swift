import Foundation
import Intake
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// A fresh database with two tenants (`TwoTenants`), and lists brought in by officers of the first. When a test is done, nothing
/// of the other tenant may have changed, and its administrator may see no import of the first.
struct ImportScene: Sendable {
    let database: MigratedDatabase
    let tenants: TenantDatabase
    let importer: Importer
    let folder: String

    let administrator = context(.administrator, .administrator)
    let viewer = context(.viewer, .viewer)
    let near = context(.near, .editor, branches: [branch(.near)])
    let stranger = context(.administrator, .administrator, of: .other)

    static func branch(_ branch: TwoTenants.Branch) -> BranchID {
        BranchID(uuid: TwoTenants.id(.branch, branch.rawValue, of: .one))
    }

    private static func context(
        _ officer: TwoTenants.Officer,
        _ role: OfficerRole,
        branches: [BranchID] = [],
        of name: TwoTenants.Name = .one
    ) -> TenantContext {
        TenantContext(
            tenant: TenantID(uuid: TwoTenants.tenant(name)),
            actor: .officer(OfficerID(uuid: TwoTenants.id(.officer, officer.rawValue, of: name))),
            role: role,
            part: branches.isEmpty ? .wholeTenant : .part(branches: branches, areas: []),
            requestID: "test"
        )
    }

    /// Lends a scene.
    static func with(personKey: PersonKey? = nil, _ body: (ImportScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        try await TwoTenants.fill(database.database)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoctap-import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var limits = PostgresPoolConfiguration()
        limits.checkoutTimeout = .seconds(30)
        limits.maximumConnections = 6
        let pool = try PostgresPool(try database.configuration(.server), limits: limits)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            do {
                let tenants = TenantDatabase(pool: pool, personKey: personKey)
                let importer = Importer(
                    database: tenants,
                    areas: try await AreaRepository(pool: pool).load().history,
                    today: ListFile.today,
                    folder: folder.path
                )
                let scene = ImportScene(
                    database: database,
                    tenants: tenants,
                    importer: importer,
                    folder: folder.path
                )
                let before = try await scene.digest()
                try await body(scene)
                #expect(try await scene.digest() == before, "the other tenant's rows changed")
                try await scene.expectStrangerSeesNothing()
                pool.drain(within: .seconds(5))
                try await group.waitForAll()
            } catch {
                pool.drain(within: .zero)
                throw error
            }
        }
        try await database.drop()
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await database.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Brings a list in and checks it.
    func check(
        _ file: ListFile,
        _ context: TenantContext? = nil,
        _ change: (inout ImportSettings) -> Void = { _ in }
    ) async throws -> ImportDetail {
        let context = context ?? administrator
        var detail = try await importer.receive(path: file.path, fileName: "danh sách.xlsx", context)
        var settings = detail.settings
        settings.mode = .goodRows
        change(&settings)
        detail = try await importer.set(settings, of: detail.id, version: detail.version, context)
        return try await importer.run(detail.id, version: detail.version, applying: false, context)
    }

    /// The same, and takes it over.
    func commit(
        _ file: ListFile,
        _ context: TenantContext? = nil,
        _ change: (inout ImportSettings) -> Void = { _ in }
    ) async throws -> ImportDetail {
        let checked = try await check(file, context, change)
        return try await importer.run(checked.id, version: checked.version, applying: true, context ?? administrator)
    }

    func rows(_ id: ImportID, _ context: TenantContext? = nil) async throws -> [ImportRow] {
        try await tenants.read(context ?? administrator) { tx in try await tx.imports.rows(of: id, limit: 500).rows }
    }

    /// The outcomes of an import's rows, in their order.
    func outcomes(_ id: ImportID, _ context: TenantContext? = nil) async throws -> [ImportOutcome] {
        try await rows(id, context).map(\.outcome)
    }

    /// All that the first tenant keeps of its members, as one text; times and identities of rows left out.
    func memberDigest() async throws -> String {
        try await sql(
            """
            select md5(coalesce(string_agg(t, '|' order by t), '')) from (
                select (to_jsonb(m) - 'updated_at' - 'version')::text as t from app.members m
                where tenant_id = '\(TwoTenants.tenant(.one))'
                union all select w::text from app.member_words w where tenant_id = '\(TwoTenants.tenant(.one))'
                union all select (to_jsonb(e) - 'recorded_at' - 'import_id' - 'officer_id')::text
                from app.membership_events e where tenant_id = '\(TwoTenants.tenant(.one))'
            ) s
            """
        )
    }

    private func digest() async throws -> String {
        let tables = [
            "members", "member_words", "membership_events", "imports", "import_rows", "import_parts", "branches",
        ]
        let parts = tables.map { table in
            "(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from app.\(table) t "
                + "where tenant_id = '\(TwoTenants.tenant(.other))')"
        }
        return try await sql("select " + parts.joined(separator: " || "))
    }

    private func expectStrangerSeesNothing() async throws {
        let ids = try await sql("select id from app.imports where tenant_id = '\(TwoTenants.tenant(.one))'")
            .split(separator: "\n").compactMap { ImportID(String($0)) }
        for id in ids {
            await #expect(throws: StoreError.notFound) { _ = try await importer.find(id, stranger) }
            #expect(try await outcomes(id, stranger).isEmpty)
            await #expect(throws: StoreError.notFound) {
                _ = try await importer.run(id, version: 1, applying: false, stranger)
            }
            await #expect(throws: StoreError.notFound) { _ = try await importer.undo(id, version: 1, stranger) }
        }
    }
}
