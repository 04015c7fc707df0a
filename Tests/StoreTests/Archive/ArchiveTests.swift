import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct ArchiveTests {
    private static let schemaVersion = 8
    private let one = TenantID(uuid: TwoTenants.tenant(.one))
    private let other = TenantID(uuid: TwoTenants.tenant(.other))

    /// A filled database, an operator in it, and a folder's name that is free.
    private func with(
        _ body: (AdminDatabase, MigratedDatabase, String) async throws -> Void
    ) async throws {
        try await SceneGate.pass {
            let migrated = try await MigratedDatabase.make()
            try await TwoTenants.fill(migrated.database)
            let folder = FileManager.default.temporaryDirectory.path + "/hoctap-archive-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await Self.withOperator(in: migrated) { try await body($0, migrated, folder) }
            try await migrated.drop()
        }
    }

    private static func withOperator(
        in migrated: MigratedDatabase,
        _ body: (AdminDatabase) async throws -> Void
    ) async throws {
        let pool = try PostgresPool(migrated.configuration(.admin))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await body(AdminDatabase(pool: pool))
            group.cancelAll()
        }
    }

    private func rows(_ tenant: TenantID, in migrated: MigratedDatabase, leavingOut action: String = "") async throws
        -> String
    {
        try await migrated.database.run(TenantFingerprint.script(tenant, leavingOut: action))
    }

    @Test func `a tenant goes into another database row by row as it was`() async throws {
        try await with { admin, migrated, folder in
            let manifest = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            let before = try await rows(one, in: migrated)
            #expect(before.split(separator: "\n").count > 20)
            let empty = try await MigratedDatabase.make()
            try await empty.database.run(Self.areas(shifted: false) + Self.centres + Self.hostOfGuests)
            try await Self.withOperator(in: empty) { target in
                let tenant = try await target.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
                #expect(tenant.id == one && tenant.key == manifest.key)
            }
            #expect(try await rows(one, in: empty, leavingOut: "tenant.restore") == before)
            #expect(try await rows(other, in: empty).split(separator: "\n").count == 3)
            let logins = "select login from identity.accounts where password_hash is null order by login"
            #expect(try await empty.database.run(logins) == "administrator-one\nfar-one\nnear-one\nviewer-one\n")
            try await empty.drop()
        }
    }

    @Test func `a tenant that was removed comes back the same`() async throws {
        try await with { admin, migrated, folder in
            let untouched = try await apart(other, in: migrated)
            _ = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            let before = try await rows(one, in: migrated)
            _ = try await admin.removeTenant(one, dryRun: false)
            #expect(try await rows(one, in: migrated) == "")
            _ = try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            #expect(try await rows(one, in: migrated, leavingOut: "tenant.restore") == before)
            #expect(try await apart(other, in: migrated) == untouched)
        }
    }

    @Test func `what a tenant's members learned in classes that are gone stays with them`() async throws {
        let records = """
            select tenant_id, member_id, title, provider, minutes, state, birth_year from app.learning_records
            where provider <> '' order by 1
            """
        let member = TwoTenants.id(.member, 1, of: .other)
        let kept = "\(other)|\(MemberID(uuid: member))|Lớp 2|Hội one|90|verified|1960\n"
        try await with { admin, migrated, folder in
            try await migrated.database.run(
                """
                update app.certificates set enrolment_id = '\(TwoTenants.id(.enrolment, 1, of: .other))'
                where tenant_id = '\(other)'
                """
            )
            _ = try await admin.exportTenant(other, to: folder, schemaVersion: Self.schemaVersion)
            _ = try await admin.removeTenant(one, dryRun: false)
            #expect(try await migrated.database.run(records) == kept)
            let certificate = try await migrated.database.run(
                "select learning_record_id, enrolment_id from app.certificates"
            )
            #expect(certificate == "\(EnrolmentID(uuid: TwoTenants.id(.enrolment, 1, of: .other)))|\n")
            // the same where the archive comes into a database without the host
            let elsewhere = try await MigratedDatabase.make()
            try await elsewhere.database.run(Self.areas(shifted: false) + Self.centres)
            try await Self.withOperator(in: elsewhere) { target in
                _ = try await target.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            }
            #expect(try await elsewhere.database.run(records) == kept)
            #expect(try await elsewhere.database.run("select count(*) from app.enrolments") == "1\n")
            try await elsewhere.drop()
        }
    }

    @Test func `areas take the identity that the other database knows them by`() async throws {
        try await with { admin, _, folder in
            _ = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            let target = try await MigratedDatabase.make()
            try await Self.withOperator(in: target) { restoring in
                let unknown = await refusal {
                    _ = try await restoring.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
                }
                #expect(unknown == .refused(.archiveAreaUnknown))
                try await target.database.run(Self.areas(shifted: true))
                let noCentre = await refusal {
                    _ = try await restoring.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
                }
                #expect(noCentre == .refused(.archiveCentreUnknown))
                try await target.database.run(
                    Self.centres.replacing("8000-0000000000c1", with: "8000-0000000000c9")
                        .replacing("8000-000000000001", with: "8009-000000000001")
                )
                _ = try await restoring.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            }
            let keys = try await target.database.run(
                "select distinct areas.key from app.members join app.areas on areas.id = members.area_id"
            )
            #expect(keys == "dien-hong-1\n")
            let centre = try await target.database.run("select distinct centre_id from app.centre_staff")
            #expect(centre == "00000000-0000-7000-8000-0000000000c9\n")
            try await target.drop()
        }
    }

    @Test func `an archive is refused where the tenant is, or its key, or a name of an officer that is another's`()
        async throws
    {
        try await with { admin, migrated, folder in
            _ = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            let restore = {
                await refusal { _ = try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion) }
            }
            #expect(await restore() == .refused(.tenantKeyTaken))
            _ = try await admin.removeTenant(one, dryRun: false)
            try await migrated.database.run(
                "update identity.accounts set login = login || '-old' where login = 'near-one'",
            )
            #expect(await restore() == .refused(.loginTaken))
            #expect(try await rows(one, in: migrated) == "")
        }
    }

    @Test func `an archive that is not whole, or of another schema, restores nothing`() async throws {
        try await with { admin, migrated, folder in
            _ = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            _ = try await admin.removeTenant(one, dryRun: false)
            let otherVersion = await refusal {
                _ = try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion + 1)
            }
            #expect(otherVersion == .refused(.archiveUnreadable))
            let file = folder + "/app.members.csv"
            let whole = try Data(contentsOf: URL(filePath: file))
            let lines = try #require(String(bytes: whole, encoding: .utf8)).components(separatedBy: "\n00000000")
            try Data(lines.dropLast().joined(separator: "\n00000000").utf8).write(to: URL(filePath: file))
            let cut = await refusal {
                _ = try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            }
            #expect(cut == .refused(.archiveUnreadable))
            // a row of another tenant slipped in
            let foreign = try #require(String(bytes: whole, encoding: .utf8))
                .replacing("\n\(one)", with: "\n\(other)", maxReplacements: 1)
            try Data(foreign.utf8).write(to: URL(filePath: file))
            await #expect(throws: PostgresError.self) {
                try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            }
            #expect(try await rows(one, in: migrated) == "")
            try Data("{}".utf8).write(to: URL(filePath: folder + "/manifest.json"))
            let noManifest = await refusal {
                _ = try await admin.restoreTenant(from: folder, schemaVersion: Self.schemaVersion)
            }
            #expect(noManifest == .refused(.archiveUnreadable))
        }
    }

    @Test func `an archive holds no secret, and only its owner opens it`() async throws {
        try await with { admin, migrated, folder in
            try await migrated.database.run(
                "update identity.accounts set password_hash = 'argon-secret', totp_secret = 'totp-secret'"
            )
            let manifest = try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            let attributes = try FileManager.default.attributesOfItem(atPath: folder)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.count == manifest.tables.count + 1)
            for file in files {
                let path = "\(folder)/\(file)"
                #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
                let text = try String(contentsOfFile: path, encoding: .utf8)
                // who holds the class of a guest is known, keeps the clan of a household or is to do a task, and nothing else
                let isOfGuests = [
                    "app.enrolments.csv", "app.attendances.csv", "visited_classes.csv", "app.clan_households.csv",
                    "app.plan_tasks.csv",
                ].contains(file)
                #expect(!text.contains("secret") && (isOfGuests || !text.contains("\(other)")), "\(file)")
                #expect(!text.contains("n other"), "\(file)")
            }
            for table in manifest.tables {
                let size =
                    try FileManager.default.attributesOfItem(atPath: "\(folder)/\(table.name).csv")[.size] as? Int
                #expect(size == table.bytes)
            }
            await #expect(throws: (any Error).self) {
                try await admin.exportTenant(one, to: folder, schemaVersion: Self.schemaVersion)
            }
        }
    }

    @Test func `a dry run of a removal counts and changes nothing`() async throws {
        try await with { admin, migrated, _ in
            let before = try await rows(one, in: migrated)
            let removal = try await admin.removeTenant(one, dryRun: true)
            #expect(try await rows(one, in: migrated) == before)
            #expect(removal.tables.allSatisfy { $0.rowsBefore == $0.rowsLeft })
            let counts = Dictionary(removal.tables.map { ($0.name, $0.rowsBefore) }) { first, _ in first }
            #expect(counts["app.members"] == 3)
            #expect(counts["app.tenants"] == 1)
            #expect(counts["identity.sessions"] == 4)
            #expect(counts.values.allSatisfy { $0 > 0 })
        }
    }

    @Test func `of a removed tenant nothing is left in any table, and nothing of another is gone`() async throws {
        try await with { admin, migrated, _ in
            let untouched = try await apart(other, in: migrated)
            // somebody who works for both stays, and who looked at the city
            try await migrated.database.run(
                """
                insert into app.officers (tenant_id, id, account_id, display_name, role) values (
                    '\(other)', '\(UUID())', '\(TwoTenants.id(.account, 2, of: .one))', 'x', 'viewer'
                );
                delete from identity.city_viewers where account_id <> '\(TwoTenants.id(.account, 4, of: .one))'
                """
            )
            let removal = try await admin.removeTenant(one, dryRun: false)
            #expect(removal.tables.allSatisfy { $0.rowsBefore > 0 && $0.rowsLeft == 0 })
            let expected = [1, 3].map { AccountID(uuid: TwoTenants.id(.account, $0, of: .one)) }
            #expect(removal.accountsLeft == expected)
            #expect(try await admin.removeAccounts(removal.accountsLeft) == 2)
            let mentions = try await migrated.database.run(Self.mentions(of: one))
            #expect(mentions == "")
            try await migrated.database.run("delete from app.officers where display_name = 'x'")
            #expect(try await apart(other, in: migrated) == untouched)
        }
    }

    /// A tenant's rows but for what its members learned as guests, the clans and tasks of others, and the line about it.
    private func apart(_ tenant: TenantID, in migrated: MigratedDatabase) async throws -> String {
        let shared = [
            "app.enrolments ", "app.attendances ", "app.learning_records ", "app.clan_households ", "app.plan_tasks ",
        ]
        return try await rows(tenant, in: migrated, leavingOut: "learning.verify").split(separator: "\n")
            .filter { line in !shared.contains { line.hasPrefix($0) } }.joined(separator: "\n")
    }

    /// The centre that the rows name.
    private static let centres = """
        insert into app.centres (id, key, area_id, name) values (
            '00000000-0000-7000-8000-0000000000c1', 'dien-hong', '00000000-0000-7000-8000-000000000001', 'Điện Hồng'
        );
        """

    /// The other tenant, with the class in which a member of the first one is.
    private static var hostOfGuests: String {
        let host = TwoTenants.tenant(.other)
        let (visited, session) = (TwoTenants.id(.class, 2, of: .other), TwoTenants.id(.meeting, 2, of: .other))
        return """
            insert into app.tenants (id, key, kind, name) values ('\(host)', 'tenant-other', 'organisation', 'Hội other');
            insert into app.classes (tenant_id, id, title, topic_id, starts_on, ends_on) values (
                '\(host)', '\(visited)', 'x', '0198c0de-0000-7000-8000-000000000001', '2025-03-01', '2025-03-31'
            );
            insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes)
                values ('\(host)', '\(session)', '\(visited)', 1, '2025-03-02', 90);
            """
    }

    /// The areas that the rows name, under the same or other identities.
    private static func areas(shifted: Bool) -> String {
        let node = shifted ? "9" : "0"
        return """
            insert into app.areas (id, key, kind) values
                ('00000000-0000-7000-800\(node)-000000000001', 'dien-hong', 'ward'),
                ('00000000-0000-7000-800\(node)-000000000002', 'dien-hong-1', 'hamlet');
            """
    }

    /// Every table of the database in which the identity stands in any column.
    private static func mentions(of tenant: TenantID) -> String {
        """
        create function pg_temp.mentions() returns setof text language plpgsql as $$
        declare
            found record;
            is_there boolean;
        begin
            for found in select oid::regclass as name from pg_class
                where relkind = 'r' and relnamespace in ('app'::regnamespace, 'identity'::regnamespace)
            loop
                execute format('select exists (select from %s t where t::text like %L)', found.name, '%\(tenant)%')
                    into is_there;
                if is_there then return next found.name::text; end if;
            end loop;
        end $$;
        select pg_temp.mentions();
        """
    }
}
