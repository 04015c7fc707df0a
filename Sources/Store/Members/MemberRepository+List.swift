import Postgres
package import Programme

extension MemberRepository {
    /// Members in the order of lists, from behind `after` on.
    ///
    /// - Throws: `StoreError.notFound` when the member `after` is gone: the list is to be read from its beginning.
    package func list(_ filter: MemberFilter, after: MemberID? = nil, limit: Int = 50) async throws -> MemberPage {
        let limit = min(max(limit, 1), Self.longestPage)
        let place = try await place(of: after)
        switch MemberSearch(filter.text) {
        case .nothing:
            let found = try await candidates(filter, after: place, limit: limit + 1)
            return try await page(found, limit: limit, .memberList)
        case .name(let search):
            return try await list(search, filter, after: place, limit: limit)
        case .number(let number):
            let found = try await candidates(number, filter, after: place, limit: limit + 1)
            return try await page(found, limit: limit, .memberSearch)
        }
    }

    /// How many members a filter leaves, without regard to what was typed to search.
    package func count(_ filter: MemberFilter) async throws -> Int {
        let isNarrow = filter.branch != nil || filter.area != nil || tx.context.part != .wholeTenant
        return try await tx.run(isNarrow ? countOfPart(filter) : countOfAll(filter)).value(Int.self)
    }

    /// Enough of a member to order it and to compare its name.
    struct Candidate: PostgresRowDecodable {
        let place: MemberPlace
        let fullName: String

        init(place: MemberPlace, fullName: String) {
            self.place = place
            self.fullName = fullName
        }

        init(from row: inout PostgresRowReader) throws(PostgresError) {
            place = MemberPlace(sortKey: try row.next(), id: try row.next())
            fullName = try row.next()
        }
    }

    /// The next members of a filter, whatever was typed. Those of a part are found by branch and area; those of the whole
    /// tenant are taken from the list as it is ordered.
    func candidates(_ filter: MemberFilter, after place: MemberPlace?, limit: Int) async throws -> [Candidate] {
        let isNarrow = filter.branch != nil || filter.area != nil || tx.context.part != .wholeTenant
        let query = isNarrow ? queryOfPart(filter, place, limit) : queryOfAll(filter, place, limit)
        return try await tx.run(query).decode(Candidate.self)
    }

    /// The members of a page, and where the next one begins. `found` has one more than the page if there is a next one.
    func page(_ found: [Candidate], limit: Int, _ action: AuditAction) async throws -> MemberPage {
        let shown = found.prefix(limit).map(\.place.id)
        let members = try await load(shown, action, details: ["count": String(shown.count)])
        return MemberPage(members: members, next: found.count > limit ? shown.last : nil)
    }

    private func place(of member: MemberID?) async throws -> MemberPlace? {
        guard let member else { return nil }
        let keys = try await tx.run(
            """
            -- MemberRepository.place
            select m.sort_key
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
            """
        ).decode(String.self)
        guard let key = keys.first else { throw StoreError.notFound }
        return MemberPlace(sortKey: key, id: member)
    }

    private func queryOfAll(_ filter: MemberFilter, _ place: MemberPlace?, _ limit: Int) -> PostgresQuery {
        """
        -- MemberRepository.list
        select m.sort_key, m.id, m.full_name
        from app.members as m
        where m.tenant_id = \(tx.tenant)
            and (m.sort_key, m.id) > (\(place?.sortKey ?? ""), \(place?.id ?? MemberID.lowest))
            and m.state = any (\(filter.liveStates))
        order by m.sort_key, m.id
        limit \(raw: String(limit))
        """
    }

    private func queryOfPart(_ filter: MemberFilter, _ place: MemberPlace?, _ limit: Int) -> PostgresQuery {
        """
        -- MemberRepository.listOfPart
        with part as materialized (
            -- the whole part, and not the whole tenant in the order of its list until the page is full
            select m.sort_key, m.id, m.full_name
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and (
                    m.branch_id = any ((select app.part_branches(\(tx.tenant), \(filter.branch), \(filter.area)))::uuid[])
                    or m.area_id = any ((select app.part_areas(\(filter.branch), \(filter.area)))::uuid[])
                )
                and (
                    \(filter.branch)::uuid is null or \(filter.area)::uuid is null
                    or m.area_id = any ((select app.areas_below(\(filter.area)))::uuid[])
                )
                and (m.sort_key, m.id) > (\(place?.sortKey ?? ""), \(place?.id ?? MemberID.lowest))
                and m.state = any (\(filter.liveStates))
        )
        select part.sort_key, part.id, part.full_name
        from part
        order by part.sort_key, part.id
        limit \(raw: String(limit))
        """
    }

    private func countOfAll(_ filter: MemberFilter) -> PostgresQuery {
        """
        -- MemberRepository.count
        select count(*)
        from app.members as m
        where m.tenant_id = \(tx.tenant)
            and m.state = any (\(filter.liveStates))
        """
    }

    private func countOfPart(_ filter: MemberFilter) -> PostgresQuery {
        """
        -- MemberRepository.countOfPart
        select count(*)
        from app.members as m
        where m.tenant_id = \(tx.tenant)
            and (
                m.branch_id = any ((select app.part_branches(\(tx.tenant), \(filter.branch), \(filter.area)))::uuid[])
                or m.area_id = any ((select app.part_areas(\(filter.branch), \(filter.area)))::uuid[])
            )
            and (
                \(filter.branch)::uuid is null or \(filter.area)::uuid is null
                or m.area_id = any ((select app.areas_below(\(filter.area)))::uuid[])
            )
            and m.state = any (\(filter.liveStates))
        """
    }
}
