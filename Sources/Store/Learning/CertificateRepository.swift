import FoundationEssentials
import Postgres
package import Programme

/// The certificates of a tenant's members. Nobody removes one: it is revoked, and its number is not given again. A refusal ends
/// the transaction.
package struct CertificateRepository {
    /// Certificates of one member, at most; and issued at once.
    package static let most = 10_000

    let tx: TenantTransaction

    /// The certificates of a member, the latest first.
    package func list(_ member: MemberID) async throws -> [StoredCertificate] {
        try await tx.run([
            tx.auditLine(.certificateList, subjects: [member.uuid]),
            """
            -- CertificateRepository.list
            select \(raw: StoredCertificate.columns)
            from app.certificates as c
            where c.tenant_id = \(tx.tenant)
                and c.member_id = \(member)
            order by c.issued_on desc, c.id desc
            limit \(Self.most)
            """,
        ])[1].decode(StoredCertificate.self)
    }

    /// The certificate with an identity.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: CertificateID) async throws -> StoredCertificate {
        let rows = try await tx.run(
            """
            -- CertificateRepository.find
            with found as (
                select \(raw: StoredCertificate.columns)
                from app.certificates as c
                where c.tenant_id = \(tx.tenant)
                    and c.id = \(id)
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.certificateList), array[found.member_id, found.id]
                from found
            )
            select \(raw: StoredCertificate.columns)
            from found as c
            """
        )
        guard let found = try rows.decode(StoredCertificate.self).first else { throw StoreError.notFound }
        return found
    }

    /// Issues certificates to members of this tenant for classes that they completed, perhaps another tenant's, and for learning
    /// that was verified. All of them, or none.
    ///
    /// - Parameter title: nil takes the title of the class or record.
    /// - Throws: `.notFound` if one is not there; `.refused` with `.certificateNotEarned`, `.certificateExists`, `.textLength`.
    package func issue(
        for subjects: [CertificateSubject],
        title: String? = nil,
        signatory: String,
        on day: CalendarDay = .inVietnam()
    ) async throws -> [StoredCertificate] {
        let subjects = subjects.uniqued
        let signatory = VietnameseText.clean(signatory)
        let title = title.map(VietnameseText.clean)
        guard (1...100).contains(signatory.unicodeScalars.count), title.map({ (1...200).contains($0.unicodeScalars.count) }) ?? true
        else { throw StoreError.refused(.textLength) }
        guard subjects.count <= Self.most else { throw StoreError.refused(.classRange) }
        let own = try await tx.tenants.own
        let rows = try await tx.run([serialQuery(day.year, adding: 0), earnedQuery(subjects)])
        let last = try rows[0].value(Int.self)
        let (found, earned, certified) = try rows[1].decode((Int, Int, Int).self).first ?? (0, 0, 0)
        guard found == subjects.count else { throw StoreError.notFound }
        guard earned == subjects.count else { throw StoreError.refused(.certificateNotEarned) }
        guard certified == 0 else { throw StoreError.refused(.certificateExists) }
        let ids = subjects.map { _ in CertificateID.next() }
        let numbers = subjects.indices.map { index in
            CertificateNumber(tenantKey: own.key, year: day.year, serial: last + index + 1).description
        }
        let issued = try await tx.run([
            serialQuery(day.year, adding: subjects.count),
            issueQuery(ids, subjects, numbers, title: title, issuer: own.name, signatory: signatory, on: day),
            tx.auditLine(.certificateIssue, subjects: ids.map(\.uuid)),
        ])[1].decode(StoredCertificate.self)
        let byID = Dictionary(issued.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    /// Revokes a certificate; who verifies it is told since when, and not why.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, or `.certificateState` if it was revoked before or
    ///   would be before it was issued.
    package func revoke(
        _ id: CertificateID,
        version: Int,
        reason: String,
        on day: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let reason = VietnameseText.clean(reason)
        guard (1...200).contains(reason.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        let rows = try await tx.run(
            """
            -- CertificateRepository.revoke
            with changed as (
                update app.certificates
                set revoked_on = \(day), revoked_reason = \(reason), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                    and revoked_on is null
                returning member_id, version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.certificateRevoke), array[changed.member_id, \(id)]
                from changed
            )
            select changed.version from changed
            """,
            refusing: ["certificates_revoked_order": .certificateState]
        )
        if let changed = try rows.decode(Int.self).first { return changed }
        let current = try await find(id)
        guard current.version == version else { throw StoreError.versionDiffers(current: current.version) }
        throw StoreError.refused(.certificateState)
    }

    /// The last number given in a year, which nobody else changes until the transaction ends.
    private func serialQuery(_ year: Int, adding count: Int) -> PostgresQuery {
        """
        -- CertificateRepository.serial
        insert into app.certificate_serials as s (tenant_id, year, last)
        values (\(tx.tenant), \(year), \(count))
        on conflict (tenant_id, year) do update set last = s.last + \(count)
        returning last
        """
    }

    private func earnedQuery(_ subjects: [CertificateSubject]) -> PostgresQuery {
        """
        -- CertificateRepository.earned
        select count(*),
            count(*) filter (where subject.is_earned),
            count(*) filter (
                where exists (
                    select from app.certificates as c
                    where c.tenant_id = \(tx.tenant)
                        and c.revoked_on is null
                        and (c.enrolment_id = subject.enrolment_id or c.learning_record_id = subject.record_id)
                )
            )
        from (
            select e.id as enrolment_id, null::uuid as record_id,
                e.state = 'enrolled' and coalesce(e.outcome = 'completed', false) as is_earned
            from app.enrolments as e
            where e.tenant_id = \(tx.tenant)
                and e.id = any (\(subjects.compactMap(\.enrolment)))
            union all
            select null, r.id, r.state = 'verified'
            from app.learning_records as r
            where r.tenant_id = \(tx.tenant)
                and r.id = any (\(subjects.compactMap(\.record)))
        ) as subject
        """
    }

    private func issueQuery(
        _ ids: [CertificateID],
        _ subjects: [CertificateSubject],
        _ numbers: [String],
        title: String?,
        issuer: String,
        signatory: String,
        on day: CalendarDay
    ) -> PostgresQuery {
        """
        -- CertificateRepository.issue
        insert into app.certificates as c (
            tenant_id, id, member_id, enrolment_id, learning_record_id, number, title, holder_name, issuer, issued_on, signatory,
            code, topic_id, area_id, branch_id, sex, birth_year, officer_id
        )
        select \(tx.tenant), asked.id, m.id, asked.enrolment_id, asked.record_id, asked.number,
            coalesce(\(title), k.title, r.title), m.full_name, \(issuer), \(day), \(signatory), asked.code,
            coalesce(e.topic_id, r.topic_id), coalesce(e.area_id, r.area_id), coalesce(e.branch_id, r.branch_id),
            coalesce(e.sex, r.sex), coalesce(e.birth_year, r.birth_year), \(tx.context.officer)
        from unnest(
            \(ids)::uuid[], \(subjects.map(\.enrolment))::uuid[], \(subjects.map(\.record))::uuid[], \(numbers)::text[],
            \(ids.map { _ in CertificateCode.random() })::text[]
        ) as asked (id, enrolment_id, record_id, number, code)
        left join app.enrolments as e on e.tenant_id = \(tx.tenant) and e.id = asked.enrolment_id
        left join app.classes as k on k.tenant_id = e.host_id and k.id = e.class_id
        left join app.learning_records as r on r.tenant_id = \(tx.tenant) and r.id = asked.record_id
        join app.members as m on m.tenant_id = \(tx.tenant) and m.id = coalesce(e.member_id, r.member_id)
        returning \(raw: StoredCertificate.columns)
        """
    }
}

extension TenantTransaction {
    /// The certificates of members.
    package var certificates: CertificateRepository { CertificateRepository(tx: self) }
}
