import Programme

/// Where a record of a member stands.
package enum MemberState: String, Codable, CaseIterable, Sendable, StoredText {
    /// Belongs to the organisation.
    case active
    /// Has left it, and may come back.
    case left
    case died
    /// Was found to be the same person as another record, which took this one in.
    case merged
    /// Everything personal is gone; the row stays so that what was counted stays counted.
    case erased

    /// Whether the record is a person's own: neither merged into another nor erased.
    package var isLive: Bool { self == .active || self == .left || self == .died }

    /// The states of `isLive`.
    package static let live: [MemberState] = [.active, .left, .died]

    /// The state after a life.
    init(after life: MembershipLife) {
        self =
            switch life.state {
            case .outside: .left
            case .member: .active
            case .dead: .died
            }
    }
}
