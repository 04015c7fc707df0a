/// A range of any type that has them. PostgreSQL itself writes ranges of whole numbers and days as `[lower, upper)`.
///
/// As a parameter it has the built-in range type over `Bound` (int4, int8, numeric, date, timestamp, timestamptz), or
/// the one that `Bound` names as its `postgresRangeType`; otherwise the server infers it from the statement.
package enum PostgresRange<Bound> {
    /// One end of a range.
    package enum Limit {
        /// The range goes on without end.
        case unbounded
        /// The value itself belongs to the range.
        case inclusive(Bound)
        /// The value itself does not belong to the range.
        case exclusive(Bound)

        /// The value, where there is one.
        package var bound: Bound? {
            switch self {
            case .unbounded: nil
            case .inclusive(let bound), .exclusive(let bound): bound
            }
        }
    }

    /// The range that holds nothing.
    case empty
    case bounds(lower: Limit, upper: Limit)

    /// The range that holds everything.
    package static var everything: PostgresRange { .bounds(lower: .unbounded, upper: .unbounded) }
}

extension PostgresRange.Limit: Sendable where Bound: Sendable {}
extension PostgresRange.Limit: Equatable where Bound: Equatable {}
extension PostgresRange.Limit: Hashable where Bound: Hashable {}
extension PostgresRange: Sendable where Bound: Sendable {}
extension PostgresRange: Equatable where Bound: Equatable {}
extension PostgresRange: Hashable where Bound: Hashable {}

extension PostgresRange where Bound: Comparable {
    /// The same as Swift's `lower..<upper`.
    package init(_ range: Range<Bound>) {
        self =
            range.isEmpty
            ? .empty : .bounds(lower: .inclusive(range.lowerBound), upper: .exclusive(range.upperBound))
    }

    /// The same as Swift's `lower...upper`.
    package init(_ range: ClosedRange<Bound>) {
        self = .bounds(lower: .inclusive(range.lowerBound), upper: .inclusive(range.upperBound))
    }

    /// Whether `value` lies in the range.
    package func contains(_ value: Bound) -> Bool {
        guard case .bounds(let lower, let upper) = self else { return false }
        let isAbove =
            switch lower {
            case .unbounded: true
            case .inclusive(let bound): bound <= value
            case .exclusive(let bound): bound < value
            }
        guard isAbove else { return false }
        return switch upper {
        case .unbounded: true
        case .inclusive(let bound): value <= bound
        case .exclusive(let bound): value < bound
        }
    }
}

extension PostgresRange: CustomStringConvertible {
    /// PostgreSQL's own text form: `[1,10)`, `(,"2024-01-01 00:00:00"]`, `empty`.
    package var description: String {
        guard case .bounds(let lower, let upper) = self else { return "empty" }
        let start =
            switch lower {
            case .unbounded: "("
            case .inclusive(let bound): "[" + PostgresText.rangeBound(bound)
            case .exclusive(let bound): "(" + PostgresText.rangeBound(bound)
            }
        let end =
            switch upper {
            case .unbounded: ")"
            case .inclusive(let bound): PostgresText.rangeBound(bound) + "]"
            case .exclusive(let bound): PostgresText.rangeBound(bound) + ")"
            }
        return "\(start),\(end)"
    }
}

/// The bits of the byte that a range's binary format begins with.
private enum RangeFlag {
    static let isEmpty: UInt8 = 0x01
    static let lowerInclusive: UInt8 = 0x02
    static let upperInclusive: UInt8 = 0x04
    static let lowerUnbounded: UInt8 = 0x08
    static let upperUnbounded: UInt8 = 0x10
    static let all: UInt8 = 0x1F
}

extension PostgresRange: PostgresDecodable where Bound: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresRange {
        guard let subtype = cell.types.subtype(ofRange: cell.type) else { throw cell.mismatch("range") }
        var reader = PostgresByteReader(cell.bytes)
        let flags = try reader.integer(UInt8.self)
        guard flags & ~RangeFlag.all == 0 else { throw .malformed("range flags") }
        if flags & RangeFlag.isEmpty != 0 {
            guard flags == RangeFlag.isEmpty else { throw .malformed("range flags") }
            try reader.end()
            return .empty
        }
        let base = cell.types.base(of: subtype)
        let lower = try limit(
            &reader,
            cell,
            base,
            isUnbounded: flags & RangeFlag.lowerUnbounded != 0,
            isInclusive: flags & RangeFlag.lowerInclusive != 0
        )
        let upper = try limit(
            &reader,
            cell,
            base,
            isUnbounded: flags & RangeFlag.upperUnbounded != 0,
            isInclusive: flags & RangeFlag.upperInclusive != 0
        )
        try reader.end()
        return .bounds(lower: lower, upper: upper)
    }

    private static func limit(
        _ reader: inout PostgresByteReader,
        _ cell: PostgresCell,
        _ subtype: PostgresTypeID,
        isUnbounded: Bool,
        isInclusive: Bool
    ) throws(PostgresDecodingProblem) -> Limit {
        guard !isUnbounded else {
            guard !isInclusive else { throw .malformed("range flags") }
            return .unbounded
        }
        guard let bytes = try reader.element() else { throw .malformed("range bound") }
        let bound = try Bound.decode(try cell.nested(bytes, subtype))
        return isInclusive ? .inclusive(bound) : .exclusive(bound)
    }
}

extension PostgresRange: PostgresEncodable where Bound: PostgresEncodable {
    package static var postgresType: PostgresType { Bound.postgresRangeType }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard case .bounds(let lower, let upper) = self else {
            buffer.write(RangeFlag.isEmpty)
            return
        }
        var flags: UInt8 = 0
        switch lower {
        case .unbounded: flags |= RangeFlag.lowerUnbounded
        case .inclusive: flags |= RangeFlag.lowerInclusive
        case .exclusive: break
        }
        switch upper {
        case .unbounded: flags |= RangeFlag.upperUnbounded
        case .inclusive: flags |= RangeFlag.upperInclusive
        case .exclusive: break
        }
        buffer.write(flags)
        for bound in [lower.bound, upper.bound] {
            guard let bound else { continue }
            guard !bound.isPostgresNull else { throw .invalid("a range bound that is NULL") }
            try buffer.writeElement(bound)
        }
    }
}
