import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct LearningRecordTests {
    private func record(_ change: (inout LearningRecord) -> Void = { _ in }) -> LearningRecord {
        var record = LearningRecord(
            title: "Tiếng Jrai",
            provider: "Trường bồi dưỡng",
            topic: TopicFixture.law,
            startedOn: day(2026, 1, 5),
            endedOn: day(2026, 1, 6),
            minutes: 600
        )
        change(&record)
        return record
    }

    @Test func `what a member declares is verified or refused, and put right`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.addMembers(["Lê An"]) { $0.birthDate = PartialDate(edtf: "1960") }[0]
            let id = try await scene.write {
                try await $0.learningRecords.declare(record(), of: member, today: learningDay)
            }
            #expect(try await scene.write { try await $0.learningRecords.verify(id, version: 1, on: learningDay) } == 2)
            #expect(
                await scene.refused { _ = try await $0.learningRecords.verify(id, version: 2) }
                    == .refused(.learningState)
            )
            #expect(
                await scene.refused { try await $0.learningRecords.remove(id, version: 2) } == .refused(.learningState)
            )
            let issued = try await scene.write {
                try await $0.certificates.issue(for: [.record(id)], signatory: "Hoa", on: learningDay)
            }
            #expect(issued.map(\.title) == ["Tiếng Jrai"])
            #expect(
                await scene.refused { _ = try await $0.learningRecords.refuse(id, version: 2) }
                    == .refused(.learningState)
            )
            let other = try await scene.write {
                try await $0.learningRecords.declare(record(), of: member, today: learningDay)
            }
            #expect(try await scene.write { try await $0.learningRecords.refuse(other, version: 1) } == 2)
            let changed = record { $0.minutes = 300 }
            let version = try await scene.write {
                try await $0.learningRecords.update(other, version: 2, changed, today: learningDay)
            }
            #expect(version == 3)
            #expect(
                await scene.refused { try await $0.learningRecords.remove(other, version: 2) }
                    == .versionDiffers(current: 3)
            )
            let list = try await scene.read { try await $0.learningRecords.list(member) }
            #expect(list.map(\.state) == [.declared, .verified])
            #expect(list[0].record == changed && list[1].verifiedOn == learningDay)
            try await scene.write { try await $0.learningRecords.remove(other, version: 3) }
        }
    }

    @Test func `learning that cannot have been is refused`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.addMembers(["Lê Bé"]) { $0.birthDate = PartialDate(edtf: "2026-01-06") }[0]
            func refusal(_ record: LearningRecord, of member: MemberID) async -> StoreError? {
                await scene.refused { _ = try await $0.learningRecords.declare(record, of: member, today: learningDay) }
            }
            #expect(await refusal(record(), of: member) == .refused(.learningDates))
            let grown = try await scene.addMembers(["Lê An"])[0]
            #expect(await refusal(record { $0.endedOn = day(2026, 3, 11) }, of: grown) == .refused(.learningDates))
            #expect(await refusal(record { $0.endedOn = day(2026, 1, 1) }, of: grown) == .refused(.learningDates))
            #expect(await refusal(record { $0.minutes = 2 * 1440 + 1 }, of: grown) == .refused(.learningMinutes))
            #expect(await refusal(record { $0.minutes = 0 }, of: grown) == .refused(.learningMinutes))
            #expect(await refusal(record { $0.title = "" }, of: grown) == .refused(.textLength))
            #expect(await refusal(record { $0.topic = .next() }, of: grown) == .refused(.topicUnknown))
            #expect(await refusal(record(), of: .next()) == .notFound)
            #expect(try await scene.sql("select count(*) from app.learning_records") == "0")
        }
    }

    @Test func `a plan is registered once a year and field, and done`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.addMembers(["Lê An"])[0]
            let id = try await scene.write {
                try await $0.plans.register(member, year: 2026, goal: " Đọc  báo ", on: learningDay)
            }
            #expect(
                await scene.refused { _ = try await $0.plans.register(member, year: 2026) } == .refused(.planExists)
            )
            _ = try await scene.write { try await $0.plans.register(member, year: 2026, topic: TopicFixture.law) }
            #expect(
                await scene.refused { _ = try await $0.plans.register(member, year: 1999) } == .refused(.planYear)
            )
            #expect(await scene.refused { _ = try await $0.plans.register(.next(), year: 2026) } == .notFound)
            #expect(try await scene.write { try await $0.plans.setDone(id, version: 1, on: learningDay) } == 2)
            #expect(
                await scene.refused { _ = try await $0.plans.setDone(id, version: 1, on: nil) }
                    == .versionDiffers(current: 2)
            )
            let plans = try await scene.read { try await $0.plans.list(member) }
            #expect(plans.map(\.goal) == ["Đọc báo", ""] && plans[0].doneOn == learningDay)
            try await scene.write { try await $0.plans.remove(id, version: 2) }
            #expect(try await scene.read { try await $0.plans.list(member) }.count == 1)
        }
    }

    @Test func `a member's record of learning goes across years and is read with a line`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5, 6])
            let member = try await scene.addMembers(["Lê An"])[0]
            let enrolled = try await scene.enrol([member], in: reference)
            for session in sessions {
                _ = try await scene.record([AttendanceEntry(enrolled[0], minutes: 60)], of: session)
            }
            let old = record {
                $0.startedOn = nil
                $0.endedOn = day(2024, 5, 1)
            }
            try await scene.write { tx in
                let id = try await tx.learningRecords.declare(old, of: member, today: learningDay)
                _ = try await tx.learningRecords.verify(id, version: 1, on: learningDay)
                _ = try await tx.learningRecords.declare(record(), of: member, today: learningDay)
                _ = try await tx.plans.register(member, year: 2025, goal: "Học tiếp", on: learningDay)
            }
            let history = try await scene.read(scene.mine.viewer) { try await $0.learning.find(member) }
            #expect(history.entries.map(\.year) == [2026, 2026, 2025, 2024])
            #expect(history.entries.map(\.kind) == [.enrolment, .record, .plan, .record])
            #expect(history.entries[0].sessions == 2 && history.entries[0].state == "enrolled")
            #expect(history.minutesByYear == [2026: 120, 2024: 600])
            let line = try await scene.sql(
                "select count(*) from app.audit_entries where action = 'learning.record' and '\(member)' = any (subjects)"
            )
            #expect(line == "1")
            let dossier = try await scene.read { try await $0.members.dossier(member) }
            #expect(dossier.learning == history.entries)
        }
    }
}
