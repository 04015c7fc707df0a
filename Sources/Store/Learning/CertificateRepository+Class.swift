import Programme

extension CertificateRepository {
    /// The certificates of members of this tenant for a class, perhaps another tenant's, those that were revoked too.
    package func list(in reference: ClassReference) async throws -> [StoredCertificate] {
        try await tx.run(
            """
            -- CertificateRepository.listOfClass
            with found as materialized (
                select \(raw: StoredCertificate.columns)
                from app.enrolments as e
                join app.certificates as c on c.tenant_id = e.tenant_id and c.enrolment_id = e.id
                where e.host_id = \(reference.host)
                    and e.class_id = \(reference.id)
                    and e.tenant_id = \(tx.tenant)
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.certificateList),
                    \(reference.id) || coalesce(array_agg(found.member_id), '{}')
                from found
            )
            select \(raw: StoredCertificate.columns)
            from found as c
            order by c.number
            """
        ).decode(StoredCertificate.self)
    }
}
