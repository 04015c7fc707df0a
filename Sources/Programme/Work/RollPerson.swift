/// Somebody who is to be trained, as the roll has them.
package struct RollPerson: Hashable, Sendable {
    package var audience: TrainingAudience
    package var fullName: String
    /// What the person is there.
    package var position: String
    /// The first day.
    package var from: CalendarDay?
    /// The last day; nil until further notice.
    package var through: CalendarDay?

    /// A record of these parts.
    package init(
        audience: TrainingAudience,
        fullName: String,
        position: String = "",
        from: CalendarDay? = nil,
        through: CalendarDay? = nil
    ) {
        self.audience = audience
        self.fullName = fullName
        self.position = position
        self.from = from
        self.through = through
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> RollPerson {
        var clean = self
        clean.fullName = try WorkDefect.text(fullName, 1...100)
        clean.position = try WorkDefect.text(position, 0...100)
        try WorkDefect.require(from, before: through)
        return clean
    }
}

extension RollPerson {
    /// Whether the person is on the roll on a day.
    package func isOnRoll(on day: CalendarDay) -> Bool {
        from.map { $0 <= day } ?? true && through.map { day <= $0 } ?? true
    }
}
