import Postgres
package import Programme

extension MemberRepository {
    /// Constraints of a member's row, and what they mean to whoever wrote it.
    static let refusals: [String: StoreRefusal] = [
        "members_branch_fkey": .branchUnknown,
        "membership_events_branch_fkey": .branchUnknown,
        "members_area_fkey": .areaUnknown,
    ]

    /// Adds a member with the life that the record tells: joined, and perhaps left or died.
    ///
    /// - Parameter branch: the branch joined; nil if the tenant has none for the member.
    /// - Throws: `StoreError.refused` with `.nameMissing`, `.membershipOrder`, `.branchUnknown`, `.areaUnknown`, `.outsidePart`.
    package func insert(_ record: MemberRecord, branch: BranchID?) async throws -> MemberID {
        let record = record.kept
        guard let life = MembershipLife.told(by: record, branch: branch).value else {
            throw StoreError.refused(.membershipOrder)
        }
        let id = MemberID.next()
        let columns = try MemberColumns(record, state: MemberState(after: life), branch: branch)
        let token = tx.personKey?.token(for: record.citizenID)
        let results = try await tx.run(
            [
                insertQuery(id, columns, token), wordsQuery(id, columns.name),
                eventsQuery(id, life.events, from: 1),
                tx.auditLine(.memberInsert, subjects: [id.uuid], fields: record.knownFields.map(\.rawValue)),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.branchUnknown) }
        return id
    }

    private func insertQuery(_ id: MemberID, _ m: MemberColumns, _ token: PersonToken?) -> PostgresQuery {
        """
        -- MemberRepository.insert
        insert into app.members (
            tenant_id, id, state, branch_id, full_name, family_name, middle_name, given_name, sort_key, search_key, sex,
            birth_date, citizen_id, phone, ethnicity, religion, native_place, area_id, hamlet, address, occupation,
            workplace, schooling, qualification, political_theory, party_member, circumstance, joined_on, joined_at,
            card_number, position, group_name, standing, left_on, leaving_reason, died_on, remark,
            person_token, token_epoch
        )
        select \(tx.tenant), \(id), \(m.state), \(m.branch), \(m.name.full), \(m.name.parts.family), \(m.name.parts.middle),
            \(m.name.parts.given), \(m.name.sortKey), \(m.name.searchKey), \(m.record.sex), \(m.record.birthDate),
            \(m.record.citizenID), \(m.record.phone), \(m[.ethnicity]), \(m[.religion]), \(m[.nativePlace]),
            \(m.record.area), \(m[.hamlet]), \(m[.address]), \(m[.occupation]), \(m[.workplace]), \(m.record.schooling),
            \(m[.qualification]), \(m[.politicalTheory]), \(m.record.isPartyMember), \(m[.circumstance]),
            \(m.record.joinedOn), \(m[.joinedAt]), \(m[.cardNumber]), \(m[.position]), \(m[.group]), \(m[.standing]),
            \(m.record.leftOn), \(m[.leavingReason]), \(m.record.diedOn), \(m[.remark]),
            \(token?.stored), \(token?.keyEpoch)
        where \(m.branch)::uuid is null
            or exists (
                -- a branch that was closed takes nobody
                select from app.branches
                where branches.tenant_id = \(tx.tenant) and branches.id = \(m.branch) and branches.closed_on is null
            )
        """
    }

    /// The words by which a name is found.
    func wordsQuery(_ id: MemberID, _ name: PersonName) -> PostgresQuery {
        """
        -- MemberRepository.insertWords
        insert into app.member_words (tenant_id, word, member_id)
        select m.tenant_id, word.word, m.id
        from app.members as m
        cross join unnest(\(name.searchWords)::text[]) as word (word)
        where m.tenant_id = \(tx.tenant)
            and m.id = \(id)
        """
    }

    /// The events of a life from one ordinal on.
    func eventsQuery(_ id: MemberID, _ events: [MembershipEvent], from ordinal: Int) -> PostgresQuery {
        let later = Array(events.dropFirst(ordinal - 1))
        return """
            -- MemberRepository.insertEvents
            insert into app.membership_events (
                tenant_id, member_id, ordinal, kind, happened_on, branch_id, reason, officer_id
            )
            select m.tenant_id, m.id, \(ordinal - 1) + event.place, event.kind, event.happened_on, event.branch_id, event.reason,
                \(tx.context.officer)
            from app.members as m
            cross join unnest(
                \(later.map(\.kind.name))::text[], \(later.map(\.date))::text[], \(later.map(\.kind.branch))::uuid[],
                \(later.map(\.kind.reason))::text[]
            ) with ordinality as event (kind, happened_on, branch_id, reason, place)
            where m.tenant_id = \(tx.tenant)
                and m.id = \(id)
            """
    }
}

extension MembershipEvent.Kind {
    /// As it is kept.
    var name: String {
        switch self {
        case .joined: "joined"
        case .transferred: "transferred"
        case .left: "left"
        case .died: "died"
        }
    }

    /// The branch joined or transferred to.
    var branch: BranchID? {
        switch self {
        case .joined(let branch): branch
        case .transferred(let branch): branch
        case .left, .died: nil
        }
    }

    /// Why somebody left.
    var reason: String? {
        if case .left(let reason) = self { reason } else { nil }
    }
}
