import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// A class of one organisation with members of another in it: neither sees the other's people.
@Suite struct SharedClassTests {
    /// A class of mine that is open to all, with two members of each organisation in it who came to its first session.
    private struct Shared {
        let reference: ClassReference
        let session: ClassSessionID
        let mine: [MemberID]
        let theirs: [MemberID]
        let mySeats: [EnrolmentReference]
        let theirSeats: [EnrolmentReference]

        init(_ scene: StoreScene) async throws {
            let (reference, sessions) = try await scene.addClass(days: [5, 6]) {
                $0.enrolment = .open
                $0.teacher = "Thầy Bí Mật"
                $0.remark = "ghi chú kín"
                $0.cost = 7_777_777
                $0.costSource = .sponsors
            }
            self.reference = reference
            session = sessions[0]
            mine = try await scene.addMembers(["Của Tôi Một", "Của Tôi Hai"])
            theirs = try await scene.addMembers(["Của Họ Một", "Của Họ Hai"], by: scene.other.administrator)
            mySeats = try await scene.enrol(mine, in: reference)
            theirSeats = try await scene.enrol(theirs, in: reference, by: scene.other.administrator)
            let entries = (mySeats + theirSeats).map { AttendanceEntry($0, minutes: 90) }
            let change = try await scene.record(entries, of: session)
            #expect(change == RegisterChange(added: 4))
        }
    }

