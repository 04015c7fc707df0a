package import Postgres
package import Programme

/// A part of a tenant (chi hội, chi đoàn, công đoàn cơ sở) as kept.
package struct StoredBranch: Hashable, Sendable {
    package let id: BranchID
    /// The branch above; nil at the top.
    package let parent: BranchID?
    package let name: String
    /// Where it is now, if it belongs to a place.
    package let area: AreaID?
    /// Since when it takes no members.
    package let closedOn: CalendarDay?
    /// Rises by one with each change.
    package let version: Int

    /// Characters in a name, at most.
    package static let longestName = 200

    /// A name as it is kept; nil if nothing is left of it or it is too long.
    static func kept(name: String) -> String? {
        let clean = VietnameseText.clean(name)
        return (1...longestName).contains(clean.unicodeScalars.count) ? clean : nil
    }
}

extension StoredBranch: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        parent = try row.next()
        name = try row.next()
        area = try row.next()
        closedOn = try row.next()
        version = try row.next()
    }
}
