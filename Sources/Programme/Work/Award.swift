/// A scholarship, a reward or help in hardship, as it is entered.
package struct Award: Hashable, Sendable {
    package var kind: AwardKind
    package var recipientKind: RecipientKind
    package var recipientName: String
    /// For what.
    package var reason: String
    /// In đồng; 0 for what is no money.
    package var amount: Int
    package var awardedOn: CalendarDay

    /// An record of these parts.
    package init(
        kind: AwardKind,
        recipientKind: RecipientKind,
        recipientName: String,
        reason: String = "",
        amount: Int,
        awardedOn: CalendarDay
    ) {
        self.kind = kind
        self.recipientKind = recipientKind
        self.recipientName = recipientName
        self.reason = reason
        self.amount = amount
        self.awardedOn = awardedOn
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> Award {
        var clean = self
        clean.recipientName = try WorkDefect.text(recipientName, 1...100)
        clean.reason = try WorkDefect.text(reason, 0...500)
        try WorkDefect.require(amount, in: 0...FundLedger.amounts.upperBound)
        return clean
    }
}
