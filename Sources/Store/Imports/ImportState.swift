/// Where an import stands.
///
///     uploaded -> checking -> checked -> committing -> committed -> undone
///                    |  ^________|            |
///     before committed: discarded             `-> checked, when it was broken off
package enum ImportState: String, Codable, CaseIterable, Sendable, StoredText {
    case uploaded
    case checking
    case checked
    case committing
    case committed
    case undone
    case discarded

    /// The states from which this one can be reached. Staying in a running state is no step.
    package var sources: [ImportState] {
        switch self {
        case .uploaded: [.checking]
        case .checking: [.uploaded, .checked]
        case .checked: [.checking, .committing]
        case .committing: [.checked]
        case .committed: [.committing]
        case .undone: [.committed]
        case .discarded: [.uploaded, .checking, .checked]
        }
    }

    /// Whether nothing more can become of it.
    package var isFinal: Bool { self == .undone || self == .discarded }
}

/// What became of a row.
package enum ImportOutcome: String, Codable, CaseIterable, Sendable, StoredText {
    /// Made a member.
    case new
    /// Changed one.
    case changed
    /// Said what is known already.
    case same
    /// Cannot be taken as it is.
    case problem
    /// Stood further up already.
    case repeated
}
