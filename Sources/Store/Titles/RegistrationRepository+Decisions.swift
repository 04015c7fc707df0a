import Postgres
package import Programme

extension RegistrationRepository {
    /// Writes a decision with its lines, numbers the certificates, and answers the appeals that it decides.
    func write(_ draft: DecisionDraft, _ lines: [DecisionDraft.Line]) async throws {
        let record = draft.record
        let recognised = lines.filter { $0.outcome == .recognised }
        let last = try await tx.run(serialQuery(record.decidedOn.year, adding: recognised.count)).value(Int.self)
        var serial = last - recognised.count
        let numbers = lines.map { line -> String? in
            guard line.outcome == .recognised else { return nil }
            serial += 1
            return CertificateNumber(tenantKey: draft.issuer.key, year: record.decidedOn.year, serial: serial)
                .description
        }
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.decide
                insert into app.decisions (
                    tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year, supersedes,
                    officer_id
                )
                values (
                    \(tx.tenant), \(draft.id), \(record.kind), \(record.number), \(record.decidedOn), \(record.signatory),
                    \(record.signatoryTitle), \(draft.issuer.name), \(draft.title.id), \(draft.year), \(record.supersedes),
                    \(tx.context.officer)
                )
                """,
                linesQuery(draft, lines, numbers),
                """
                -- RegistrationRepository.decide: registrations
                update app.registrations as r
                set state = d.outcome, version = r.version + 1, officer_id = \(tx.context.officer), updated_at = now()
                from app.decision_lines as d
                where d.tenant_id = \(tx.tenant)
                    and d.decision_id = \(draft.id)
                    and r.tenant_id = d.tenant_id
                    and r.id = d.registration_id
                """,
                """
                -- RegistrationRepository.decide: appeals
                update app.appeals as a
                set state = case d.outcome when 'recognised' then 'upheld' else 'dismissed' end, decision_id = \(draft.id),
                    version = a.version + 1
                from app.decision_lines as d
                where d.tenant_id = \(tx.tenant)
                    and d.decision_id = \(draft.id)
                    and a.tenant_id = d.tenant_id
                    and a.registration_id = d.registration_id
                    and a.state = 'open'
                """,
                tx.auditLine(.registrationDecide, subjects: [draft.id.uuid] + lines.map(\.registration.id.uuid)),
                tx.tell(.decisionMade, of: draft.id.uuid),
            ],
            refusing: Self.refusals
        )
    }

    /// The decisions of a title and a year, the latest first.
    package func decisions(_ title: TitleTypeID, year: Int) async throws -> [StoredDecision] {
        try await tx.run(
            """
            -- RegistrationRepository.decisions
            select \(raw: StoredDecision.columns)
            from app.decisions as d
            where d.tenant_id = \(tx.tenant)
                and d.title_type_id = \(title)
                and d.year = \(year)
            order by d.decided_on desc, d.id desc
            limit \(Self.longestPage)
            """
        ).decode(StoredDecision.self)
    }

    /// A decision with its list, by the name as printed.
    ///
    /// - Throws: `.notFound`.
    package func decision(_ id: DecisionID) async throws -> (decision: StoredDecision, lines: [StoredDecisionLine]) {
        let results = try await tx.run([
            """
            -- RegistrationRepository.decision
            select \(raw: StoredDecision.columns)
            from app.decisions as d
            where d.tenant_id = \(tx.tenant)
                and d.id = \(id)
            """,
            """
            -- RegistrationRepository.decisionLines
            select \(raw: StoredDecisionLine.columns)
            from app.decision_lines as l
            join app.registrations as r on r.tenant_id = l.tenant_id and r.id = l.registration_id
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            where l.tenant_id = \(tx.tenant)
                and l.decision_id = \(id)
            order by r.area_id, s.sort_key, r.id
            limit \(Self.most)
            """,
            tx.auditLine(.registrationRead, subjects: [id.uuid]),
        ])
        guard let decision = try results[0].decode(StoredDecision.self).first else { throw StoreError.notFound }
        return (decision, try results[1].decode(StoredDecisionLine.self))
    }

    /// Everything that was decided of a registration, the last first.
    package func history(of id: RegistrationID) async throws -> [StoredDecisionLine] {
        try await tx.run([
            tx.auditLine(.registrationRead, subjects: [id.uuid]),
            """
            -- RegistrationRepository.history
            select \(raw: StoredDecisionLine.columns)
            from app.decision_lines as l
            join app.registrations as r on r.tenant_id = l.tenant_id and r.id = l.registration_id
            where l.tenant_id = \(tx.tenant)
                and l.registration_id = \(id)
            order by l.ordinal desc
            """,
        ])[1].decode(StoredDecisionLine.self)
    }

    /// Of a decision's lines those whose certificates hold: what was revoked or decided anew since is left out.
    package func certificates(of lines: [StoredDecisionLine]) async throws -> [StoredDecisionLine] {
        let asked = lines.filter { $0.code != nil }
        let holding = try await tx.run(
            """
            -- RegistrationRepository.certificates
            select r.id
            from unnest(\(asked.map(\.registration))::uuid[], \(asked.map(\.ordinal))::int[]) as line (id, ordinal)
            join app.registrations as r on r.tenant_id = \(tx.tenant) and r.id = line.id
            where r.state = 'recognised'
                and not exists (
                    select from app.decision_lines as later
                    where later.tenant_id = r.tenant_id
                        and later.registration_id = r.id
                        and later.ordinal > line.ordinal
                )
            """
        ).decode(RegistrationID.self)
        let recognised = Set(holding)
        return lines.filter { $0.outcome == .recognised && $0.code != nil && recognised.contains($0.registration) }
    }

    /// Enters an appeal against a refusal.
    ///
    /// - Throws: `.notFound`; `.refused` with `.registrationState`, `.registrationDecided`, `.textLength`, `.decisionDate`.
    package func appeal(
        _ id: RegistrationID,
        by appellant: String,
        grounds: String,
        on day: CalendarDay,
        today: CalendarDay = .inVietnam()
    ) async throws -> AppealID {
        let appellant = VietnameseText.clean(appellant)
        let grounds = VietnameseText.clean(grounds)
        guard (1...100).contains(appellant.unicodeScalars.count), (1...2000).contains(grounds.unicodeScalars.count)
        else {
            throw StoreError.refused(.textLength)
        }
        guard day <= today else { throw StoreError.refused(.decisionDate) }
        let found = try await lock([id])
        try require(.appeal, of: found)
        let appeal = AppealID.next()
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.appeal
                insert into app.appeals (tenant_id, id, registration_id, filed_on, appellant, grounds, officer_id)
                values (\(tx.tenant), \(appeal), \(id), \(day), \(appellant), \(grounds), \(tx.context.officer))
                """,
                set(.appealed, of: found),
                tx.auditLine(.registrationAppeal, subjects: [id.uuid, appeal.uuid]),
            ],
            refusing: Self.refusals
        )
        return appeal
    }

    /// The numbers given in a year, which nobody else changes until the transaction ends: those of all certificates.
    private func serialQuery(_ year: Int, adding count: Int) -> PostgresQuery {
        """
        -- RegistrationRepository.serial
        insert into app.certificate_serials as s (tenant_id, year, last)
        values (\(tx.tenant), \(year), \(count))
        on conflict (tenant_id, year) do update set last = s.last + \(count)
        returning last
        """
    }

    /// The lines; one that follows a certificate stays on it, with its number and its code.
    private func linesQuery(
        _ draft: DecisionDraft,
        _ lines: [DecisionDraft.Line],
        _ numbers: [String?]
    ) -> PostgresQuery {
        let record = draft.record
        let terms = lines.map { line -> TitleTerm? in
            line.outcome == .recognised
                ? TitleTerm(decidedOn: record.decidedOn, year: draft.year, months: line.level?.validityMonths) : nil
        }
        return """
            -- RegistrationRepository.decide: lines
            insert into app.decision_lines (
                tenant_id, decision_id, registration_id, ordinal, outcome, reason, level, level_name, valid_from, valid_until,
                certificate_number, code, holder_name, title_name, issuer, decision_number, decided_on, signatory
            )
            select \(tx.tenant), \(draft.id), n.registration_id, coalesce(b.ordinal, 0) + 1, n.outcome, n.reason, n.level,
                n.level_name, n.valid_from, n.valid_until, coalesce(b.certificate_number, n.certificate_number),
                coalesce(b.code, n.code), n.holder_name, \(draft.title.vietnamese), \(draft.issuer.name), \(record.number),
                \(record.decidedOn), \(record.signatory)
            from unnest(
                \(lines.map(\.registration.id))::uuid[], \(lines.map(\.outcome))::text[], \(lines.map(\.reason))::text[],
                \(lines.map { $0.outcome == .recognised ? $0.level?.number : nil })::int[],
                \(lines.map { $0.outcome == .recognised ? $0.level?.name ?? "" : "" })::text[], \(terms.map { $0?.from })::date[],
                \(terms.map { $0?.until })::date[], \(numbers)::text[],
                \(numbers.map { $0.map { _ in CertificateCode.random() } })::text[],
                \(lines.map(\.registration.subjectName))::text[]
            ) as n (
                registration_id, outcome, reason, level, level_name, valid_from, valid_until, certificate_number, code,
                holder_name
            )
            left join lateral (
                select l.ordinal, l.certificate_number, l.code
                from app.decision_lines as l
                where l.tenant_id = \(tx.tenant)
                    and l.registration_id = n.registration_id
                order by l.ordinal desc
                limit 1
            ) as b on true
            """
    }
}
