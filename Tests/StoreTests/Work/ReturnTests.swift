import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct ReturnTests {
    @Test func `a return counts what the system has, in its time alone`() async throws {
        try await StoreScene.with { scene in
            _ = try await scene.addMembers(["Nguyễn Văn An", "Siu Bình"])
            _ = try await scene.addPlan(due: day(2026, 3, 1))
            try await scene.write { tx in
                for month in [3, 8] {
                    _ = try await tx.communications.insert(
                        Communication(
                            kind: .talk,
                            medium: .meeting,
                            title: "x",
                            heldOn: day(2026, month, 1),
                            turns: 100
                        )
                    )
                }
                _ = try await tx.roll.insert(RollPerson(audience: .associationOfficer, fullName: "Siu H'Nga"))
                let fund = try await tx.funds.insert(name: "Quỹ", openedOn: nil)
                for year in [2025, 2026] {
                    let entry = FundEntry(direction: .income, kind: .sponsor, amount: 500, enteredOn: day(year, 2, 1))
                    _ = try await tx.funds.add(entry, to: fund)
                }
            }
            let id = try await scene.write { try await $0.returns.insert(year: 2026, period: .firstHalf) }
            let mine = scene.mine.id
            let found = try await scene.read { try await $0.returns.find(id, of: mine) }
            #expect(
                found.figures["members"] == 2 && found.figures["tasks_due"] == 1 && found.figures["tasks_late"] == 1
            )
            #expect(found.figures["communications"] == 1 && found.figures["communication_turns"] == 100)
            #expect(found.figures["association_officers"] == 1 && found.figures["association_officers_trained"] == 0)
            #expect(found.figures["fund_income"] == 500 && found.figures["fund_balance"] == 1_000)
            #expect(Set(found.figures.keys) == Set(ReturnFigure.allCases.map(\.rawValue)))
            #expect(
                await scene.refused { _ = try await $0.returns.insert(year: 2026, period: .firstHalf) }
                    == .refused(.returnExists)
            )
            #expect(
                await scene.refused { _ = try await $0.returns.insert(year: 2150, period: .year) }
                    == .refused(.returnPeriod)
            )
            try await scene.write { tx in
                _ = try await tx.communications.insert(
                    Communication(kind: .talk, medium: .meeting, title: "y", heldOn: day(2026, 4, 1))
                )
            }
            #expect(try await scene.read { try await $0.returns.find(id, of: mine).figures["communications"] } == 1)
            _ = try await scene.write { try await $0.returns.update(id, version: 1, remark: "Đã rà soát") }
            let again = try await scene.read { try await $0.returns.find(id, of: mine) }
            #expect(again.figures["communications"] == 2 && again.remark == "Đã rà soát")
        }
    }

    /// A return that was sent to the association, which the other tenant is.
    private func sent(_ scene: StoreScene) async throws -> WorkReturnID {
        try await scene.setLead(scene.other)
        let id = try await scene.write { try await $0.returns.insert(year: 2025, period: .year) }
        _ = try await scene.write { try await $0.returns.submit(id, version: 1) }
        return id
    }

    private func decide(
        _ scene: StoreScene,
        _ id: WorkReturnID,
        version: Int,
        isApproved: Bool,
        reply: String = "",
        by context: TenantContext? = nil
    ) async -> StoreError? {
        let owner = scene.mine.id
        return await scene.refused(context ?? scene.other.administrator) { tx in
            _ = try await tx.returns.decide(id, of: owner, version: version, isApproved: isApproved, reply: reply)
        }
    }

    @Test func `a return that was sent is decided by the association, and comes back with a word`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let id = try await sent(scene)
            let lead = scene.other.administrator
            #expect(try await scene.read(lead) { try await $0.returns.received(in: 2025).map(\.id) } == [id])
            #expect(try await scene.read(lead) { try await $0.programme.hints().waiting } == 1)
            let byOwner = await decide(scene, id, version: 2, isApproved: true, by: scene.mine.administrator)
            #expect(byOwner == .refused(.returnState))
            let update = await scene.refused { _ = try await $0.returns.update(id, version: 2, remark: "x") }
            #expect(update == .refused(.returnState))
            let removal = await scene.refused { try await $0.returns.remove(id, version: 2) }
            #expect(removal == .refused(.returnState))
            let wordless = await decide(scene, id, version: 2, isApproved: false, reply: " ")
            #expect(wordless == .refused(.textLength))
            #expect(await decide(scene, id, version: 2, isApproved: false, reply: "Thiếu tập huấn") == nil)
            _ = try await scene.write { try await $0.returns.update(id, version: 3, remark: "Đã bổ sung") }
            #expect(try await scene.write { try await $0.returns.submit(id, version: 4) } == 5)
        }
    }

    @Test func `a return that is locked never changes, whoever asks`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let id = try await sent(scene)
            let owner = scene.mine.id
            let lead = scene.other.administrator
            let early = await scene.refused(lead) { _ = try await $0.returns.lock(id, of: owner, version: 2) }
            #expect(early == .refused(.returnState))
            #expect(await decide(scene, id, version: 2, isApproved: true) == nil)
            #expect(try await scene.write(lead) { try await $0.returns.lock(id, of: owner, version: 3) } == 4)
            let locked = try await scene.read { try await $0.returns.find(id, of: owner) }
            let published = "select state from release.return_states where tenant_id = '\(owner)' and year = 2025"
            #expect(try await scene.sql(published) == "locked")
            #expect(locked.state == .locked && locked.hash?.utf8.count == 64 && locked.lockedAt != nil)
            #expect(try await scene.read { try await $0.returns.isGenuine(id, of: owner) })
            let again = await scene.refused { _ = try await $0.returns.submit(id, version: 4) }
            #expect(again == .refused(.returnState))
            #expect(await decide(scene, id, version: 4, isApproved: false, reply: "x") == .refused(.returnState))
            for change in ["remark = 'khác'", "figures = '{}'", "state = 'draft', locked_at = null, hash = null"] {
                await #expect(throws: (any Error).self, "\(change)") {
                    try await scene.sql("update app.returns set \(change) where id = '\(id)'")
                }
            }
        }
    }

    @Test func `who is not asked sees no return, and drafts nobody else`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            try await scene.setLead(scene.other)
            let id = try await scene.write { try await $0.returns.insert(year: 2025, period: .firstHalf) }
            let mine = scene.mine.id
            let lead = scene.other.administrator
            #expect(try await scene.read(lead) { try await $0.returns.received(in: 2025).isEmpty })
            #expect(await scene.refused(lead) { _ = try await $0.returns.find(id, of: mine) } == .notFound)
            try await scene.write { try await $0.returns.remove(id, version: 1) }
            #expect(try await scene.read { try await $0.returns.list().isEmpty })
        }
    }
}
