package import Postgres
package import Programme

/// A tenant as all others know it.
package struct NamedTenant: Hashable, Sendable, PostgresRowDecodable {
    package let id: TenantID
    package let kind: TenantKind
    package let name: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        kind = try row.choice()
        name = try row.next()
    }
}

/// What all tenants share of the programme: its targets, who leads it, which wards try it out.
package struct ProgrammeRepository {
    let tx: TenantTransaction

    /// Whether this tenant is the association that leads the programme.
    package var isLead: Bool {
        get async throws {
            try await tx.run("-- ProgrammeRepository.isLead\nselect app.leads_programme()").value(Bool.self)
        }
    }

    /// The organisations and wards, by name.
    package func tenants() async throws -> [NamedTenant] {
        try await tx.run(
            """
            -- ProgrammeRepository.tenants
            select n.id, n.kind, n.name
            from app.tenant_names as n
            order by n.kind, n.name, n.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(NamedTenant.self)
    }

    /// The targets, in the order in which they were decided.
    package func targets() async throws -> [Target] {
        try await tx.run(
            """
            -- ProgrammeRepository.targets
            select t.measure, t.scope, t.zone, t.year, t.percent, t.legal_basis, t.is_confirmed
            from release.targets as t
            order by t.ordinal
            limit \(WorkLimits.mostLines)
            """
        ).decode(Target.self)
    }

    /// The wards that try models out, with the model as it is kept: `household`, `clan`, `community` or `unit`.
    package func rollOut() async throws -> RollOut<String> {
        let rows = try await tx.run(
            """
            -- ProgrammeRepository.rollOut
            select p.area_id, p.subject_kind, p.from_year
            from app.pilot_areas as p
            order by p.area_id, p.subject_kind
            limit \(WorkLimits.mostLines)
            """
        )
        return RollOut(
            pilots: try rows.decode((AreaID, String, Int).self).map {
                RollOut.Pilot(area: $0.0, kind: $0.1, fromYear: $0.2)
            }
        )
    }
}

extension Target: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            measure: try row.next(),
            scope: try row.next(),
            zone: try row.next(),
            year: try row.next(),
            percent: try row.next(),
            legalBasis: try row.next(),
            isConfirmed: try row.next()
        )
    }
}

extension TenantTransaction {
    /// What all tenants share of the programme.
    package var programme: ProgrammeRepository { ProgrammeRepository(tx: self) }
}
