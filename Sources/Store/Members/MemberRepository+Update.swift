import Postgres
package import Programme

extension MemberRepository {
    /// Changes some fields. The dates of joining, leaving and death are put right in the life of the membership as well, and
    /// filling or emptying them lets a leaving or death come to be or strikes it out.
    ///
    /// - Parameter version: the version that the changes were made from.
    /// - Returns: the new version; the same one if nothing differs.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.memberGone`, `.nameMissing`, `.membershipOrder`,
    ///   `.areaUnknown`, `.outsidePart`.
    package func update(_ id: MemberID, version: Int, _ changes: MemberChanges) async throws -> Int {
        let member = try await lock(id, version: version)
        var change = Change(member, .memberUpdate)
        change.record = changes.applied(to: member.record).kept
        if change.fields.isEmpty { return member.version }
        guard let life = member.life.corrected(from: member.record, to: change.record).value else {
            throw StoreError.refused(.membershipOrder)
        }
        change.events = life.events
        return try await save(change)
    }

    /// Lets somebody who had left join again.
    ///
    /// - Returns: the new version.
    /// - Throws: as `update`, and `.refused(.branchUnknown)`.
    package func join(_ id: MemberID, version: Int, branch: BranchID?, on date: PartialDate?) async throws -> Int {
        try await record(MembershipEvent(.joined(branch: branch), on: date), of: id, version: version, .memberJoin)
    }

    /// Moves a member to another branch of the tenant (chuyển sinh hoạt).
    package func transfer(_ id: MemberID, version: Int, to branch: BranchID, on date: PartialDate?) async throws -> Int
    {
        try await record(
            MembershipEvent(.transferred(branch: branch), on: date),
            of: id,
            version: version,
            .memberTransfer
        )
    }

    /// Records that a member left; the reason is a code of `ChoiceList.leavingReasons`, or a text.
    package func leave(_ id: MemberID, version: Int, reason: String?, on date: PartialDate?) async throws -> Int {
        if let reason, MemberText.read(reason, for: .leavingReason).value != reason {
            throw StoreError.refused(.textLength)
        }
        return try await record(
            MembershipEvent(.left(reason: reason), on: date),
            of: id,
            version: version,
            .memberLeave
        )
    }

    /// Records a death.
    package func die(_ id: MemberID, version: Int, on date: PartialDate?) async throws -> Int {
        try await record(MembershipEvent(.died, on: date), of: id, version: version, .memberDie)
    }

    private func record(
        _ event: MembershipEvent,
        of id: MemberID,
        version: Int,
        _ action: AuditAction
    ) async throws -> Int {
        let member = try await lock(id, version: version)
        var life = member.life
        guard life.record(event, birthDate: member.record.birthDate) == nil else {
            throw StoreError.refused(.membershipOrder)
        }
        var change = Change(member, action)
        change.events = life.events
        life.tell(&change.record)
        if let branch = event.kind.branch {
            try await requireOpen(branch)
            change.branch = branch
        }
        return try await save(change)
    }

    /// - Throws: `.refused(.branchUnknown)` for a branch that does not exist or takes nobody.
    private func requireOpen(_ branch: BranchID) async throws {
        let rows = try await tx.run(
            """
            -- MemberRepository.requireOpen
            select branches.id
            from app.branches
            where branches.tenant_id = \(tx.tenant)
                and branches.id = \(branch)
                and branches.closed_on is null
            """
        )
        guard !rows.isEmpty else { throw StoreError.refused(.branchUnknown) }
    }
}
