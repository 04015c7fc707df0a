internal import Foundation
internal import Programme

extension JSONValue {
    /// An identity, or null.
    init<Subject>(_ identity: Identity<Subject>?) { self = identity.map { .string($0.description) } ?? .null }

    /// A day, or null.
    init(_ day: CalendarDay?) { self = day.map { .string($0.description) } ?? .null }

    /// A date as far as it is known, in EDTF, or null.
    init(_ date: PartialDate?) { self = date.map { .string($0.edtf) } ?? .null }
}

extension CalendarDay {
    /// Seconds by which Viet Nam is ahead of UTC, all year.
    private static let vietnamSeconds = 7 * 3600

    /// Today in Viet Nam.
    static var today: CalendarDay {
        let seconds = Int(Date().timeIntervalSince1970) + vietnamSeconds
        return CalendarDay(dayNumber: seconds / 86400) ?? .epoch
    }
}
