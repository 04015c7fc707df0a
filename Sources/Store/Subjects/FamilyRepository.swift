package import Postgres
package import Programme

/// How the family of a member stands: which ward keeps it, and its title of the year. Nothing else of the family is told.
package struct FamilyStanding: Hashable, Sendable {
    package let member: MemberID
    package let fullName: String
    /// What the ward is called; nil where no ward keeps a household with the member, or nobody can tell.
    package let wardName: String?
    /// As the ward's registration of the year stands; nil where there is none.
    package let standing: String?
    /// What the organisation did for the family in the year.
    package let helpCount: Int
}

extension FamilyStanding: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        member = try row.next()
        fullName = try row.next()
        wardName = try row.next()
        standing = try row.next()
        helpCount = try row.next()
    }
}

/// Some members with how their families stand, in the order of lists of members.
package struct FamilyPage: Hashable, Sendable {
    package let families: [FamilyStanding]
    /// Behind whom the next page begins; nil if there is none.
    package let next: MemberID?
}

/// How the families of the members stand, in numbers.
package struct FamilyCounts: Hashable, Sendable {
    /// Members now.
    package let members: Int
    /// Of them in a household that a ward keeps.
    package let found: Int
    /// Of these by the standing of the household's registration of the year.
    package let standings: [String: Int]
    /// Members for whose families something was done in the year.
    package let helped: Int
}

/// Something done so that a member's family could earn its title, as kept.
package struct StoredHelp: Hashable, Codable, Sendable, PostgresRowDecodable {
    package let id: HouseholdHelpID
    package let member: MemberID
    package let memberName: String
    package let year: Int
    package let doneOn: CalendarDay
    package let what: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        member = try row.next()
        memberName = try row.next()
        year = try row.next()
        doneOn = try row.next()
        what = try row.next()
    }
}

