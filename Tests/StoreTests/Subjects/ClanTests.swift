import Programme
import Store
import TestSupport
import Testing

@Suite struct ClanTests {
    @Test func `a clan over several wards is counted, and shows no ward another's families`() async throws {
        try await StoreScene.withWards(sharing: true) { scene in
            let clan = try await scene.add(
                {
                    var clan = ProgrammeSubject(.clan, name: "Dòng họ Rơ Châm", area: scene.areas.ward)
                    (clan.isAcrossWards, clan.descent, clan.headName) = (true, .maternal, "Rơ Châm H'Lan")
                    return clan
                }()
            )
            let private_ = try await scene.add(ProgrammeSubject(.clan, name: "Dòng họ Ksor", area: scene.areas.ward))
            let reference = SubjectReference(ward: scene.mine.id, id: clan)
            let mine = try await scene.add(scene.household("Rơ Châm Hyéo"))
            try await scene.write { try await $0.clans.link(mine, to: reference) }
            let theirs = try await scene.write(scene.other.administrator) { tx in
                let id = try await tx.subjects.insert(
                    ProgrammeSubject(.household, name: "Rơ Châm Phép", area: scene.areas.otherWard)
                )
                try await tx.clans.link(id, to: reference)
                // twice is once
                try await tx.clans.link(id, to: reference)
                return id
            }
            let counts = try await scene.read { try await $0.clans.counts(of: [clan]) }
            #expect(Set(counts.map(\.ward)) == [scene.mine.id, scene.other.id])
            #expect(counts.map(\.households) == [1, 1])
            let households = try await scene.read { try await $0.clans.households(of: clan) }
            #expect(households.map(\.id) == [mine])
            await #expect(throws: StoreError.notFound) {
                try await scene.read {
                    _ = try await $0.subjects.find(SubjectReference(ward: scene.other.id, id: theirs))
                }
            }
            // the other ward sees the clan's name, and neither who heads it nor how many there are elsewhere
            let choices = try await scene.read(scene.other.administrator) { try await $0.clans.choices() }
            #expect(choices.map(\.name) == ["Dòng họ Rơ Châm"])
            await #expect(throws: StoreError.notFound) {
                try await scene.read(scene.other.administrator) { _ = try await $0.subjects.find(reference) }
            }
            #expect(try await scene.read(scene.other.administrator) { try await $0.clans.counts(of: [clan]) }.isEmpty)
            let hidden = SubjectReference(ward: scene.mine.id, id: private_)
            #expect(
                await scene.refused(scene.other.administrator) { try await $0.clans.link(theirs, to: hidden) }
                    == .refused(.clanUnknown)
            )
            #expect(await scene.refused { try await $0.clans.link(clan, to: reference) } == .refused(.subjectKind))
            // what ended counts no more
            _ = try await scene.write { try await $0.subjects.end(mine, version: 1, on: day(2025, 1, 1), .moved) }
            #expect(try await scene.read { try await $0.clans.counts(of: [clan]) }.map(\.ward) == [scene.other.id])
            try await scene.write(scene.other.administrator) { try await $0.clans.unlink(theirs, from: reference) }
            #expect(try await scene.read { try await $0.clans.counts(of: [clan]) }.isEmpty)
        }
    }
}
