import Postgres
package import Programme

/// Records of a tenant that may be one person. Nothing here is ever done without somebody's decision. A refusal ends the
/// transaction.
package struct DuplicateRepository {
    /// Pairs on one page, at most.
    package static let longestPage = 100

    let tx: TenantTransaction

    /// Pairs for one reason, in the order of their identities, without those known to be two people.
    package func list(
        _ reason: DuplicateReason,
        after place: DuplicatePlace? = nil,
        limit: Int = 20
    ) async throws -> DuplicatePage {
        let limit = min(max(limit, 1), Self.longestPage)
        let place = place ?? DuplicatePlace(one: .lowest, other: .lowest)
        let query =
            switch reason {
            case .citizenID: sameCitizenID(place, limit + 1)
            case .name: sameName(place, limit + 1)
            case .phone: samePhone(place, limit + 1)
            }
        let found = try await tx.run(query).decode((MemberID, MemberID).self)
        let shown = found.prefix(limit)
        let ids = Set(shown.flatMap { [$0.0, $0.1] }).sorted()
        let members = try await tx.members.load(ids, .duplicateList, details: ["reason": reason.rawValue])
        let byID = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let pairs = shown.compactMap { one, other in
            byID[one].flatMap { one in byID[other].map { DuplicatePair(one: one, other: $0) } }
        }
        let next = found.count > limit ? shown.last.map { DuplicatePlace(one: $0.0, other: $0.1) } : nil
        return DuplicatePage(pairs: pairs, next: next)
    }

    /// Two records side by side.
    ///
    /// - Throws: `.notFound` if either is not there.
    package func compare(_ one: MemberID, _ other: MemberID) async throws -> MemberComparison {
        let members = try await tx.members.load([one, other], .duplicateCompare)
        guard members.count == 2 else { throw StoreError.notFound }
        let (one, other) = (members[0], members[1])
        var differing = one.record.fields(differingFrom: other.record)
        if one.branch != other.branch { differing.append(.branch) }
        return MemberComparison(one: one, other: other, differing: differing)
    }

    /// Records that two records are two people. Again changes nothing.
    ///
    /// - Throws: `.notFound` if either is not there.
    package func dismiss(_ one: MemberID, _ other: MemberID) async throws {
        let (low, high) = (min(one, other), max(one, other))
        let rows = try await tx.run([
            """
            -- DuplicateRepository.members
            select m.id
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = any (\([low, high]))
            """,
            """
            -- DuplicateRepository.dismiss
            insert into app.distinct_members (tenant_id, one_id, other_id, officer_id)
            select one.tenant_id, one.id, other.id, \(tx.context.officer)
            from app.members as one
            join app.members as other on other.tenant_id = one.tenant_id and other.id = \(high)
            where one.tenant_id = \(tx.tenant)
                and one.id = \(low)
                and one.id < other.id
            on conflict do nothing
            """,
            tx.auditLine(.duplicateDismiss, subjects: [low.uuid, high.uuid]),
        ])
        guard rows[0].count == 2 else { throw StoreError.notFound }
    }

    private func sameCitizenID(_ place: DuplicatePlace, _ limit: Int) -> PostgresQuery {
        """
        -- DuplicateRepository.sameCitizenID
        with repeated as materialized (
            select m.citizen_id
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.citizen_id is not null
                and m.state = any (\(MemberState.live))
            group by m.citizen_id
            having count(*) > 1
        )
        select one.id, other.id
        from repeated
        join app.members as one on one.tenant_id = \(tx.tenant) and one.citizen_id = repeated.citizen_id
        join app.members as other on other.tenant_id = \(tx.tenant) and other.citizen_id = repeated.citizen_id
        where one.id < other.id
            and (one.id, other.id) > (\(place.one), \(place.other))
            and one.state = any (\(MemberState.live))
            and other.state = any (\(MemberState.live))
            and not exists (
                select from app.distinct_members as known
                where known.tenant_id = \(tx.tenant) and known.one_id = one.id and known.other_id = other.id
            )
        order by one.id, other.id
        limit \(limit)
        """
    }

    private func sameName(_ place: DuplicatePlace, _ limit: Int) -> PostgresQuery {
        """
        -- DuplicateRepository.sameName
        with repeated as materialized (
            select m.search_key
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.state = any (\(MemberState.live))
            group by m.search_key
            having count(*) > 1
        )
        select one.id, other.id
        from repeated
        join app.members as one on one.tenant_id = \(tx.tenant) and one.search_key = repeated.search_key
        join app.members as other on other.tenant_id = \(tx.tenant) and other.search_key = repeated.search_key
        where one.id < other.id
            and (one.id, other.id) > (\(place.one), \(place.other))
            and one.state = any (\(MemberState.live))
            and other.state = any (\(MemberState.live))
            and app.may_be_one_birth_date(one.birth_date, other.birth_date, one.branch_id = other.branch_id)
            and not app.are_other_persons(one.citizen_id, other.citizen_id)
            and not exists (
                select from app.distinct_members as known
                where known.tenant_id = \(tx.tenant) and known.one_id = one.id and known.other_id = other.id
            )
        order by one.id, other.id
        limit \(limit)
        """
    }

    private func samePhone(_ place: DuplicatePlace, _ limit: Int) -> PostgresQuery {
        """
        -- DuplicateRepository.samePhone
        with repeated as materialized (
            select m.phone
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.phone is not null
                and m.state = any (\(MemberState.live))
            group by m.phone
            having count(*) > 1
        )
        select one.id, other.id
        from repeated
        join app.members as one on one.tenant_id = \(tx.tenant) and one.phone = repeated.phone
        join app.members as other on other.tenant_id = \(tx.tenant) and other.phone = repeated.phone
        where one.id < other.id
            and (one.id, other.id) > (\(place.one), \(place.other))
            and one.state = any (\(MemberState.live))
            and other.state = any (\(MemberState.live))
            and app.may_be_one_name(one.search_key, other.search_key)
            and not app.are_other_persons(one.citizen_id, other.citizen_id)
            and not exists (
                select from app.distinct_members as known
                where known.tenant_id = \(tx.tenant) and known.one_id = one.id and known.other_id = other.id
            )
        order by one.id, other.id
        limit \(limit)
        """
    }
}

extension TenantTransaction {
    /// Records of the tenant that may be one person.
    package var duplicates: DuplicateRepository { DuplicateRepository(tx: self) }
}
