import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct PlanTests {
    @Test func `a plan goes from draft to closed, and is removed only without tasks`() async throws {
        try await StoreScene.with { scene in
            var draft = WorkPlan.year2026
            draft.issuedOn = nil
            let unsigned = draft
            let id = try await scene.write { try await $0.workPlans.insert(unsigned) }
            #expect(try await scene.read { try await $0.workPlans.find(id).state } == .draft)
            #expect(
                await scene.refused { _ = try await $0.workPlans.move(id, version: 1, to: .issued) }
                    == .refused(.planUnsigned)
            )
            #expect(try await scene.write { try await $0.workPlans.update(id, version: 1, .year2026) } == 2)
            #expect(
                await scene.refused { _ = try await $0.workPlans.update(id, version: 1, .year2026) }
                    == .versionDiffers(current: 2)
            )
            #expect(
                await scene.refused { _ = try await $0.workPlans.move(id, version: 2, to: .closed) }
                    == .refused(.planState)
            )
            #expect(try await scene.write { try await $0.workPlans.move(id, version: 2, to: .issued) } == 3)
            let task = PlanTask(assignee: scene.mine.id, title: "Tập huấn", dueOn: day(2026, 5, 1))
            let added = try await scene.write { try await $0.tasks.insert(task, in: id) }
            #expect(await scene.refused { try await $0.workPlans.remove(id, version: 3) } == .refused(.planInUse))
            #expect(try await scene.read { try await $0.workPlans.find(id).taskCount } == 1)
            #expect(try await scene.write { try await $0.workPlans.move(id, version: 3, to: .closed) } == 4)
            #expect(await scene.refused { _ = try await $0.tasks.insert(task, in: id) } == .refused(.planState))
            #expect(
                await scene.refused { _ = try await $0.workPlans.update(id, version: 4, .year2026) }
                    == .refused(.planState)
            )
            try await scene.write { try await $0.tasks.remove(added, version: 1) }
            try await scene.write { try await $0.workPlans.remove(id, version: 4) }
            #expect(await scene.refused { _ = try await $0.workPlans.find(id) } == .notFound)
        }
    }

    @Test func `a plan that cannot be is refused, and lists go on page by page`() async throws {
        try await StoreScene.with { scene in
            var wrong = WorkPlan.year2026
            wrong.endsOn = day(2025, 12, 31)
            let backwards = wrong
            #expect(await scene.refused { _ = try await $0.workPlans.insert(backwards) } == .refused(.workDates))
            wrong = .year2026
            wrong.title = " "
            let nameless = wrong
            #expect(await scene.refused { _ = try await $0.workPlans.insert(nameless) } == .refused(.textLength))
            let ids = try await scene.write { tx in
                var ids: [WorkPlanID] = []
                for year in [2024, 2025, 2026] {
                    var plan = WorkPlan.year2026
                    plan.year = year
                    ids.append(try await tx.workPlans.insert(plan))
                }
                return ids
            }
            let first = try await scene.read { try await $0.workPlans.list(limit: 2) }
            #expect(first.items.map(\.id) == [ids[2], ids[1]] && first.hasMore)
            let rest = try await scene.read { try await $0.workPlans.list(after: ids[1], limit: 2) }
            #expect(rest.items.map(\.id) == [ids[0]] && !rest.hasMore)
            #expect(try await scene.read { try await $0.workPlans.list(in: 2025).items.map(\.id) } == [ids[1]])
        }
    }

    @Test func `a task for another tenant is set by the association alone, and shows nothing but itself`() async throws
    {
        try await StoreScene.with(sharing: true) { scene in
            let (plan, own) = try await scene.addPlan()
            let task = PlanTask(assignee: scene.other.id, title: "Rà soát hộ", dueOn: day(2026, 7, 1))
            #expect(await scene.refused { _ = try await $0.tasks.insert(task, in: plan) } == .refused(.taskAssignee))
            try await scene.setLead(scene.mine)
            let id = try await scene.write { try await $0.tasks.insert(task, in: plan) }
            let nobody = PlanTask(assignee: .next(), title: "x", dueOn: day(2026, 7, 1))
            #expect(await scene.refused { _ = try await $0.tasks.insert(nobody, in: plan) } == .refused(.taskAssignee))

            let theirs = scene.other.administrator
            let seen = try await scene.read(theirs) { try await $0.tasks.assigned() }
            #expect(seen.map(\.id) == [id] && seen.first?.owner == scene.mine.id)
            #expect(await scene.refused(theirs) { _ = try await $0.workPlans.find(plan) } == .notFound)
            #expect(await scene.refused(theirs) { _ = try await $0.tasks.find(own, of: scene.mine.id) } == .notFound)
            let report = TaskReport(state: .started, progress: 40, report: "Đã xong 3 tổ", evidence: "biên bản")
            let mine = scene.mine.id
            let version = try await scene.write(theirs) {
                try await $0.tasks.report(id, of: mine, version: 1, report)
            }
            #expect(version == 2)
            #expect(try await scene.read { try await $0.tasks.find(id, of: mine).report } == "Đã xong 3 tổ")
            let cancel = TaskReport(state: .cancelled, progress: 0)
            #expect(
                await scene.refused(theirs) { _ = try await $0.tasks.report(id, of: mine, version: 2, cancel) }
                    == .refused(.taskState)
            )
            #expect(await scene.refused(theirs) { _ = try await $0.tasks.update(id, version: 2, task) } == .notFound)
            #expect(await scene.refused(theirs) { try await $0.tasks.remove(id, version: 2) } == .notFound)
            let done = TaskReport(state: .done, progress: 10)
            _ = try await scene.write(theirs) {
                try await $0.tasks.report(id, of: mine, version: 2, done, on: day(2026, 6, 1))
            }
            let found = try await scene.read { try await $0.tasks.find(id, of: mine) }
            #expect(
                found.progress == 100 && found.doneOn == day(2026, 6, 1) && found.urgency(on: day(2027, 1, 1)) == nil
            )
        }
    }

    @Test func `the database keeps who does a task from changing what it is`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            try await scene.setLead(scene.mine)
            let (plan, _) = try await scene.addPlan()
            let task = PlanTask(assignee: scene.other.id, title: "Rà soát hộ", dueOn: day(2026, 7, 1))
            let id = try await scene.write { try await $0.tasks.insert(task, in: plan) }
            for change in ["title = 'khác'", "due_on = '2030-01-01'", "state = 'cancelled'"] {
                let answer = try await scene.sql(
                    """
                    begin; set local role hoctap_server;
                    select set_config('app.tenant_id', '\(scene.other.id)', true),
                        set_config('app.role', 'administrator', true), set_config('app.access', 'write', true),
                        set_config('app.scope', '*', true);
                    do $$ begin update app.plan_tasks set \(change) where id = '\(id)';
                    exception when insufficient_privilege then raise notice 'kept'; end $$;
                    select title || due_on || state from app.plan_tasks where id = '\(id)'; rollback;
                    """
                )
                #expect(answer.contains("Rà soát hộ2026-07-01open"), "\(change)")
            }
        }
    }

    @Test func `what is late or soon is named, and what is done is not`() async throws {
        try await StoreScene.with { scene in
            let (_, task) = try await scene.addPlan(due: day(2026, 3, 1))
            _ = try await scene.addPlan(due: day(2026, 12, 1))
            let today = day(2026, 2, 20)
            #expect(try await scene.read { try await $0.programme.hints(on: today).tasks.map(\.id) } == [task])
            let inspection = Inspection(title: "x", inspected: "x", heldOn: day(2026, 1, 5))
            let finding = try await scene.write { tx in
                let id = try await tx.inspections.insert(inspection)
                return try await tx.inspections.addFinding(Finding(finding: "x", dueOn: day(2026, 2, 1)), to: id)
            }
            #expect(try await scene.read { try await $0.programme.hints(on: today).findings.map(\.id) } == [finding])
            _ = try await scene.write { try await $0.inspections.setFindingDone(finding, version: 1, on: today) }
            let mine = scene.mine.id
            let done = TaskReport(state: .done, progress: 100)
            _ = try await scene.write { try await $0.tasks.report(task, of: mine, version: 1, done) }
            #expect(try await scene.read { try await $0.programme.hints(on: today).isEmpty })
            // a return is asked for only of who makes returns
            #expect(try await scene.read { try await $0.programme.hints(on: day(2026, 7, 20)).returns.isEmpty })
            _ = try await scene.write { try await $0.returns.insert(year: 2025, period: .year) }
            let due = try await scene.read { try await $0.programme.hints(on: day(2026, 7, 20)).returns }
            #expect(due.map(\.period) == [.firstHalf] && due.first?.found == nil)
        }
    }
}
