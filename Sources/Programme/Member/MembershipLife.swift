/// One thing that happened to a membership (tư cách hội viên). Dates are as sure as the lists have them: often only a year.
package struct MembershipEvent: Hashable, Sendable {
    /// What happened.
    package enum Kind: Hashable, Sendable {
        /// Vào hội, or again after leaving.
        case joined(branch: BranchID?)
        /// Chuyển sinh hoạt to another branch of the same tenant.
        case transferred(branch: BranchID)
        /// Ra khỏi tổ chức; the reason is a code of `ChoiceList.leavingReasons`, or what was typed instead.
        case left(reason: String?)
        /// Qua đời.
        case died
    }

    /// What happened.
    package let kind: Kind
    /// When, as far as it is known; nil where a list does not say.
    package let date: PartialDate?

    /// What happened and when.
    package init(_ kind: Kind, on date: PartialDate?) {
        self.kind = kind
        self.date = date
    }
}

/// The life of a membership: joined, transferred from branch to branch, left, perhaps joined again, died.
///
///     (outside) --joined--> member --left--> (outside)      died: from either, and nothing after it
///                           member --transferred--> member
package struct MembershipLife: Hashable, Sendable {
    /// Where somebody stands.
    package enum State: Hashable, Sendable {
        case outside
        case member(branch: BranchID?)
        case dead
    }

    /// In the order in which they happened.
    package private(set) var events: [MembershipEvent] = []

    /// Nobody yet.
    package init() {}

    /// After all that is recorded.
    package var state: State { events.last.map(Self.state(after:)) ?? .outside }

    /// On a day. Of an event whose day is not known the last day that it can be counts, so that nobody is taken for a member
    /// before it is sure; one without any date counts for no day.
    package func state(on day: CalendarDay) -> State {
        events.last { $0.date.map { $0.latest <= day } ?? false }.map(Self.state(after:)) ?? .outside
    }

    /// Records what happened next; gives the problem, and changes nothing, if it cannot have happened then. Dates that overlap
    /// because only the year is known are taken in the order in which they are recorded.
    package mutating func record(_ event: MembershipEvent, birthDate: PartialDate? = nil) -> FieldProblem? {
        if let problem = problem(of: event, birthDate: birthDate) { return problem }
        events.append(event)
        return nil
    }

    private func problem(of event: MembershipEvent, birthDate: PartialDate?) -> FieldProblem? {
        let date = event.date?.vietnamese ?? ""
        if let birthDate, let day = event.date?.latest, day < birthDate.earliest {
            return FieldProblem(.joinedBeforeBirth, date)
        }
        if let last = events.last, case .died = last.kind {
            return FieldProblem(.membershipAfterDeath, last.date?.vietnamese ?? "")
        }
        if let before = events.last(where: { $0.date != nil })?.date, let day = event.date?.latest,
            day < before.earliest
        {
            return FieldProblem(.membershipOutOfOrder, date, before.vietnamese)
        }
        switch (event.kind, state) {
        case (.joined, .member): return FieldProblem(.membershipAlreadyActive, events.last?.date?.vietnamese ?? date)
        case (.transferred, .outside), (.left, .outside): return FieldProblem(.membershipNotActive, date)
        default: return nil
        }
    }

    private static func state(after event: MembershipEvent) -> State {
        switch event.kind {
        case .joined(let branch): .member(branch: branch)
        case .transferred(let branch): .member(branch: branch)
        case .left: .outside
        case .died: .dead
        }
    }
}
