import Postgres
import Programme

extension MemberRepository {
    /// More members than this with a word are not fetched at once; the list is read in its order instead.
    static let mostOfAWord = 2000
    /// Members read at a time while a search goes through the list.
    static let membersAtATime = 1000
    /// Members looked at for one page; what is not found among them the next page goes on for.
    static let mostLookedAt = 10_000

    /// Members whose name is what was typed. The rarest of the words typed, if it is rare, is looked up in the index of words;
    /// otherwise, and in an officer's part of a tenant, the list is gone through. Marks typed count, so each name is compared.
    func list(
        _ search: NameSearch,
        _ filter: MemberFilter,
        after place: MemberPlace?,
        limit: Int
    ) async throws -> MemberPage {
        if tx.context.part == .wholeTenant, let found = try await byWord(search, filter, after: place) {
            let fitting = found.filter { search.matches(fullName: $0.fullName) }
            return try await page(Array(fitting.prefix(limit + 1)), limit: limit, .memberSearch)
        }
        var fitting: [Candidate] = []
        var last = place
        var lookedAt = 0
        // what is frequent is found among few
        var some = min(limit * 4, Self.membersAtATime)
        while lookedAt < Self.mostLookedAt {
            let next = try await candidates(filter, after: last, limit: some)
            fitting += next.filter { search.matches(fullName: $0.fullName) }
            last = next.last?.place ?? last
            lookedAt += next.count
            if fitting.count > limit || next.count < some {
                return try await page(fitting, limit: limit, .memberSearch)
            }
            some = Self.membersAtATime
        }
        let page = try await page(fitting, limit: limit, .memberSearch)
        return MemberPage(members: page.members, next: last?.id)
    }

    /// The members who have one of the words typed, the rarest; nil if all of them are frequent.
    private func byWord(
        _ search: NameSearch,
        _ filter: MemberFilter,
        after place: MemberPlace?
    ) async throws -> [Candidate]? {
        let (from, to) = search.ranges
        let rows = try await tx.run(
            """
            -- MemberRepository.search
            with rarest as materialized (
                -- each word typed is counted as far as it matters
                select typed.word_from, typed.word_to, counted.members
                from unnest(\(from)::text[], \(to)::text[]) as typed (word_from, word_to)
                cross join lateral (
                    select count(*) as members
                    from (
                        select
                        from app.member_words as w
                        where w.tenant_id = \(tx.tenant)
                            and w.word >= typed.word_from collate "C"
                            and w.word < typed.word_to collate "C"
                        limit \(Self.mostOfAWord + 1)
                    ) as first_of_them
                ) as counted
                order by counted.members
                limit 1
            ), member as materialized (
                select distinct w.member_id
                from rarest
                join app.member_words as w on w.word >= rarest.word_from collate "C" and w.word < rarest.word_to collate "C"
                where w.tenant_id = \(tx.tenant)
                    and rarest.members <= \(Self.mostOfAWord)
            )
            select rarest.members, m.sort_key, m.id, m.full_name
            from rarest
            left join (
                member
                cross join lateral (
                    -- limit: looked up by key one by one; the planner, who cannot know how few they are, would read the tenant
                    select members.sort_key, members.id, members.full_name
                    from app.members
                    where members.tenant_id = \(tx.tenant)
                        and members.id = member.member_id
                        and members.state = any (\(filter.liveStates))
                        and (members.sort_key, members.id) > (\(place?.sortKey ?? ""), \(place?.id ?? MemberID.lowest))
                        and (
                            \(filter.branch)::uuid is null
                            or members.branch_id
                                = any ((select app.branches_below(\(tx.tenant), \(filter.branch)))::uuid[])
                        )
                        and (
                            \(filter.area)::uuid is null
                            or members.area_id = any ((select app.areas_below(\(filter.area)))::uuid[])
                        )
                    limit 1
                ) as m
            ) on true
            order by m.sort_key, m.id
            """
        )
        let found = try rows.decode(WordCandidate.self)
        guard let members = found.first?.wordMembers, members <= Self.mostOfAWord else { return nil }
        return found.compactMap(\.candidate)
    }

    /// The members of a filter who have a number, whichever it is.
    func candidates(
        _ number: MemberNumber,
        _ filter: MemberFilter,
        after place: MemberPlace?,
        limit: Int
    ) async throws -> [Candidate] {
        try await tx.run(
            """
            -- MemberRepository.searchNumber
            select m.sort_key, m.id, m.full_name
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and (
                    m.citizen_id = \(number.citizenID) or m.phone = \(number.phone) or m.card_number = \(number.cardNumber)
                )
                and m.state = any (\(filter.liveStates))
                and (
                    \(filter.branch)::uuid is null
                    or m.branch_id = any ((select app.branches_below(\(tx.tenant), \(filter.branch)))::uuid[])
                )
                and (
                    \(filter.area)::uuid is null
                    or m.area_id = any ((select app.areas_below(\(filter.area)))::uuid[])
                )
                and (m.sort_key, m.id) > (\(place?.sortKey ?? ""), \(place?.id ?? MemberID.lowest))
            order by m.sort_key, m.id
            limit \(raw: String(limit))
            """
        ).decode(Candidate.self)
    }
}

/// A row of the search: how many have the word, and one of them.
private struct WordCandidate: PostgresRowDecodable {
    let wordMembers: Int
    let candidate: MemberRepository.Candidate?

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        wordMembers = try row.next()
        let sortKey = try row.next(String?.self)
        let id = try row.next(MemberID?.self)
        let fullName = try row.next(String?.self)
        guard let sortKey, let id, let fullName else {
            candidate = nil
            return
        }
        candidate = MemberRepository.Candidate(place: MemberPlace(sortKey: sortKey, id: id), fullName: fullName)
    }
}
