package import FoundationEssentials

/// A moment of PostgreSQL's type timestamptz, to the microsecond: from 4714-11-24 BC to 294276-12-31, or one of the
/// infinities.
package struct PostgresTimestampTZ: Hashable, Sendable {
    /// Microseconds since 2000-01-01 00:00:00 UTC; the largest and the smallest `Int64` are the infinities.
    package let microseconds: Int64

    /// Later than every other.
    package static let infinity = PostgresTimestampTZ(unchecked: .max)
    /// Earlier than every other.
    package static let negativeInfinity = PostgresTimestampTZ(unchecked: .min)

    private init(unchecked microseconds: Int64) { self.microseconds = microseconds }

    /// `nil` for values that PostgreSQL does not take.
    package init?(microseconds: Int64) {
        guard PostgresTimestamp.limits.contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// The moment at which clocks in Greenwich show `utc`; of its infinities, the same.
    package init(utc: PostgresTimestamp) { microseconds = utc.microseconds }

    /// The nearest microsecond; `nil` for a `Date` that PostgreSQL does not reach or that is no number.
    package init?(_ date: Date) {
        let seconds = date.timeIntervalSinceReferenceDate
        let whole = seconds.rounded(.down)
        guard let wholeSeconds = Int64(exactly: whole), Self.reachableSeconds.contains(wholeSeconds) else { return nil }
        let fraction = Int64(((seconds - whole) * 1e6).rounded())
        self.init(microseconds: (wholeSeconds + Self.referenceDateSeconds) * 1_000_000 + fraction)
    }

    /// Whether it is a moment in time.
    package var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// What clocks in Greenwich show.
    package var utc: PostgresTimestamp {
        if self == .infinity { return .infinity }
        return PostgresTimestamp(microseconds: microseconds) ?? .negativeInfinity
    }

    /// Seconds from 2000-01-01, where PostgreSQL counts from, to 2001-01-01, where `Date` does.
    static let referenceDateSeconds: Int64 = 31_622_400

    /// Seconds since 2001-01-01 between which PostgreSQL's timestamps lie.
    private static let reachableSeconds: ClosedRange<Int64> =
        PostgresTimestamp.limits.lowerBound / 1_000_000 - referenceDateSeconds...PostgresTimestamp.limits.upperBound
        / 1_000_000 - referenceDateSeconds
}

extension PostgresTimestampTZ: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }
}

extension PostgresTimestampTZ: LosslessStringConvertible {
    /// ISO 8601 as PostgreSQL writes it for a session in UTC: `2024-02-29 04:05:06.789+00`.
    package var description: String { utc.text(zone: "+00") }

    /// Reads what `description` writes, with any zone, and a `T` for the space allowed; `nil` for anything else.
    package init?(_ description: String) {
        switch description {
        case "infinity": self = .infinity
        case "-infinity": self = .negativeInfinity
        default:
            guard let value = PostgresCalendarScanner.timestamp(description, hasZone: true) else { return nil }
            self.init(microseconds: value)
        }
    }
}

extension PostgresTimestampTZ: PostgresCodable {
    package static var postgresType: PostgresType { .id(.timestamptz) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTimestampTZ {
        try cell.expect(.timestamptz, for: "PostgresTimestampTZ")
        return PostgresTimestampTZ(unchecked: try PostgresTimestamp.microseconds(cell))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(microseconds) }
}
