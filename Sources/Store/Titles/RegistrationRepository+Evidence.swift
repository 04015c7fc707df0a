package import FoundationEssentials
import Postgres
package import Programme

/// What is known of a file that proves something, without the file.
package struct StoredEvidence: Hashable, Sendable {
    package let id: EvidenceID
    package let registration: RegistrationID
    /// The code of the criterion; nil: of the whole.
    package let item: String?
    package let name: String
    package let kind: EvidenceFile.Kind
    package let sizeBytes: Int
    package let addedAt: Date
}

extension EvidenceFile.Kind: StoredText {}

extension RegistrationRepository {
    /// Files of one registration, at most.
    package static let mostEvidence = 50

    /// Adds a file that was looked into (`EvidenceFile.looked`).
    ///
    /// - Parameter item: the code of the criterion that it proves; nil: the whole.
    /// - Throws: `.notFound`; `.refused` with `.evidenceExists`, `.registrationDecided`, `.scoreInvalid` for a criterion that the
    ///   registration's set has not.
    package func addEvidence(
        _ file: EvidenceFile,
        to id: RegistrationID,
        item: String? = nil
    ) async throws -> EvidenceID {
        guard let registration = try await lock([id]).first else { throw StoreError.notFound }
        var itemID: CriteriaItemID?
        if let item {
            guard let set = registration.set, let found = try await tx.criteria.find(set).itemIDs[item] else {
                throw StoreError.refused(.scoreInvalid)
            }
            itemID = found
        }
        let evidence = EvidenceID.next()
        let results = try await tx.run(
            [
                """
                -- RegistrationRepository.addEvidence
                insert into app.evidence (
                    tenant_id, id, registration_id, item_id, file_name, kind, size_bytes, sha256, officer_id
                )
                select \(tx.tenant), \(evidence), \(id), \(itemID), \(file.name), \(file.kind), \(file.content.count),
                    sha256(\(file.content)), \(tx.context.officer)
                where (
                    select count(*) from app.evidence as e where e.tenant_id = \(tx.tenant) and e.registration_id = \(id)
                ) < \(Self.mostEvidence)
                """,
                """
                -- RegistrationRepository.addEvidence: content
                insert into app.evidence_contents (tenant_id, evidence_id, content)
                select e.tenant_id, e.id, \(file.content)
                from app.evidence as e
                where e.tenant_id = \(tx.tenant)
                    and e.id = \(evidence)
                """,
                tx.auditLine(.evidenceAdd, subjects: [id.uuid, evidence.uuid]),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.evidenceExists) }
        return evidence
    }

    /// The files of a registration, the first first.
    package func evidence(of id: RegistrationID) async throws -> [StoredEvidence] {
        try await tx.run(
            """
            -- RegistrationRepository.evidence
            select e.id, e.registration_id, i.code, e.file_name, e.kind, e.size_bytes, e.added_at
            from app.evidence as e
            left join app.criteria_items as i on i.id = e.item_id
            where e.tenant_id = \(tx.tenant)
                and e.registration_id = \(id)
            order by e.added_at, e.id
            """
        ).decode((EvidenceID, RegistrationID, String?, String, EvidenceFile.Kind, Int, Date).self).map { row in
            StoredEvidence(
                id: row.0,
                registration: row.1,
                item: row.2,
                name: row.3,
                kind: row.4,
                sizeBytes: row.5,
                addedAt: row.6
            )
        }
    }

    /// A file.
    ///
    /// - Throws: `.notFound`.
    package func evidenceContent(_ id: EvidenceID) async throws -> (
        name: String, kind: EvidenceFile.Kind, content: Data
    ) {
        let rows = try await tx.run([
            tx.auditLine(.evidenceRead, subjects: [id.uuid]),
            """
            -- RegistrationRepository.evidenceContent
            select e.file_name, e.kind, c.content
            from app.evidence as e
            join app.evidence_contents as c on c.tenant_id = e.tenant_id and c.evidence_id = e.id
            where e.tenant_id = \(tx.tenant)
                and e.id = \(id)
            """,
        ])[1].decode((String, EvidenceFile.Kind, Data).self)
        guard let row = rows.first else { throw StoreError.notFound }
        return (row.0, row.1, row.2)
    }

    /// Takes a file away, while its registration is open for it.
    ///
    /// - Throws: `.notFound`; `.refused(.registrationDecided)`.
    package func removeEvidence(_ id: EvidenceID) async throws {
        let results = try await tx.run(
            [
                """
                -- RegistrationRepository.removeEvidence
                delete from app.evidence
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                returning registration_id
                """,
                tx.auditLine(.evidenceRemove, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }
}
