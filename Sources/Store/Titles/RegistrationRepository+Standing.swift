import Postgres
package import Programme

/// How many registrations of a title stand where, in one area.
package struct TitleStandingCount: Hashable, Sendable {
    package let title: TitleTypeID
    package let area: AreaID
    package let state: TitleState
    package let count: Int
}

/// What a ward has of a year, for its first page.
package struct WardYear: Hashable, Sendable {
    package let year: Int
    package let registrations: [TitleStandingCount]
    /// How many there are in all, as counted last for the year.
    package let denominators: [WardDenominator]
    /// Households, clans, communities and units on record that are not ended.
    package let subjects: Int
    /// Learning centres in the ward's own ground.
    package let centres: Int
}

/// How many there are of a kind in an area.
package struct WardDenominator: Hashable, Sendable {
    package let kind: DenominatorKind
    package let area: AreaID
    package let total: Int
}

extension RegistrationRepository {
    /// The registrations of all titles of a year by area and state, what they are shares of, and what there is to begin with, in
    /// one round trip. An officer of a part counts the part.
    package func ward(in year: Int) async throws -> WardYear {
        let rows = try await tx.run([
            """
            -- RegistrationRepository.ward
            select r.title_type_id, r.area_id, r.state, count(*)
            from app.registrations as r
            where r.tenant_id = \(tx.tenant)
                and r.title_type_id = any (array(select t.id from app.title_types as t))
                and r.year = \(year)
            group by r.title_type_id, r.area_id, r.state
            order by r.title_type_id, r.area_id, r.state
            """,
            """
            -- RegistrationRepository.ward: of how many
            select d.kind, d.area_id, d.total
            from app.denominators as d
            where d.tenant_id = \(tx.tenant)
                and d.year = \(year)
                and not exists (
                    select from app.denominators as later
                    where later.tenant_id = d.tenant_id and later.supersedes = d.id
                )
            order by d.kind, d.area_id
            limit \(DenominatorRepository.most)
            """,
            """
            -- RegistrationRepository.ward: to begin with
            select
                (select count(*) from (
                    select from app.subjects as s where s.tenant_id = \(tx.tenant) limit \(Self.someSubjects)
                ) as first),
                (
                    select count(*) from app.centres as c
                    where c.area_id = any (
                        (
                            select app.areas_below(t.area_id) from app.tenants as t where t.id = \(tx.tenant)
                        )::uuid[]
                    )
                )
            """,
        ])
        let start = try rows[2].decode((Int, Int).self).first ?? (0, 0)
        return WardYear(
            year: year,
            registrations: try rows[0].decode((TitleTypeID, AreaID, TitleState, Int).self).map {
                TitleStandingCount(title: $0.0, area: $0.1, state: $0.2, count: $0.3)
            },
            denominators: try rows[1].decode((DenominatorKind, AreaID, Int).self).map {
                WardDenominator(kind: $0.0, area: $0.1, total: $0.2)
            },
            subjects: start.0,
            centres: start.1
        )
    }

    /// Whether there is any is all that is asked.
    private static let someSubjects = 1
}
