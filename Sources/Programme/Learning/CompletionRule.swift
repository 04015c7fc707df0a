/// When somebody has completed a class: what of the sessions that were held, and how many minutes, one has to attend. Without
/// either, whoever came once has completed it.
package struct CompletionRule: Hashable, Sendable {
    /// Of `percent`.
    package static let percents = 1...100
    /// Of `minutes`.
    package static let minuteLimits = 1...600_000

    /// Percent of the sessions held, rounded up to whole sessions.
    package var percent: Int?
    /// Minutes attended in all.
    package var minutes: Int?

    /// A rule of these parts.
    package init(percent: Int? = nil, minutes: Int? = nil) {
        self.percent = percent
        self.minutes = minutes
    }

    /// Whether both parts are within their bounds.
    package var isPossible: Bool {
        percent.map(Self.percents.contains) ?? true && minutes.map(Self.minuteLimits.contains) ?? true
    }

    /// How somebody stands who attended `sessions` of the `held` sessions, for `minutes` in all.
    package func judge(held: Int, sessions: Int, minutes attended: Int) -> Completion {
        let needed = max(1, percent.map { (held * $0 + 99) / 100 } ?? 0)
        return Completion(
            missingSessions: max(0, needed - sessions),
            missingMinutes: max(0, (minutes ?? 0) - attended)
        )
    }
}

/// Whether a class was completed, and if not, what is missing.
package struct Completion: Hashable, Sendable {
    /// Sessions that one would have had to attend besides.
    package let missingSessions: Int
    /// Minutes that one would have had to attend besides.
    package let missingMinutes: Int

    /// Whether nothing is missing.
    package var isCompleted: Bool { missingSessions == 0 && missingMinutes == 0 }
}

/// What a class came to for somebody.
package enum LearningOutcome: String, Codable, CaseIterable, Sendable {
    case completed
    case notCompleted = "not_completed"

    /// Hoàn thành, Chưa hoàn thành.
    package var vietnameseName: String { self == .completed ? "Hoàn thành" : "Chưa hoàn thành" }

    /// Completed, Not completed.
    package var englishName: String { self == .completed ? "Completed" : "Not completed" }
}
