import Foundation
import Postgres
import Programme
import Store
import Testing

/// Many rows at a time, with everything that holds for one.
@Suite struct FillTests {
    private static let day = CalendarDay(year: 2026, month: 3, day: 1) ?? .epoch
    private static let moment = day.startInVietnam

    private struct Stop: Error {}

    @Test func `members come in with their words and lives, and the audit has a line with how many`() async throws {
        try await IdentityScene.with { scene in
            let filler = try await scene.admin.filler()
            let rows = try await filler.fill([scene.women.id]) { fill in
                try await fill.insert(members: ["Rơ Châm H'Lan", "Nguyễn Thị Hoa"]) { name in
                    try Self.member(name, of: scene.women.id, branch: IdentityScene.top)
                }
            }
            #expect(rows == ["app.members": 2, "app.member_words": 8, "app.membership_events": 4])
            let found = try await Self.sql(
                scene,
                """
                select full_name, family_name, given_name, state, joined_on, left_on, leaving_reason,
                    to_char(created_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')
                from app.members order by full_name
                """
            )
            #expect(
                found == """
                    Nguyễn Thị Hoa|Nguyễn|Hoa|left|2020|2026-03-01|moved|2026-03-01
                    Rơ Châm H'Lan|Rơ Châm|H'Lan|left|2020|2026-03-01|moved|2026-03-01
                    """
            )
            let line = try await Self.sql(
                scene,
                "select action, details from app.audit_entries where action like '%fill'"
            )
            #expect(line.hasPrefix("tenant.fill|"))
            #expect(line.contains("\"app.members\": \"2\""))
        }
    }

    @Test func `what one row breaks, none of them stays`() async throws {
        try await IdentityScene.with { scene in
            let filler = try await scene.admin.filler()
            let before = try await scene.everything(of: scene.women)
            // the second has a branch of nobody's
            for branch in [IdentityScene.top, BranchID.next()] {
                let stop = branch == IdentityScene.top
                await #expect(throws: (any Error).self) {
                    try await filler.fill([scene.women.id]) { fill in
                        try await fill.insert(members: [branch]) {
                            try Self.member("Nguyễn Thị Hoa", of: scene.women.id, branch: $0)
                        }
                        if stop { throw Stop() }
                    }
                }
            }
            #expect(try await scene.everything(of: scene.women) == before)
        }
    }

    @Test func `a row of a tenant that the fill is not for is refused`() async throws {
        try await IdentityScene.with { scene in
            let filler = try await scene.admin.filler()
            let before = try await scene.everything(of: scene.veterans)
            await #expect(throws: StoreError.notFound) {
                try await filler.fill([scene.women.id]) { fill in
                    try await fill.insert(members: [scene.women.id, scene.veterans.id]) {
                        try Self.member("Nguyễn Văn Nam", of: $0, branch: nil)
                    }
                }
            }
            await #expect(throws: StoreError.notFound) {
                try await filler.fill([scene.women.id]) { fill in
                    try await fill.insert([
                        try FilledBranch(.next(), of: scene.veterans.id, parent: nil, name: "Chi hội", area: nil)
                    ])
                }
            }
            #expect(try await scene.everything(of: scene.veterans) == before)
            #expect(try await Self.sql(scene, "select count(*) from app.members") == "0")
        }
    }

    @Test func `two organisations with guests in each other's classes are filled and removed together`() async throws {
        try await IdentityScene.with { scene in
            let tenants = [scene.women.id, scene.veterans.id]
            let topics = try await scene.tenants.read(.operator(in: scene.women.id)) { try await $0.topics.list() }
            let topic = try #require(topics.first).id
            try await scene.admin.filler().fill(tenants) { fill in
                var members: [TenantID: FilledMember] = [:]
                for tenant in tenants { members[tenant] = try Self.member("Nguyễn Văn Nam", of: tenant, branch: nil) }
                try await fill.insert(members: tenants) { try #require(members[$0]) }
                let record = LearningClass(title: "Luật Đất đai", topic: topic, startsOn: Self.day)
                let classes = tenants.map {
                    FilledClass(.next(), of: $0, record, .finished, in: nil, createdAt: Self.moment)
                }
                try await fill.insert(classes)
                try await Self.enrol(members, in: classes, fill)
            }
            let count = "select count(*), count(*) filter (where tenant_id <> host_id) from app.attendances"
            #expect(try await Self.sql(scene, count) == "4|2")
            let removals = try await scene.admin.removeTenants(tenants, dryRun: false)
            #expect(removals.map(\.tenant.id) == tenants)
            #expect(removals.map(\.accountsLeft) == [[scene.lan.account], [scene.minh.account]])
            #expect(removals.allSatisfy { $0.tables.allSatisfy { $0.rowsLeft == 0 } })
            #expect(try await Self.sql(scene, "select count(*) from app.attendances") == "0")
        }
    }

    @Test func `a tenant that is being filled says so until it is whole`() async throws {
        try await IdentityScene.with { scene in
            let draft = TenantFillDraft(
                .next(),
                TenantDraft(key: "thanh-nien", kind: .organisation, name: "Đoàn Thanh niên"),
                createdAt: Self.moment
            )
            let taken = TenantFillDraft(
                .next(),
                TenantDraft(key: "phu-nu", kind: .organisation, name: "x"),
                createdAt: Self.moment
            )
            #expect(
                await refusal { try await scene.admin.beginFill([draft, taken], details: [:]) }
                    == .refused(.tenantKeyTaken)
            )
            #expect(try await scene.admin.fillStates().map(\.state) == [.none, .none])
            try await scene.admin.beginFill([draft], details: ["seed": "1"])
            let begun = try await scene.admin.fillStates().first { $0.tenant.id == draft.id }
            #expect(begun?.state == .begun && begun?.tenant.createdAt == Self.moment)
            try await scene.admin.endFill([draft.id])
            #expect(try await scene.admin.fillStates().map(\.state) == [.none, .none, .ended])
        }
    }

    @Test func `a fill that is cancelled ends in the database too`() async throws {
        try await IdentityScene.with { scene in
            let filler = try await scene.admin.filler()
            let tenant = scene.women.id
            let task = Task {
                try await filler.fill([tenant]) { fill in
                    try await fill.insert(members: (0..<10_000_000).lazy) { number in
                        if number == 1000 { withUnsafeCurrentTask { $0?.cancel() } }
                        return try Self.member("Nguyễn Thị Hoa", of: tenant, branch: nil)
                    }
                }
            }
            await #expect(throws: (any Error).self) { try await task.value }
            #expect(try await Self.sql(scene, "select count(*) from app.members") == "0")
        }
    }

    // MARK: Rows

    private static func sql(_ scene: IdentityScene, _ query: String) async throws -> String {
        try await scene.migrated.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func member(_ name: String, of tenant: TenantID, branch: BranchID?) throws -> FilledMember {
        var record = MemberRecord()
        record.name = PersonName(name)
        var life = MembershipLife()
        _ = life.record(MembershipEvent(.joined(branch: branch), on: PartialDate(year: 2020)))
        _ = life.record(MembershipEvent(.left(reason: "moved"), on: PartialDate(day)))
        return try FilledMember(.next(), of: tenant, record, life: life, branch: branch, recordedAt: [moment, moment])
    }

    private static func enrol(
        _ members: [TenantID: FilledMember],
        in classes: [FilledClass],
        _ fill: TenantFill
    ) async throws {
        var sessions: [FilledSession] = []
        var enrolments: [FilledEnrolment] = []
        var attendances: [FilledAttendance] = []
        for held in classes {
            let session = ClassSessionID.next()
            sessions.append(
                FilledSession(session, of: held, ordinal: 1, ClassSession(on: day, minutes: 120), .held)
            )
            for (seat, member) in members.values.enumerated() {
                let snapshot = FilledSnapshot(area: nil, branch: nil, sex: .male, birthYear: 1990)
                let enrolment = FilledEnrolment(
                    .next(),
                    of: member.id,
                    member.tenant,
                    in: held,
                    seat: seat + 1,
                    on: day,
                    snapshot
                )
                enrolments.append(enrolment)
                attendances.append(FilledAttendance(enrolment, session, minutes: 120))
            }
        }
        try await fill.insert(sessions)
        try await fill.insert(enrolments)
        try await fill.insert(attendances)
    }
}
