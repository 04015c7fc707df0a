import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// A year whose totals are frozen takes no writes that would change them.
@Suite struct ClosedYearTests {
    /// Everything that counts, as one text.
    private static let everything = """
        select md5(coalesce(string_agg(line, '|' order by line), '')) from (
            select to_jsonb(c)::text as line from app.classes c union all select to_jsonb(s)::text from app.class_sessions s
            union all select to_jsonb(e)::text from app.enrolments e union all select to_jsonb(a)::text from app.attendances a
            union all select to_jsonb(r)::text from app.learning_records r
            union all select to_jsonb(c)::text from app.certificates c union all select to_jsonb(l)::text from tally.ledger l
        ) as lines
        """

    @Test func `attendance, sessions, completions, certificates and records of a frozen year are refused`() async throws
    {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [3, 4])
            let members = try await scene.addMembers(["Lê An", "Lê Bình"])
            let seats = try await scene.enrol(members, in: reference)
            _ = try await scene.record([AttendanceEntry(seats[0], minutes: 90)], of: sessions[0])
            let record = LearningRecord(
                title: "x",
                topic: TopicFixture.law,
                endedOn: day(2026, 1, 1),
                minutes: 60
            )
            let declared = try await scene.write {
                try await $0.learningRecords.declare(record, of: members[0], today: learningDay)
            }
            try await scene.write {
                try await $0.enrolments.set(.completed, of: [seats[0]], in: reference.id, on: learningDay)
            }
            _ = try await scene.sql("insert into tally.closed_years (year) values (2026)")
            let before = try await scene.sql(Self.everything)
            let today = learningDay
            typealias Work = (TenantTransaction) async throws -> Void
            let works: [(name: String, work: Work)] = [
                (
                    "attendance",
                    {
                        let entries = [AttendanceEntry(seats[1], minutes: 90)]
                        _ = try await $0.attendance.record(entries, of: sessions[1], today: today)
                    }
                ),
                (
                    "minutes",
                    {
                        let entries = [AttendanceEntry(seats[0], minutes: 45)]
                        _ = try await $0.attendance.record(entries, of: sessions[0], isCorrection: true, today: today)
                    }
                ),
                (
                    "session",
                    {
                        let session = ClassSession(on: day(2026, 3, 9), minutes: 90)
                        _ = try await $0.sessions.insert([session], into: reference.id)
                    }
                ),
                ("enrolment", { _ = try await $0.enrolments.cancel([seats[1]], in: reference) }),
                (
                    "completion",
                    { try await $0.enrolments.set(.completed, of: [seats[1]], in: reference.id, on: today) }
                ),
                (
                    "certificate",
                    {
                        let subjects = [CertificateSubject.enrolment(seats[0].id)]
                        _ = try await $0.certificates.issue(for: subjects, signatory: "x", on: today)
                    }
                ),
                (
                    "declared record",
                    { _ = try await $0.learningRecords.declare(record, of: members[1], today: today) }
                ),
                ("verified record", { _ = try await $0.learningRecords.verify(declared, version: 1, on: today) }),
            ]
            for (name, work) in works {
                #expect(await scene.refused(nil, work) == .refused(.yearFrozen), "\(name)")
            }
            #expect(try await scene.sql(Self.everything) == before)
            // another year is open
            let next = LearningRecord(title: "x", topic: TopicFixture.law, endedOn: day(2025, 12, 31), minutes: 60)
            _ = try await scene.write {
                try await $0.learningRecords.declare(next, of: members[0], today: learningDay)
            }
        }
    }

    @Test func `merges, taking them back, erasure and corrections of who somebody is go on`() async throws {
        try await StoreScene.with { scene in
            let members = try await scene.addMembers(["Lê An", "Lê Ân"])
            let (reference, sessions) = try await scene.addClass(days: [3])
            let seats = try await scene.enrol(members, in: reference)
            _ = try await scene.record(seats.map { AttendanceEntry($0, minutes: 90) }, of: sessions[0])
            _ = try await scene.sql("insert into tally.closed_years (year) values (2026)")
            let request = MergeRequest(kept: members[0], keptVersion: 1, absorbed: members[1], absorbedVersion: 1)
            let merge = try await scene.write { try await $0.duplicates.merge(request) }
            #expect(try await scene.sql("select count(*) from app.attendances") == "1")
            try await scene.write { try await $0.duplicates.undo(merge) }
            #expect(try await scene.sql("select count(*) from app.attendances") == "2")
            try await scene.write { tx in
                var values = MemberRecord()
                values.sex = .female
                values.birthDate = PartialDate(edtf: "1960")
                let version = try await tx.members.find(members[0]).version
                let changes = MemberChanges([.sex, .birthDate], to: values)
                let changed = try await tx.members.update(members[0], version: version, changes)
                _ = try await tx.members.erase(members[0], version: changed, reason: .request)
            }
            #expect(try await scene.sql("select count(*) from app.enrolments where sex = 'female'") == "1")
        }
    }

    @Test func `a certificate of a frozen year can be revoked, and its number is not given again`() async throws {
        try await StoreScene.with { scene in
            let certificate = try await scene.addCertificate()
            _ = try await scene.sql("insert into tally.closed_years (year) values (2026)")
            let version = try await scene.write {
                try await $0.certificates.revoke(certificate.id, version: 1, reason: "nhầm", on: learningDay)
            }
            #expect(version == 2)
        }
    }

    @Test func `the operator removes and restores what lies in a frozen year`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let (reference, sessions) = try await scene.addClass(days: [3])
            let members = try await scene.addMembers(["Lê An"])
            let seats = try await scene.enrol(members, in: reference)
            _ = try await scene.record([AttendanceEntry(seats[0], minutes: 90)], of: sessions[0])
            _ = try await scene.sql("insert into tally.closed_years (year) values (2026)")
            try await RunningPool.with(try scene.database.configuration(.admin)) { pool in
                let admin = AdminDatabase(pool: pool)
                let folder = FileManager.default.temporaryDirectory.path + "/hoctap-closed-\(UUID().uuidString)"
                defer { try? FileManager.default.removeItem(atPath: folder) }
                _ = try await admin.exportTenant(scene.mine.id, to: folder, schemaVersion: 14)
                _ = try await admin.removeTenant(scene.mine.id, dryRun: false)
                #expect(try await scene.sql("select count(*) from app.attendances") == "0")
                _ = try await admin.restoreTenant(from: folder, schemaVersion: 14)
                #expect(try await scene.sql("select count(*) from app.attendances") == "1")
            }
        }
    }
}
