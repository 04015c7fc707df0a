import Postgres
package import Programme

extension DuplicateRepository {
    /// Takes one record into another: the chosen values, the life if it is chosen, all consents and all that was learned. The
    /// record taken in stays, marked, so that all of this can be taken back.
    ///
    /// - Throws: `.notFound`; `.versionDiffers` for either; `.refused` with `.memberGone`, `.membershipOrder`, `.outsidePart`.
    package func merge(_ request: MergeRequest) async throws -> MergeID {
        guard request.kept != request.absorbed else { throw StoreError.notFound }
        let (kept, absorbed) = try await lock(request)
        try await beginMerging()
        var change = MemberRepository.Change(kept, .duplicateMerge)
        for field in request.absorbedFields.subtracting(MergeRequest.lifeFields) {
            change.record.take(field, from: absorbed.record)
        }
        if request.takesLife {
            for field in MergeRequest.lifeFields { change.record.take(field, from: absorbed.record) }
            change.events = absorbed.events.map(\.event)
            change.branch = absorbed.branch
        }
        let id = MergeID.next()
        change.details = ["merge": id.description, "absorbed": absorbed.id.description]
        var mark = MemberRepository.Change(absorbed, .duplicateMerge)
        mark.state = .merged
        mark.mergedInto = kept.id
        mark.details = ["merge": id.description, "kept": kept.id.description]
        let before = MergeSnapshot(
            values: MemberValues(of: change.fields.filter { $0 != .branch }, in: kept.record),
            branch: kept.branch,
            state: kept.state,
            events: change.firstEvent == nil ? nil : kept.events.map { MergedEvent($0.event) }
        )
        let version = try await tx.members.save(change)
        _ = try await tx.members.save(mark)
        let moved = try await tx.run(moveConsentsQuery(from: absorbed.id, to: kept.id)).decode(ConsentID.self)
        let learning = try await moveLearning(from: absorbed.id, to: kept.id)
        let absorbedBefore = MergeSnapshot(
            values: MemberValues(of: [], in: absorbed.record),
            branch: absorbed.branch,
            state: absorbed.state,
            consents: moved,
            learning: learning
        )
        _ = try await tx.run(
            """
            -- DuplicateRepository.merge
            insert into app.member_merges (
                tenant_id, id, kept_id, absorbed_id, kept_before, absorbed_before, kept_version, officer_id
            )
            values (
                \(tx.tenant), \(id), \(kept.id), \(absorbed.id), \(PostgresJSON(before)), \(PostgresJSON(absorbedBefore)),
                \(version), \(tx.context.officer)
            )
            """
        )
        return id
    }

    /// Takes a merge back: both records are what they were, and what moved goes back.
    ///
    /// - Throws: `.notFound`; `.refused(.mergeChanged)` if the record that stayed was changed since, or the merge was taken back
    ///   before.
    package func undo(_ id: MergeID) async throws {
        guard let merge = try await tx.run(mergeQuery(id)).decode(StoredMerge.self).first else {
            throw StoreError.notFound
        }
        guard !merge.isUndone else { throw StoreError.refused(.mergeChanged) }
        let kept: StoredMember
        do {
            kept = try await tx.members.lock(merge.kept, version: merge.keptVersion)
        } catch StoreError.versionDiffers, StoreError.refused(.memberGone) {
            throw StoreError.refused(.mergeChanged)
        }
        let absorbed = try await tx.members.lockMerged(merge.absorbed, into: kept.id)
        try await beginMerging()
        var back = MemberRepository.Change(kept, .duplicateUndo)
        guard let changes = merge.keptBefore.values.changes else { throw StoreError.refused(.mergeChanged) }
        back.record = changes.applied(to: kept.record)
        back.branch = merge.keptBefore.branch
        if let events = merge.keptBefore.events { back.events = events.compactMap(\.event) }
        back.details = ["merge": id.description]
        _ = try await tx.members.save(back)
        var unmark = MemberRepository.Change(absorbed, .duplicateUndo)
        unmark.details = ["merge": id.description]
        _ = try await tx.members.save(unmark)
        _ = try await tx.run([
            """
            -- DuplicateRepository.returnConsents
            update app.consents
            set member_id = \(absorbed.id)
            where tenant_id = \(tx.tenant)
                and member_id = \(kept.id)
                and id = any (\(merge.absorbedBefore.consents ?? []))
            """,
            """
            -- DuplicateRepository.undo
            update app.member_merges
            set undone_at = now()
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
        ])
        if let learning = merge.absorbedBefore.learning {
            try await returnLearning(learning, from: kept.id, to: absorbed.id)
        }
    }

    /// The merges of a member that can still be looked at, the latest first.
    package func merges(of member: MemberID) async throws -> [MergeSummary] {
        try await tx.run(
            """
            -- DuplicateRepository.merges
            select merge.id, merge.kept_id, merge.absorbed_id, merge.officer_id, merge.merged_at, merge.undone_at
            from app.member_merges as merge
            where merge.tenant_id = \(tx.tenant)
                and (merge.kept_id = \(member) or merge.absorbed_id = \(member))
            order by merge.id desc
            limit \(Self.longestPage)
            """
        ).decode(MergeSummary.self)
    }

    /// What two records count twice, one counts once: also in years that are frozen, whose signed totals stay.
    private func beginMerging() async throws {
        _ = try await tx.run(
            """
            -- DuplicateRepository.beginMerging
            select set_config('app.merging', 'on', true)
            """
        )
    }

    /// Locks both in the order of their identities, so that two merges the other way round do not wait for each other.
    private func lock(_ request: MergeRequest) async throws -> (kept: StoredMember, absorbed: StoredMember) {
        let isKeptFirst = request.kept < request.absorbed
        if isKeptFirst {
            let kept = try await tx.members.lock(request.kept, version: request.keptVersion)
            return (kept, try await tx.members.lock(request.absorbed, version: request.absorbedVersion))
        }
        let absorbed = try await tx.members.lock(request.absorbed, version: request.absorbedVersion)
        return (try await tx.members.lock(request.kept, version: request.keptVersion), absorbed)
    }

    private func moveConsentsQuery(from absorbed: MemberID, to kept: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.moveConsents
        update app.consents
        set member_id = \(kept)
        where tenant_id = \(tx.tenant)
            and member_id = \(absorbed)
        returning id
        """
    }

    private func mergeQuery(_ id: MergeID) -> PostgresQuery {
        """
        -- DuplicateRepository.findMerge
        select merge.kept_id, merge.absorbed_id, merge.kept_before, merge.absorbed_before, merge.kept_version,
            merge.undone_at is not null
        from app.member_merges as merge
        where merge.tenant_id = \(tx.tenant)
            and merge.id = \(id)
        for update
        """
    }
}
