/// An inspection (kiểm tra, giám sát), as it is entered.
package struct Inspection: Hashable, Sendable {
    /// Of what.
    package var title: String
    /// Who was inspected.
    package var inspected: String
    /// Who led it.
    package var leader: String
    package var heldOn: CalendarDay
    /// What was found in all.
    package var conclusions: String

    /// An record of these parts.
    package init(
        title: String,
        inspected: String,
        leader: String = "",
        heldOn: CalendarDay,
        conclusions: String = ""
    ) {
        self.title = title
        self.inspected = inspected
        self.leader = leader
        self.heldOn = heldOn
        self.conclusions = conclusions
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Inspection {
        var clean = self
        clean.title = try WorkDefect.text(title, 1...300)
        clean.inspected = try WorkDefect.text(inspected, 1...200)
        clean.leader = try WorkDefect.text(leader, 0...100)
        clean.conclusions = try WorkDefect.text(conclusions, 0...4000)
        return clean
    }
}
