/// A time of day to the minute, as timetables have it.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Since midnight, 0 to 1,439.
    package let minute: Int

    /// The time; nil if there is none.
    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.minute = hour * 60 + minute
    }

    /// The time this many minutes after midnight; nil outside of a day.
    package init?(minute: Int) {
        guard (0..<1440).contains(minute) else { return nil }
        self.minute = minute
    }

    /// In order of the day.
    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minute < right.minute }
}

extension TimeOfDay: CustomStringConvertible {
    /// `07:30`.
    package var description: String {
        "\(DateDigits.padded(minute / 60, to: 2)):\(DateDigits.padded(minute % 60, to: 2))"
    }

    /// Reads exactly what `description` writes.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = DateDigits.number(parts[0]), let minute = DateDigits.number(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }
}

/// A day of the week.
package enum Weekday: Int, Codable, CaseIterable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// Thứ Hai … Chủ Nhật.
    package var vietnameseName: String {
        ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"][rawValue - 1]
    }
}

extension CalendarDay {
    /// Which day of the week it is.
    package var weekday: Weekday {
        // 1 January 1970 was a Thursday
        let fromMonday = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday(rawValue: fromMonday + 1) ?? .monday
    }
}
