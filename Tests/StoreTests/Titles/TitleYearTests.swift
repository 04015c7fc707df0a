import Foundation
import Programme
import Store
import Testing

@Suite struct TitleYearTests {
    @Test
    func `a ward's year goes from the registration of three hamlets to certificates, and the next year's are renewed`()
        async throws
    {
        try await WardScene.with { scene in
            var subjects: [SubjectID] = []
            for hamlet in scene.hamlets { subjects += try await scene.add(4, in: hamlet) }
            let family = WardScene.family
            let first = try await scene.write { tx in
                try await tx.registrations.register(
                    allIn: scene.ward.area,
                    for: family,
                    year: 2025,
                    on: day(2025, 1, 20)
                )
            }
            #expect(first.registered.count == 12 && first.alreadyThere == 0)
            let again = try await scene.write { tx in
                try await tx.registrations.register(subjects, for: family, year: 2025, on: day(2025, 1, 21))
            }
            #expect(again.registered.isEmpty && again.alreadyThere == 12)
            let set = try await scene.set()
            let ids = first.registered
            let decision = try await scene.write { tx in
                let scores = ids.enumerated().map { index, id in
                    RegistrationScore(id, index < 10 ? WardScene.good : WardScene.poor)
                }
                let judged = try await tx.registrations.score(scores, by: set)
                #expect(try judged.map { try $0.result.get().level } == Array(repeating: 1, count: 10) + [0, 0])
                let votes = ids.enumerated().map { index, id in
                    index < 10 ? ReviewVote(id, for: 25, against: 5) : ReviewVote(id, for: 3, against: 20, abstained: 7)
                }
                _ = try await tx.registrations.review(
                    scene.meeting(scene.ward.area, 2025),
                    votes,
                    today: WardScene.today
                )
                let lines = ids.enumerated().map { ProposalLine($1, refusal: $0 < 10 ? nil : "Chưa đủ điểm") }
                let proposal = ProposalRecord(number: "3/TTr", proposedOn: day(2025, 11, 5), proposer: "Hội Khuyến học")
                _ = try await tx.registrations.propose(proposal, lines, today: WardScene.today)
                let recognised = ids.prefix(10).map { DecisionLine($0) }
                let refused = ids.suffix(2).map { DecisionLine($0, reason: "Chưa đủ điểm") }
                let decision = scene.decision(.recognition, "12", 2025)
                let id = try await tx.registrations.decide(decision, recognised, today: WardScene.today)
                _ = try await tx.registrations.decide(
                    scene.decision(.refusal, "13", 2025),
                    refused,
                    today: WardScene.today
                )
                return id
            }
            let lines = try await scene.read { try await $0.registrations.decision(decision).lines }
            #expect(lines.count == 10)
            #expect(Set(lines.compactMap(\.certificateNumber)).count == 10)
            #expect(lines.first?.certificateNumber?.hasPrefix("GCN-PLEIKU-2025-") == true)
            #expect(lines.allSatisfy { $0.validUntil == day(2026, 12, 31) && $0.level == 1 && $0.levelName == "" })
            let counts = try await scene.read { try await $0.registrations.counts(family, year: 2025) }
            #expect(counts.filter { $0.state == .recognised }.map(\.count).reduce(0, +) == 10)
            let next = try await scene.write { tx in
                try await tx.registrations.register(subjects, for: family, year: 2026, on: day(2026, 1, 15)).registered
            }
            let kinds = try await scene.read { try await $0.registrations.find(next) }.map(\.kind)
            #expect(kinds.count { $0 == .renewed } == 10 && kinds.count { $0 == .new } == 2)
        }
    }

