import Postgres
package import Programme

/// The answers of one registration.
package struct RegistrationScore: Hashable, Sendable {
    package var registration: RegistrationID
    /// By the code of the criterion.
    package var answers: [String: CriteriaAnswer]
    /// Why, by the code of the criterion.
    package var remarks: [String: String]

    /// The answers of a registration.
    package init(
        _ registration: RegistrationID,
        _ answers: [String: CriteriaAnswer],
        remarks: [String: String] = [:]
    ) {
        self.registration = registration
        self.answers = answers
        self.remarks = remarks
    }
}

/// What the answers of one registration come to.
package struct RegistrationJudgement: Hashable, Sendable {
    package let registration: RegistrationID
    /// What they come to, or everything that is wrong with them.
    package let result: Result<CriteriaResult, CriteriaScoreProblems>

    /// What is wrong; nothing if all is well.
    package var problems: [CriteriaAnswerProblem] {
        if case .failure(let problems) = result { problems.problems } else { [] }
    }
}

extension RegistrationRepository {
    /// Registrations whose scores one statement writes: so that it ends within its time.
    private static let scoredAtOnce = 5_000

    /// What scores come to by a set of criteria, without writing anything.
    ///
    /// - Throws: `.notFound`; `.refused` with `.criteriaUnknown`, `.criteriaNotActive`, `.criteriaMismatch`,
    ///   `.registrationState`, `.registrationDecided`.
    package func judge(_ scores: [RegistrationScore], by set: CriteriaSetID) async throws -> [RegistrationJudgement] {
        try await judged(scores, by: set, isHolding: false).judgements
    }

    /// Writes scores, or writes them anew: all of them, or none. The program computes points and level.
    ///
    /// - Throws: as `judge`; `.refused` with `.scoreInvalid` where a score has a problem: `judge` tells which.
    package func score(_ scores: [RegistrationScore], by set: CriteriaSetID) async throws -> [RegistrationJudgement] {
        let (judgements, stored) = try await judged(scores, by: set, isHolding: true)
        guard judgements.allSatisfy({ $0.problems.isEmpty }) else { throw StoreError.refused(.scoreInvalid) }
        for start in stride(from: 0, to: judgements.count, by: Self.scoredAtOnce) {
            let range = start..<min(start + Self.scoredAtOnce, judgements.count)
            try await write(Array(judgements[range]), Array(scores[range]), by: stored)
        }
        return judgements
    }

    /// The answers of a registration, with the remarks on them.
    ///
    /// - Throws: `.notFound`.
    package func answers(of id: RegistrationID) async throws -> RegistrationScore {
        let results = try await tx.run([
            tx.auditLine(.registrationRead, subjects: [id.uuid]),
            """
            -- RegistrationRepository.answers: registration
            select r.id
            from app.registrations as r
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
            """,
            """
            -- RegistrationRepository.answers
            select i.code, score.points, score.passed, score.remark
            from app.scores as score
            join app.criteria_items as i on i.id = score.item_id
            where score.tenant_id = \(tx.tenant)
                and score.registration_id = \(id)
            """,
        ])
        guard !results[1].isEmpty else { throw StoreError.notFound }
        var score = RegistrationScore(id, [:])
        for (code, points, passed, remark) in try results[2].decode((String, Points?, Bool?, String).self) {
            score.answers[code] =
                points.map(CriteriaAnswer.points) ?? passed.map(CriteriaAnswer.passed) ?? .notApplicable
            if !remark.isEmpty { score.remarks[code] = remark }
        }
        return score
    }

    private func judged(
        _ scores: [RegistrationScore],
        by id: CriteriaSetID,
        isHolding: Bool
    ) async throws -> (judgements: [RegistrationJudgement], set: StoredCriteriaSet) {
        let stored = try await tx.criteria.find(id)
        guard stored.status == .active else { throw StoreError.refused(.criteriaNotActive) }
        let found = try await lock(scores.map(\.registration), isHolding: isHolding)
        guard found.count == scores.count else { throw StoreError.refused(.scoreInvalid) }
        try require(.score, of: found)
        let (title, year) = try common(found)
        guard stored.set.title == (try await tx.criteria.title(title).key),
            found.allSatisfy({ stored.set.holds(in: year, zone: $0.zone) })
        else { throw StoreError.refused(.criteriaMismatch) }
        let shares = try await shares(for: stored.set, of: found, year: year)
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let judgements = scores.compactMap { score in
            byID[score.registration].map { registration in
                RegistrationJudgement(
                    registration: score.registration,
                    result: stored.set.result(of: score.answers, for: registration.scored(shares))
                )
            }
        }
        return (judgements, stored)
    }

