/// A task of a plan (nhiệm vụ), as it is set.
package struct PlanTask: Hashable, Sendable {
    /// Who is to do it.
    package var assignee: TenantID
    package var title: String
    /// How.
    package var content: String
    /// Until when.
    package var dueOn: CalendarDay

    /// A record of these parts.
    package init(
        assignee: TenantID,
        title: String,
        content: String = "",
        dueOn: CalendarDay
    ) {
        self.assignee = assignee
        self.title = title
        self.content = content
        self.dueOn = dueOn
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> PlanTask {
        var clean = self
        clean.title = try WorkDefect.text(title, 1...300)
        clean.content = try WorkDefect.text(content, 0...2000)
        return clean
    }
}
