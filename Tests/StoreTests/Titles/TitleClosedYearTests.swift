import Foundation
import Programme
import Store
import Testing

/// A year whose totals are frozen, and what wards may still write of its titles.
@Suite struct TitleClosedYearTests {
    @Test
    func `in a frozen year nothing is registered, decided or counted for the first time; what was decided may fall`()
        async throws
    {
        try await WardScene.with { scene in
            let recognised = try await scene.registrations(3, to: .recognised)
            let proposed = try await scene.registrations(2, in: scene.hamlets[1], to: .proposed, number: "2")
            let more = try await scene.add(1, in: scene.hamlets[2])
            _ = try await scene.sql("insert into tally.closed_years (year) values (2026)")
            let lines = proposed.map { DecisionLine($0) }
            #expect(
                await scene.refused { tx in
                    _ = try await tx.registrations.register(
                        more,
                        for: WardScene.family,
                        year: 2026,
                        on: day(2026, 1, 20)
                    )
                } == .refused(.yearFrozen)
            )
            #expect(
                await scene.refused { tx in
                    _ = try await tx.registrations.decide(
                        scene.decision(.recognition, "9"),
                        lines,
                        today: WardScene.today
                    )
                } == .refused(.yearFrozen)
            )
            #expect(
                await scene.refused { tx in
                    let count = Denominator(
                        .household,
                        area: scene.ward.area,
                        year: 2026,
                        countedOn: day(2026, 1, 1),
                        total: 900,
                        source: "Công an phường"
                    )
                    _ = try await tx.denominators.insert(count, today: WardScene.today)
                } == .refused(.yearFrozen)
            )
            _ = try await scene.write { tx in
                let gone = [DecisionLine(recognised[0], reason: "Vi phạm")]
                return try await tx.registrations.decide(
                    scene.decision(.revocation, "10"),
                    gone,
                    today: WardScene.today
                )
            }
        }
    }
}