/// The families of an organisation's own members: how they stand, as wards tell, and what the organisation did for them.
package struct FamilyRepository {
    /// Members on one page, at most.
    package static let longestPage = 200
    /// Records of help that are given at once, at most.
    package static let mostHelp = 500

    let tx: TenantTransaction

    /// Active members who live in a household that a ward keeps, with its standing in a year; from behind `after` on.
    ///
    /// - Throws: `.notFound` when the member `after` is gone.
    package func list(year: Int, after: MemberID? = nil, limit: Int = 50) async throws -> FamilyPage {
        let limit = min(max(limit, 1), Self.longestPage)
        var key = ""
        if let after {
            let keys = try await tx.run(
                "-- FamilyRepository.place\nselect m.sort_key from app.members m where m.tenant_id = \(tx.tenant) and m.id = \(after)"
            ).decode(String.self)
            guard let found = keys.first else { throw StoreError.notFound }
            key = found
        }
        let found = try await tx.run(
            """
            -- FamilyRepository.list
            with standing as materialized (
                -- of those whom the officer may see
                select asked.member_id, min(n.name) as ward_name, min(asked.standing) as standing
                from app.household_standing_of_members(
                    array(
                        select m.id
                        from app.members as m
                        where m.tenant_id = \(tx.tenant)
                            and m.state = 'active'
                            and m.citizen_id is not null
                    ),
                    \(year)::int
                ) as asked
                join app.tenant_names as n on n.id = asked.ward_id
                group by asked.member_id
            )
            select m.id, m.full_name, standing.ward_name, standing.standing, (
                    select count(*)
                    from app.household_help as h
                    where h.tenant_id = m.tenant_id and h.member_id = m.id and h.year = \(year)
                )
            from standing
            join app.members as m on m.tenant_id = \(tx.tenant) and m.id = standing.member_id
            where (m.sort_key, m.id) > (\(key), \(after ?? MemberID.lowest))
            order by m.sort_key, m.id
            limit \(limit + 1)
            """
        ).decode(FamilyStanding.self)
        let shown = Array(found.prefix(limit))
        if !shown.isEmpty {
            _ = try await tx.run(tx.auditLine(.familyList, subjects: shown.map(\.member.uuid)))
        }
        return FamilyPage(families: shown, next: found.count > limit ? shown.last?.member : nil)
    }

    /// How a member's family stands in a year.
    ///
    /// - Throws: `.notFound`.
    package func find(_ member: MemberID, year: Int) async throws -> FamilyStanding {
        let found = try await tx.run(
            """
            -- FamilyRepository.find
            select m.id, m.full_name, (
                    select min(n.name)
                    from app.household_standing_of_members(array[m.id], \(year)::int) as asked
                    join app.tenant_names as n on n.id = asked.ward_id
                ), (
                    select min(asked.standing)
                    from app.household_standing_of_members(array[m.id], \(year)::int) as asked
                ), (
                    select count(*)
                    from app.household_help as h
                    where h.tenant_id = m.tenant_id and h.member_id = m.id and h.year = \(year)
                )
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
            """
        ).decode(FamilyStanding.self)
        guard let standing = found.first else { throw StoreError.notFound }
        return standing
    }

    /// How the families of all members stand in a year, in numbers.
    package func counts(year: Int) async throws -> FamilyCounts {
        let rows = try await tx.run([
            """
            -- FamilyRepository.members
            select count(*), (
                    select count(distinct h.member_id)
                    from app.household_help as h
                    where h.tenant_id = \(tx.tenant) and h.year = \(year)
                )
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.state = 'active'
            """,
            """
            -- FamilyRepository.standings
            select asked.standing, count(distinct asked.member_id)
            from app.household_standing_of_members(
                array(
                    select m.id
                    from app.members as m
                    where m.tenant_id = \(tx.tenant)
                        and m.state = 'active'
                        and m.citizen_id is not null
                ),
                \(year)::int
            ) as asked
            group by asked.standing
            """,
        ])
        let (members, helped) = try rows[0].decode((Int, Int).self).first ?? (0, 0)
        let standings = try rows[1].decode((String?, Int).self)
        return FamilyCounts(
            members: members,
            found: standings.reduce(0) { $0 + $1.1 },
            standings: Dictionary(
                standings.compactMap { standing, count in standing.map { ($0, count) } },
                uniquingKeysWith: +
            ),
            helped: helped
        )
    }

    /// What was done for families in a year, the latest first; of one member, or of all.
    package func help(year: Int? = nil, of member: MemberID? = nil) async throws -> [StoredHelp] {
        try await tx.run([
            tx.auditLine(.helpList, subjects: member.map { [$0.uuid] } ?? []), helpQuery(year: year, of: member),
        ])[1].decode(StoredHelp.self)
    }

    func helpQuery(year: Int?, of member: MemberID?) -> PostgresQuery {
        """
        -- FamilyRepository.help
        select h.id, h.member_id, m.full_name, h.year::int, h.done_on, h.what
        from app.household_help as h
        join app.members as m on m.tenant_id = h.tenant_id and m.id = h.member_id
        where h.tenant_id = \(tx.tenant)
            and (\(year)::int is null or h.year = \(year))
            and (\(member)::uuid is null or h.member_id = \(member))
        order by h.done_on desc, h.id desc
        limit \(Self.mostHelp)
        """
    }

    /// Records what was done for a member's family.
    ///
    /// - Throws: `.notFound`; `.refused` with `.memberGone`, `.textLength`, `.helpDate` for a day to come or of another year.
    package func recordHelp(
        for member: MemberID,
        year: Int,
        on day: CalendarDay,
        _ what: String,
        today: CalendarDay = .inVietnam()
    ) async throws -> HouseholdHelpID {
        let what = VietnameseText.clean(what)
        guard (1...500).contains(what.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        guard day <= today, (year - 1...year).contains(day.year), Denominator.years.contains(year) else {
            throw StoreError.refused(.helpDate)
        }
        let states = try await tx.run(
            "-- FamilyRepository.state\nselect m.state from app.members m where m.tenant_id = \(tx.tenant) and m.id = \(member)"
        ).decode(String.self)
        guard let state = states.first else { throw StoreError.notFound }
        guard state != "merged", state != "erased" else { throw StoreError.refused(.memberGone) }
        let id = HouseholdHelpID.next()
        _ = try await tx.run([
            """
            -- FamilyRepository.recordHelp
            insert into app.household_help (tenant_id, id, member_id, year, done_on, what, officer_id)
            values (\(tx.tenant), \(id), \(member), \(year)::smallint, \(day), \(what), \(tx.context.officer))
            """,
            tx.auditLine(.helpInsert, subjects: [member.uuid, id.uuid]),
        ])
        return id
    }

    /// Removes a record of help that was made by mistake.
    ///
    /// - Throws: `.notFound`.
    package func removeHelp(_ id: HouseholdHelpID) async throws {
        let results = try await tx.run([
            """
            -- FamilyRepository.removeHelp
            delete from app.household_help
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.helpRemove, subjects: [id.uuid]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }
}

extension TenantTransaction {
    /// The families of the organisation's members.
    package var families: FamilyRepository { FamilyRepository(tx: self) }
}
