import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct ActivityTests {
    @Test func `communication, gatherings and inspections are kept, changed by their version and removed`() async throws
    {
        try await StoreScene.with { scene in
            let talk = Communication(
                kind: .broadcast,
                medium: .radio,
                title: "Học tập suốt đời",
                heldOn: day(2026, 3, 1)
            )
            let id = try await scene.write { try await $0.communications.insert(talk) }
            var changed = talk
            (changed.turns, changed.copies) = (240, 300)
            let record = changed
            #expect(try await scene.write { try await $0.communications.update(id, version: 1, record) } == 2)
            #expect(try await scene.read { try await $0.communications.find(id).record } == record)
            #expect(
                await scene.refused { _ = try await $0.communications.update(id, version: 1, record) }
                    == .versionDiffers(current: 2)
            )
            #expect(try await scene.read { try await $0.communications.list(in: 2025).items.isEmpty })
            #expect(try await scene.read { try await $0.communications.list(in: 2026).items.map(\.id) } == [id])
            try await scene.write { try await $0.communications.remove(id, version: 2) }
            #expect(await scene.refused { _ = try await $0.communications.find(id) } == .notFound)

            let visit = Gathering(kind: .studyVisit, title: "Đắk Lắk", heldOn: day(2026, 4, 1), participants: 12)
            let gathering = try await scene.write { try await $0.gatherings.insert(visit) }
            #expect(try await scene.read { try await $0.gatherings.find(gathering).record } == visit)
            let negative = Gathering(kind: .launch, title: "x", heldOn: day(2026, 4, 1), participants: -1)
            #expect(await scene.refused { _ = try await $0.gatherings.insert(negative) } == .refused(.workRange))
        }
    }

    @Test func `a viewer and an editor of a part change nothing, and another tenant sees nothing`() async throws {
        try await StoreScene.with { scene in
            let visit = Gathering(kind: .workshop, title: "x", heldOn: day(2026, 4, 1))
            let id = try await scene.write { try await $0.gatherings.insert(visit) }
            #expect(try await scene.read(scene.mine.viewer) { try await $0.gatherings.find(id).record } == visit)
            #expect(
                await scene.refused(scene.mine.branchEditor) { _ = try await $0.gatherings.insert(visit) }
                    == .refused(.outsidePart)
            )
            #expect(
                await scene.refused(scene.mine.branchEditor) {
                    _ = try await $0.gatherings.update(id, version: 1, visit)
                } == .notFound
            )
            #expect(
                await scene.refused(scene.other.administrator) { _ = try await $0.gatherings.find(id) } == .notFound
            )
        }
    }

    private func addOfficers(_ scene: StoreScene) async throws -> [RollPersonID] {
        try await scene.write { tx in
            var people: [RollPersonID] = []
            for name in ["Siu H'Nga", "Rơ Châm Hyéo", "Nguyễn Thị Hạnh"] {
                people.append(try await tx.roll.insert(RollPerson(audience: .associationOfficer, fullName: name)))
            }
            return people
        }
    }

    private func addTraining(_ scene: StoreScene, for audience: TrainingAudience) async throws -> TrainingID {
        let held = day(2026, 4, 8)
        let training = Training(audience: audience, title: "XHHT", heldOn: held, endsOn: held, hours: 8)
        return try await scene.write { try await $0.trainings.insert(training) }
    }

    @Test func `the roll says who was trained, and the share of it is what counts`() async throws {
        try await StoreScene.with { scene in
            let people = try await addOfficers(scene)
            let training = try await addTraining(scene, for: .associationOfficer)
            let came = Set(people.prefix(2))
            let version = try await scene.write { try await $0.trainings.setPeople(came, of: training, version: 1) }
            #expect(version == 2)
            let before = try await scene.read { try await $0.roll.coverage(on: day(2026, 4, 7)) }
            #expect(before.first?.people == 3 && before.first?.trained == 0)
            let after = try await scene.read { try await $0.roll.coverage(on: day(2026, 4, 8)) }
            #expect(
                after.first?.trained == 2 && after.first?.share?.vietnamese == "66,67 %" && after.last?.share == nil
            )
            let (trained, untrained) = (people[0], people[2])
            let kept = await scene.refused { try await $0.roll.remove(trained, version: 1) }
            #expect(kept == .refused(.rollPersonTrained))
            try await scene.write { try await $0.roll.remove(untrained, version: 1) }
            let left = RollPerson(audience: .associationOfficer, fullName: "Siu H'Nga", through: day(2026, 5, 1))
            _ = try await scene.write { try await $0.roll.update(trained, version: 1, left) }
            let later = try await scene.read { try await $0.roll.coverage(on: day(2026, 6, 1)) }
            #expect(later.first?.people == 1 && later.first?.trained == 1)
        }
    }

    @Test func `only those on its roll were at a training, and only officers of the whole tenant read names`()
        async throws
    {
        try await StoreScene.with { scene in
            let people = Set(try await addOfficers(scene))
            let training = try await addTraining(scene, for: .associationOfficer)
            let centres = try await addTraining(scene, for: .centreManager)
            let strange = await scene.refused { _ = try await $0.trainings.setPeople(people, of: centres, version: 1) }
            #expect(strange == .refused(.rollPersonUnknown))
            _ = try await scene.write { try await $0.trainings.setPeople(people, of: training, version: 1) }
            let stale = await scene.refused { _ = try await $0.trainings.setPeople([], of: training, version: 1) }
            #expect(stale == .versionDiffers(current: 2))
            let part = scene.mine.branchEditor
            #expect(try await scene.read(part) { try await $0.roll.trained(of: .associationOfficer) } == [])
            #expect(try await scene.read(part) { try await $0.trainings.people(of: training) } == [])
            _ = try await scene.write { try await $0.trainings.setPeople([], of: training, version: 2) }
            #expect(try await scene.read { try await $0.trainings.people(of: training) } == [])
        }
    }

    @Test func `a finding is followed until it is mended, and cannot be due before it was found`() async throws {
        try await StoreScene.with { scene in
            let inspection = Inspection(title: "Kế hoạch", inspected: "Phường Hội Phú", heldOn: day(2026, 6, 10))
            let id = try await scene.write { try await $0.inspections.insert(inspection) }
            let early = Finding(finding: "x", dueOn: day(2026, 6, 9))
            #expect(
                await scene.refused { _ = try await $0.inspections.addFinding(early, to: id) } == .refused(.workDates)
            )
            let finding = Finding(finding: "Thiếu sổ", measure: "Lập sổ", dueOn: day(2026, 7, 1))
            let added = try await scene.write { try await $0.inspections.addFinding(finding, to: id) }
            #expect(await scene.refused { _ = try await $0.inspections.addFinding(finding, to: .next()) } == .notFound)
            _ = try await scene.write {
                try await $0.inspections.setFindingDone(added, version: 1, on: day(2026, 6, 20), outcome: "Đã lập")
            }
            let found = try await scene.read { try await $0.inspections.findings(of: id) }
            #expect(found.first?.doneOn == day(2026, 6, 20) && found.first?.outcome == "Đã lập")
            #expect(try await scene.read { try await $0.inspections.openFindings().isEmpty })
            _ = try await scene.write { try await $0.inspections.setFindingDone(added, version: 2, on: nil) }
            #expect(try await scene.read { try await $0.inspections.openFindings().map(\.id) } == [added])
            try await scene.write { try await $0.inspections.remove(id, version: 1) }
            #expect(try await scene.read { try await $0.inspections.openFindings().isEmpty })
        }
    }
}
