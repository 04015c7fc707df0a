import Postgres
import Programme

extension MemberRepository {
    /// What a locked member is to become.
    struct Change {
        let member: StoredMember
        var record: MemberRecord
        var branch: BranchID?
        var events: [MembershipEvent]
        let action: AuditAction
        var details: [String: String] = [:]
        /// Set by a merge, and by taking one back.
        var state: MemberState?
        var mergedInto: MemberID?

        init(_ member: StoredMember, _ action: AuditAction) {
            self.member = member
            self.action = action
            record = member.record
            branch = member.branch
            events = member.events.map(\.event)
        }

        /// The fields that differ; a branch is a field.
        var fields: [MemberField] {
            record.fields(differingFrom: member.record) + (branch == member.branch ? [] : [.branch])
        }

        /// The first event that differs, from 1; nil if none does.
        var firstEvent: Int? {
            let old = member.events.map(\.event)
            if old == events { return nil }
            return zip(old, events).prefix { $0 == $1 }.count + 1
        }
    }

    /// Writes a change of a locked member, with its words, its life and its line in the audit.
    ///
    /// - Returns: the new version.
    func save(_ change: Change) async throws -> Int {
        var life = MembershipLife()
        for event in change.events where life.record(event, birthDate: change.record.birthDate) != nil {
            throw StoreError.refused(.membershipOrder)
        }
        let id = change.member.id
        let columns = try MemberColumns(
            change.record,
            state: change.state ?? MemberState(after: life),
            branch: change.branch
        )
        let token = PersonTokenChange(
            from: change.member.record.citizenID,
            to: change.record.citizenID,
            key: tx.personKey
        )
        var queries = [updateQuery(id, columns, mergedInto: change.mergedInto, token)]
        if change.record.name?.searchWords != change.member.record.name?.searchWords {
            queries += [removeWordsQuery(id, change.member.record.name), wordsQuery(id, columns.name)]
        }
        if let first = change.firstEvent {
            queries += [removeEventsQuery(id, from: first), eventsQuery(id, change.events, from: first)]
        }
        queries.append(
            tx.auditLine(
                change.action,
                subjects: [id.uuid],
                fields: change.fields.map(\.rawValue),
                details: change.details
            )
        )
        let rows = try await tx.run(queries, refusing: Self.refusals)[0]
        guard let version = try rows.decode(Int.self).first else { throw StoreError.notFound }
        return version
    }

    private func updateQuery(
        _ id: MemberID,
        _ m: MemberColumns,
        mergedInto: MemberID?,
        _ token: PersonTokenChange
    ) -> PostgresQuery {
        """
        -- MemberRepository.update
        update app.members
        set version = version + 1, updated_at = now(), state = \(m.state), merged_into = \(mergedInto),
            branch_id = \(m.branch), full_name = \(m.name.full), family_name = \(m.name.parts.family),
            middle_name = \(m.name.parts.middle), given_name = \(m.name.parts.given), sort_key = \(m.name.sortKey),
            search_key = \(m.name.searchKey), sex = \(m.record.sex), birth_date = \(m.record.birthDate),
            citizen_id = \(m.record.citizenID), phone = \(m.record.phone), ethnicity = \(m[.ethnicity]),
            religion = \(m[.religion]), native_place = \(m[.nativePlace]), area_id = \(m.record.area),
            hamlet = \(m[.hamlet]), address = \(m[.address]), occupation = \(m[.occupation]),
            workplace = \(m[.workplace]), schooling = \(m.record.schooling), qualification = \(m[.qualification]),
            political_theory = \(m[.politicalTheory]), party_member = \(m.record.isPartyMember),
            circumstance = \(m[.circumstance]), joined_on = \(m.record.joinedOn), joined_at = \(m[.joinedAt]),
            card_number = \(m[.cardNumber]), position = \(m[.position]), group_name = \(m[.group]),
            standing = \(m[.standing]), left_on = \(m.record.leftOn), leaving_reason = \(m[.leavingReason]),
            died_on = \(m.record.diedOn), remark = \(m[.remark])\(also: token)
        where tenant_id = \(tx.tenant)
            and id = \(id)
        returning version
        """
    }

    /// Words are kept in the order of the words alone, so they are looked for by the name that they are of.
    func removeWordsQuery(_ id: MemberID, _ name: PersonName?) -> PostgresQuery {
        """
        -- MemberRepository.removeWords
        delete from app.member_words
        where tenant_id = \(tx.tenant)
            and word = any (\(name?.searchWords ?? []))
            and member_id = \(id)
        """
    }

    func removeEventsQuery(_ id: MemberID, from ordinal: Int) -> PostgresQuery {
        """
        -- MemberRepository.removeEvents
        delete from app.membership_events
        where tenant_id = \(tx.tenant)
            and member_id = \(id)
            and ordinal >= \(ordinal)
        """
    }
}
