import Programme

/// When somebody has completed a class of a demo.
struct DemoCompletion: Sendable {
    /// Of the sessions held; nil: no such rule.
    let percent: Int?
    /// Attended in all; nil: no such rule.
    let minutes: Int?

    init(sessions: Int, minutesOfSession: Int, using random: inout DemoRandom) {
        let lot = random.below(100)
        percent = sessions > 1 && lot < 65 ? random.pick([50, 60, 70, 80], or: 80) : nil
        minutes = sessions > 2 && lot >= 55 && lot < 75 ? sessions * minutesOfSession * 6 / 10 : nil
    }

    /// Whether it is completed by who came to some of the sessions held, for so long in all. Without a rule it is enough to
    /// have come.
    func isReached(sessions: Int, of held: Int, minutes attended: Int) -> Bool {
        if let percent, sessions * 100 < percent * held { return false }
        if let minutes, attended < minutes { return false }
        return sessions > 0
    }
}
