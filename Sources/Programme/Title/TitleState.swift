/// How far a registration has come.
///
///     registered --> scored --> reviewed --> proposed --> recognised --> revoked
///         |  \         |  ^-------/  ^---------/  \            ^
///         |   \--------+-- without criteria       \--> refused --> appealed --> recognised | refused
///         +------------+------ withdrawn (and back to registered, from before the proposal)
///
/// Where there are no criteria in use, a meeting reviews what was scored on paper: `registered` goes to `reviewed`. What was
/// decided is never edited; a correcting decision takes its place (`recognised` and `refused` to each other, `revoked` back to
/// `recognised`). A title expires by its date: no step is taken then, see `TitleStanding`.
package enum TitleState: String, Codable, CaseIterable, Sendable {
    /// Taken down for the year.
    case registered
    /// Scored by its criteria.
    case scored
    /// A meeting voted on it.
    case reviewed
    /// On a list sent up.
    case proposed
    /// Decided: it has the title.
    case recognised
    /// Decided: it has not.
    case refused
    /// The refusal is appealed against.
    case appealed
    /// The title was taken away.
    case revoked
    /// Taken back before it was proposed.
    case withdrawn

    /// Whether a decision made it so.
    package var isDecided: Bool { self == .recognised || self == .refused || self == .revoked }

    /// Whether the score and the evidence may still be changed.
    package var isOpen: Bool { self == .registered || self == .scored }

    /// What comes of a step; nil for a step that there is not.
    ///
    /// - Parameter isScored: by criteria of a set; without one there is nothing to be scored.
    package func after(_ step: TitleStep, isScored: Bool) -> TitleState? {
        switch (self, step) {
        case (.registered, .score), (.scored, .score): .scored
        case (.registered, .review) where !isScored: .reviewed
        case (.scored, .review), (.reviewed, .review): .reviewed
        case (.reviewed, .sendBack): isScored ? .scored : .registered
        case (.reviewed, .propose): .proposed
        case (.proposed, .takeBack): .reviewed
        case (.proposed, .recognise), (.appealed, .recognise): .recognised
        case (.proposed, .refuse), (.appealed, .refuse): .refused
        case (.refused, .appeal): .appealed
        case (.recognised, .revoke): .revoked
        case (.recognised, .correctToRecognised), (.refused, .correctToRecognised), (.revoked, .correctToRecognised):
            .recognised
        case (.recognised, .correctToRefused), (.refused, .correctToRefused): .refused
        case (.registered, .withdraw), (.scored, .withdraw), (.reviewed, .withdraw): .withdrawn
        case (.withdrawn, .registerAgain): .registered
        default: nil
        }
    }

    /// As screens show it.
    package var vietnameseName: String {
        switch self {
        case .registered: "Đã đăng ký"
        case .scored: "Đã chấm điểm"
        case .reviewed: "Đã bình xét"
        case .proposed: "Đã đề nghị"
        case .recognised: "Được công nhận"
        case .refused: "Không được công nhận"
        case .appealed: "Đang kiến nghị"
        case .revoked: "Bị thu hồi"
        case .withdrawn: "Đã rút"
        }
    }

    /// Registered, Scored ...
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// What can be done to a registration.
package enum TitleStep: String, CaseIterable, Sendable {
    /// Scores it, or scores it anew.
    case score
    /// A meeting votes, or a later meeting votes again.
    case review
    /// The meeting sends it back to be scored again.
    case sendBack
    /// Puts it on a list.
    case propose
    /// The list comes back.
    case takeBack
    case recognise
    case refuse
    case appeal
    case revoke
    /// By a decision that corrects another.
    case correctToRecognised
    /// By a decision that corrects another.
    case correctToRefused
    case withdraw
    /// After it was withdrawn.
    case registerAgain
}

/// How a registration stands on a day.
package enum TitleStanding: Hashable, Sendable {
    /// As its state says.
    case state(TitleState)
    /// It was recognised, and the time is over since this last day.
    case expired(since: CalendarDay)

    /// How a state stands on a day.
    package init(_ state: TitleState, until: CalendarDay?, on day: CalendarDay) {
        if state == .recognised, let until, until < day { self = .expired(since: until) } else { self = .state(state) }
    }
}

/// Whether a registration is a subject's first, or follows one that was recognised the year before (tái đăng ký).
package enum RegistrationKind: String, Codable, CaseIterable, Sendable {
    case new
    case renewed

    /// Đăng ký mới, Tái đăng ký.
    package var vietnameseName: String { self == .new ? "Đăng ký mới" : "Tái đăng ký" }

    /// New, Renewed.
    package var englishName: String { self == .new ? "New" : "Renewed" }
}
