import FoundationEssentials
package import Programme

/// Which members are wanted.
package struct MemberFilter: Hashable, Sendable {
    /// In one of these states; merged and erased records are not given whatever stands here.
    package var states: Set<MemberState>
    /// Of this branch or one below it.
    package var branch: BranchID?
    /// Living in this area or one below it.
    package var area: AreaID?
    /// What was typed to search: a name, whole or in part, with or without marks, or initials; or, with a digit in it, a whole
    /// citizen ID, telephone or card number. Empty means no search.
    package var text: String

    /// The active members, unless told otherwise.
    package init(
        states: Set<MemberState> = [.active],
        branch: BranchID? = nil,
        area: AreaID? = nil,
        text: String = ""
    ) {
        self.states = states
        self.branch = branch
        self.area = area
        self.text = text
    }

    var liveStates: [MemberState] { MemberState.live.filter(states.contains) }
}

/// Some members, in the order of lists: by given name, family name, middle name.
package struct MemberPage: Hashable, Sendable {
    package let members: [StoredMember]
    /// The member behind whom the next page begins; nil if there is none. A search for what is rare among many may give a page
    /// that is not full, and go on.
    package let next: MemberID?
}

/// A place in a list of members.
struct MemberPlace: Hashable {
    let sortKey: String
    let id: MemberID
}

extension MemberID {
    /// Below every other.
    static let lowest = MemberID(uuid: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
}
