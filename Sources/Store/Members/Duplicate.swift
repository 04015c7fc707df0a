package import Programme

/// Why two records may be one person.
package enum DuplicateReason: String, Codable, CaseIterable, Sendable {
    /// The same citizen ID.
    case citizenID = "citizen_id"
    /// The same name but for marks, and birth dates that can be the same. Without both dates, the same branch.
    case name
    /// The same telephone, and names that have the given name in common or of which one holds the other.
    case phone
}

/// Two records that may be one person, the lower identity first.
package struct DuplicatePair: Hashable, Sendable {
    package let one: StoredMember
    package let other: StoredMember
}

/// A place in the list of pairs.
package struct DuplicatePlace: Hashable, Codable, Sendable {
    package let one: MemberID
    package let other: MemberID

    /// The place behind this pair.
    package init(one: MemberID, other: MemberID) {
        self.one = one
        self.other = other
    }
}

/// Some pairs, and where the next page begins.
package struct DuplicatePage: Hashable, Sendable {
    package let pairs: [DuplicatePair]
    /// Nil if there are no more.
    package let next: DuplicatePlace?
}

/// Two records side by side.
package struct MemberComparison: Hashable, Sendable {
    package let one: StoredMember
    package let other: StoredMember
    /// The fields in which they differ; a branch is a field.
    package let differing: [MemberField]
}

/// Which of two records takes the other in, and what it takes from it.
package struct MergeRequest: Hashable, Sendable {
    /// The record that stays.
    package var kept: MemberID
    package var keptVersion: Int
    /// The record that is taken in.
    package var absorbed: MemberID
    package var absorbedVersion: Int
    /// The fields whose values come from the record that is taken in. The dates of the membership and the branch count for
    /// nothing here: they come with the life.
    package var absorbedFields: Set<MemberField>
    /// Whether the life of the membership, with its dates and branch, comes from the record that is taken in.
    package var takesLife: Bool

    /// A merge that keeps every value of the record that stays, unless told otherwise.
    package init(
        kept: MemberID,
        keptVersion: Int,
        absorbed: MemberID,
        absorbedVersion: Int,
        absorbedFields: Set<MemberField> = [],
        takesLife: Bool = false
    ) {
        self.kept = kept
        self.keptVersion = keptVersion
        self.absorbed = absorbed
        self.absorbedVersion = absorbedVersion
        self.absorbedFields = absorbedFields
        self.takesLife = takesLife
    }

    /// The fields that a life tells.
    static let lifeFields: Set<MemberField> = [.joinedOn, .leftOn, .leavingReason, .diedOn, .branch]
}
