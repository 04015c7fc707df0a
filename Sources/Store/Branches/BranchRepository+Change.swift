import Postgres
package import Programme

extension BranchRepository {
    private static let refusals: [String: StoreRefusal] = [
        "branches_parent_fkey": .branchUnknown, "branches_parent_other": .branchCycle,
        "branches_area_fkey": .areaUnknown,
    ]

    /// What refers to a branch, and so keeps it from being removed.
    private static let uses: [String: StoreRefusal] = [
        "members_branch_fkey": .branchInUse, "membership_events_branch_fkey": .branchInUse,
        "branches_parent_fkey": .branchInUse, "officers_branch_fkey": .branchInUse,
    ]

    /// Adds a branch, under an identity that was promised to it or a new one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.branchUnknown` for the parent, `.areaUnknown`.
    package func insert(
        name: String,
        parent: BranchID? = nil,
        area: AreaID? = nil,
        id: BranchID = .next()
    ) async throws -> BranchID {
        guard let name = StoredBranch.kept(name: name) else { throw StoreError.refused(.textLength) }
        _ = try await tx.run(
            """
            -- BranchRepository.insert
            with line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                values (\(tx.tenant), \(AuditEntryID.next()), \(AuditAction.branchInsert), \([id]))
            )
            insert into app.branches (tenant_id, id, parent_id, name, search_key, area_id)
            values (\(tx.tenant), \(id), \(parent), \(name), \(VietnameseText.folded(name)), \(area))
            """,
            refusing: Self.refusals
        )
        return id
    }

    /// Gives a branch another name and place.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, `.areaUnknown`.
    package func update(_ id: BranchID, version: Int, name: String, area: AreaID?) async throws -> Int {
        guard let name = StoredBranch.kept(name: name) else { throw StoreError.refused(.textLength) }
        return try await changed(
            id,
            version,
            """
            -- BranchRepository.update
            with changed as (
                update app.branches
                set name = \(name), search_key = \(VietnameseText.folded(name)), area_id = \(area), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.branchUpdate), \([id])
                from changed
            )
            select changed.version from changed
            """
        )
    }

    /// Moves a branch with all below it under another, or to the top. One move at a time in a tenant, so that two moves cannot
    /// make a ring together.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.branchCycle`, `.branchUnknown`.
    package func move(_ id: BranchID, version: Int, under parent: BranchID?) async throws -> Int {
        let below = try await tx.run([
            """
            -- BranchRepository.lockTree
            select from pg_advisory_xact_lock(hashtextextended('app.branches ' || \(tx.tenant.description), 0))
            """,
            """
            -- BranchRepository.below
            select app.branches_below(\(tx.tenant), \(id))
            """,
        ])[1].value([BranchID].self)
        if let parent, below.contains(parent) { throw StoreError.refused(.branchCycle) }
        return try await changed(
            id,
            version,
            """
            -- BranchRepository.move
            with changed as (
                update app.branches
                set parent_id = \(parent), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.branchMove), \([id])
                from changed
            )
            select changed.version from changed
            """
        )
    }

    /// Closes a branch from a day on, so that nobody new is put into it; nil opens it again. Its members stay.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func close(_ id: BranchID, version: Int, on day: CalendarDay?) async throws -> Int {
        try await changed(
            id,
            version,
            """
            -- BranchRepository.close
            with changed as (
                update app.branches
                set closed_on = \(day), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(day == nil ? AuditAction.branchReopen : .branchClose), \([id])
                from changed
            )
            select changed.version from changed
            """
        )
    }

    /// Removes a branch that nothing refers to.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.branchInUse)` if it has or had members, or has branches below.
    package func remove(_ id: BranchID, version: Int) async throws {
        _ = try await changed(
            id,
            version,
            """
            -- BranchRepository.remove
            with changed as (
                delete from app.branches
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.branchRemove), \([id])
                from changed
            )
            select changed.version from changed
            """,
            refusing: Self.uses
        )
    }

    /// Runs a change of one branch that names its version, and tells a wrong version from a branch that is not there.
    private func changed(
        _ id: BranchID,
        _ version: Int,
        _ query: PostgresQuery,
        refusing refusals: [String: StoreRefusal] = Self.refusals
    ) async throws -> Int {
        if let changed = try await tx.run(query, refusing: refusals).decode(Int.self).first { return changed }
        let current = try await find(id).version
        // who may not change a branch finds none to change
        throw current == version ? StoreError.notFound : StoreError.versionDiffers(current: current)
    }
}
