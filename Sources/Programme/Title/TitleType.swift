/// To whom a title is given: what wards keep, or a person.
package enum TitleHolder: String, Codable, CaseIterable, Sendable {
    case household
    case clan
    case community
    case unit
    /// Given by a system of its own; here it is only named.
    case citizen

    /// The subjects that can register for it; nil for people.
    package var subjectKind: SubjectKind? { SubjectKind(rawValue: rawValue) }
}

/// A title that can be given (danh hiệu). Names changed in 2016 and a new one came in 2022, so titles are data with dates.
package struct TitleType: Hashable, Sendable {
    package let id: TitleTypeID
    /// Names it in files and commands, such as `gia-dinh-hoc-tap`.
    package let key: String
    package let holder: TitleHolder
    package let vietnamese: String
    package let english: String
    package let legalBasis: String
    /// Since when it was tried in some wards; nil if it never was.
    package let pilotFrom: CalendarDay?
    package let validity: Validity
    /// How long it holds after the year of the decision; nil where nobody has said so.
    package let validityMonths: Int?
    /// How long to wait for the next level; nil without such a rule.
    package let waitMonths: Int?

    /// A title of these parts.
    package init(
        id: TitleTypeID,
        key: String,
        holder: TitleHolder,
        vietnamese: String,
        english: String,
        legalBasis: String = "",
        pilotFrom: CalendarDay? = nil,
        validity: Validity = .always,
        validityMonths: Int? = nil,
        waitMonths: Int? = nil
    ) {
        self.id = id
        self.key = key
        self.holder = holder
        self.vietnamese = vietnamese
        self.english = english
        self.legalBasis = legalBasis
        self.pilotFrom = pilotFrom
        self.validity = validity
        self.validityMonths = validityMonths
        self.waitMonths = waitMonths
    }

    /// Whether it can be given for a year: on some day of it the title is in force, or on trial.
    package func isGiven(in year: Int) -> Bool {
        guard let first = CalendarDay(year: year, month: 1, day: 1),
            let last = CalendarDay(year: year, month: 12, day: 31)
        else { return false }
        if let from = pilotFrom ?? validity.from, last < from { return false }
        if let through = validity.through, through < first { return false }
        return true
    }
}

/// Since when a title holds, and until when.
package struct TitleTerm: Hashable, Sendable {
    /// The day of the decision.
    package let from: CalendarDay
    /// The last day; nil: until it is revoked, because nobody has said how long it holds.
    package let until: CalendarDay?

    /// The term of a title that is given for `year` by a decision of a day: it holds for so many months that follow the year.
    package init(decidedOn day: CalendarDay, year: Int, months: Int?) {
        from = day
        until = months.flatMap { months in
            let last = year * 12 + 11 + months
            guard let end = CalendarDay.lastDay(ofMonth: last % 12 + 1, year: last / 12) else { return nil }
            return max(day, end)
        }
    }

    /// The first day on which the next level can be decided, so many months after this decision; nil outside of the calendar.
    package static func nextLevel(after day: CalendarDay, months: Int) -> CalendarDay? {
        let month = day.year * 12 + day.month - 1 + months
        let days = CalendarDay.days(in: month % 12 + 1, of: month / 12)
        return CalendarDay(year: month / 12, month: month % 12 + 1, day: min(day.day, days))
    }

    /// Whether it is over on a day.
    package func isExpired(on day: CalendarDay) -> Bool { until.map { $0 < day } ?? false }
}

extension CalendarDay {
    fileprivate static func lastDay(ofMonth month: Int, year: Int) -> CalendarDay? {
        CalendarDay(year: year, month: month, day: days(in: month, of: year))
    }
}
