import Programme
import Store
import TestSupport
import Testing

@Suite struct DenominatorTests {
    private func count(_ scene: StoreScene, _ total: Int, year: Int = 2025, area: AreaID? = nil) -> Denominator {
        Denominator(
            .household,
            area: area ?? scene.areas.ward,
            year: year,
            countedOn: day(year, 1, 1),
            total: total,
            source: "Công an phường"
        )
    }

    @Test func `counts are added, corrected by new ones, and never changed`() async throws {
        try await StoreScene.withWards { scene in
            let first = try await scene.write { try await $0.denominators.insert(count(scene, 250)) }
            #expect(
                await scene.refused { _ = try await $0.denominators.insert(count(scene, 260)) }
                    == .refused(.denominatorExists)
            )
            let second = try await scene.write { try await $0.denominators.correct(first, by: count(scene, 255)) }
            #expect(
                await scene.refused { _ = try await $0.denominators.correct(first, by: count(scene, 256)) }
                    == .refused(.denominatorSuperseded)
            )
            let held = try await scene.read { try await $0.denominators.list(year: 2025) }
            #expect(held.map(\.stored.id) == [second])
            #expect(held.map(\.stored.record.total) == [255])
            let history = try await scene.read {
                try await $0.denominators.history(.household, area: scene.areas.ward, year: 2025)
            }
            #expect(history.map(\.record.total) == [250, 255])
            #expect(history.map(\.isSuperseded) == [true, false])
            let refused = await scene.refused { tx in
                _ = try await tx.denominators.insert(count(scene, 1, area: scene.areas.otherWard))
            }
            #expect(refused == .refused(.areaOutsideWard))
        }
    }

    @Test func `counts that are odd are kept with the reason`() async throws {
        try await StoreScene.withWards { scene in
            _ = try await scene.add(scene.household("Ksor Bia"))
            _ = try await scene.add(scene.household("Ksor Ba"))
            try await scene.write { tx in
                _ = try await tx.denominators.insert(count(scene, 100, year: 2024))
                _ = try await tx.denominators.insert(count(scene, 1))
                _ = try await tx.denominators.insert(count(scene, 3, area: scene.areas.hamlet))
            }
            let held = try await scene.read { try await $0.denominators.list(year: 2025) }
            let ward = try #require(held.first { $0.stored.record.area == scene.areas.ward })
            #expect(ward.flags == [.belowRecorded(2), .hamletsAboveWard(sum: 3), .changed(from: 100)])
            let hamlet = try #require(held.first { $0.stored.record.area == scene.areas.hamlet })
            #expect(hamlet.flags.isEmpty)
        }
    }
}
