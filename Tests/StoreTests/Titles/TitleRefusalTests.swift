import Foundation
import Postgres
import Programme
import Store
import Testing

@Suite struct TitleRefusalTests {
    @Test
    func `a decision without a number or a signatory, of a day to come, or with a number that was used is refused`()
        async throws
    {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(2, to: .proposed)
            for change in [
                { (record: inout DecisionRecord) in record.number = "  " },
                { $0.signatory = "" },
                { $0.number = String(repeating: "1", count: 61) },
            ] {
                var record = scene.decision(.recognition)
                change(&record)
                #expect(await refused(scene, record, ids[0]) == .refused(.decisionNumber))
            }
            var tomorrow = scene.decision(.recognition)
            tomorrow.decidedOn = day(2026, 11, 21)
            #expect(await refused(scene, tomorrow, ids[0]) == .refused(.decisionDate))
            _ = try await decide(scene, scene.decision(.recognition, "7"), ids[0])
            #expect(await refused(scene, scene.decision(.recognition, "7"), ids[1]) == .refused(.decisionNumberTaken))
            #expect(await refused(scene, scene.decision(.refusal, "8"), ids[1]) == .refused(.decisionReason))
        }
    }

    @Test func `a second decision for the same subject and year is refused, and nothing decided is edited`()
        async throws
    {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1, to: .recognised)
            #expect(await refused(scene, scene.decision(.recognition, "9"), ids[0]) == .refused(.decisionExists))
            let refusal = DecisionLine(ids[0], reason: "x")
            #expect(await refused(scene, scene.decision(.refusal, "9"), refusal) == .refused(.decisionExists))
            let set = try await scene.set()
            #expect(
                await scene.refused { tx in
                    _ = try await tx.registrations.score([RegistrationScore(ids[0], WardScene.good)], by: set)
                } == .refused(.registrationDecided)
            )
            #expect(
                await scene.refused { try await $0.registrations.withdraw(ids) } == .refused(.registrationDecided)
            )
            for statement in [
                "update app.decision_lines set outcome = 'refused'", "delete from app.decision_lines",
                "update app.decisions set number = 'x'", "delete from app.decisions",
            ] {
                #expect(try await state(of: statement, scene) == .insufficientPrivilege, "\(statement)")
            }
            for (statement, rule) in [
                ("update app.registrations set points = 1", "registrations_decided_fixed"),
                ("update app.registrations set state = 'registered'", "registrations_state_step"),
                ("update app.registrations set state = 'revoked'", "registrations_decision_known"),
                ("update app.scores set points = 1", "scores_registration_open"),
                ("delete from app.scores", "scores_registration_open"),
                ("update app.reviews set minutes = 'x'", "reviews_open"),
            ] {
                #expect(try await constraint(of: statement, scene) == rule, "\(statement)")
            }
        }
    }

    @Test func `the database takes no step that the program does not take`() async throws {
        try await WardScene.with { scene in
            for state in TitleState.allCases {
                for isScored in [true, false] {
                    let ways = Set(TitleStep.allCases.compactMap { state.after($0, isScored: isScored) }).subtracting([
                        state
                    ])
                    let allowed = try await scene.sql(
                        """
                        select coalesce(string_agg(next, ',' order by next), '')
                        from unnest('{\(TitleState.allCases.map(\.rawValue).joined(separator: ","))}'::text[]) as n (next)
                        where app.title_step_allowed('\(state.rawValue)', next, \(isScored))
                        """
                    )
                    #expect(allowed == ways.map(\.rawValue).sorted().joined(separator: ","), "\(state) \(isScored)")
                }
            }
        }
    }

    @Test func `points above the maximum are refused by the program and by the database`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1, to: .scored)
            let set = try await scene.set()
            var answers = WardScene.good
            answers["1.1"] = .points(Points(typed: "20,01") ?? .zero)
            let tooMany = [RegistrationScore(ids[0], answers)]
            #expect(
                await scene.refused { _ = try await $0.registrations.score(tooMany, by: set) }
                    == .refused(.scoreInvalid)
            )
            let judged = try await scene.read { try await $0.registrations.judge(tooMany, by: set) }
            #expect(judged[0].problems == [CriteriaAnswerProblem("1.1", .aboveMaximum)])
            let most = "update app.scores set points = 20.01 where points = 20"
            #expect(try await constraint(of: most, scene) == "scores_points_most")
            let kind = "update app.scores set points = null, passed = true where points = 20"
            #expect(try await constraint(of: kind, scene) == "scores_measure")
        }
    }

    @Test func `a score under a set that is partial, of another title, or of nobody's is refused`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1)
            let score = [RegistrationScore(ids[0], WardScene.good)]
            let partial = try await scene.read { try await $0.criteria.find("gdht-448").id }
            #expect(
                await scene.refused { _ = try await $0.registrations.score(score, by: partial) }
                    == .refused(.criteriaNotActive)
            )
            let clan = try await scene.set(for: WardScene.clan)
            #expect(
                await scene.refused { _ = try await $0.registrations.score(score, by: clan) }
                    == .refused(.criteriaMismatch)
            )
            #expect(
                await scene.refused { _ = try await $0.registrations.score(score, by: .next()) }
                    == .refused(.criteriaUnknown)
            )
            let forced = """
                update app.registrations set set_id = '\(partial)';
                insert into app.scores (tenant_id, registration_id, item_id, points)
                select '\(scene.ward.id)', '\(ids[0])', id, 5 from app.criteria_items where set_id = '\(partial)' and code = 'GD.1.1'
                """
            #expect(try await constraint(of: forced, scene) == "scores_set_active")
        }
    }

    @Test func `a family recognised in two wards is refused, by a person of both or by the household that became it`()
        async throws
    {
        try await WardScene.with { scene in
            let recognised = try await scene.registrations(2, to: .recognised)
            let elsewhere = try await scene.add(3, in: scene.other.area, of: scene.other)
            let here = try await scene.read { try await $0.registrations.find(recognised) }.map(\.subject)
            _ = try await scene.sql(
                """
                insert into app.household_people (tenant_id, subject_id, id, full_name, person_token, token_epoch) values
                    ('\(scene.ward.id)', '\(here[0])', gen_random_uuid(), 'Lê An', '\\x000102030405060708090a0b0c0d0e0f', 1),
                    ('\(scene.other.id)', '\(elsewhere[0])', gen_random_uuid(), 'Lê An', '\\x000102030405060708090a0b0c0d0e0f', 1);
                insert into app.subject_successions (tenant_id, from_id, to_tenant_id, to_id, kind, happened_on)
                    values ('\(scene.ward.id)', '\(here[1])', '\(scene.other.id)', '\(elsewhere[1])', 'transfer', '2026-06-01');
                """
            )
            let by = scene.other.administrator
            let set = try await scene.set()
            let ids = try await scene.write(by) { tx in
                let ids = try await tx.registrations.register(
                    elsewhere,
                    for: WardScene.family,
                    year: 2026,
                    on: day(2026, 1, 20)
                ).registered
                _ = try await tx.registrations.score(ids.map { RegistrationScore($0, WardScene.good) }, by: set)
                let meeting = scene.meeting(scene.other.area)
                _ = try await tx.registrations.review(
                    meeting,
                    ids.map { ReviewVote($0, for: 9) },
                    today: WardScene.today
                )
                let proposal = ProposalRecord(number: "1/TTr", proposedOn: day(2026, 11, 5), proposer: "Hội")
                _ = try await tx.registrations.propose(proposal, ids.map { ProposalLine($0) }, today: WardScene.today)
                return ids
            }
            let found = try await scene.read(by) { try await $0.registrations.elsewhere(ids) }
            #expect(found.count == 2 && Set(found.values) == [scene.ward.id])
            for id in ids {
                let refusal = await scene.refused(by) { tx in
                    let decision = scene.decision(.recognition)
                    _ = try await tx.registrations.decide(decision, [DecisionLine(id)], today: WardScene.today)
                }
                #expect(refusal == (found[id] == nil ? nil : .refused(.recognisedElsewhere)))
            }
        }
    }

    @Test func `what did not pass, or reaches no level, is proposed to be refused and nothing else`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(2, to: .scored)
            let set = try await scene.set()
            try await scene.write { tx in
                _ = try await tx.registrations.score([RegistrationScore(ids[1], WardScene.poor)], by: set)
                let votes = [ReviewVote(ids[0], for: 3, against: 20), ReviewVote(ids[1], for: 20)]
                _ = try await tx.registrations.review(scene.meeting(), votes, today: WardScene.today)
            }
            let proposal = ProposalRecord(number: "1/TTr", proposedOn: day(2026, 11, 5), proposer: "Hội")
            for (id, refusal) in [(ids[0], StoreRefusal.reviewFailed), (ids[1], .levelNotReached)] {
                #expect(
                    await scene.refused { tx in
                        _ = try await tx.registrations.propose(proposal, [ProposalLine(id)], today: WardScene.today)
                    } == .refused(refusal)
                )
            }
            try await scene.write { tx in
                let lines = ids.map { ProposalLine($0, refusal: "Chưa đạt") }
                _ = try await tx.registrations.propose(proposal, lines, today: WardScene.today)
            }
        }
    }

    @Test func `more votes than people are refused, and so is passing without a majority`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1, to: .scored)
            for vote in [
                ReviewVote(ids[0], for: 31), ReviewVote(ids[0], for: 20, against: 11),
                ReviewVote(ids[0], for: 10, against: 10, isPassed: true), ReviewVote(ids[0], for: -1),
            ] {
                #expect(
                    await scene.refused { tx in
                        _ = try await tx.registrations.review(scene.meeting(), [vote], today: WardScene.today)
                    } == .refused(.reviewVotes)
                )
            }
            #expect(
                await scene.refused { tx in
                    _ = try await tx.registrations.review(scene.meeting(), [ReviewVote(.next(), for: 1)])
                } == .notFound
            )
        }
    }

    @Test func `a title is registered for in its years and by its kind, and once`() async throws {
        try await WardScene.with { scene in
            let household = try await scene.add(1, in: scene.hamlets[0])
            let clan = try await scene.add(1, .clan, in: scene.hamlets[0])
            let old = TitleTypeID("0198c0de-0001-7000-8000-000000000001") ?? .next()
            let citizen = TitleTypeID("0198c0de-0001-7000-8000-000000000009") ?? .next()
            let tries: [([SubjectID], TitleTypeID, Int, StoreError?)] = [
                (household, WardScene.family, 2013, .refused(.titleYear)), (household, WardScene.family, 2014, nil),
                (household, old, 2016, .refused(.titleYear)), (household, old, 2015, nil),
                (clan, WardScene.family, 2026, .refused(.titleSubject)),
                (household, citizen, 2026, .refused(.titleSubject)),
                (household, .next(), 2026, .refused(.titleUnknown)),
                ([.next()], WardScene.family, 2026, .notFound),
            ]
            for (subjects, title, year, expected) in tries {
                let refusal = await scene.refused { tx in
                    _ = try await tx.registrations.register(subjects, for: title, year: year, on: day(2026, 1, 1))
                }
                #expect(refusal == expected, "\(year)")
            }
        }
    }

    private func refused(_ scene: WardScene, _ record: DecisionRecord, _ id: RegistrationID) async -> StoreError? {
        await refused(scene, record, DecisionLine(id))
    }

    private func refused(_ scene: WardScene, _ record: DecisionRecord, _ line: DecisionLine) async -> StoreError? {
        await scene.refused { _ = try await $0.registrations.decide(record, [line], today: WardScene.today) }
    }

    private func decide(_ scene: WardScene, _ record: DecisionRecord, _ id: RegistrationID) async throws -> DecisionID {
        try await scene.write { try await $0.registrations.decide(record, [DecisionLine(id)], today: WardScene.today) }
    }

    private func state(of statement: String, _ scene: WardScene) async throws -> SQLState? {
        try await failure(of: statement, scene)?.sqlState
    }

    private func constraint(of statement: String, _ scene: WardScene) async throws -> String? {
        try await failure(of: statement, scene)?.server?.constraint
    }

    /// How the server's role is refused that writes by itself, past the program.
    private func failure(of statement: String, _ scene: WardScene) async throws -> PostgresError? {
        let settings: PostgresSettings = [
            "app.tenant_id": scene.ward.id.description, "app.role": "administrator", "app.access": "write",
            "app.scope": "*",
        ]
        return try await scene.database.withConnection(.server) { connection in
            do {
                try await connection.transaction(PostgresTransactionOptions(), settings: settings) {
                    _ = try await $0.script(statement)
                }
                return nil
            } catch let error as PostgresError {
                return error
            }
        }
    }
}
