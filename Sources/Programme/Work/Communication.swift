/// What was done to make the programme known (tuyên truyền), as it is entered.
package struct Communication: Hashable, Sendable {
    package var kind: CommunicationKind
    package var medium: CommunicationMedium
    /// About what.
    package var title: String
    /// For whom.
    package var audience: String
    /// With whom.
    package var partner: String
    package var heldOn: CalendarDay
    /// How many times (số cuộc).
    package var occasions: Int
    /// Who came, counted each time (lượt người); nil if nobody counted.
    package var turns: Int?
    /// Handed out or printed; nil if there were none.
    package var copies: Int?
    /// What was handed out, or where it can be read.
    package var materials: String

    /// A record of these parts.
    package init(
        kind: CommunicationKind,
        medium: CommunicationMedium,
        title: String,
        audience: String = "",
        partner: String = "",
        heldOn: CalendarDay,
        occasions: Int = 1,
        turns: Int? = nil,
        copies: Int? = nil,
        materials: String = ""
    ) {
        self.kind = kind
        self.medium = medium
        self.title = title
        self.audience = audience
        self.partner = partner
        self.heldOn = heldOn
        self.occasions = occasions
        self.turns = turns
        self.copies = copies
        self.materials = materials
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Communication {
        var clean = self
        clean.title = try WorkDefect.text(title, 1...300)
        clean.audience = try WorkDefect.text(audience, 0...200)
        clean.partner = try WorkDefect.text(partner, 0...200)
        try WorkDefect.require(occasions, in: 1...100_000)
        try WorkDefect.require(turns, in: 0...10_000_000)
        try WorkDefect.require(copies, in: 0...10_000_000)
        clean.materials = try WorkDefect.text(materials, 0...1000)
        return clean
    }
}
