import FoundationEssentials
import Programme

/// What a merge changed, so that it can be taken back.
struct MergeSnapshot: Codable {
    /// The values that the merge changed, as they were.
    var values: MemberValues
    var branch: BranchID?
    var state: MemberState
    /// The life, if it was replaced.
    var events: [MergedEvent]?
    /// The consents that moved.
    var consents: [ConsentID]?
    /// What was learned and moved.
    var learning: MergedLearning?
}

/// An event of a life inside a snapshot.
struct MergedEvent: Codable {
    var kind: String
    var date: PartialDate?
    var branch: BranchID?
    var reason: String?

    init(_ event: MembershipEvent) {
        kind = event.kind.name
        date = event.date
        branch = event.kind.branch
        reason = event.kind.reason
    }

    /// The event; nil if the snapshot holds none.
    var event: MembershipEvent? {
        switch (kind, branch) {
        case ("joined", _): MembershipEvent(.joined(branch: branch), on: date)
        case ("transferred", let branch?): MembershipEvent(.transferred(branch: branch), on: date)
        case ("left", _): MembershipEvent(.left(reason: reason), on: date)
        case ("died", _): MembershipEvent(.died, on: date)
        default: nil
        }
    }
}
