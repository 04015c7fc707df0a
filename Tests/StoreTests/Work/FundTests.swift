import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct FundTests {
    private func entry(_ direction: FundDirection, _ amount: Int, on number: Int) -> FundEntry {
        FundEntry(direction: direction, kind: .other, amount: amount, enteredOn: day(2026, 1, number))
    }

    @Test func `a fund is never overdrawn on any day, and mistakes are taken back and not changed`() async throws {
        try await StoreScene.with { scene in
            let fund = try await scene.write {
                try await $0.funds.insert(name: "Quỹ phường", openedOn: day(2026, 1, 1))
            }
            #expect(
                await scene.refused { _ = try await $0.funds.insert(name: "Quỹ phường", openedOn: nil) }
                    == .refused(.fundNameTaken)
            )
            let income = try await scene.write { try await $0.funds.add(entry(.income, 1_000, on: 10), to: fund) }
            #expect(
                await scene.refused { _ = try await $0.funds.add(entry(.spending, 100, on: 9), to: fund) }
                    == .refused(.fundShort)
            )
            let spending = try await scene.write { try await $0.funds.add(entry(.spending, 900, on: 20), to: fund) }
            #expect(
                await scene.refused { _ = try await $0.funds.add(entry(.spending, 200, on: 15), to: fund) }
                    == .refused(.fundShort)
            )
            #expect(
                await scene.refused { _ = try await $0.funds.reverse(income, on: day(2026, 1, 25), note: "sai") }
                    == .refused(.fundShort)
            )
            #expect(
                await scene.refused { _ = try await $0.funds.reverse(spending, on: day(2026, 1, 19), note: "sai") }
                    == .refused(.workDates)
            )
            let back = try await scene.write { try await $0.funds.reverse(spending, on: day(2026, 1, 25), note: "sai") }
            #expect(
                await scene.refused { _ = try await $0.funds.reverse(spending, on: day(2026, 1, 26), note: "sai") }
                    == .refused(.entryReversed)
            )
            #expect(
                await scene.refused { _ = try await $0.funds.reverse(back, on: day(2026, 1, 26), note: "sai") }
                    == .refused(.entryReversed)
            )
            let entries = try await scene.read { try await $0.funds.entries(of: fund) }
            #expect(entries.map(\.balance) == [1_000, 100, 1_000])
            #expect(entries.first?.reverses == spending && entries[1].reversedBy == back)
            let found = try await scene.read { try await $0.funds.find(fund) }
            #expect(found.income == 1_900 && found.spending == 900 && found.balance == 1_000)
            #expect(
                await scene.refused {
                    _ = try await $0.funds.update(
                        fund,
                        version: 1,
                        name: "Quỹ phường",
                        openedOn: nil,
                        closedOn: day(2026, 2, 1)
                    )
                } == .refused(.fundNotEmpty)
            )
        }
    }

    @Test func `a fund takes nothing before it was opened, and other tenants' funds are not there`() async throws {
        try await StoreScene.with { scene in
            let fund = try await scene.write { try await $0.funds.insert(name: "Quỹ", openedOn: day(2026, 1, 5)) }
            #expect(
                await scene.refused { _ = try await $0.funds.add(entry(.income, 1, on: 4), to: fund) }
                    == .refused(.fundClosed)
            )
            #expect(
                await scene.refused(scene.other.administrator) {
                    _ = try await $0.funds.add(entry(.income, 1, on: 6), to: fund)
                } == .notFound
            )
            let answer = try await scene.sql(
                """
                select has_table_privilege('hoctap_server', 'app.fund_entries', 'update')
                    or has_table_privilege('hoctap_server', 'app.fund_entries', 'delete')
                """
            )
            #expect(answer == "f")
        }
    }

    @Test func `two spendings at once do not both take the last money`() async throws {
        try await StoreScene.with { scene in
            let fund = try await scene.write { try await $0.funds.insert(name: "Quỹ", openedOn: nil) }
            _ = try await scene.write { try await $0.funds.add(entry(.income, 100, on: 1), to: fund) }
            let outcomes = await withTaskGroup(of: StoreError?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        await scene.refused { _ = try await $0.funds.add(entry(.spending, 60, on: 2), to: fund) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(try await scene.read { try await $0.funds.find(fund).balance } == 40)
        }
    }

    private func addFund(_ scene: StoreScene) async throws -> FundID {
        let income = entry(.income, 1_000_000, on: 1)
        return try await scene.write { tx in
            let fund = try await tx.funds.insert(name: "Quỹ", openedOn: nil)
            _ = try await tx.funds.add(income, to: fund)
            return fund
        }
    }

    private let scholarship = Award(
        kind: .scholarship,
        recipientKind: .pupil,
        recipientName: "Kpă Thuyên",
        amount: 600_000,
        awardedOn: day(2026, 1, 20)
    )

    @Test func `an award leaves the fund with its money, and its spending is not taken back without it`() async throws {
        try await StoreScene.with { scene in
            let fund = try await addFund(scene)
            let award = scholarship
            _ = try await scene.write { try await $0.awards.insert(award, from: fund) }
            let second = await scene.refused { _ = try await $0.awards.insert(award, from: fund) }
            #expect(second == .refused(.fundShort))
            #expect(try await scene.read { try await $0.funds.find(fund).balance } == 400_000)
            let entries = try await scene.read { try await $0.funds.entries(of: fund) }
            let spending = entries[0].id
            let taken = await scene.refused { _ = try await $0.funds.reverse(spending, note: "sai") }
            #expect(entries[0].record.kind == .scholarship && taken == .refused(.entryAwarded))
            var gift = award
            (gift.kind, gift.amount) = (.reward, 0)
            let free = gift
            let unpaid = await scene.refused { _ = try await $0.awards.insert(free, from: fund) }
            #expect(unpaid == .refused(.workRange))
            _ = try await scene.write { try await $0.awards.insert(free) }
        }
    }

    @Test func `an award that is cancelled gives its money back, once`() async throws {
        try await StoreScene.with { scene in
            let fund = try await addFund(scene)
            let award = scholarship
            let id = try await scene.write { try await $0.awards.insert(award, from: fund) }
            _ = try await scene.write { tx in
                try await tx.awards.update(
                    id,
                    version: 1,
                    recipientKind: .pupil,
                    recipientName: "Kpă H'Thuyên",
                    reason: "Vượt khó"
                )
            }
            let early = await scene.refused { _ = try await $0.awards.cancel(id, version: 2, on: day(2026, 1, 19)) }
            #expect(early == .refused(.workDates))
            _ = try await scene.write { try await $0.awards.cancel(id, version: 2, on: day(2026, 1, 21)) }
            #expect(try await scene.read { try await $0.funds.find(fund).balance } == 1_000_000)
            let again = await scene.refused { _ = try await $0.awards.cancel(id, version: 3) }
            #expect(again == .refused(.awardState))
            let part = try await scene.read(scene.mine.branchEditor) { try await $0.awards.list().items }
            #expect(part == [])
            let listed = try await scene.read { try await $0.awards.list(in: 2026).items }
            #expect(listed.first?.fundName == "Quỹ" && listed.first?.record.recipientName == "Kpă H'Thuyên")
        }
    }
}
