/// A workshop, a consultation, a study visit, a review or a launch, as it is entered.
package struct Gathering: Hashable, Sendable {
    package var kind: GatheringKind
    package var title: String
    package var place: String
    /// With whom.
    package var partner: String
    package var heldOn: CalendarDay
    /// Nil if nobody counted.
    package var participants: Int?
    /// Opinions given; nil if nobody counted.
    package var contributions: Int?
    /// What came of it.
    package var conclusions: String

    /// A record of these parts.
    package init(
        kind: GatheringKind,
        title: String,
        place: String = "",
        partner: String = "",
        heldOn: CalendarDay,
        participants: Int? = nil,
        contributions: Int? = nil,
        conclusions: String = ""
    ) {
        self.kind = kind
        self.title = title
        self.place = place
        self.partner = partner
        self.heldOn = heldOn
        self.participants = participants
        self.contributions = contributions
        self.conclusions = conclusions
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Gathering {
        var clean = self
        clean.title = try WorkDefect.text(title, 1...300)
        clean.place = try WorkDefect.text(place, 0...200)
        clean.partner = try WorkDefect.text(partner, 0...200)
        try WorkDefect.require(participants, in: 0...1_000_000)
        try WorkDefect.require(contributions, in: 0...1_000_000)
        clean.conclusions = try WorkDefect.text(conclusions, 0...4000)
        return clean
    }
}
