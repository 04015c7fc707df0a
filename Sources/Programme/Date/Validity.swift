/// The days on which something holds, first and last included; open where the day is not known or not yet settled.
package struct Validity: Hashable, Sendable {
    /// The first day; nil for "since before anybody recorded".
    package let from: CalendarDay?
    /// The last day; nil for "until further notice".
    package let through: CalendarDay?

    /// Every day.
    package static let always = Validity(unchecked: nil, nil)

    /// The span; nil if it ends before it begins.
    package init?(from: CalendarDay?, through: CalendarDay?) {
        if let from, let through, through < from { return nil }
        self.init(unchecked: from, through)
    }

    private init(unchecked from: CalendarDay?, _ through: CalendarDay?) {
        self.from = from
        self.through = through
    }

    /// Whether it holds on a day.
    package func contains(_ day: CalendarDay) -> Bool {
        from.map { $0 <= day } ?? true && through.map { day <= $0 } ?? true
    }

    /// Whether both hold on some day.
    package func overlaps(_ other: Validity) -> Bool {
        let begins = [from, other.from].compactMap(\.self).max()
        let ends = [through, other.through].compactMap(\.self).min()
        guard let begins, let ends else { return true }
        return begins <= ends
    }
}

/// A value that holds for a time: a name, a code, a place above.
package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    /// What holds.
    package let value: Value
    /// When it holds.
    package let validity: Validity

    /// The value and when it holds.
    package init(_ value: Value, _ validity: Validity = .always) {
        self.value = value
        self.validity = validity
    }
}
