import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct FamilyTests {
    /// Mine stays an organisation; the other is a ward with one household, in which a member of mine lives.
    private func with(_ body: (StoreScene, MemberID) async throws -> Void) async throws {
        try await StoreScene.with(sharing: true) { scene in
            _ = try await scene.sql(
                "update app.tenants set kind = 'ward', area_id = '\(scene.areas.otherWard)' where id = '\(scene.other.id)'"
            )
            let keyed = TenantDatabase(
                pool: scene.pool,
                personKey: try PersonKey(secret: Data(repeating: 7, count: PersonKey.minimumBytes))
            )
            var record = MemberRecord(named: "Rơ Châm H'Lan")
            record.citizenID = CitizenID(digits: "064190000001")
            let known = record
            let member = try await keyed.write(scene.mine.administrator) { tx in
                try await tx.members.insert(known, branch: scene.mine.branch)
            }
            _ = try await scene.write { try await $0.members.insert(MemberRecord(named: "Ksor Bia"), branch: nil) }
            try await keyed.write(scene.other.administrator) { tx in
                let home = try await tx.subjects.insert(
                    ProgrammeSubject(.household, name: "Rơ Châm Hyéo", area: scene.areas.otherWard)
                )
                for (name, citizenID) in [("Rơ Châm H'Lan", "064190000001"), ("Rơ Châm Hyéo", "064190000002")] {
                    _ = try await tx.householdPeople.insert(
                        HouseholdPerson(fullName: name),
                        citizenID: CitizenID(digits: citizenID),
                        in: home
                    )
                }
            }
            try await body(scene, member)
        }
    }

    @Test func `an organisation sees how its own members' families stand, and no more`() async throws {
        try await with { scene, member in
            let page = try await scene.read { try await $0.families.list(year: 2026) }
            #expect(page.families.map(\.member) == [member])
            #expect(page.families.map(\.wardName) == [scene.other.key])
            #expect(page.families.map(\.standing) == [nil])
            #expect(page.next == nil)
            let counts = try await scene.read { try await $0.families.counts(year: 2026) }
            #expect(counts.members == 2 && counts.found == 1 && counts.helped == 0)
            #expect(try await scene.read { try await $0.families.find(member, year: 2026).wardName } == scene.other.key)
            // of another epoch tokens say nothing
            _ = try await scene.sql("update app.household_people set token_epoch = 2")
            #expect(try await scene.read { try await $0.families.list(year: 2026) }.families.isEmpty)
            for statement in [
                "select count(*) from app.household_people", "select count(*) from app.subjects",
            ] {
                let shown = try await scene.pool.transaction(
                    settings: [
                        "app.tenant_id": scene.mine.id.description, "app.scope": "*", "app.role": "administrator",
                    ]
                ) { try await $0.query(PostgresQuery(sql: statement)).value(Int.self) }
                #expect(shown == 0)
            }
        }
    }

    @Test func `an officer of a part sees the families of the part's members`() async throws {
        try await with { scene, member in
            let inPart = try await scene.read(scene.mine.branchEditor) { try await $0.families.list(year: 2026) }
            #expect(inPart.families.map(\.member) == [member])
            let elsewhere = TenantContext(
                tenant: scene.mine.id,
                actor: scene.mine.branchEditor.actor,
                role: .editor,
                part: .part(branches: [scene.mine.otherBranch], areas: [])
            )
            #expect(try await scene.read(elsewhere) { try await $0.families.list(year: 2026) }.families.isEmpty)
        }
    }

    @Test func `help is recorded, counted and removed`() async throws {
        try await with { scene, member in
            let help = try await scene.write {
                try await $0.families.recordHelp(for: member, year: 2025, on: day(2025, 3, 1), "Tặng sách vở")
            }
            let kept = try await scene.read { try await $0.families.help(year: 2025) }
            #expect(kept.map(\.what) == ["Tặng sách vở"])
            #expect(kept.map(\.memberName) == ["Rơ Châm H'Lan"])
            #expect(try await scene.read { try await $0.families.counts(year: 2025) }.helped == 1)
            #expect(try await scene.read { try await $0.families.list(year: 2025) }.families.map(\.helpCount) == [1])
            for (year, on) in [(2025, day(2023, 1, 1)), (2025, day(2026, 1, 1)), (1999, day(1999, 1, 1))] {
                let refusal = await scene.refused {
                    _ = try await $0.families.recordHelp(for: member, year: year, on: on, "x")
                }
                #expect(refusal == .refused(.helpDate))
            }
            #expect(
                await scene.refused {
                    _ = try await $0.families.recordHelp(for: member, year: 2025, on: day(2025, 1, 1), " ")
                } == .refused(.textLength)
            )
            try await scene.write { try await $0.families.removeHelp(help) }
            #expect(await scene.refused { try await $0.families.removeHelp(help) } == .notFound)
        }
    }

    @Test func `help goes with a merge and back with its undoing, stands in the dossier, and is wiped with the person`()
        async throws
    {
        try await with { scene, member in
            let double = try await scene.write {
                try await $0.members.insert(MemberRecord(named: "Rơ Châm H Lan"), branch: nil)
            }
            _ = try await scene.write {
                try await $0.families.recordHelp(
                    for: double,
                    year: 2025,
                    on: day(2025, 3, 1),
                    "Tặng sách cho cháu Hyéo"
                )
            }
            let (kept, absorbed) = try await scene.read {
                (try await $0.members.find(member), try await $0.members.find(double))
            }
            let request = MergeRequest(
                kept: member,
                keptVersion: kept.version,
                absorbed: double,
                absorbedVersion: absorbed.version
            )
            let merge = try await scene.write { try await $0.duplicates.merge(request) }
            #expect(try await scene.read { try await $0.families.help(year: 2025) }.map(\.member) == [member])
            try await scene.write { try await $0.duplicates.undo(merge) }
            #expect(try await scene.read { try await $0.families.help(year: 2025) }.map(\.member) == [double])
            let dossier = try await scene.write { try await $0.members.dossier(double) }
            #expect(dossier.help.map(\.what) == ["Tặng sách cho cháu Hyéo"])
            let version = try await scene.read { try await $0.members.find(double).version }
            _ = try await scene.write { try await $0.members.erase(double, version: version, reason: .request) }
            #expect(try await scene.sql("select count(*) from app.household_help where what like '%Hyéo%'") == "0")
            #expect(try await scene.sql("select count(*) from app.household_help") == "1")
        }
    }
}
