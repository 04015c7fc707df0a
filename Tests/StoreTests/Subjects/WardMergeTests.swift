import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct WardMergeTests {
    private static let successor = TenantID.next()

    /// A new ward, to which both wards of the scene go; its officer, and the operator.
    private func with(_ body: (StoreScene, TenantContext, AdminDatabase) async throws -> Void) async throws {
        try await StoreScene.withWards(sharing: true) { scene in
            let new = AreaID.next()
            let (account, officer) = (AccountID.next(), OfficerID.next())
            _ = try await scene.sql(
                """
                insert into app.areas (id, key, kind, valid_from) values ('\(new)', 'pleiku-new', 'ward', '2025-07-01');
                insert into app.area_names (area_id, ordinal, name) values ('\(new)', 0, 'Pleiku');
                insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis) values
                    ('\(scene.areas.ward)', '\(new)', 'merge', '2025-07-01', 'x'),
                    ('\(scene.areas.otherWard)', '\(new)', 'merge', '2025-07-01', 'x');
                insert into app.tenants (id, key, kind, name, area_id) values
                    ('\(Self.successor)', 'pleiku-new', 'ward', 'Phường Pleiku', '\(new)');
                insert into identity.accounts (id, login, display_name) values ('\(account)', 'new-0', 'x');
                insert into app.officers (tenant_id, id, account_id, display_name, role)
                    values ('\(Self.successor)', '\(officer)', '\(account)', 'x', 'administrator');
                """
            )
            let context = TenantContext(tenant: Self.successor, actor: .officer(officer), role: .administrator)
            try await RunningPool.with(try scene.database.configuration(.admin)) { pool in
                try await body(scene, context, AdminDatabase(pool: pool))
            }
        }
    }

    private func merge(_ scene: StoreScene, _ admin: AdminDatabase, dryRun: Bool = false) async throws -> WardMerger {
        try await admin.mergeWards(
            [scene.mine.id, scene.other.id],
            into: Self.successor,
            on: day(2025, 7, 1),
            legalBasis: "NQ 1664/NQ-UBTVQH15",
            dryRun: dryRun
        )
    }

    @Test func `a new ward takes over what lives, and reads what the old ones kept without changing it`() async throws {
        try await with { scene, context, admin in
            let clan = try await scene.add(
                {
                    var clan = ProgrammeSubject(.clan, name: "Dòng họ Rơ Châm", area: scene.areas.ward)
                    clan.isAcrossWards = true
                    return clan
                }()
            )
            let home = try await scene.add(scene.household("Rơ Châm Hyéo") { $0.code = "1" })
            let gone = try await scene.add(scene.household("Ksor Bia"))
            try await scene.write { tx in
                try await tx.clans.link(home, to: SubjectReference(ward: scene.mine.id, id: clan))
                _ = try await tx.householdPeople.insert(HouseholdPerson(fullName: "Rơ Châm Hyéo"), in: home)
                _ = try await tx.subjects.end(gone, version: 1, on: day(2020, 1, 1), .moved)
                _ = try await tx.denominators.insert(
                    Denominator(
                        .household,
                        area: scene.areas.ward,
                        year: 2019,
                        countedOn: day(2019, 1, 1),
                        total: 250,
                        source: "x"
                    )
                )
            }
            let theirs = try await scene.write(scene.other.administrator) { tx in
                var household = ProgrammeSubject(.household, name: "Rơ Châm Phép", area: scene.areas.otherWard)
                household.code = "1"
                let id = try await tx.subjects.insert(household)
                try await tx.clans.link(id, to: SubjectReference(ward: scene.mine.id, id: clan))
                return id
            }
            let planned = try await merge(scene, admin, dryRun: true)
            #expect(planned.parts.map(\.adopted) == [[.household: 1], [.household: 1, .clan: 1]])
            #expect(try await scene.read(context) { try await $0.subjects.counts() }.isEmpty)
            let merger = try await merge(scene, admin)
            #expect(merger == planned)
            #expect(merger.codesChanged == 2)

            let found = try await scene.read(context) { try await $0.subjects.list(SubjectFilter(.household)).subjects }
            #expect(found.map(\.record.name) == ["Rơ Châm Hyéo", "Rơ Châm Phép"])
            #expect(Set(found.map(\.record.code)) == ["phu-nu/1", "nong-dan/1"])
            let searched = try await scene.names(SubjectFilter(.household, text: "phep"), context)
            #expect(searched == ["Rơ Châm Phép"])
            try await scene.read(context) { tx in
                let people = try await tx.householdPeople.list(found[0].reference)
                #expect(people.map(\.person.fullName) == ["Rơ Châm Hyéo"])
                let clans = try await tx.clans.choices()
                #expect(clans.map(\.reference.ward) == [Self.successor])
                let counts = try await tx.clans.counts(of: clans.map(\.reference.id))
                #expect(counts.map(\.households) == [2])
                // what was, under its old identity
                let old = try await tx.subjects.list(SubjectFilter(.household, keeper: .predecessors, life: .any))
                    .subjects
                #expect(Set(old.map(\.id)) == [home, gone, theirs])
                #expect(old.first { $0.id == home }?.end == .succeeded)
                #expect(old.first { $0.id == gone }?.end == .moved)
                let steps = try await tx.subjects.successions(of: found[0].reference)
                #expect(steps.map(\.from.id) == [home])
                #expect(steps.map(\.kind) == [.adopt])
                let counted = try await tx.denominators.history(.household, area: scene.areas.ward, year: 2019)
                #expect(counted.map(\.record.total) == [250])
            }
            #expect(
                await scene.refused(context) { _ = try await $0.subjects.reopen(home, version: 2) } == .notFound
            )
            #expect(
                await scene.refused { _ = try await $0.subjects.reopen(home, version: 2) } == .refused(.subjectEnded)
            )
            await #expect(throws: PostgresError.self) {
                try await scene.pool.query(
                    "insert into app.subject_words (tenant_id, word, subject_id) values (\(scene.mine.id), 'x', \(home))"
                )
            }
        }
    }

    @Test func `wards are merged once, and nothing but wards`() async throws {
        try await with { scene, _, admin in
            _ = try await scene.add(scene.household("Ksor Bia"))
            await #expect(throws: StoreError.refused(.wardNeeded)) {
                try await admin.mergeWards(
                    [scene.mine.id],
                    into: scene.mine.id,
                    on: day(2025, 7, 1),
                    legalBasis: "x"
                )
            }
            await #expect(throws: StoreError.refused(.textLength)) {
                try await admin.mergeWards([scene.mine.id], into: Self.successor, on: day(2025, 7, 1), legalBasis: " ")
            }
            _ = try await merge(scene, admin)
            await #expect(throws: StoreError.refused(.wardMerged)) { try await merge(scene, admin) }
            // a ward that was merged takes none over
            await #expect(throws: StoreError.refused(.wardMerged)) {
                try await admin.mergeWards([Self.successor], into: scene.mine.id, on: day(2025, 7, 2), legalBasis: "x")
            }
        }
    }
}
