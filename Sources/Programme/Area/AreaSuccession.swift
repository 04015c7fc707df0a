/// One area's land going, whole or in part, to another on a day by a decision (sáp nhập, chia tách ...).
package struct AreaSuccession: Hashable, Sendable {
    /// What happened.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// `from` ends and lies whole in `to`.
        case merge
        /// `to` is new and was part of `from`, which may live on.
        case split
        /// A part of `from` goes to `to`; both live on.
        case transfer
        /// `to` is `from` with another name.
        case rename
        /// `to` is `from` with another code or kind.
        case recode
    }

    /// The area whose land goes.
    package let from: AreaID
    /// The area to which it goes.
    package let to: AreaID
    /// What happened.
    package let kind: Kind
    /// The first day of the new state.
    package let date: CalendarDay
    /// The decision that ordered it, as cited: `1664/NQ-UBTVQH15`.
    package let legalBasis: String

    /// One step.
    package init(from: AreaID, to: AreaID, kind: Kind, date: CalendarDay, legalBasis: String) {
        self.from = from
        self.to = to
        self.kind = kind
        self.date = date
        self.legalBasis = legalBasis
    }
}
