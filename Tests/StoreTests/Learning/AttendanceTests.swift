import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct AttendanceTests {
    @Test func `a register of 250 is written at once, and again with its differences alone`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5])
            try await scene.addMany(250, to: scene.mine)
            let enrolments = try await scene.enrol(try await scene.ids(of: scene.mine), in: reference)
            let all = enrolments.map { AttendanceEntry($0, minutes: 90) }
            #expect(try await scene.record(all, of: sessions[0]) == RegisterChange(added: 250))
            let lines = "select count(*) from app.audit_entries where action = 'attendance.record'"
            #expect(try await scene.record(all, of: sessions[0]) == RegisterChange())
            #expect(try await scene.sql(lines) == "1")
            var next = all
            next[0].minutes = 45
            next[1].minutes = nil
            next.removeLast(10)
            #expect(try await scene.record(next, of: sessions[0]) == RegisterChange(changed: 1, removed: 1))
            let register = try await scene.read { try await $0.attendance.register(of: sessions[0]) }
            let minutes = register.lines.compactMap(\.minutes).reduce(0, +)
            #expect(minutes == 248 * 90 + 45)
            #expect(register.session.state == .held && register.session.attended == 249)
            let read = try await scene.sql(
                "select max(cardinality(subjects)) from app.audit_entries where action = 'attendance.list'"
            )
            #expect(read == "251")
        }
    }

    @Test func `what cannot be is a problem of its line, and nothing is written`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5])
            let child = try await scene.addMembers(["Lê Bé"]) { $0.birthDate = PartialDate(edtf: "2026-03-06") }[0]
            let others = try await scene.addMembers(["Lê An", "Lê Bình", "Lê Chi"])
            let enrolled = try await scene.enrol([child] + others, in: reference)
            let (second, more) = try await scene.addClass("Lớp khác", days: [5])
            let elsewhere = try await scene.enrol([others[0]], in: second)
            _ = try await scene.record([AttendanceEntry(elsewhere[0], minutes: 1000)], of: more[0])
            let stranger = EnrolmentReference(tenant: scene.mine.id, id: .next())
            let change = try await scene.record(
                [
                    AttendanceEntry(enrolled[0], minutes: 90), AttendanceEntry(enrolled[1], minutes: 500),
                    AttendanceEntry(enrolled[2], minutes: 90), AttendanceEntry(enrolled[2], minutes: 90),
                    AttendanceEntry(enrolled[3], minutes: 1500), AttendanceEntry(elsewhere[0], minutes: 90),
                    AttendanceEntry(stranger, minutes: 90),
                ],
                of: sessions[0]
            )
            typealias Problem = RegisterChange.Problem
            #expect(
                Set(change.problems) == [
                    Problem(enrolment: enrolled[0], code: .beforeBirth),
                    Problem(enrolment: enrolled[1], code: .longDay), Problem(enrolment: enrolled[2], code: .twice),
                    Problem(enrolment: enrolled[3], code: .minutes),
                    Problem(enrolment: elsewhere[0], code: .notEnrolled),
                    Problem(enrolment: stranger, code: .notEnrolled),
                ]
            )
            #expect(try await scene.sql("select count(*) from app.attendances") == "1")
            #expect(try await scene.sql("select count(*) from app.class_sessions where state = 'held'") == "1")
            // 24 hours are a day
            let day = try await scene.record([AttendanceEntry(enrolled[1], minutes: 440)], of: sessions[0])
            #expect(day == RegisterChange(added: 1))
        }
    }

    @Test func `nobody comes to a session that was not held, or to a class that is over`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5, 6, 11])
            let enrolled = try await scene.enrol(try await scene.addMembers(["Lê An"]), in: reference)
            let entry = [AttendanceEntry(enrolled[0], minutes: 60)]
            func problem(_ index: Int, isCorrection: Bool = false) async throws -> AttendanceProblem? {
                let change = try await scene.record(entry, of: sessions[index], isCorrection: isCorrection)
                return change.problems.first?.code
            }
            #expect(try await problem(2) == .future)
            try await scene.write { try await $0.sessions.move(sessions[1], to: .cancelled) }
            #expect(try await problem(1) == .cancelled)
            _ = try await scene.write { try await $0.classes.move(reference.id, version: 2, to: .finished) }
            #expect(try await problem(0) == .finished)
            #expect(try await problem(0, isCorrection: true) == nil)
            let foreign = try await scene.write(scene.other.administrator) { tx in
                await refusal {
                    _ = try await tx.attendance.record(entry, of: sessions[0], host: scene.mine.id)
                }
            }
            #expect(foreign == .notFound)
            #expect(
                await scene.refused { tx in
                    _ = try await tx.enrolments.cancel(enrolled, in: reference)
                } == .refused(.enrolmentState)
            )
        }
    }

    @Test func `two who write the same register at once do not write twice`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5])
            let names = (1...20).map { _ in "Nguyễn Văn Nhiều" }
            let enrolled = try await scene.enrol(try await scene.addMembers(names), in: reference)
            let entries = enrolled.map { AttendanceEntry($0, minutes: 60) }
            let added = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await scene.record(entries, of: sessions[0]).added } }
                return try await group.reduce(0, +)
            }
            #expect(added == 20)
        }
    }
}

extension StoreScene {
    /// A class with another title.
    func addClass(
        _ title: String,
        days: [Int] = []
    ) async throws -> (reference: ClassReference, sessions: [ClassSessionID]) {
        try await addClass(days: days) { $0.title = title }
    }
}