    @Test func `a certificate is verified by its code, also after it was corrected and revoked`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(2, to: .recognised)
            let line = try #require(try await scene.read { try await $0.registrations.history(of: ids[0]) }.first)
            let code = try #require(line.code)
            let verifier = CertificateVerifier(pool: scene.pool)
            let found = try #require(try await verifier.verifyTitle(code))
            #expect(found.holderName == "Hộ 00001" && found.endedOn == nil && found.issuer == "UBND pleiku")
            #expect(found.certificateNumber == line.certificateNumber && found.decisionNumber == "1/QĐ-UBND")
            _ = try await scene.sql(
                "update app.subjects set name = 'Rơ Châm H''Lan' where id = '\(try await subject(ids[0], scene))'"
            )
            var correction = scene.decision(.correction, "2")
            correction.supersedes = line.decision
            let corrected = correction
            try await scene.write { tx in
                _ = try await tx.registrations.decide(
                    corrected,
                    [DecisionLine(ids[0], reason: "Sai tên", outcome: .recognised)],
                    today: WardScene.today
                )
            }
            #expect(try await verifier.verifyTitle(code)?.holderName == "Rơ Châm H'Lan")
            try await scene.write { tx in
                var revocation = scene.decision(.revocation, "3")
                revocation.decidedOn = day(2026, 11, 15)
                let lines = [DecisionLine(ids[0], reason: "Vi phạm")]
                _ = try await tx.registrations.decide(revocation, lines, today: WardScene.today)
            }
            #expect(try await verifier.verifyTitle(code)?.endedOn == day(2026, 11, 15))
            let history = try await scene.read { try await $0.registrations.history(of: ids[0]) }
            #expect(history.map(\.outcome) == [.revoked, .recognised, .recognised])
            #expect(Set(history.map(\.code)) == [code] && history.map(\.ordinal) == [3, 2, 1])
            #expect(try await verifier.verifyTitle(.random()) == nil)
            #expect(try await verifier.verify(code) == nil)
        }
    }

    @Test func `a refusal is appealed against, and the decision on it answers the appeal`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(2, to: .refused)
            for id in ids {
                try await scene.write { tx in
                    _ = try await tx.registrations.appeal(
                        id,
                        by: "Chủ hộ",
                        grounds: "Đã học đủ",
                        on: day(2026, 11, 12),
                        today: WardScene.today
                    )
                }
            }
            try await scene.write { tx in
                let (upheld, dismissed) = (scene.decision(.recognition, "5"), scene.decision(.refusal, "6"))
                _ = try await tx.registrations.decide(upheld, [DecisionLine(ids[0])], today: WardScene.today)
                let again = [DecisionLine(ids[1], reason: "Vẫn chưa đủ")]
                _ = try await tx.registrations.decide(dismissed, again, today: WardScene.today)
            }
            let states = try await scene.sql(
                "select string_agg(state, ',' order by registration_id) from app.appeals"
            )
            #expect(Set(states.split(separator: ",")) == ["upheld", "dismissed"])
            #expect(
                await scene.refused { tx in
                    _ = try await tx.registrations.appeal(ids[0], by: "x", grounds: "y", on: day(2026, 11, 12))
                } == .refused(.registrationDecided)
            )
        }
    }

    @Test func `the share of families in a hamlet and in a clan is computed, and makes or breaks the level`()
        async throws
    {
        try await WardScene.with { scene in
            _ = try await scene.registrations(3, to: .recognised)
            _ = try await scene.add(3, in: scene.hamlets[0], name: "Khác")
            let community = try await scene.add(1, .community, in: scene.hamlets[0], name: "Tổ")
            let set = try await scene.set(for: WardScene.community)
            let answers: [String: CriteriaAnswer] = [
                "1": .points(Points(50)), "2": .notApplicable, "3": .points(Points(30)),
            ]
            let shares = try await scene.read {
                try await $0.registrations.shares(of: community, title: WardScene.family, year: 2026)
            }
            #expect(shares == [community[0]: TitleShare(total: 6, recognised: 3)])
            let judged = try await scene.write { tx in
                let ids = try await tx.registrations.register(
                    community,
                    for: WardScene.community,
                    year: 2026,
                    on: day(2026, 2, 1)
                ).registered
                return try await tx.registrations.judge([RegistrationScore(ids[0], answers)], by: set)
            }
            #expect(try judged.map { try $0.result.get().level } == [1])
            _ = try await scene.add(1, in: scene.hamlets[0], name: "Thêm")
            let less = try await scene.read { tx in
                let page = try await tx.registrations.list(RegistrationFilter(WardScene.community, year: 2026))
                return try await tx.registrations.judge([RegistrationScore(page.registrations[0].id, answers)], by: set)
            }
            let shortfall = try less[0].result.get().shortfalls
            #expect(
                shortfall == [
                    .share(
                        title: "gia-dinh-hoc-tap",
                        has: TitleShare(total: 7, recognised: 3),
                        needs: Points(50)
                    )
                ]
            )
        }
    }

    @Test func `who is late is seen, and days that go back are refused`() async throws {
        try await WardScene.with { scene in
            _ = try await scene.registrations(2)
            _ = try await scene.sql(
                "insert into app.title_deadlines (year, step, due_on) values (2026, 'scored', '2026-10-31')"
            )
            try await scene.write { try await $0.registrations.setDeadlines([.reviewed: day(2026, 11, 10)], in: 2026) }
            let deadlines = try await scene.read { try await $0.registrations.deadlines(in: 2026) }
            #expect(deadlines.late(.registered, on: WardScene.today) == .scored)
            #expect(deadlines.late(.scored, on: WardScene.today) == .reviewed)
            let waiting = RegistrationFilter(WardScene.family, year: 2026, waiting: [.scored])
            #expect(try await scene.read { try await $0.registrations.list(waiting) }.registrations.count == 2)
            #expect(
                await scene.refused {
                    try await $0.registrations.setDeadlines([.reviewed: day(2026, 10, 1)], in: 2026)
                } == .refused(.deadlineOrder)
            )
        }
    }

    @Test func `a hamlet's list of 250 is scored, reviewed, proposed and decided in one action each`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(250, to: .recognised)
            #expect(ids.count == 250)
            let recognised = try await scene.sql("select count(*) from app.registrations where state = 'recognised'")
            #expect(recognised == "250")
            var seen: [RegistrationID] = []
            var after: RegistrationID?
            repeat {
                let next = after
                let page = try await scene.read {
                    try await $0.registrations.list(
                        RegistrationFilter(WardScene.family, year: 2026),
                        after: next,
                        limit: 100
                    )
                }
                seen += page.registrations.map(\.id)
                after = page.next
            } while after != nil
            #expect(seen.count == 250 && Set(seen) == Set(ids))
        }
    }

    @Test(.timeLimit(.minutes(10))) func `sixty thousand self-scores are taken at once, and one wrong one takes none`()
        async throws
    {
        try await WardScene.with { scene in
            let subjects = try await scene.add(60_000, in: scene.hamlets[1])
            let set = try await scene.set()
            let ids = try await scene.write { tx in
                try await tx.registrations.register(
                    subjects,
                    for: WardScene.family,
                    year: 2026,
                    on: day(2026, 1, 20)
                ).registered
            }
            var scores = ids.map { RegistrationScore($0, WardScene.good) }
            let wrong = scores + []
            scores[59_999].answers["3"] = .points(Points(16))
            let broken = scores
            #expect(
                await scene.refused { _ = try await $0.registrations.score(broken, by: set) } == .refused(.scoreInvalid)
            )
            #expect(try await scene.sql("select count(*) from app.scores") == "0")
            try await scene.write { _ = try await $0.registrations.score(wrong, by: set) }
            let sums = try await scene.sql(
                "select count(*), sum(points), min(level) from app.registrations where state = 'scored'"
            )
            #expect(sums == "60000|5400000.00|1")
            #expect(try await scene.sql("select count(*) from app.scores") == "360000")
        }
    }

    private func subject(_ id: RegistrationID, _ scene: WardScene) async throws -> SubjectID {
        try await scene.read { try #require(try await $0.registrations.find([id]).first).subject }
    }
}
