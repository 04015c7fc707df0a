package import Programme

/// What stands in a cell of an official report.
package enum OfficialValue: Hashable, Sendable {
    case text(String)
    /// A count.
    case whole(Int)
    /// In đồng.
    case money(Int)
    case share(Share)
    case day(CalendarDay)
    /// Nothing: there is no such number.
    case none

    /// As Vietnamese write it: `1.234`, `12.991.229.000đ`, `10,12 %`, `05/12/2026`.
    package var vietnamese: String {
        switch self {
        case .text(let text): text
        case .whole(let number): Self.grouped(number)
        case .money(let amount): Self.grouped(amount) + "đ"
        case .share(let share): share.vietnamese
        case .day(let day): day.vietnamese
        case .none: ""
        }
    }

    /// With a full stop between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(UInt8(ascii: ".")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// In the content of a report: a text, a number, `{"vnd": 500}`, `{"share": 1012}` in hundredths of one per cent, `{"day":
/// "2026-12-05"}`, null.
extension OfficialValue: Codable {
    private enum Key: String, CodingKey {
        case vnd, share, day
    }

    /// Reads what `encode` writes.
    package init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: Key.self) {
            if let amount = try keyed.decodeIfPresent(Int.self, forKey: .vnd) {
                self = .money(amount)
            } else if let hundredths = try keyed.decodeIfPresent(Int.self, forKey: .share) {
                self = .share(Share(hundredths: hundredths))
            } else {
                self = .day(try keyed.decode(CalendarDay.self, forKey: .day))
            }
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .none
        } else if let number = try? single.decode(Int.self) {
            self = .whole(number)
        } else {
            self = .text(try single.decode(String.self))
        }
    }

    /// Writes the shortest form that says what it is.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
            var single = encoder.singleValueContainer()
            try single.encode(text)
        case .whole(let number):
            var single = encoder.singleValueContainer()
            try single.encode(number)
        case .none:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .money(let amount):
            var keyed = encoder.container(keyedBy: Key.self)
            try keyed.encode(amount, forKey: .vnd)
        case .share(let share):
            var keyed = encoder.container(keyedBy: Key.self)
            try keyed.encode(share.hundredths, forKey: .share)
        case .day(let day):
            var keyed = encoder.container(keyedBy: Key.self)
            try keyed.encode(day, forKey: .day)
        }
    }
}
