import Postgres
package import Programme

extension RegistrationRepository {
    /// Enters a decision with its list: all of it, or nothing. Who is recognised gets a certificate with a number and a code.
    /// A line is never changed afterwards; a revocation or a correction adds one, on the same certificate.
    ///
    /// - Throws: `.notFound`; `.refused` with `.decisionExists` for what was decided already, `.registrationState`,
    ///   `.registrationDecided`, `.decisionNumber`, `.decisionNumberTaken`, `.decisionDate`, `.decisionReason`, `.levelNotReached`,
    ///   `.levelWait`, `.recognisedElsewhere` (`elsewhere` tells which), `.outsidePart`.
    package func decide(
        _ record: DecisionRecord,
        _ lines: [DecisionLine],
        today: CalendarDay = .inVietnam()
    ) async throws -> DecisionID {
        let record = try record.kept(today: today)
        let reasons = lines.map { VietnameseText.clean($0.reason) }
        let outcomes = try lines.map { try outcome(of: $0, record.kind) }
        guard zip(reasons, outcomes).allSatisfy({ isReason($0, for: $1, record.kind) }) else {
            throw StoreError.refused(.decisionReason)
        }
        _ = try await tx.run(Self.turn)
        let found = try await lock(lines.map(\.registration))
        guard found.count == lines.count else { throw StoreError.refused(.decisionExists) }
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (line, outcome) in zip(lines, outcomes) {
            try require(step(to: outcome, record.kind), of: byID[line.registration].map { [$0] } ?? [])
        }
        let (title, year) = try common(found)
        let recognised = zip(lines, outcomes).filter { $1 == .recognised }.map(\.0.registration)
        try requireLevel(of: found, at: recognised)
        guard try await elsewhere(recognised).isEmpty else { throw StoreError.refused(.recognisedElsewhere) }
        let type = try await tx.criteria.title(title)
        let levels = try await self.levels(of: found, type)
        try await requireWait(recognised, levels, on: record.decidedOn)
        let draft = DecisionDraft(
            id: .next(),
            record: record,
            title: type,
            year: year,
            issuer: try await tx.tenants.own
        )
        let made = zip(zip(lines, outcomes), reasons).compactMap { pair, reason in
            byID[pair.0.registration].map { registration in
                DecisionDraft.Line(
                    registration: registration,
                    outcome: pair.1,
                    reason: reason,
                    level: levels[registration.id]
                )
            }
        }
        try await write(draft, made)
        return draft.id
    }

    /// Which of these a household with one of the same people, or the household that became this one, was recognised as in the
    /// same year, with the ward where that is.
    package func elsewhere(_ ids: [RegistrationID]) async throws -> [RegistrationID: TenantID] {
        guard !ids.isEmpty else { return [:] }
        let rows = try await tx.run([
            tx.auditLine(.registrationElsewhere, subjects: ids.map(\.uuid)),
            """
            -- RegistrationRepository.elsewhere
            select e.registration_id, e.ward_id
            from app.titles_elsewhere(\(ids)) as e
            """,
        ])[1].decode((RegistrationID, TenantID).self)
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// One after the other, so that two wards do not recognise one family at once.
    private static var turn: PostgresQuery {
        """
        -- RegistrationRepository.turn
        select pg_advisory_xact_lock(hashtext('title.decide'))
        """
    }

    private func outcome(of line: DecisionLine, _ kind: DecisionKind) throws -> DecisionOutcome {
        switch (kind, line.outcome) {
        case (.recognition, nil), (.recognition, .recognised): return .recognised
        case (.refusal, nil), (.refusal, .refused): return .refused
        case (.revocation, nil), (.revocation, .revoked): return .revoked
        case (.correction, .recognised): return .recognised
        case (.correction, .refused): return .refused
        default: throw StoreError.refused(.registrationState)
        }
    }

    private func isReason(_ reason: String, for outcome: DecisionOutcome, _ kind: DecisionKind) -> Bool {
        let isNeeded = outcome != .recognised || kind == .correction
        return (isNeeded ? 1...500 : 0...500).contains(reason.unicodeScalars.count)
    }

    private func step(to outcome: DecisionOutcome, _ kind: DecisionKind) -> TitleStep {
        switch outcome {
        case .recognised: kind == .correction ? .correctToRecognised : .recognise
        case .refused: kind == .correction ? .correctToRefused : .refuse
        case .revoked: .revoke
        }
    }

    /// The level at which each would be recognised, with what its criteria say of it. Without criteria there is one level.
    private func levels(of found: [LockedRegistration], _ type: TitleType) async throws -> [RegistrationID:
        DecisionLevel]
    {
        var sets: [CriteriaSetID: CriteriaSet] = [:]
        for id in Set(found.compactMap(\.set)) { sets[id] = try await tx.criteria.find(id).set }
        let levels = found.map { registration -> (RegistrationID, DecisionLevel) in
            let number = registration.set == nil ? 1 : max(registration.level ?? 0, 0)
            let known = registration.set.flatMap { sets[$0] }?.levels ?? []
            let level = known.indices.contains(number - 1) ? known[number - 1] : nil
            return (
                registration.id,
                DecisionLevel(
                    number: number,
                    name: known.count > 1 ? level?.name ?? "" : "",
                    validityMonths: level?.validityMonths ?? type.validityMonths,
                    waitMonths: number > 1 ? level?.waitMonths ?? type.waitMonths : nil
                )
            )
        }
        return Dictionary(levels, uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: `.refused(.levelWait)` for one that is recognised at a level too soon after the level below.
    private func requireWait(
        _ recognised: [RegistrationID],
        _ levels: [RegistrationID: DecisionLevel],
        on day: CalendarDay
    ) async throws {
        let waiting = recognised.filter { levels[$0]?.waitMonths != nil }
        guard !waiting.isEmpty else { return }
        let rows = try await tx.run(
            """
            -- RegistrationRepository.levelBefore
            select r.id, (
                select min(l.decided_on)
                from app.registrations as p
                join app.decision_lines as l on l.tenant_id = p.tenant_id and l.registration_id = p.id
                where p.tenant_id = r.tenant_id
                    and p.subject_id = r.subject_id
                    and p.title_type_id = r.title_type_id
                    and p.state = 'recognised'
                    and l.outcome = 'recognised'
                    and l.level >= asked.level - 1
            )
            from unnest(\(waiting)::uuid[], \(waiting.map { levels[$0]?.number ?? 0 })::int[]) as asked (id, level)
            join app.registrations as r on r.tenant_id = \(tx.tenant) and r.id = asked.id
            """
        ).decode((RegistrationID, CalendarDay?).self)
        for (id, before) in rows {
            guard let months = levels[id]?.waitMonths, let before,
                let first = TitleTerm.nextLevel(after: before, months: months), first <= day
            else { throw StoreError.refused(.levelWait) }
        }
    }
}

/// The level at which a title is given.
struct DecisionLevel {
    let number: Int
    /// Empty where there is only one.
    let name: String
    let validityMonths: Int?
    /// Nil where there is nothing to wait for.
    let waitMonths: Int?
}

/// A decision about to be written.
struct DecisionDraft {
    /// One of its lines.
    struct Line {
        let registration: LockedRegistration
        let outcome: DecisionOutcome
        let reason: String
        let level: DecisionLevel?
    }

    let id: DecisionID
    let record: DecisionRecord
    let title: TitleType
    let year: Int
    let issuer: Tenant
}