    @Test func `each organisation sees its own people, and of the others the number`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let shared = try await Shared(scene)
            let (mine, theirs) = (scene.mine.administrator, scene.other.administrator)
            let seats = try await scene.read(mine) { try await $0.enrolments.list(shared.reference) }
            #expect(seats.map(\.name) == ["Của Tôi Một", "Của Tôi Hai", nil, nil])
            #expect(seats.map(\.member) == shared.mine + [nil, nil])
            #expect(seats.map(\.organisation) == [nil, nil, "nong-dan", "nong-dan"])
            #expect(seats.map(\.seat) == [1, 2, 3, 4])
            let guests = try await scene.read(theirs) { try await $0.enrolments.list(shared.reference) }
            #expect(guests.map(\.name) == ["Của Họ Một", "Của Họ Hai"])
            #expect(guests.map(\.seat) == [3, 4] && guests.allSatisfy { $0.minutes == 90 && !$0.isGuest })
            let register = try await scene.read(mine) { try await $0.attendance.register(of: shared.session) }
            #expect(register.lines.map(\.name) == ["Của Tôi Một", "Của Tôi Hai", nil, nil])
            #expect(register.lines.map(\.minutes) == [90, 90, 90, 90])
            let part = try await scene.read(theirs) {
                try await $0.attendance.register(of: shared.session, host: scene.mine.id)
            }
            #expect(part.lines.map(\.name) == ["Của Họ Một", "Của Họ Hai"])
            // of the class itself: nothing that is its host's alone
            let seen = try await scene.read(theirs) { try await $0.classes.find(shared.reference) }
            #expect(seen.hostName == "phu-nu" && seen.taken == 4)
            #expect(seen.record.teacher.isEmpty && seen.record.remark.isEmpty)
            #expect(seen.record.cost == nil && seen.record.costSource == nil)
            for scope in [ClassFilter.Scope.open, .visited] {
                let listed = try await scene.read(theirs) { try await $0.classes.list(ClassFilter(scope)).classes }
                #expect(listed == [seen])
            }
            #expect(try await scene.read(theirs) { try await $0.classes.list().classes } == [])
        }
    }

    @Test func `whatever either asks, the other's people are not in the answer`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let shared = try await Shared(scene)
            for (context, people, seats) in [
                (scene.mine.administrator, shared.theirs, shared.theirSeats),
                (scene.other.administrator, shared.mine, shared.mySeats),
            ] {
                let person = people[0]
                let subject = CertificateSubject.enrolment(seats[0].id)
                typealias Ask = (TenantTransaction) async throws -> Bool
                let asks: [(String, Ask)] = [
                    (
                        "member",
                        {
                            _ = try await $0.members.find(person); return false
                        }
                    ),
                    (
                        "history",
                        {
                            _ = try await $0.learning.find(person); return false
                        }
                    ),
                    ("records", { try await $0.learningRecords.list(person).isEmpty }),
                    ("plans", { try await $0.plans.list(person).isEmpty }),
                    ("certificates", { try await $0.certificates.list(person).isEmpty }),
                    (
                        "dossier",
                        {
                            _ = try await $0.members.dossier(person); return false
                        }
                    ),
                    (
                        "seats",
                        { tx in
                            let listed = try await tx.enrolments.list(shared.reference)
                            return listed.allSatisfy { $0.member.map { !people.contains($0) } ?? ($0.name == nil) }
                        }
                    ),
                    (
                        "completions",
                        { tx in
                            try await tx.enrolments.completions(in: shared.reference.id)
                                .allSatisfy { $0.seat.member.map { !people.contains($0) } ?? ($0.seat.name == nil) }
                        }
                    ),
                    (
                        "enrol",
                        {
                            _ = try await $0.enrolments.enrol([person], in: shared.reference); return false
                        }
                    ),
                    (
                        "certificate",
                        {
                            _ = try await $0.certificates.issue(for: [subject], signatory: "x"); return false
                        }
                    ),
                    (
                        "declare",
                        { tx in
                            let record = LearningRecord(
                                title: "x",
                                topic: TopicFixture.law,
                                endedOn: learningDay,
                                minutes: 60
                            )
                            _ = try await tx.learningRecords.declare(record, of: person)
                            return false
                        }
                    ),
                    (
                        "plan",
                        {
                            _ = try await $0.plans.register(person, year: 2026); return false
                        }
                    ),
                ]
                for (name, ask) in asks {
                    do {
                        #expect(try await scene.tenants.write(context, ask), "\(name)")
                    } catch {
                        #expect(error as? StoreError == .notFound, "\(name): \(error)")
                    }
                }
            }
            let issued = try await scene.sql("select count(*) from app.certificates")
            #expect(issued == "0")
        }
    }

    @Test func `a guest's organisation changes its own alone, and the host nobody's person`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let shared = try await Shared(scene)
            let theirs = scene.other.administrator
            let mine = AttendanceEntry(shared.mySeats[0], minutes: 10)
            let foreign = try await scene.record([mine], of: shared.session, host: scene.mine.id, by: theirs)
            #expect(foreign.problems == [RegisterChange.Problem(enrolment: shared.mySeats[0], code: .notEnrolled)])
            let own = AttendanceEntry(shared.theirSeats[0], minutes: 45)
            let changed = try await scene.record([own], of: shared.session, host: scene.mine.id, by: theirs)
            #expect(changed == RegisterChange(changed: 1))
            #expect(
                await scene.refused(theirs) {
                    _ = try await $0.enrolments.cancel([shared.mySeats[0]], in: shared.reference)
                } == .notFound
            )
            for move in [ClassState.finished, .cancelled] {
                #expect(
                    await scene.refused(theirs) {
                        _ = try await $0.classes.move(shared.reference.id, version: 2, to: move)
                    } == .notFound
                )
            }
            // the host cannot make a guest somebody else, or take the guest over
            for change in [
                "member_id = gen_random_uuid()", "enrolled_on = '2020-01-01'", "birth_year = 1900", "sex = 'male'",
                "area_id = null, branch_id = null", "tenant_id = host_id", "host_id = tenant_id",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await scene.pool.transaction(settings: Self.settings(scene.mine)) { transaction in
                        _ = try await transaction.query(
                            PostgresQuery(
                                sql: "update app.enrolments set \(change) where tenant_id = '\(scene.other.id)'"
                            )
                        )
                    }
                }
                #expect(error?.sqlState == .insufficientPrivilege, "\(change)")
            }
        }
    }

    @Test func `a class that is not open takes no guest, and one that is over keeps those it has`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let (closed, _) = try await scene.addClass()
            let member = try await scene.addMembers(["Của Họ"], by: scene.other.administrator)
            #expect(
                await scene.refused(scene.other.administrator) {
                    _ = try await $0.enrolments.enrol(member, in: closed)
                } == .notFound
            )
            let shared = try await Shared(scene)
            _ = try await scene.write { try await $0.classes.move(shared.reference.id, version: 2, to: .finished) }
            #expect(
                await scene.refused(scene.other.administrator) {
                    _ = try await $0.enrolments.enrol(member, in: shared.reference, afterwards: true)
                } == .refused(.classClosed)
            )
            let history = try await scene.read(scene.other.administrator) {
                try await $0.learning.find(shared.theirs[0])
            }
            #expect(history.entries.map(\.title) == ["Pháp luật về đất đai"])
            #expect(history.entries.map(\.provider) == ["phu-nu"])
            #expect(history.minutesByYear == [2026: 90])
        }
    }

    @Test func `a place that a guest gives up goes to who waits longest`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let small = try await scene.addClass {
                $0.enrolment = .open
                $0.capacity = 1
            }
            let theirs = try await scene.addMembers(["Của Họ"], by: scene.other.administrator)
            let guest = try await scene.enrol(theirs, in: small.reference, by: scene.other.administrator)
            let mine = try await scene.addMembers(["Của Tôi"])
            _ = try await scene.enrol(mine, in: small.reference)
            let cancelled = try await scene.write(scene.other.administrator) { tx in
                try await tx.enrolments.cancel(guest, in: small.reference)
            }
            #expect(cancelled == 1)
            let promoted = try await scene.write { tx in try await tx.enrolments.promote(in: small.reference) }
            #expect(promoted == 1)
            let states = try await scene.sql("select state from app.enrolments order by seat")
            #expect(states == "cancelled\nenrolled")
        }
    }

    private static func settings(_ tenant: TenantFixture) -> PostgresSettings {
        [
            "app.tenant_id": tenant.id.description, "app.role": "administrator", "app.access": "write",
            "app.scope": "*", "app.branches": "{}", "app.areas": "{}",
        ]
    }
}
