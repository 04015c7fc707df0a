/// A training (lớp tập huấn), as it is entered.
package struct Training: Hashable, Sendable {
    package var audience: TrainingAudience
    package var title: String
    /// Whether it is about computers in running a centre.
    package var isComputing: Bool
    /// Who holds it.
    package var host: String
    package var place: String
    /// The first day.
    package var heldOn: CalendarDay
    package var endsOn: CalendarDay
    /// In all.
    package var hours: Int

    /// A record of these parts.
    package init(
        audience: TrainingAudience,
        title: String,
        isComputing: Bool = false,
        host: String = "",
        place: String = "",
        heldOn: CalendarDay,
        endsOn: CalendarDay,
        hours: Int
    ) {
        self.audience = audience
        self.title = title
        self.isComputing = isComputing
        self.host = host
        self.place = place
        self.heldOn = heldOn
        self.endsOn = endsOn
        self.hours = hours
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Training {
        var clean = self
        clean.title = try WorkDefect.text(title, 1...300)
        clean.host = try WorkDefect.text(host, 0...200)
        clean.place = try WorkDefect.text(place, 0...200)
        try WorkDefect.require(hours, in: 1...1000)
        try WorkDefect.require(heldOn, before: endsOn)
        return clean
    }
}
