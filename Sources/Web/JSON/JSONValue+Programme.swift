internal import Programme

extension JSONValue {
    /// An identity, or null.
    init<Subject>(_ identity: Identity<Subject>?) { self = identity.map { .string($0.description) } ?? .null }

    /// A day, or null.
    init(_ day: CalendarDay?) { self = day.map { .string($0.description) } ?? .null }

    /// A date as far as it is known, in EDTF, or null.
    init(_ date: PartialDate?) { self = date.map { .string($0.edtf) } ?? .null }
}
