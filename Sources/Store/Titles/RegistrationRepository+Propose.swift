import Postgres
package import Programme

/// A list sent up for a decision (tờ trình), as it is entered.
package struct ProposalRecord: Hashable, Sendable {
    /// As it is printed.
    package var number: String
    package var proposedOn: CalendarDay
    /// Who proposes.
    package var proposer: String

    /// A list with its number.
    package init(number: String, proposedOn: CalendarDay, proposer: String) {
        self.number = number
        self.proposedOn = proposedOn
        self.proposer = proposer
    }
}

/// What a list proposes for one registration.
package struct ProposalLine: Hashable, Sendable {
    package var registration: RegistrationID
    /// Nil: to be recognised; else why it is to be refused.
    package var refusal: String?

    /// To recognise a registration, or to refuse it for a reason.
    package init(_ registration: RegistrationID, refusal: String? = nil) {
        self.registration = registration
        self.refusal = refusal
    }
}

/// A list as kept.
package struct StoredProposal: Hashable, Sendable {
    package let id: ProposalID
    package let record: ProposalRecord
    /// How many it proposes to recognise, and how many to refuse.
    package let recognise: Int
    package let refuse: Int
}

extension RegistrationRepository {
    /// Sends a list up.
    ///
    /// - Throws: `.notFound`; `.refused` with `.registrationState`, `.registrationDecided`, `.reviewFailed`, `.levelNotReached`,
    ///   `.decisionNumber`, `.decisionNumberTaken`, `.decisionReason`, `.decisionDate`, `.textLength`, `.outsidePart`.
    package func propose(
        _ record: ProposalRecord,
        _ lines: [ProposalLine],
        today: CalendarDay = .inVietnam()
    ) async throws -> ProposalID {
        let number = VietnameseText.clean(record.number)
        let proposer = VietnameseText.clean(record.proposer)
        guard (1...60).contains(number.unicodeScalars.count) else { throw StoreError.refused(.decisionNumber) }
        guard (1...200).contains(proposer.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        guard record.proposedOn <= today else { throw StoreError.refused(.decisionDate) }
        let reasons = lines.map { $0.refusal.map(VietnameseText.clean) }
        guard reasons.allSatisfy({ $0.map { (1...500).contains($0.unicodeScalars.count) } ?? true }) else {
            throw StoreError.refused(.decisionReason)
        }
        let found = try await lock(lines.map(\.registration))
        guard found.count == lines.count else { throw StoreError.refused(.registrationState) }
        try require(.propose, of: found)
        let (title, year) = try common(found)
        try requireLevel(of: found, at: lines.filter { $0.refusal == nil }.map(\.registration))
        let id = ProposalID.next()
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.propose
                insert into app.proposals (
                    tenant_id, id, number, title_type_id, year, proposed_on, proposer, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(number), \(title), \(year), \(record.proposedOn), \(proposer), \(tx.context.officer)
                )
                """,
                """
                -- RegistrationRepository.propose: lines
                insert into app.proposal_lines (tenant_id, proposal_id, registration_id, recommendation, reason)
                select \(tx.tenant), \(id), l.registration_id, case when l.reason is null then 'recognise' else 'refuse' end,
                    coalesce(l.reason, '')
                from unnest(\(lines.map(\.registration))::uuid[], \(reasons)::text[]) as l (registration_id, reason)
                """,
                set(.proposed, of: found),
                tx.auditLine(.registrationPropose, subjects: [id.uuid] + found.map(\.id.uuid)),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// The lists of a title and a year, the latest first.
    package func proposals(_ title: TitleTypeID, year: Int) async throws -> [StoredProposal] {
        try await tx.run(
            """
            -- RegistrationRepository.proposals
            select p.id, p.number, p.proposed_on, p.proposer, count(*) filter (where l.recommendation = 'recognise'),
                count(*) filter (where l.recommendation = 'refuse')
            from app.proposals as p
            left join app.proposal_lines as l on l.tenant_id = p.tenant_id and l.proposal_id = p.id
            where p.tenant_id = \(tx.tenant)
                and p.title_type_id = \(title)
                and p.year = \(year)
            group by p.tenant_id, p.id
            order by p.proposed_on desc, p.id desc
            limit \(Self.longestPage)
            """
        ).decode((ProposalID, String, CalendarDay, String, Int, Int).self).map { row in
            StoredProposal(
                id: row.0,
                record: ProposalRecord(number: row.1, proposedOn: row.2, proposer: row.3),
                recognise: row.4,
                refuse: row.5
            )
        }
    }

    /// - Throws: `.refused(.levelNotReached)` if one of these was scored, and reaches no level.
    func requireLevel(of found: [LockedRegistration], at ids: [RegistrationID]) throws {
        let asked = Set(ids)
        guard found.allSatisfy({ !asked.contains($0.id) || $0.set == nil || ($0.level ?? 0) > 0 }) else {
            throw StoreError.refused(.levelNotReached)
        }
    }
}
