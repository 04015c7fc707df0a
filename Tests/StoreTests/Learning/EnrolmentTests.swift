import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct EnrolmentTests {
    @Test func `members get places in their order, and the others wait and move up`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass { $0.capacity = 2 }
            let members = try await scene.addMembers(["A An", "B Bình", "C Cúc", "D Dung"]) {
                $0.sex = .female
                $0.birthDate = PartialDate(edtf: "1960-05")
                $0.area = scene.areas.hamlet
            }
            let enrolled = try await scene.write { tx in
                try await tx.enrolments.enrol(members + [members[0]], in: reference, on: learningDay)
            }
            #expect(enrolled.map(\.member) == members)
            #expect(enrolled.map(\.seat) == [1, 2, 3, 4])
            #expect(enrolled.map(\.state) == [.enrolled, .enrolled, .waiting, .waiting])
            let again = try await scene.write { try await $0.enrolments.enrol([members[2]], in: reference) }
            #expect(again.map(\.enrolment) == [enrolled[2].enrolment] && again.map(\.isNew) == [false])
            #expect(again.map(\.seat) == [3] && again.map(\.state) == [.waiting])
            let first = EnrolmentReference(tenant: scene.mine.id, id: enrolled[0].enrolment)
            #expect(try await scene.write { try await $0.enrolments.cancel([first], in: reference) } == 1)
            #expect(try await scene.write { try await $0.enrolments.cancel([first], in: reference) } == 0)
            var seats = try await scene.read { try await $0.enrolments.list(reference) }
            #expect(seats.map(\.state) == [.cancelled, .enrolled, .enrolled, .waiting])
            #expect(seats.map(\.name) == ["A An", "B Bình", "C Cúc", "D Dung"])
            // who comes back comes last
            _ = try await scene.write { try await $0.enrolments.enrol([members[0]], in: reference) }
            _ = try await scene.write { tx in
                try await tx.classes.update(reference.id, version: 2, .march { $0.capacity = 3 })
            }
            seats = try await scene.read { try await $0.enrolments.list(reference) }
            #expect(seats.map(\.seat) == [2, 3, 4, 5])
            #expect(seats.map(\.state) == [.enrolled, .enrolled, .enrolled, .waiting])
            let snapshot = try await scene.sql(
                "select distinct sex, birth_year, area_id, branch_id from app.enrolments"
            )
            #expect(snapshot == "female|1960|\(scene.areas.hamlet)|\(scene.mine.branch)")
            let found = try await scene.read { try await $0.classes.find(reference) }
            #expect(found.taken == 3 && found.waiting == 1 && found.free == 0)
        }
    }

    @Test func `nobody is enrolled who is not there, in a class that takes nobody`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass()
            let member = try await scene.addMembers(["Lê An"])[0]
            let left = try await scene.addMembers(["Lê Bình"])[0]
            _ = try await scene.write { try await $0.members.leave(left, version: 1, reason: nil, on: nil) }
            let foreign = try #require(try await scene.ids(of: scene.other).first)
            for gone in [left, foreign, .next()] {
                #expect(
                    await scene.refused { _ = try await $0.enrolments.enrol([member, gone], in: reference) }
                        == .notFound
                )
            }
            #expect(try await scene.sql("select count(*) from app.enrolments") == "0")
            _ = try await scene.write { try await $0.classes.move(reference.id, version: 2, to: .finished) }
            #expect(
                await scene.refused { _ = try await $0.enrolments.enrol([member], in: reference) }
                    == .refused(.classClosed)
            )
            _ = try await scene.write { try await $0.enrolments.enrol([member], in: reference, afterwards: true) }
            let missing = ClassReference(host: scene.mine.id, id: .next())
            #expect(await scene.refused { _ = try await $0.enrolments.enrol([member], in: missing) } == .notFound)
        }
    }

    @Test func `thirty-two at once get exactly the ten places that there are`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass { $0.capacity = 10 }
            let members = try await scene.addMembers((1...32).map { _ in "Nguyễn Văn Nhiều" })
            try await withThrowingTaskGroup(of: Void.self) { group in
                for member in members {
                    group.addTask {
                        _ = try await scene.write { try await $0.enrolments.enrol([member], in: reference) }
                    }
                }
                try await group.waitForAll()
            }
            let states = try await scene.sql(
                "select state, count(*) from app.enrolments group by state order by state"
            )
            #expect(states == "enrolled|10\nwaiting|22")
            #expect(try await scene.sql("select count(distinct seat), max(seat) from app.enrolments") == "32|32")
        }
    }

    @Test func `an officer of a part enrols the members of that part, and sees no others`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass()
            let mine = try await scene.addMembers(["Lê An"])[0]
            let outside = try await scene.add(["Lê Bình"], branch: scene.mine.otherBranch)[0]
            let editor = scene.mine.branchEditor
            _ = try await scene.enrol([outside], in: reference)
            _ = try await scene.enrol([mine], in: reference, by: editor)
            #expect(
                await scene.refused(editor) { _ = try await $0.enrolments.enrol([outside], in: reference) } == .notFound
            )
            let seats = try await scene.read(editor) { try await $0.enrolments.list(reference) }
            #expect(seats.map(\.member) == [mine])
            // numbers go on behind those that the officer does not see
            #expect(seats.map(\.seat) == [2])
        }
    }

    @Test func `corrections of a member go to what was learned, and moves do not`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass()
            let member = try await scene.addMembers(["Lê An"]) { $0.sex = .male }[0]
            _ = try await scene.enrol([member], in: reference)
            // and what was learned elsewhere, with the certificate of it
            let elsewhere = LearningRecord(
                title: "Tiếng Jrai",
                topic: TopicFixture.law,
                endedOn: learningDay,
                minutes: 600
            )
            try await scene.write { tx in
                let id = try await tx.learningRecords.declare(elsewhere, of: member, today: learningDay)
                _ = try await tx.learningRecords.verify(id, version: 1, on: learningDay)
                _ = try await tx.certificates.issue(for: [.record(id)], signatory: "Trần Thị Hoa", on: learningDay)
            }
            let tables = ["enrolments", "learning_records", "certificates"]
            let snapshot = tables.map {
                "select sex, birth_year, area_id from app.\($0) where tenant_id = '\(scene.mine.id)'"
            }.joined(separator: " union all ")
            let learned = Array(repeating: "female|1961|\(scene.areas.ward)", count: tables.count).joined(
                separator: "\n"
            )
            func save(_ version: Int, _ change: @escaping (inout MemberRecord) -> Void) async throws {
                _ = try await scene.write { tx in
                    let old = try await tx.members.find(member).record
                    var record = old
                    change(&record)
                    let changes = MemberChanges(Set(record.fields(differingFrom: old)), to: record)
                    return try await tx.members.update(member, version: version, changes)
                }
            }
            try await save(1) {
                $0.sex = .female
                $0.birthDate = PartialDate(edtf: "1961-02")
                $0.area = scene.areas.ward
            }
            #expect(try await scene.sql(snapshot) == learned)
            try await save(2) { $0.area = scene.areas.otherWard }
            #expect(try await scene.sql(snapshot) == learned)
            _ = try await scene.write { tx in
                try await tx.classes.update(reference.id, version: 2, .march { $0.topic = TopicFixture.farming })
            }
            #expect(try await scene.sql("select topic_id from app.enrolments") == "\(TopicFixture.farming)")
        }
    }
}
