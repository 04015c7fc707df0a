package import FoundationEssentials
package import Postgres
package import Programme

/// A set of criteria as kept.
package struct StoredCriteriaSet: Hashable, Sendable {
    package let id: CriteriaSetID
    package let set: CriteriaSet
    package let status: CriteriaSet.Status
    package let activatedAt: Date?
    package let retiredAt: Date?
    /// The identity of each criterion, by its code.
    package let itemIDs: [String: CriteriaItemID]

    /// The code of each criterion, by its identity.
    package var codes: [CriteriaItemID: String] {
        Dictionary(itemIDs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A set without its criteria, for lists.
package struct CriteriaSetLine: Hashable, Sendable {
    package let id: CriteriaSetID
    /// Without criteria and levels.
    package let set: CriteriaSet
    package let status: CriteriaSet.Status
    package let activatedAt: Date?
    package let retiredAt: Date?
}

extension CriteriaSetLine: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of tables called `s` and `t`.
    static let columns = """
        s.id, s.key, s.version, t.key, s.name, s.legal_basis, s.jurisdiction, s.zone, s.valid_from, s.valid_to, s.max_points,
            s.is_demo, s.status, s.activated_at, s.retired_at
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        set = try CriteriaSet(
            key: row.next(),
            version: row.next(),
            title: row.next(),
            name: row.next(),
            legalBasis: row.next(),
            jurisdiction: row.next(),
            zone: row.next(),
            validFrom: row.next(),
            validTo: row.next(),
            maximum: row.next(),
            isDemo: row.next()
        )
        status = try row.next()
        activatedAt = try row.next()
        retiredAt = try row.next()
    }
}
