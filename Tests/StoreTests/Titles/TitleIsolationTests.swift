import Foundation
import Programme
import Store
import Testing

@Suite struct TitleIsolationTests {
    @Test func `an editor of a hamlet sees and scores its registrations, and neither proposes nor decides`()
        async throws
    {
        try await WardScene.with { scene in
            let mine = try await scene.registrations(2)
            let theirs = try await scene.registrations(2, in: scene.hamlets[1])
            let editor = scene.ward.hamletEditor
            let set = try await scene.set()
            let seen = try await scene.read(editor) {
                try await $0.registrations.list(RegistrationFilter(WardScene.family, year: 2026))
            }
            #expect(Set(seen.registrations.map(\.id)) == Set(mine))
            try await scene.write(editor) { tx in
                _ = try await tx.registrations.score(mine.map { RegistrationScore($0, WardScene.good) }, by: set)
                let votes = mine.map { ReviewVote($0, for: 20) }
                _ = try await tx.registrations.review(scene.meeting(), votes, today: WardScene.today)
            }
            #expect(
                await scene.refused(editor) { tx in
                    _ = try await tx.registrations.score([RegistrationScore(theirs[0], WardScene.good)], by: set)
                } == .notFound
            )
            #expect(
                await scene.refused(editor) { tx in
                    let proposal = ProposalRecord(number: "1/TTr", proposedOn: day(2026, 11, 5), proposer: "x")
                    let lines = mine.map { ProposalLine($0) }
                    _ = try await tx.registrations.propose(proposal, lines, today: WardScene.today)
                } == .refused(.outsidePart)
            )
        }
    }

    @Test func `a ward sees nothing of another's titles, and its successor reads them`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(2, to: .recognised)
            let stranger = scene.other.administrator
            #expect(try await scene.read(stranger) { try await $0.registrations.find(ids) }.isEmpty)
            let count = "select count(*) from app.decision_lines where tenant_id = '\(scene.ward.id)'"
            let asked: (TenantTransaction) async throws -> Bool = { tx in
                try await tx.registrations.history(of: ids[0]).isEmpty
            }
            #expect(try await scene.read(stranger) { try await asked($0) })
            #expect(try await scene.sql(count) == "2")
            _ = try await scene.sql(
                """
                insert into app.tenant_successions (from_tenant_id, to_tenant_id, happened_on, legal_basis)
                    values ('\(scene.ward.id)', '\(scene.other.id)', '2026-07-01', 'x')
                """
            )
            // the household that was taken over is registered as renewed
            let before = try await scene.read { try await $0.registrations.find(ids) }.map(\.subject)
            let after = try await scene.add(1, in: scene.other.area, of: scene.other)
            _ = try await scene.sql(
                """
                insert into app.subject_successions (tenant_id, from_id, to_tenant_id, to_id, kind, happened_on)
                    values ('\(scene.ward.id)', '\(before[0])', '\(scene.other.id)', '\(after[0])', 'adopt', '2026-07-01')
                """
            )
            let registered = try await scene.write(stranger) { tx in
                let list = try await tx.registrations.register(
                    after,
                    for: WardScene.family,
                    year: 2027,
                    on: day(2027, 1, 5)
                )
                return try await tx.registrations.find(list.registered)
            }
            #expect(registered.map(\.kind) == [.renewed])
        }
    }

    @Test func `evidence is kept with its registration, once, while that is open`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1, to: .scored)
            let pdf = Data("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".utf8)
            let file = try EvidenceFile.looked(into: pdf, name: "bien-ban.pdf").get()
            let evidence = try await scene.write { tx in
                try await tx.registrations.addEvidence(file, to: ids[0], item: "2.1")
            }
            let kept = try await scene.read { tx in
                (try await tx.registrations.evidence(of: ids[0]), try await tx.registrations.evidenceContent(evidence))
            }
            #expect(kept.0.map(\.item) == ["2.1"] && kept.1.content == pdf && kept.1.kind == .pdf)
            #expect(
                await scene.refused { _ = try await $0.registrations.addEvidence(file, to: ids[0]) }
                    == .refused(.evidenceExists)
            )
            #expect(
                await scene.refused { _ = try await $0.registrations.addEvidence(file, to: ids[0], item: "9") }
                    == .refused(.scoreInvalid)
            )
            #expect(
                try await scene.read(scene.other.administrator) { try await $0.registrations.evidence(of: ids[0]) }
                    .isEmpty
            )
            try await scene.write { tx in
                let votes = ids.map { ReviewVote($0, for: 20) }
                _ = try await tx.registrations.review(scene.meeting(), votes, today: WardScene.today)
                let proposal = ProposalRecord(number: "1/TTr", proposedOn: day(2026, 11, 5), proposer: "x")
                _ = try await tx.registrations.propose(proposal, ids.map { ProposalLine($0) }, today: WardScene.today)
            }
            #expect(
                await scene.refused { try await $0.registrations.removeEvidence(evidence) }
                    == .refused(.registrationDecided)
            )
            try await scene.write { tx in
                try await tx.registrations.takeBack(ids)
                try await tx.registrations.removeEvidence(evidence)
            }
            #expect(try await scene.sql("select count(*) from app.evidence_contents") == "0")
        }
    }
}
