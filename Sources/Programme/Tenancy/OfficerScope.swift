/// For which part of a tenant an officer works.
package enum OfficerScope: Hashable, Sendable {
    /// For all of it.
    case wholeTenant
    /// For a branch and those below (chi hội).
    case branch(BranchID)
    /// For the members who live in an area and those below (phường, xã).
    case area(AreaID)
}

/// The same with everything below written out: what the database compares members with.
package enum VisiblePart: Hashable, Sendable {
    /// Every member of the tenant.
    case wholeTenant
    /// Members of one of the branches, and members who live in one of the areas.
    case part(branches: [BranchID], areas: [AreaID])
}
