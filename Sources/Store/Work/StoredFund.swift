package import Postgres
package import Programme

/// A fund for learning as kept, with what came in and left.
package struct StoredFund: Hashable, Sendable, PostgresRowDecodable {
    package let id: FundID
    package let version: Int
    package let name: String
    package let openedOn: CalendarDay?
    /// The last day; nil until further notice.
    package let closedOn: CalendarDay?
    /// In all, in đồng.
    package let income: Int
    package let spending: Int

    /// What is in it, in đồng.
    package var balance: Int { income - spending }

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        name = try row.next()
        openedOn = try row.next()
        closedOn = try row.next()
        income = try row.next()
        spending = try row.next()
    }
}

/// One entry of a fund as kept.
package struct StoredFundEntry: Hashable, Sendable, PostgresRowDecodable {
    package let id: FundEntryID
    package let fund: FundID
    package let record: FundEntry
    /// The entry that this one takes back.
    package let reverses: FundEntryID?
    /// The entry that takes this one back.
    package let reversedBy: FundEntryID?
    /// What is in the fund after it, by day and order of entry; in đồng.
    package let balance: Int

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        fund = try row.next()
        record = FundEntry(
            direction: try row.next(),
            kind: try row.next(),
            amount: try row.next(),
            enteredOn: try row.next(),
            document: try row.next(),
            note: try row.next()
        )
        reverses = try row.next()
        reversedBy = try row.next()
        balance = try row.next()
    }
}
