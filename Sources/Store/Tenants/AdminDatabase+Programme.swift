package import Postgres
package import Programme

/// A ward that tries a model out, as the operator lists it.
package struct PilotArea: Hashable, Sendable, PostgresRowDecodable {
    /// Names the ward in commands.
    package let areaKey: String
    /// `household`, `clan`, `community` or `unit`.
    package let kind: String
    package let fromYear: Int
    package let legalBasis: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        areaKey = try row.next()
        kind = try row.next()
        fromYear = try row.next()
        legalBasis = try row.next()
    }
}

extension AdminDatabase {
    /// Has a tenant lead the programme from a day on, instead of whoever did.
    ///
    /// - Throws: `StoreError.notFound` for a key that no tenant has; `.refused(.workDates)` for a day not behind the one on which
    ///   the one before began.
    package func setLead(_ key: String, from day: CalendarDay) async throws {
        let tenants = try await pool.query(
            """
            -- AdminDatabase.setLead: tenant
            select id from app.tenants where key = \(key)
            """
        ).decode(TenantID.self)
        guard let tenant = tenants.first else { throw StoreError.notFound }
        try await inTenant(tenant) { tx in
            _ = try await tx.run(
                [
                    """
                    -- AdminDatabase.setLead: end
                    update app.associations
                    set to_on = \(day.adding(days: -1))
                    where to_on is null
                    """,
                    """
                    -- AdminDatabase.setLead: begin
                    insert into app.associations (association_id, from_on)
                    values (\(tenant), \(day))
                    """,
                    tx.auditLine(.tenantLead, subjects: [tenant.uuid]),
                ],
                refusing: ["associations_to_order": .workDates, "associations_pkey": .workDates]
            )
        }
    }

    /// Who leads the programme: the tenant's key and name; nil if nobody was named.
    package func lead() async throws -> (key: String, name: String)? {
        try await pool.query(
            """
            -- AdminDatabase.lead
            select t.key, t.name
            from app.associations as a
            join app.tenants as t on t.id = a.association_id
            where a.to_on is null
            """
        ).decode((String, String).self).first.map { (key: $0.0, name: $0.1) }
    }

    /// Records that a ward tries a model out from a year on, or from when.
    ///
    /// - Parameter kind: `household`, `clan`, `community` or `unit`.
    /// - Throws: `StoreError.notFound` for a ward that there is not; `.refused` with `.workRange`, `.textLength`.
    package func setPilot(area key: String, kind: String, fromYear: Int, legalBasis: String) async throws {
        let legalBasis = VietnameseText.clean(legalBasis)
        guard (1...200).contains(legalBasis.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        guard WorkDefect.years.contains(fromYear), Self.models.contains(kind) else {
            throw StoreError.refused(.workRange)
        }
        let rows = try await pool.query(
            """
            -- AdminDatabase.setPilot
            insert into app.pilot_areas (area_id, subject_kind, from_year, legal_basis)
            select a.id, \(kind), \(fromYear), \(legalBasis)
            from app.areas as a
            where a.key = \(key)
            on conflict (area_id, subject_kind) do update
            set from_year = excluded.from_year, legal_basis = excluded.legal_basis
            returning area_id
            """
        )
        guard !rows.isEmpty else { throw StoreError.notFound }
    }

    /// The models that wards try out.
    package static let models = ["household", "clan", "community", "unit"]

    /// The wards that try models out, by key.
    package func pilots() async throws -> [PilotArea] {
        try await pool.query(
            """
            -- AdminDatabase.pilots
            select a.key, p.subject_kind, p.from_year, p.legal_basis
            from app.pilot_areas as p
            join app.areas as a on a.id = p.area_id
            order by a.key, p.subject_kind
            """
        ).decode(PilotArea.self)
    }
}
