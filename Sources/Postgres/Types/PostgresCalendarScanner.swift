/// Reads the parts of ISO 8601 dates and times, as PostgreSQL writes them, from the front of a text. Each function
/// answers `nil` where the part is not there or is out of its bounds.
struct PostgresCalendarScanner {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Whether `byte` was next; then it is read.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: byte) else { return false }
        rest.removeFirst()
        return true
    }

    /// Whether " BC" is all that is left; then it is read.
    mutating func takeBC() -> Bool {
        guard rest.elementsEqual(" BC".utf8) else { return false }
        rest = rest[rest.endIndex...]
        return true
    }

    /// A number of so many digits, 9 at the most.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < min(digits.upperBound, 9), let byte = rest.first, (0x30...0x39).contains(byte) {
            value = value * 10 + Int(byte - 0x30)
            count += 1
            rest.removeFirst()
        }
        return digits.contains(count) ? value : nil
    }

    /// `2024-02-29`: year as written, month and day.
    mutating func date() -> (year: Int, month: Int, day: Int)? {
        guard let year = number(digits: 4...7), year > 0, take("-"), let month = number(digits: 2...2), take("-"),
            let day = number(digits: 2...2)
        else { return nil }
        return (year, month, day)
    }

    /// `04:05:06.789` in microseconds, from 00:00 to 24:00; the seconds and up to six decimal places may be missing.
    mutating func time() -> Int64? {
        guard let hour = number(digits: 2...2), take(":"), let minute = number(digits: 2...2), minute < 60 else {
            return nil
        }
        var seconds = hour * 3_600 + minute * 60
        var fraction = 0
        if take(":") {
            guard let second = number(digits: 2...2), second < 60 else { return nil }
            seconds += second
            if take(".") {
                let before = rest.count
                guard let digits = number(digits: 1...6) else { return nil }
                fraction = (before - rest.count..<6).reduce(digits) { value, _ in value * 10 }
            }
        }
        let microseconds = Int64(seconds) * PostgresCalendar.microsecondsPerSecond + Int64(fraction)
        return microseconds <= PostgresCalendar.microsecondsPerDay ? microseconds : nil
    }

    /// `Z`, `+05`, `+0530`, `+05:30` or `+05:30:15`, in seconds east of Greenwich.
    mutating func zone() -> Int32? {
        if take("Z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hours = number(digits: 2...2) else { return nil }
        var seconds = hours * 3_600
        let hasColon = take(":")
        if hasColon || rest.first.map({ (0x30...0x39).contains($0) }) == true {
            guard let minutes = number(digits: 2...2), minutes < 60 else { return nil }
            seconds += minutes * 60
            if take(":") {
                guard let rest = number(digits: 2...2), rest < 60 else { return nil }
                seconds += rest
            }
        }
        return Int32(isEast ? seconds : -seconds)
    }

    /// A date and a time with a space or a `T` between them, then a zone if `hasZone`, then " BC" where it applies; in
    /// microseconds since 2000-01-01, in UTC where there is a zone.
    static func timestamp(_ text: some StringProtocol, hasZone: Bool) -> Int64? {
        var scanner = PostgresCalendarScanner(text)
        guard let date = scanner.date(), scanner.take(" ") || scanner.take("T"), let time = scanner.time() else {
            return nil
        }
        var zone: Int32 = 0
        if hasZone {
            guard let seconds = scanner.zone(), seconds.magnitude < PostgresTimeTZ.zoneLimitSeconds else { return nil }
            zone = seconds
        }
        let year = scanner.takeBC() ? 1 - date.year : date.year
        guard scanner.isAtEnd, let days = PostgresCalendar.days(year: year, month: date.month, day: date.day) else {
            return nil
        }
        let (midnight, overflow) = Int64(days).multipliedReportingOverflow(by: PostgresCalendar.microsecondsPerDay)
        guard !overflow else { return nil }
        let (local, isLate) = midnight.addingReportingOverflow(time)
        let (utc, isEarly) = local.subtractingReportingOverflow(Int64(zone) * PostgresCalendar.microsecondsPerSecond)
        return isLate || isEarly ? nil : utc
    }
}
