import Programme
import Store
import TestSupport
import Testing

@Suite struct SubjectTakingTests {
    @Test func `a list taken twice changes nothing the second time, and leaves out nothing that is kept`() async throws
    {
        try await StoreScene.withWards { scene in
            let list = [
                scene.household("Nguyễn Văn An") { ($0.code, $0.peopleCount) = ("1", 4) },
                scene.household("Nguyễn Văn An") { $0.address = "12 Lê Lợi" },
                scene.household("Nguyễn Văn An") { $0.address = "14 Lê Lợi" },
                scene.household("Trần Thị Hoa"), scene.household("Trần Thị Hoa"),
            ]
            let before = try await scene.read { try await $0.subjects.take(list, applying: false) }
            #expect(before == [.new, .new, .new, .new, .repeated])
            #expect(try await scene.read { try await $0.subjects.counts() }.isEmpty)
            #expect(try await scene.write { try await $0.subjects.take(list, applying: true) } == before)
            let again = try await scene.write { try await $0.subjects.take(list, applying: true) }
            #expect(again == [.same, .same, .same, .same, .repeated])
            #expect(try await scene.read { try await $0.subjects.counts() } == [.household: 4])
            #expect(try await scene.names(SubjectFilter(.household, text: "hoa")) == ["Trần Thị Hoa"])
            // what a row leaves empty stays
            let changed = [
                scene.household("Nguyễn Văn Ân") { ($0.code, $0.phone) = ("1", PhoneNumber(digits: "0912345678")) }
            ]
            #expect(try await scene.write { try await $0.subjects.take(changed, applying: true) } == [.changed])
            let found = try await scene.read {
                try await $0.subjects.list(SubjectFilter(.household, text: "1")).subjects
            }
            #expect(found.first?.record.peopleCount == 4)
            #expect(found.first?.record.name == "Nguyễn Văn Ân")
            #expect(found.first?.version == 2)
        }
    }

    @Test func `a code that stands twice, or is of what ended, is a problem, and then nothing is written`() async throws
    {
        try await StoreScene.withWards { scene in
            let ended = try await scene.add(scene.household("Ksor Bia") { $0.code = "9" })
            _ = try await scene.write { try await $0.subjects.end(ended, version: 1, on: day(2025, 1, 1), .dissolved) }
            let list = [
                scene.household("Nguyễn Văn An") { $0.code = "1" }, scene.household("Nguyễn Văn Ân") { $0.code = "1" },
                scene.household("Ksor Bia") { $0.code = "9" }, scene.household("Trần Thị Hoa"),
            ]
            let outcomes = try await scene.write { try await $0.subjects.take(list, applying: true) }
            #expect(outcomes == [.new, .codeTwice, .ended, .new])
            #expect(try await scene.read { try await $0.subjects.counts() }.isEmpty)
        }
    }

    @Test func `a hamlet's officer brings in the hamlet's rows alone`() async throws {
        try await StoreScene.withWards { scene in
            let hamlet = TenantContext(
                tenant: scene.mine.id,
                actor: scene.mine.areaEditor.actor,
                role: .editor,
                part: .part(branches: [], areas: [scene.areas.hamlet])
            )
            let outside = [scene.household("Ksor Bia") { $0.area = scene.areas.ward }]
            #expect(
                await scene.refused(hamlet) { _ = try await $0.subjects.take(outside, applying: true) }
                    == .refused(.outsidePart)
            )
            let inside = [scene.household("Ksor Bia")]
            let taken = try await scene.write(hamlet) { try await $0.subjects.take(inside, applying: true) }
            #expect(taken == [.new])
            let strange = [scene.household("Ksor Ba") { $0.area = scene.areas.otherWard }]
            #expect(
                await scene.refused { _ = try await $0.subjects.take(strange, applying: true) }
                    == .refused(.areaOutsideWard)
            )
        }
    }

    @Test func `a ward's list of several thousand is taken over at once`() async throws {
        try await StoreScene.withWards { scene in
            let list = (0..<2500).map { number in
                scene.household("Nguyễn Văn An") { ($0.code, $0.address) = ("GH-\(number)", "\(number) Lê Lợi") }
            }
            let outcomes = try await scene.write { try await $0.subjects.take(list, applying: true) }
            #expect(Set(outcomes) == [.new])
            #expect(try await scene.read { try await $0.subjects.counts() } == [.household: 2500])
        }
    }
}
