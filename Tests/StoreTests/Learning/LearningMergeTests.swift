import Foundation
import Programme
import Store
import TestSupport
import Testing

/// What was learned follows a person through merges, and stays counted when the person is erased.
@Suite struct LearningMergeTests {
    /// Everything of learning, without versions: which rise with every change.
    private static let everything = """
        select string_agg(line, E'\\n' order by line) from (
            select 'e ' || (to_jsonb(e) - 'version')::text as line from app.enrolments e
            union all
            select 'a ' || to_jsonb(a)::text from app.attendances a
            union all
            select 'r ' || (to_jsonb(r) - 'version')::text from app.learning_records r
            union all
            select 'c ' || (to_jsonb(c) - 'version')::text from app.certificates c
            union all
            select 'p ' || (to_jsonb(p) - 'version')::text from app.learning_plans p
        ) as lines
        """

    @Test func `a merge moves what was learned, and taking it back moves it back`() async throws {
        try await StoreScene.with { scene in
            let members = try await scene.addMembers(["Lê An", "Lê Ân"]) {
                $0.sex = .female
                $0.birthDate = PartialDate(edtf: "1960")
            }
            let (kept, absorbed) = (members[0], members[1])
            let (both, sessions) = try await scene.addClass("Cả hai", days: [3, 4, 5])
            let (alone, single) = try await scene.addClass("Một mình", days: [6])
            let seats = try await scene.enrol([kept, absorbed], in: both)
            let own = try await scene.enrol([absorbed], in: alone)
            let came: [(Int, [Int])] = [(0, [0, 1]), (1, [1]), (2, [1])]
            for (session, who) in came {
                let entries = who.map { AttendanceEntry(seats[$0], minutes: 60 + $0) }
                _ = try await scene.record(entries, of: sessions[session])
            }
            _ = try await scene.record([AttendanceEntry(own[0], minutes: 90)], of: single[0])
            try await scene.write { tx in
                try await tx.enrolments.set(.completed, of: [seats[1]], in: both.id, on: learningDay)
                _ = try await tx.certificates.issue(for: [.enrolment(seats[1].id)], signatory: "x", on: learningDay)
                let record = LearningRecord(
                    title: "Tiếng Jrai",
                    topic: TopicFixture.law,
                    endedOn: day(2026, 1, 1),
                    minutes: 60
                )
                _ = try await tx.learningRecords.declare(record, of: absorbed, today: learningDay)
                for member in members { _ = try await tx.plans.register(member, year: 2026, on: learningDay) }
                _ = try await tx.plans.register(absorbed, year: 2025, on: learningDay)
            }
            let before = try await scene.sql(Self.everything)
            let request = MergeRequest(kept: kept, keptVersion: 1, absorbed: absorbed, absorbedVersion: 1)
            let merge = try await scene.write { try await $0.duplicates.merge(request) }
            let history = try await scene.read { try await $0.learning.find(kept) }
            let classes = history.entries.filter { $0.kind == .enrolment }
            #expect(classes.map(\.title).sorted() == ["Cả hai", "Một mình"])
            let shared = try #require(classes.first { $0.title == "Cả hai" })
            #expect(shared.sessions == 3)
            #expect(shared.minutes == 182)
            #expect(shared.state == "completed")
            #expect(history.entries.filter { $0.kind == .plan }.map(\.year) == [2026, 2025])
            let others = history.entries.filter { $0.kind == .certificate || $0.kind == .record }
            #expect(others.count == 2)
            #expect(try await scene.sql("select count(*) from app.attendances") == "4")
            let counted = try await scene.sql("select count(*) from app.enrolments where state = 'enrolled'")
            #expect(counted == "2")
            try await scene.write { try await $0.duplicates.undo(merge) }
            #expect(try await scene.sql(Self.everything) == before)
        }
    }

    @Test func `an erased person goes on being counted, without a name`() async throws {
        try await StoreScene.with { scene in
            let certificate = try await scene.addCertificate()
            let member = certificate.member
            try await scene.write { tx in
                let record = LearningRecord(
                    title: "Học riêng của Lê An",
                    provider: "Nhà Lê An",
                    topic: TopicFixture.law,
                    endedOn: day(2026, 1, 1),
                    minutes: 60,
                    evidence: "Lê An giữ"
                )
                _ = try await tx.learningRecords.declare(record, of: member, today: learningDay)
                _ = try await tx.plans.register(member, year: 2026, goal: "Lê An học", on: learningDay)
            }
            _ = try await scene.sql("update app.enrolments set sex = 'female', birth_year = 1960")
            _ = try await scene.write { try await $0.members.erase(member, version: 1, reason: .request) }
            let tables = ["enrolments", "learning_records", "certificates", "learning_plans", "members"]
            for table in tables {
                let found = try await scene.sql("select count(*) from app.\(table) t where t::text like '%Lê An%'")
                #expect(found == "0", "\(table)")
                #expect(try await scene.sql("select count(*) > 0 from app.\(table)") == "t")
            }
            #expect(try await scene.sql("select sex, birth_year from app.enrolments") == "female|1960")
            let found = try await CertificateVerifier(pool: scene.pool).verify(certificate.code)
            #expect(found?.holderName == MemberRepository.erasedName)
        }
    }

    @Test func `a member who has learned stays when the import that brought them is taken back`() async throws {
        try await StoreScene.with { scene in
            let members = try await scene.addMembers(["Lê An", "Lê Bình"])
            let officer = try #require(scene.mine.editor.officer)
            let batch = ImportID.next()
            _ = try await scene.sql(
                """
                insert into app.imports (tenant_id, id, state, file_name, file_bytes, file_hash, officer_id)
                values (
                    '\(scene.mine.id)', '\(batch)', 'committed', 'a.xlsx', 1, \(TwoTenants.hash("x")), '\(officer)'
                );
                insert into app.import_rows (tenant_id, import_id, row_number, outcome, member_id, member_version) values
                    ('\(scene.mine.id)', '\(batch)', 1, 'new', '\(members[0])', 1),
                    ('\(scene.mine.id)', '\(batch)', 2, 'new', '\(members[1])', 1);
                """
            )
            let (reference, _) = try await scene.addClass()
            _ = try await scene.enrol([members[0]], in: reference)
            let result = try await scene.write { try await $0.imports.takeBack(batch) }
            #expect(result.removed == 1)
            #expect(result.remaining.map(\.member) == [members[0]])
        }
    }
}
