import Postgres
package import Programme

/// The consents of members. A refusal ends the transaction.
package struct ConsentRepository {
    let tx: TenantTransaction

    /// The consents of a member, the oldest first.
    package func list(_ member: MemberID) async throws -> [StoredConsent] {
        try await tx.run([tx.auditLine(.consentList, subjects: [member.uuid]), listQuery(member)])[1]
            .decode(StoredConsent.self)
    }

    /// Records a consent.
    ///
    /// - Throws: `.notFound` if there is no such member; `.refused` with `.textLength`, `.memberGone`.
    package func record(_ consent: ConsentRecord, of member: MemberID) async throws -> ConsentID {
        guard let consent = consent.kept else { throw StoreError.refused(.textLength) }
        let id = ConsentID.next()
        let rows = try await tx.run([
            """
            -- ConsentRepository.member
            select m.state
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
            """,
            """
            -- ConsentRepository.record
            insert into app.consents (
                tenant_id, id, member_id, purpose, legal_basis, text_version, method, given_on, evidence, officer_id
            )
            select m.tenant_id, \(id), m.id, \(consent.purpose), \(consent.legalBasis), \(consent.textVersion),
                \(consent.method), \(consent.givenOn), \(consent.evidence), \(tx.context.officer)
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
                and m.state = any (\(MemberState.live))
            """,
            tx.auditLine(.consentRecord, subjects: [member.uuid, id.uuid]),
        ])
        guard !rows[0].isEmpty else { throw StoreError.notFound }
        guard rows[1].affectedRows == 1 else { throw StoreError.refused(.memberGone) }
        return id
    }

    /// Records that a consent was taken back.
    ///
    /// - Throws: `.notFound`, also if it was taken back before; `.refused(.consentOrder)` for a day before it was given.
    package func withdraw(_ id: ConsentID, on day: CalendarDay) async throws {
        let rows = try await tx.run(
            """
            -- ConsentRepository.withdraw
            with changed as (
                update app.consents
                set withdrawn_on = \(day)
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and withdrawn_on is null
                returning member_id
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.consentWithdraw), array[changed.member_id, \(id)]
                from changed
            )
            select changed.member_id from changed
            """,
            refusing: ["consents_withdrawn_order": .consentOrder]
        )
        guard !rows.isEmpty else { throw StoreError.notFound }
    }

    func listQuery(_ member: MemberID) -> PostgresQuery {
        """
        -- ConsentRepository.list
        select c.id, c.member_id, c.purpose, c.legal_basis, c.text_version, c.method, c.given_on, c.evidence,
            c.withdrawn_on, c.officer_id, c.recorded_at
        from app.consents as c
        where c.tenant_id = \(tx.tenant)
            and c.member_id = \(member)
        order by c.given_on, c.id
        """
    }
}

extension TenantTransaction {
    /// The consents of the tenant's members.
    package var consents: ConsentRepository { ConsentRepository(tx: self) }
}
