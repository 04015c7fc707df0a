import FoundationEssentials
package import Postgres
package import Programme

/// The members of a tenant, as far as the officer may see them: another tenant's, or another branch's for an officer of a branch,
/// do not exist here. Whatever gives persons goes through `load`, which leaves a line in the audit with the same statement;
/// whatever changes one goes through `save`, which does so too. A refusal ends the transaction.
package struct MemberRepository {
    /// Members on one page, at most.
    package static let longestPage = 200

    let tx: TenantTransaction

    /// A member with the life of the membership.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: MemberID) async throws -> StoredMember {
        let rows = try await tx.run([readQuery(id), eventsQuery(id)])
        guard var member = try rows[0].decode(StoredMember.self).first else { throw StoreError.notFound }
        member.events = try rows[1].decode(StoredMembershipEvent.self)
        return member
    }

    /// The life of a membership, in order, with who recorded what.
    ///
    /// - Throws: `StoreError.notFound`.
    package func history(_ id: MemberID) async throws -> [StoredMembershipEvent] {
        let events = try await tx.run([tx.auditLine(.memberHistory, subjects: [id.uuid]), eventsQuery(id)])[1]
            .decode(StoredMembershipEvent.self)
        guard !events.isEmpty else { throw StoreError.notFound }
        return events
    }

    /// Members by their identities, in the order given, without those that there are not. The only way by which persons leave
    /// the store, so that no reading is without its line.
    func load(
        _ ids: [MemberID],
        _ action: AuditAction,
        details: [String: String] = [:]
    ) async throws -> [StoredMember] {
        let members = try await tx.run(loadQuery(ids, action, details: details)).decode(StoredMember.self)
        let byID = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    private func loadQuery(
        _ ids: [MemberID],
        _ action: AuditAction,
        details: [String: String] = [:]
    ) -> PostgresQuery {
        """
        -- MemberRepository.load
        with found as (
            select \(raw: StoredMember.columns)
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = any (\(ids))
        ), line as (
            -- who read whom, in the statement that reads
            insert into app.audit_entries (tenant_id, id, action, subjects, details)
            select \(tx.tenant), \(AuditEntryID.next()), \(action), coalesce(array_agg(found.id), '{}'), \(PostgresJSON(details))
            from found
        )
        select \(raw: StoredMember.columns)
        from found as m
        """
    }

    /// One member. An array of one would be planned anew at each call, which under row security takes longer than reading.
    private func readQuery(_ id: MemberID) -> PostgresQuery {
        """
        -- MemberRepository.find
        with found as (
            select \(raw: StoredMember.columns)
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(id)
        ), line as (
            -- who read whom, in the statement that reads
            insert into app.audit_entries (tenant_id, id, action, subjects)
            select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.memberRead), coalesce(array_agg(found.id), '{}')
            from found
        )
        select \(raw: StoredMember.columns)
        from found as m
        """
    }

    func eventsQuery(_ id: MemberID) -> PostgresQuery {
        """
        -- MemberRepository.events
        select event.ordinal, event.kind, event.happened_on, event.branch_id, event.reason, event.officer_id,
            event.import_id, event.recorded_at
        from app.membership_events as event
        where event.tenant_id = \(tx.tenant)
            and event.member_id = \(id)
        order by event.ordinal
        """
    }

    /// A member whose row nobody else changes until the transaction ends. For what is about to change it, not for showing.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.memberGone)` for a record that was merged or erased.
    func lock(_ id: MemberID, version: Int) async throws -> StoredMember {
        let member = try await lock(id)
        guard member.state.isLive else { throw StoreError.refused(.memberGone) }
        guard member.version == version else { throw StoreError.versionDiffers(current: member.version) }
        return member
    }

    /// The same of a record that was merged into another.
    ///
    /// - Throws: `.notFound`; `.refused(.mergeChanged)` if it is not so now.
    func lockMerged(_ id: MemberID, into kept: MemberID) async throws -> StoredMember {
        let member = try await lock(id)
        guard member.mergedInto == kept else { throw StoreError.refused(.mergeChanged) }
        return member
    }

    private func lock(_ id: MemberID) async throws -> StoredMember {
        let rows = try await tx.run([
            """
            -- MemberRepository.lock
            select \(raw: StoredMember.columns)
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(id)
            for update
            """,
            eventsQuery(id),
        ])
        guard var member = try rows[0].decode(StoredMember.self).first else { throw StoreError.notFound }
        member.events = try rows[1].decode(StoredMembershipEvent.self)
        return member
    }
}

extension TenantTransaction {
    /// The tenant's members.
    package var members: MemberRepository { MemberRepository(tx: self) }
}

extension StoredMembershipEvent: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        ordinal = try row.next()
        let kind = try row.next(String.self)
        let date = try row.next(PartialDate?.self)
        let branch = try row.next(BranchID?.self)
        let reason = try row.next(String?.self)
        event = MembershipEvent(try Self.kind(kind, branch, reason), on: date)
        officer = try row.next()
        importID = try row.next()
        recordedAt = try row.next()
    }

    /// An event of this kind.
    ///
    /// - Throws: `.decoding` for one that this program does not know.
    static func kind(
        _ text: String,
        _ branch: BranchID?,
        _ reason: String?
    ) throws(PostgresError) -> MembershipEvent.Kind {
        switch (text, branch) {
        case ("joined", _): return .joined(branch: branch)
        case ("transferred", let branch?): return .transferred(branch: branch)
        case ("left", _): return .left(reason: reason)
        case ("died", _): return .died
        default: throw PostgresError(.decoding(.malformed("a membership event")), "an event of an unknown kind")
        }
    }
}
