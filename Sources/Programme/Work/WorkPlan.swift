/// A plan of a tenant for the programme (kế hoạch), as it is entered.
package struct WorkPlan: Hashable, Sendable {
    /// For which it is.
    package var year: Int
    package var title: String
    /// Of the document, such as `12/KH-UBND`.
    package var number: String
    /// When it was signed.
    package var issuedOn: CalendarDay?
    package var startsOn: CalendarDay
    package var endsOn: CalendarDay
    /// What is to be reached.
    package var content: String

    /// A record of these parts.
    package init(
        year: Int,
        title: String,
        number: String = "",
        issuedOn: CalendarDay? = nil,
        startsOn: CalendarDay,
        endsOn: CalendarDay,
        content: String = ""
    ) {
        self.year = year
        self.title = title
        self.number = number
        self.issuedOn = issuedOn
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.content = content
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> WorkPlan {
        var clean = self
        try WorkDefect.require(year, in: WorkDefect.years)
        clean.title = try WorkDefect.text(title, 1...300)
        clean.number = try WorkDefect.text(number, 0...60)
        clean.content = try WorkDefect.text(content, 0...4000)
        try WorkDefect.require(startsOn, before: endsOn)
        return clean
    }
}
