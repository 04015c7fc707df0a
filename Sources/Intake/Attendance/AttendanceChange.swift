/// One attendance that a register changes.
package struct AttendanceChange: Hashable, Sendable {
    /// Changes of one register, at most: 300 people in 60 sessions.
    package static let most = 18_000

    /// The session's number in the class.
    package let ordinal: Int
    /// The person's number in the class.
    package let seat: Int
    /// Minutes until now; nil for absent.
    package let before: Int?
    /// Minutes from now on; nil for absent.
    package let after: Int?

    /// A change of these parts.
    package init(ordinal: Int, seat: Int, before: Int?, after: Int?) {
        self.ordinal = ordinal
        self.seat = seat
        self.before = before
        self.after = after
    }

    /// Changes as one field of a form carries them: `1.12.0.90` for each.
    package static func text(of changes: [AttendanceChange]) -> String {
        changes.map { "\($0.ordinal).\($0.seat).\($0.before ?? 0).\($0.after ?? 0)" }.joined(separator: " ")
    }

    /// Reads what `text(of:)` wrote; nil for anything else.
    package static func list(_ text: String) -> [AttendanceChange]? {
        var changes: [AttendanceChange] = []
        var seen: Set<[Int]> = []
        for part in text.utf8.split(separator: UInt8(ascii: " ")) {
            let numbers = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { digits in
                digits.count <= 6 && digits.allSatisfy { (0x30...0x39).contains($0) } ? Int(Substring(digits)) : nil
            }
            guard changes.count < most, numbers.count == 4, let ordinal = numbers[0], let seat = numbers[1],
                let before = numbers[2], let after = numbers[3], before <= 1440, after <= 1440,
                seen.insert([ordinal, seat]).inserted
            else { return nil }
            changes.append(
                AttendanceChange(
                    ordinal: ordinal,
                    seat: seat,
                    before: before == 0 ? nil : before,
                    after: after == 0 ? nil : after
                )
            )
        }
        return changes
    }
}
