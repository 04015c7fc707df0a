import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// The plans that the server really used, told by its auto_explain to the connection that asked, under row security and with
/// the parameters of the call.
@Suite struct QueryPlanTests {
    @Test func `nothing that officers do all day goes through a whole table of tenants`() async throws {
        try await StoreScene.with { scene in
            // each with the index that it is there for
            try await scene.addMany(2500, to: scene.mine)
            let learning = try await scene.addLearning()
            try await Self.addBallast(scene)
            let one = try #require(try await scene.ids(of: scene.mine).last)
            let mine = scene.mine
            let (reference, session) = (learning.reference, learning.session)
            typealias Work = (TenantTransaction) async throws -> Void
            let writes: [(name: String, index: String, TenantContext, Work)] = [
                (
                    "enrol", "enrolments_member_unique", mine.administrator,
                    { _ = try await $0.enrolments.enrol([one], in: reference) }
                ),
                (
                    "record", "attendances_pkey", mine.administrator,
                    { _ = try await $0.attendance.record(learning.entries, of: session, today: learningDay) }
                ),
            ]
            let works: [(name: String, index: String, TenantContext, Work)] = [
                ("get", "members_pkey", mine.viewer, { _ = try await $0.members.find(one) }),
                ("list", "members_sort_index", mine.viewer, { _ = try await $0.members.list(MemberFilter()) }),
                (
                    "page 2", "members_sort_index", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(), after: one) }
                ),
                ("count", "", mine.viewer, { _ = try await $0.members.count(MemberFilter()) }),
                (
                    "branch", "members_branch_index", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(branch: mine.branch)) }
                ),
                (
                    "area", "members_area_index", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(area: scene.areas.ward)) }
                ),
                (
                    "rare name", "member_words_pkey", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(text: "bhh nguyen")) }
                ),
                (
                    "frequent name", "members_sort_index", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(text: "thi")) }
                ),
                (
                    "citizen ID", "members_citizen_index", mine.viewer,
                    { _ = try await $0.members.list(MemberFilter(text: "000000000077")) }
                ),
                (
                    "officer of a branch", "members_branch_index", mine.branchEditor,
                    { _ = try await $0.members.list(MemberFilter()) }
                ),
                (
                    "officer of an area", "members_area_index", mine.areaEditor,
                    { _ = try await $0.members.list(MemberFilter(text: "thi")) }
                ),
                (
                    "officer of a branch, one", "members_pkey", mine.branchEditor,
                    { _ = try? await $0.members.find(one) }
                ),
                (
                    "doubles by citizen ID", "members_citizen_index", mine.viewer,
                    { _ = try await $0.duplicates.list(.citizenID) }
                ),
                (
                    "doubles by telephone", "members_phone_index", mine.viewer,
                    { _ = try await $0.duplicates.list(.phone) }
                ),
                ("doubles by name", "", mine.viewer, { _ = try await $0.duplicates.list(.name) }),
                ("consents", "consents_member_index", mine.viewer, { _ = try await $0.consents.list(one) }),
                ("audit", "", mine.administrator, { _ = try await $0.audit.list() }),
                ("class", "classes_pkey", mine.viewer, { _ = try await $0.classes.find(reference) }),
                ("classes", "", mine.viewer, { _ = try await $0.classes.list() }),
                (
                    "open classes", "classes_open_index", mine.viewer,
                    { _ = try await $0.classes.list(ClassFilter(.open)) }
                ),
                (
                    "sessions", "class_sessions_ordinal_unique", mine.viewer,
                    { _ = try await $0.sessions.list(reference) }
                ),
                ("seats", "enrolments_seat_index", mine.viewer, { _ = try await $0.enrolments.list(reference) }),
                (
                    "seats, officer of a branch", "enrolments_seat_index", mine.branchEditor,
                    { _ = try await $0.enrolments.list(reference) }
                ),
                ("register", "attendances_pkey", mine.viewer, { _ = try await $0.attendance.register(of: session) }),
                ("learning", "enrolments_member_unique", mine.viewer, { _ = try await $0.learning.find(one) }),
                (
                    "learning elsewhere", "learning_records_member_index", mine.viewer,
                    { _ = try await $0.learningRecords.list(one) }
                ),
                (
                    "certificates", "certificates_member_index", mine.viewer,
                    { _ = try await $0.certificates.list(one) }
                ),
                (
                    "who came to a class", "attendances_session_index", mine.viewer,
                    { _ = try await $0.attendance.list(in: reference) }
                ),
                (
                    "branches in a class", "enrolments_seat_index", mine.viewer,
                    { _ = try await $0.attendance.branches(in: reference) }
                ),
                (
                    "certificates of a class", "certificates_enrolment_index", mine.viewer,
                    { _ = try await $0.certificates.list(in: reference) }
                ),
                ("plans", "learning_plans_topic_unique", mine.viewer, { _ = try await $0.plans.list(one) }),
                ("figures", "cells_pkey", mine.viewer, { _ = try await $0.figures.year(2025) }),
                (
                    "figures, officer of a branch", "cells_pkey", mine.branchEditor,
                    { _ = try await $0.figures.year(2025) }
                ),
                (
                    "what a figure is made of", "cells_pkey", mine.viewer,
                    { _ = try await $0.figures.cells(FigureQuestion(measure: "attendances", year: 2025)) }
                ),
            ]
            let plans = PlanCollector()
            var configuration = try scene.database.configuration(.server)
            configuration.onNotice = { plans.add($0.message) }
            try await RunningPool.with(configuration) { pool in
                let database = TenantDatabase(pool: pool)
                for (number, (name, index, context, work)) in (works + writes).enumerated() {
                    // after five runs the server may take a plan that does not look at the parameters
                    for _ in 0..<7 {
                        if number < works.count {
                            try await database.read(context, work)
                        } else {
                            try await database.write(context, work)
                        }
                    }
                    let taken = plans.take()
                    #expect(taken.count >= 7, "\(name): no plans were told")
                    let used = taken.filter { index.isEmpty || $0.contains(" \(index) ") || $0.contains(" \(index)\n") }
                    #expect(used.count >= 7, "\(name): not by \(index)\n\(taken.last ?? "")")
                    for plan in taken {
                        let scans = plan.split(separator: "\n").filter {
                            $0.contains("Seq Scan on") && !$0.isOfSmallTable
                        }
                        #expect(scans.isEmpty, "\(name)\n\(plan)")
                    }
                }
            }
        }
    }

    /// Totals of two years of forty branches.
    private static func cells(of tenant: TenantFixture) -> String {
        """
        insert into tally.cells (cube, period, measure, tenant_id, part_id, sex, age, amount)
        select 2, p.period, m.id, '\(tenant.id)', gen_random_uuid(), 0, -1, 1
        from generate_series(date '2024-01-01', date '2025-12-01', interval '1 month') as p (period)
        cross join tally.measures as m
        cross join generate_series(1, 40);
        insert into tally.frozen_cells select * from tally.cells where tenant_id = '\(tenant.id)' and period < '2025-01-01';

        """
    }

    /// Twenty other tenants, so that a whole table is twenty times what one has; and plans told from now on.
    private static func addBallast(_ scene: StoreScene) async throws {
        var script = ""
        for index in 0..<20 {
            let tenant = TenantFixture(key: "don-vi-\(index)", areas: scene.areas)
            try await scene.database.database.run(tenant.sql)
            try await scene.addMany(2500, to: tenant)
            script += """
                insert into app.consents (tenant_id, id, member_id, purpose, legal_basis, method, given_on)
                select tenant_id, gen_random_uuid(), id, 'a', 'law', 'paper', now() from app.members
                where tenant_id = '\(tenant.id)';
                insert into app.audit_entries (tenant_id, id, action) select tenant_id, gen_random_uuid(), 'a.b' from app.members
                where tenant_id = '\(tenant.id)';

                """ + cells(of: tenant) + scene.learningScript(of: tenant)
        }
        try await scene.database.database.run(
            script + """
                analyze;
                alter database \(scene.database.database.name) set session_preload_libraries = 'auto_explain';
                alter database \(scene.database.database.name) set auto_explain.log_min_duration = 0;
                alter database \(scene.database.database.name) set auto_explain.log_nested_statements = on;
                alter database \(scene.database.database.name) set auto_explain.log_level = 'notice';
                """,
            timeoutSeconds: 300
        )
    }
}
