package import FoundationEssentials
package import Postgres
package import Programme

/// Two records found to be one person, without what they held.
package struct MergeSummary: Hashable, Codable, Sendable {
    package let id: MergeID
    /// The record that stayed.
    package let kept: MemberID
    /// The record that was taken in.
    package let absorbed: MemberID
    package let officer: OfficerID?
    package let mergedAt: Date
    /// When it was taken back.
    package let undoneAt: Date?
}

extension MergeSummary: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        kept = try row.next()
        absorbed = try row.next()
        officer = try row.next()
        mergedAt = try row.next()
        undoneAt = try row.next()
    }
}

/// A merge with what it takes to undo it.
struct StoredMerge: PostgresRowDecodable {
    let kept: MemberID
    let absorbed: MemberID
    let keptBefore: MergeSnapshot
    let absorbedBefore: MergeSnapshot
    let keptVersion: Int
    let isUndone: Bool

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        kept = try row.next()
        absorbed = try row.next()
        keptBefore = try row.next(PostgresJSON<MergeSnapshot>.self).value
        absorbedBefore = try row.next(PostgresJSON<MergeSnapshot>.self).value
        keptVersion = try row.next()
        isUndone = try row.next()
    }
}
