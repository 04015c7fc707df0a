import Postgres
package import Programme

/// The branches of a tenant. Every officer of the tenant sees them: they are no persons. Changes leave a line in the audit with
/// the statement that makes them. A refusal ends the transaction.
package struct BranchRepository {
    /// Branches of one tenant, at most: a tree beyond that is no tree of branches.
    package static let most = 20_000

    let tx: TenantTransaction

    /// All branches, closed ones too.
    package func tree() async throws -> BranchTree {
        let rows = try await tx.run(
            """
            -- BranchRepository.tree
            select branches.id, branches.parent_id, branches.name, branches.area_id, branches.closed_on, branches.version
            from app.branches
            where branches.tenant_id = \(tx.tenant)
            order by branches.id
            limit \(Self.most)
            """
        )
        return BranchTree(try rows.decode(StoredBranch.self))
    }

    /// One branch.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: BranchID) async throws -> StoredBranch {
        let rows = try await tx.run(
            """
            -- BranchRepository.find
            select branches.id, branches.parent_id, branches.name, branches.area_id, branches.closed_on, branches.version
            from app.branches
            where branches.tenant_id = \(tx.tenant)
                and branches.id = \(id)
            """
        )
        guard let branch = try rows.decode(StoredBranch.self).first else { throw StoreError.notFound }
        return branch
    }

    /// The branches of a name, in any spelling, that take members; directly below `parent`, or anywhere if it is nil. More than
    /// one: somebody has to say which.
    package func find(name: String, below parent: BranchID? = nil) async throws -> [StoredBranch] {
        try await tx.run(
            """
            -- BranchRepository.findByName
            select branches.id, branches.parent_id, branches.name, branches.area_id, branches.closed_on, branches.version
            from app.branches
            where branches.tenant_id = \(tx.tenant)
                and branches.search_key = \(VietnameseText.folded(name))
                and (\(parent)::uuid is null or branches.parent_id = \(parent))
                and branches.closed_on is null
            order by branches.id
            limit \(Self.most)
            """
        ).decode(StoredBranch.self)
    }
}

extension TenantTransaction {
    /// The tenant's branches.
    package var branches: BranchRepository { BranchRepository(tx: self) }
}
