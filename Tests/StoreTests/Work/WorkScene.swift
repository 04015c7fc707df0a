import Foundation
import Programme
import Store
import Testing

extension StoreScene {
    /// Has a tenant lead the programme.
    func setLead(_ tenant: TenantFixture) async throws {
        _ = try await sql(
            "insert into app.associations (association_id, from_on) values ('\(tenant.id)', '2014-06-25')"
        )
    }

    /// A plan of 2026 with one task of my own, due on a day.
    func addPlan(by context: TenantContext? = nil, due: CalendarDay = day(2026, 6, 30)) async throws
        -> (plan: WorkPlanID, task: PlanTaskID)
    {
        let context = context ?? mine.administrator
        return try await write(context) { tx in
            let plan = try await tx.workPlans.insert(.year2026)
            let task = PlanTask(assignee: tx.tenant, title: "Phát động phong trào", dueOn: due)
            return (plan, try await tx.tasks.insert(task, in: plan))
        }
    }
}

extension WorkPlan {
    /// The plan of 2026.
    static let year2026 = WorkPlan(
        year: 2026,
        title: "Kế hoạch xây dựng xã hội học tập",
        number: "12/KH-HKH",
        issuedOn: day(2026, 1, 15),
        startsOn: day(2026, 1, 1),
        endsOn: day(2026, 12, 31)
    )
}
