import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct SubjectTests {
    @Test func `a subject is read as it was entered, changed, ended and re-opened`() async throws {
        try await StoreScene.withWards { scene in
            let record = scene.household("Rơ Châm H'Lan") { household in
                (household.code, household.address, household.remark) = ("GH-01", "12 Lê Lợi", "x")
                (household.peopleCount, household.childrenCount, household.zone) = (5, 0, .difficult)
                (household.phone, household.startedOn) = (PhoneNumber(digits: "0912345678"), day(2010, 1, 2))
            }
            let id = try await scene.add(record)
            let found = try await scene.read { try await $0.subjects.find(id) }
            #expect(found.record == record)
            #expect(found.version == 1 && found.endedOn == nil)
            var other = record
            (other.name, other.childrenCount) = ("Rơ Châm H'Bia", nil)
            let changed = other
            #expect(try await scene.write { try await $0.subjects.update(id, version: 1, changed) } == 2)
            #expect(
                await scene.refused { _ = try await $0.subjects.update(id, version: 1, changed) }
                    == .versionDiffers(current: 2)
            )
            #expect(try await scene.names(SubjectFilter(.household, text: "hlan")).isEmpty)
            #expect(try await scene.names(SubjectFilter(.household, text: "hbia")) == ["Rơ Châm H'Bia"])
            let end = day(2025, 3, 1)
            #expect(try await scene.write { try await $0.subjects.end(id, version: 2, on: end, .moved) } == 3)
            #expect(
                await scene.refused { _ = try await $0.subjects.update(id, version: 3, changed) }
                    == .refused(.subjectEnded)
            )
            #expect(try await scene.names(SubjectFilter(.household)).isEmpty)
            #expect(try await scene.names(SubjectFilter(.household, life: .ended)) == ["Rơ Châm H'Bia"])
            #expect(try await scene.write { try await $0.subjects.reopen(id, version: 3) } == 4)
            #expect(await scene.refused { _ = try await $0.subjects.reopen(id, version: 4) } == .refused(.subjectEnded))
        }
    }

    @Test func `what cannot be is refused`() async throws {
        try await StoreScene.withWards { scene in
            func refusal(_ record: ProgrammeSubject) async -> StoreError? {
                await scene.refused { _ = try await $0.subjects.insert(record) }
            }
            #expect(await refusal(scene.household("Thôn 3")) == .refused(.subjectName))
            #expect(await refusal(scene.household("Ksor Bia") { $0.unitKind = .school }) == .refused(.subjectKind))
            #expect(
                await refusal(scene.household("Ksor Bia") { ($0.peopleCount, $0.childrenCount) = (1, 2) })
                    == .refused(.subjectCounts)
            )
            #expect(
                await refusal(scene.household("Ksor Bia") { $0.area = scene.areas.otherWard })
                    == .refused(.areaOutsideWard)
            )
            #expect(await refusal(scene.household("Ksor Bia") { $0.area = .next() }) == .refused(.areaOutsideWard))
            let id = try await scene.add(scene.household("Ksor Bia") { $0.code = "1" })
            #expect(await refusal(scene.household("Ksor Ba") { $0.code = "1" }) == .refused(.subjectCodeTaken))
            let later = CalendarDay.inVietnam().adding(days: 1) ?? .epoch
            #expect(
                await scene.refused { _ = try await $0.subjects.end(id, version: 1, on: later, .moved) }
                    == .refused(.subjectDates)
            )
            for reason in [SubjectEnd.moved, .succeeded] {
                #expect(
                    await scene.refused {
                        _ = try await $0.subjects.end(id, version: 1, on: day(2025, 1, 1), reason, into: [.next()])
                    } == .refused(.subjectSuccessor)
                )
            }
        }
    }

    @Test func `an organisation keeps no subjects, and a viewer changes none`() async throws {
        try await StoreScene.with { scene in
            let household = scene.household("Ksor Bia")
            #expect(await scene.refused { _ = try await $0.subjects.insert(household) } == .refused(.areaOutsideWard))
            try await scene.makeWards()
            let id = try await scene.add(household)
            await #expect(throws: PostgresError.self) {
                try await scene.write(scene.mine.viewer) { _ = try await $0.subjects.insert(household) }
            }
            #expect(try await scene.read(scene.mine.viewer) { try await $0.subjects.find(id).record } == household)
        }
    }

    @Test func `lists are ordered by the given name and go on where they stopped`() async throws {
        try await StoreScene.withWards { scene in
            for name in ["Nguyễn Văn Hạnh", "Trần Thị An", "Rơ Châm Hyéo", "Lê Văn Ẩn"] {
                _ = try await scene.add(scene.household(name))
            }
            _ = try await scene.add(ProgrammeSubject(.clan, name: "Dòng họ Rơ Châm", area: scene.areas.ward))
            let filter = SubjectFilter(.household)
            var found: [String] = []
            var after: SubjectReference?
            repeat {
                let from = after
                let page = try await scene.read { try await $0.subjects.list(filter, after: from, limit: 3) }
                found += page.subjects.map(\.record.name)
                after = page.next
            } while after != nil
            #expect(found == ["Trần Thị An", "Lê Văn Ẩn", "Nguyễn Văn Hạnh", "Rơ Châm Hyéo"])
            #expect(try await scene.read { try await $0.subjects.count(filter) } == 4)
            #expect(try await scene.names(SubjectFilter(.clan, text: "ro cham")) == ["Dòng họ Rơ Châm"])
            #expect(try await scene.read { try await $0.subjects.counts() } == [.household: 4, .clan: 1])
        }
    }

    @Test(arguments: [
        ("hanh", ["Nguyễn Văn Hạnh", "Nguyễn Văn Hành"]), ("hạnh", ["Nguyễn Văn Hạnh"]),
        ("nguyễn hanh", ["Nguyễn Văn Hạnh", "Nguyễn Văn Hành"]),
        ("nvhanh", ["Nguyễn Văn Hạnh", "Nguyễn Văn Hành"]), ("GH-7", ["Nguyễn Văn Hành"]), ("xyz", []),
    ]) func `a name is found with and without marks, and by the code`(_ text: String, _ expected: [String]) async throws
    {
        try await StoreScene.withWards { scene in
            _ = try await scene.add(scene.household("Nguyễn Văn Hạnh"))
            _ = try await scene.add(scene.household("Nguyễn Văn Hành") { $0.code = "GH-7" })
            _ = try await scene.add(scene.household("Trần Thị Hoa"))
            #expect(Set(try await scene.names(SubjectFilter(.household, text: text))) == Set(expected))
        }
    }

    @Test func `a hamlet's officer sees and changes the hamlet alone`() async throws {
        try await StoreScene.withWards { scene in
            let hamlet = TenantContext(
                tenant: scene.mine.id,
                actor: scene.mine.areaEditor.actor,
                role: .editor,
                part: .part(branches: [], areas: [scene.areas.hamlet])
            )
            let inside = try await scene.add(scene.household("Ksor Bia"), hamlet)
            let outside = try await scene.add(scene.household("Ksor Ba") { $0.area = scene.areas.ward })
            #expect(try await scene.names(SubjectFilter(.household), hamlet) == ["Ksor Bia"])
            await #expect(throws: StoreError.notFound) {
                try await scene.read(hamlet) { _ = try await $0.subjects.find(outside) }
            }
            let moved = scene.household("Ksor Bia") { $0.area = scene.areas.ward }
            #expect(
                await scene.refused(hamlet) { _ = try await $0.subjects.update(inside, version: 1, moved) }
                    == .refused(.outsidePart)
            )
            #expect(
                await scene.refused(hamlet) { _ = try await $0.subjects.insert(moved) } == .refused(.outsidePart)
            )
            #expect(
                await scene.refused(scene.mine.branchEditor) { _ = try await $0.subjects.insert(moved) }
                    == .refused(.outsidePart)
            )
        }
    }

    @Test func `what may be the same is told before it is entered again`() async throws {
        try await StoreScene.withWards { scene in
            let id = try await scene.add(scene.household("Nguyễn Văn Hạnh"))
            let again = scene.household("nguyen van hanh")
            let alike = try await scene.read { try await $0.subjects.alike(again) }
            #expect(alike.map(\.id) == [id])
            #expect(try await scene.read { try await $0.subjects.alike(again, but: id) }.isEmpty)
            let elsewhere = scene.household("Nguyễn Văn Hạnh") { $0.area = scene.areas.ward }
            #expect(try await scene.read { try await $0.subjects.alike(elsewhere) }.isEmpty)
        }
    }

    @Test func `a subject that is merged or split says into which`() async throws {
        try await StoreScene.withWards { scene in
            func community(_ name: String) -> ProgrammeSubject {
                ProgrammeSubject(.community, name: name, area: scene.areas.hamlet)
            }
            let one = try await scene.add(community("Tổ 1"))
            let two = try await scene.add(community("Tổ 2"))
            let clan = try await scene.add(ProgrammeSubject(.clan, name: "Rơ Châm", area: scene.areas.ward))
            let end = day(2025, 3, 1)
            #expect(
                await scene.refused { _ = try await $0.subjects.end(two, version: 1, on: end, .merged, into: [clan]) }
                    == .refused(.subjectSuccessor)
            )
            _ = try await scene.write { try await $0.subjects.end(two, version: 1, on: end, .merged, into: [one]) }
            let reference = SubjectReference(ward: scene.mine.id, id: one)
            let steps = try await scene.read { try await $0.subjects.successions(of: reference) }
            #expect(steps.map(\.from.id) == [two])
            #expect(steps.map(\.kind) == [.merge])
            _ = try await scene.write { try await $0.subjects.reopen(two, version: 2) }
            #expect(try await scene.read { try await $0.subjects.successions(of: reference) }.isEmpty)
        }
    }

    @Test func `people of a household are entered, put right and removed, and no citizen ID is kept`() async throws {
        try await StoreScene.withWards { scene in
            let home = try await scene.add(scene.household("Ksor Bia"))
            let citizenID = try #require(CitizenID(digits: "064190000001"))
            let person = HouseholdPerson(fullName: "Ksor Bia", relation: "chủ hộ", birthYear: 1960, sex: .female)
            let id = try await scene.write {
                try await $0.householdPeople.insert(person, citizenID: citizenID, in: home)
            }
            let reference = SubjectReference(ward: scene.mine.id, id: home)
            #expect(try await scene.read { try await $0.householdPeople.list(reference).map(\.person) } == [person])
            let other = HouseholdPerson(fullName: "Ksor H'Bia")
            try await scene.write { try await $0.householdPeople.update(id, other, in: home) }
            #expect(try await scene.read { try await $0.householdPeople.list(reference).map(\.person) } == [other])
            #expect(
                try await scene.sql("select count(*) from app.household_people p where p::text like '%064190000001%'")
                    == "0"
            )
            #expect(
                try await scene.sql("select count(*) from app.audit_entries a where a::text like '%064190000001%'")
                    == "0"
            )
            try await scene.write { try await $0.householdPeople.remove(id, from: home) }
            #expect(await scene.refused { try await $0.householdPeople.remove(id, from: home) } == .notFound)
            #expect(
                await scene.refused {
                    _ = try await $0.householdPeople.insert(HouseholdPerson(fullName: "1"), in: home)
                }
                    == .refused(.householdPerson)
            )
            let clan = try await scene.add(ProgrammeSubject(.clan, name: "Rơ Châm", area: scene.areas.ward))
            #expect(
                await scene.refused { _ = try await $0.householdPeople.insert(person, in: clan) }
                    == .refused(.subjectKind)
            )
        }
    }
}