    /// The shares that conditions ask for, by subject and title.
    private func shares(
        for set: CriteriaSet,
        of found: [LockedRegistration],
        year: Int
    ) async throws -> [SubjectID: [String: TitleShare]] {
        let asked = Set(set.levels.flatMap(\.conditions).map(\.title))
        guard !asked.isEmpty else { return [:] }
        var shares: [SubjectID: [String: TitleShare]] = [:]
        for title in try await tx.criteria.titles() where asked.contains(title.key) {
            for (subject, share) in try await self.shares(of: found.map(\.subject), title: title.id, year: year) {
                shares[subject, default: [:]][title.key] = share
            }
        }
        return shares
    }

    private func write(
        _ judgements: [RegistrationJudgement],
        _ scores: [RegistrationScore],
        by stored: StoredCriteriaSet
    ) async throws {
        var lines = ScoreLines()
        var ids: [RegistrationID] = []
        var points: [Points?] = []
        var levels: [Int] = []
        for (judgement, score) in zip(judgements, scores) {
            guard case .success(let result) = judgement.result else { continue }
            ids.append(judgement.registration)
            points.append(result.points)
            levels.append(result.level)
            for (code, answer) in result.answers {
                guard let item = stored.itemIDs[code] else { continue }
                lines.append(judgement.registration, item, answer, VietnameseText.clean(score.remarks[code] ?? ""))
            }
        }
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.score: before
                delete from app.scores
                where tenant_id = \(tx.tenant)
                    and registration_id = any (\(ids))
                """,
                """
                -- RegistrationRepository.score
                update app.registrations as r
                set state = 'scored', set_id = \(stored.id), points = n.points, level = n.level, version = r.version + 1,
                    officer_id = \(tx.context.officer), updated_at = now()
                from unnest(\(ids)::uuid[], \(points)::numeric[], \(levels)::int[]) as n (id, points, level)
                where r.tenant_id = \(tx.tenant)
                    and r.id = n.id
                """,
                """
                -- RegistrationRepository.score: answers
                insert into app.scores (tenant_id, registration_id, item_id, points, passed, not_applicable, remark)
                select \(tx.tenant), n.registration_id, n.item_id, n.points, n.passed,
                    n.points is null and n.passed is null, n.remark
                from unnest(
                    \(lines.registrations)::uuid[], \(lines.items)::uuid[], \(lines.points)::numeric[],
                    \(lines.passed)::boolean[], \(lines.remarks)::text[]
                ) as n (registration_id, item_id, points, passed, remark)
                """,
                tx.auditLine(.registrationScore, subjects: ids.map(\.uuid)),
            ],
            refusing: Self.refusals
        )
    }
}

/// Answers in columns, as a statement takes them.
private struct ScoreLines {
    private(set) var registrations: [RegistrationID] = []
    private(set) var items: [CriteriaItemID] = []
    private(set) var points: [Points?] = []
    private(set) var passed: [Bool?] = []
    private(set) var remarks: [String] = []

    mutating func append(
        _ registration: RegistrationID,
        _ item: CriteriaItemID,
        _ answer: CriteriaAnswer,
        _ remark: String
    ) {
        registrations.append(registration)
        items.append(item)
        remarks.append(remark)
        switch answer {
        case .points(let value):
            points.append(value)
            passed.append(nil)
        case .passed(let value):
            points.append(nil)
            passed.append(value)
        case .notApplicable:
            points.append(nil)
            passed.append(nil)
        }
    }
}

extension LockedRegistration {
    /// What its score depends on beside the answers.
    func scored(_ shares: [SubjectID: [String: TitleShare]]) -> CriteriaScored {
        CriteriaScored(
            zone: zone,
            isWithoutChildren: subjectKind == .household ? children.map { $0 == 0 } : nil,
            shares: shares[subject] ?? [:]
        )
    }
}
