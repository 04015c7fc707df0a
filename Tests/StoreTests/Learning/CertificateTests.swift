import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct CertificateTests {
    @Test func `a class is judged by its rule, and who completed it is certified`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [3, 4, 5]) {
                $0.rule = CompletionRule(percent: 60, minutes: 150)
            }
            let members = try await scene.addMembers(["Lê An", "Lê Bình"])
            let enrolled = try await scene.enrol(members, in: reference)
            for (index, session) in sessions.enumerated() {
                var entries = [AttendanceEntry(enrolled[0], minutes: 80)]
                if index == 0 { entries.append(AttendanceEntry(enrolled[1], minutes: 90)) }
                _ = try await scene.record(entries, of: session)
            }
            let standing = try await scene.read { try await $0.enrolments.completions(in: reference.id) }
            #expect(standing.map(\.completion.isCompleted) == [true, false])
            #expect(standing[1].completion == Completion(missingSessions: 1, missingMinutes: 60))
            let subjects = enrolled.map { CertificateSubject.enrolment($0.id) }
            let issue: (TenantTransaction, [CertificateSubject]) async throws -> [StoredCertificate] = {
                try await $0.certificates.issue(for: $1, signatory: "Trần Thị Hoa", on: learningDay)
            }
            #expect(await scene.refused { _ = try await issue($0, subjects) } == .refused(.certificateNotEarned))
            #expect(try await scene.write { try await $0.enrolments.judge(reference.id, on: learningDay) } == 1)
            #expect(await scene.refused { _ = try await issue($0, subjects) } == .refused(.certificateNotEarned))
            let certificates = try await scene.write { try await issue($0, [subjects[0]]) }
            #expect(certificates.map(\.number) == ["GCN-PHU-NU-2026-0001"])
            #expect(certificates.map(\.holderName) == ["Lê An"])
            #expect(await scene.refused { _ = try await issue($0, [subjects[0]]) } == .refused(.certificateExists))
            #expect(await scene.refused { _ = try await issue($0, [.enrolment(.next())]) } == .notFound)
            // whatever the rule says
            try await scene.write {
                try await $0.enrolments.set(.completed, of: [enrolled[1]], in: reference.id, on: learningDay)
            }
            let second = try await scene.write { try await issue($0, [subjects[1]]) }
            #expect(second.map(\.number) == ["GCN-PHU-NU-2026-0002"])
        }
    }

    @Test func `anybody verifies a certificate with its code, and is told no more than is printed`() async throws {
        try await StoreScene.with { scene in
            let certificate = try await scene.addCertificate()
            let verifier = CertificateVerifier(pool: scene.pool)
            let typed = try #require(CertificateCode(typed: " " + certificate.code.text.lowercased() + "-"))
            let found = try #require(try await verifier.verify(typed))
            #expect(found.holderName == "Lê An" && found.number == certificate.number)
            #expect(found.issuer == "phu-nu" && found.revokedOn == nil)
            #expect(try await verifier.verify(.random()) == nil)
            #expect(
                await scene.refused {
                    _ = try await $0.certificates.revoke(
                        certificate.id,
                        version: 1,
                        reason: "nhầm",
                        on: day(2020, 1, 1)
                    )
                } == .refused(.certificateState)
            )
            let version = try await scene.write {
                try await $0.certificates.revoke(certificate.id, version: 1, reason: "nhầm người", on: learningDay)
            }
            #expect(version == 2)
            #expect(try await verifier.verify(certificate.code)?.revokedOn == learningDay)
            #expect(
                await scene.refused {
                    _ = try await $0.certificates.revoke(certificate.id, version: 2, reason: "x", on: learningDay)
                } == .refused(.certificateState)
            )
            // a new one for the same class has a new number
            let subject = try #require(certificate.subject)
            let again = try await scene.write {
                try await $0.certificates.issue(for: [subject], signatory: "x", on: learningDay)
            }
            #expect(again.map(\.number) == ["GCN-PHU-NU-2026-0002"])
            // nothing is left set that would show it to the next who uses the connection
            let left = try await scene.pool.query("select count(*) from app.certificates").value(Int.self)
            #expect(left == 0)
        }
    }

    @Test func `numbers have no gap and no double, whoever issues at once`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass()
            let names = (1...12).map { _ in "Nguyễn Văn Nhiều" }
            let enrolled = try await scene.enrol(try await scene.addMembers(names), in: reference)
            try await scene.write { try await $0.enrolments.set(.completed, of: enrolled, in: reference.id) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for enrolment in enrolled {
                    group.addTask {
                        _ = try await scene.write {
                            try await $0.certificates.issue(
                                for: [.enrolment(enrolment.id)],
                                signatory: "x",
                                on: learningDay
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let numbers = try await scene.sql(
                "select count(distinct number), min(number), max(number) from app.certificates"
            )
            #expect(numbers == "12|GCN-PHU-NU-2026-0001|GCN-PHU-NU-2026-0012")
        }
    }
}

extension StoreScene {
    /// A certificate of Lê An's for a class.
    func addCertificate() async throws -> StoredCertificate {
        let (reference, _) = try await addClass()
        let enrolled = try await enrol(try await addMembers(["Lê An"]), in: reference)
        return try await write { tx in
            try await tx.enrolments.set(.completed, of: enrolled, in: reference.id, on: learningDay)
            let subjects = enrolled.map { CertificateSubject.enrolment($0.id) }
            let issued = try await tx.certificates.issue(for: subjects, signatory: "Hoa", on: learningDay)
            return try #require(issued.first)
        }
    }
}
