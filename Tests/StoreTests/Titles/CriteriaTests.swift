import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct CriteriaTests {
    @Test func `the sets of the migration are as far as they are known, and those in use have no defects`() async throws
    {
        try await WardScene.with { scene in
            try await scene.read { tx in
                let titles = try await tx.criteria.titles()
                #expect(titles.map(\.key).contains("cong-dan-hoc-tap") && titles.count == 9)
                let lines = try await tx.criteria.list()
                #expect(lines.count { $0.status == .partial } == 2 && lines.count { $0.status == .active } == 4)
                for line in lines {
                    let found = try await tx.criteria.find(line.id)
                    #expect(found.set.checked() == .success(found.set), "\(line.set.key)")
                    #expect(found.set.defects().isEmpty == (line.status == .active), "\(line.set.key)")
                    #expect(found.set.isDemo == (line.status == .active), "\(line.set.key)")
                }
                let family = try await tx.criteria.find("gdht-448")
                #expect(family.set.items.first { $0.code == "GD.2" }?.maximum == nil)
                #expect(family.set.openStatus == .partial)
            }
        }
    }

    @Test func `the database finds the same defects as the program, in sets of all kinds`() async throws {
        try await WardScene.with { scene in
            let steward = StewardDatabase(pool: scene.pool)
            var random = SeededRandom(seed: 5)
            let base = try await scene.read { try await $0.criteria.find("trinh-dien-cong-dong").set }
            let other = try await scene.read { try await $0.criteria.find("cdht-xa-25").set }
            for number in 1...40 {
                var set = number.isMultiple(of: 3) ? other : base
                set.key = "thu-\(number)"
                for index in set.items.indices where Int.random(in: 0..<4, using: &random) == 0 {
                    let isPoints = set.items[index].measure == .points
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: set.items[index].maximum = nil
                    case 1: set.items[index].isKnown.toggle()
                    case 2: set.items[index].maximum = isPoints ? Points(Int.random(in: 1...60, using: &random)) : nil
                    default:
                        set.items[index].exception = .declared
                        set.items[index].treatment = Bool.random(using: &random) ? .full : nil
                    }
                }
                if Bool.random(using: &random) {
                    set.items.append(CriteriaItem("x", in: "1", name: "x", maximum: Points(5)))
                }
                if Bool.random(using: &random) {
                    set.items.append(CriteriaItem("y", name: "y", measure: .pass, fromLevel: 2))
                }
                if Bool.random(using: &random) {
                    set.levels.append(CriteriaLevel("Tốt", favourable: Points(70), difficult: Points(105)))
                }
                if Int.random(in: 0..<5, using: &random) == 0 { set.maximum = nil }
                if Int.random(in: 0..<9, using: &random) == 0 { (set.items, set.levels) = ([], []) }
                let loaded = set
                let (kept, defects) = try await steward.write(.next()) { editor in
                    let id = try await editor.load(loaded).id
                    return (try await editor.criteria.find(id).set, try await editor.criteria.defects(of: id))
                }
                #expect(Set(kept.items) == Set(loaded.items) && kept.levels == loaded.levels)
                #expect(Set(defects) == Set(loaded.defects()), "\(number)")
            }
        }
    }

    @Test func `a set comes into use when it is whole, never changes after that, and goes on as a new version`()
        async throws
    {
        try await WardScene.with { scene in
            let steward = StewardDatabase(pool: scene.pool)
            let account = AccountID.next()
            var set = try await scene.read { try await $0.criteria.find("trinh-dien-gia-dinh").set }
            set.key = "rieng"
            set.items[1].maximum = nil
            let partial = set
            let status = try await steward.write(account) { try await $0.load(partial).status }
            #expect(status == .partial)
            #expect(
                await refusal { try await steward.write(account) { try await $0.activate("rieng", version: 1) } }
                    == .refused(.criteriaIncomplete)
            )
            set.items[1].maximum = Points(20)
            let whole = set
            try await steward.write(account) { editor in
                #expect(try await editor.load(whole).status == .draft)
                try await editor.activate("rieng", version: 1)
            }
            let acts: [@Sendable (CriteriaEditor) async throws -> Void] = [
                { _ = try await $0.load(whole) }, { try await $0.remove("rieng", version: 1) },
                { try await $0.activate("rieng", version: 1) },
            ]
            for act in acts {
                #expect(
                    await refusal { try await steward.write(account) { try await act($0) } } == .refused(.criteriaFixed)
                )
            }
            try await steward.write(account) { editor in
                let next = try await editor.newVersion(of: "rieng")
                #expect(next.version == 2 && next.items == whole.items)
                try await editor.remove("rieng", version: 2)
                try await editor.retire("rieng", version: 1)
            }
            let log = try await scene.sql(
                "select string_agg(action, ' ' order by happened_at) from app.criteria_changes"
            )
            #expect(log == "load load activate load remove retire")
            for statement in [
                "update app.criteria_items set name = 'x' where code = '1.1'",
                "delete from app.criteria_levels", "update app.criteria_sets set name = 'x'",
                "insert into app.criteria_items (set_id, id, code, ordinal, name, measure) select id, gen_random_uuid(), 'z', 9, 'z', "
                    + "'pass' from app.criteria_sets where key = 'rieng'",
            ] {
                await #expect(throws: (any Error).self, "\(statement)") { _ = try await scene.sql(statement) }
            }
        }
    }

    @Test func `nobody but a steward and the operator changes criteria`() async throws {
        try await WardScene.with { scene in
            let set = try await scene.read { try await $0.criteria.find("gdht-448").set }
            try await RunningPool.with(try scene.database.configuration(.admin)) { pool in
                try await AdminDatabase(pool: pool).editCriteria { _ = try await $0.load(set) }
            }
            let settings: PostgresSettings = [
                "app.tenant_id": scene.ward.id.description, "app.role": "administrator", "app.access": "write",
                "app.scope": "*",
            ]
            for table in [
                "criteria_sets", "criteria_items", "criteria_levels", "criteria_conditions", "title_deadlines",
            ] {
                let touched = try await scene.pool.transaction(PostgresTransactionOptions(), settings: settings) {
                    try await $0.query("delete from app.\(raw: table)").affectedRows
                }
                #expect(touched == 0, "\(table)")
            }
        }
    }
}
