/// Money that came into a fund or left it, as it is entered.
package struct FundEntry: Hashable, Sendable {
    package var direction: FundDirection
    package var kind: FundEntryKind
    /// In đồng.
    package var amount: Int
    package var enteredOn: CalendarDay
    /// Number of the receipt.
    package var document: String
    /// About what.
    package var note: String

    /// A record of these parts.
    package init(
        direction: FundDirection,
        kind: FundEntryKind,
        amount: Int,
        enteredOn: CalendarDay,
        document: String = "",
        note: String = ""
    ) {
        self.direction = direction
        self.kind = kind
        self.amount = amount
        self.enteredOn = enteredOn
        self.document = document
        self.note = note
    }

    /// With its texts cleaned.
    ///
    /// - Throws: the first thing that is wrong with it.
    package func checked() throws(WorkDefect) -> FundEntry {
        var clean = self
        try WorkDefect.require(amount, in: FundLedger.amounts)
        clean.document = try WorkDefect.text(document, 0...60)
        clean.note = try WorkDefect.text(note, 0...500)
        guard kind.direction ?? direction == direction else { throw .range }
        return clean
    }
}
