/// What an inspection found, and what follows, as it is entered.
package struct Finding: Hashable, Sendable {
    /// What is wrong.
    package var finding: String
    /// What is to be done.
    package var measure: String
    /// Until when; nil if nothing is to be done.
    package var dueOn: CalendarDay?

    /// A record of these parts.
    package init(
        finding: String,
        measure: String = "",
        dueOn: CalendarDay? = nil
    ) {
        self.finding = finding
        self.measure = measure
        self.dueOn = dueOn
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Finding {
        var clean = self
        clean.finding = try WorkDefect.text(finding, 1...1000)
        clean.measure = try WorkDefect.text(measure, 0...1000)
        return clean
    }
}
