package import Postgres
package import Programme

/// A record of the programme's work as kept.
package struct StoredWork<Subject, Record: Hashable & Sendable>: Hashable, Sendable {
    package let id: Identity<Subject>
    package let version: Int
    package let record: Record
}

/// Reads `id, version` and the record.
extension StoredWork: PostgresRowDecodable where Record: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        record = try Record(from: &row)
    }
}

/// How much of the programme's work is shown at once.
package enum WorkLimits {
    /// Records on one page: a ward enters some dozens in a year.
    package static let most = 500
    /// Lines below one record: tasks of a plan, findings of an inspection, who was trained.
    package static let mostLines = 2_000
}

/// Some records of a list.
package struct WorkPage<Element> {
    package let items: [Element]
    /// Whether there are more behind the last.
    package let hasMore: Bool

    /// The page of what was read: more than the limit, if there is more.
    package init(_ read: [Element], limit: Int) {
        items = Array(read.prefix(limit))
        hasMore = read.count > limit
    }
}

extension WorkPage: Sendable where Element: Sendable {}

extension WorkPage where Element == Void {
    /// The days of a year; all days for nil.
    static func days(of year: Int?) -> (first: CalendarDay, last: CalendarDay) {
        let year = year.map { min(max($0, CalendarDay.years.lowerBound), CalendarDay.years.upperBound) }
        let first = CalendarDay(year: year ?? CalendarDay.years.lowerBound, month: 1, day: 1)
        let last = CalendarDay(year: year ?? CalendarDay.years.upperBound, month: 12, day: 31)
        return (first ?? .epoch, last ?? .epoch)
    }
}

extension StoreError {
    /// Runs a check of the domain; what is wrong becomes a refusal.
    static func refusing<Value>(_ check: () throws(WorkDefect) -> Value) throws(StoreError) -> Value {
        do {
            return try check()
        } catch {
            switch error {
            case .text: throw .refused(.textLength)
            case .dates: throw .refused(.workDates)
            case .range: throw .refused(.workRange)
            }
        }
    }
}

extension TenantTransaction {
    /// Locks one record by a statement that answers its version.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    func requireVersion(_ version: Int, _ query: PostgresQuery) async throws {
        guard let current = try await run(query).decode(Int.self).first else { throw StoreError.notFound }
        guard current == version else { throw StoreError.versionDiffers(current: current) }
    }
}

/// See `Communication`.
package typealias StoredCommunication = StoredWork<IdentitySubject.Communication, Communication>
/// See `Training`.
package typealias StoredTraining = StoredWork<IdentitySubject.Training, Training>
/// See `RollPerson`.
package typealias StoredRollPerson = StoredWork<IdentitySubject.RollPerson, RollPerson>
/// See `Gathering`.
package typealias StoredGathering = StoredWork<IdentitySubject.Gathering, Gathering>
/// See `Inspection`.
package typealias StoredInspection = StoredWork<IdentitySubject.Inspection, Inspection>
