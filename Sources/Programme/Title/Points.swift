/// Points of a score, exact to a hundredth: `7,5` is seven and a half.
package struct Points: Hashable, Sendable {
    /// The most that can be written: 99,999.99.
    package static let most = Points(hundredths: 9_999_999)
    /// None.
    package static let zero = Points(hundredths: 0)

    /// A hundred of them make one point.
    package let hundredths: Int

    /// So many hundredths.
    package init(hundredths: Int) { self.hundredths = hundredths }

    /// So many whole points.
    package init(_ whole: Int) { hundredths = whole * 100 }

    /// Reads points as people type them, `7`, `7,5` or `7.25`; nil for anything else, for less than none and for too many.
    package init?(typed text: String) {
        let parts = VietnameseText.clean(text).split(separator: ",", omittingEmptySubsequences: false)
            .flatMap { $0.split(separator: ".", omittingEmptySubsequences: false) }
        guard (1...2).contains(parts.count), let whole = DateDigits.number(parts[0]), parts[0].utf8.count <= 5 else {
            return nil
        }
        var fraction = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), let digits = DateDigits.number(parts[1]) else { return nil }
            fraction = parts[1].utf8.count == 1 ? digits * 10 : digits
        }
        hundredths = whole * 100 + fraction
    }

    /// Both together.
    package static func + (left: Points, right: Points) -> Points {
        Points(hundredths: left.hundredths + right.hundredths)
    }

    /// What is left; below nought where `right` is more.
    package static func - (left: Points, right: Points) -> Points {
        Points(hundredths: left.hundredths - right.hundredths)
    }
}

extension Points: Comparable {
    /// Fewer points are less.
    package static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }
}

extension Points: CustomStringConvertible {
    /// With a point and no more digits than it takes: `7.5`.
    package var description: String { text(mark: ".") }

    /// As Vietnamese write it: `7,5`.
    package var vietnamese: String { text(mark: ",") }

    private func text(mark: String) -> String {
        let whole = hundredths.magnitude / 100
        let fraction = Int(hundredths.magnitude % 100)
        let digits =
            fraction == 0
            ? "" : mark + (fraction.isMultiple(of: 10) ? "\(fraction / 10)" : DateDigits.padded(fraction, to: 2))
        return (hundredths < 0 ? "-" : "") + "\(whole)\(digits)"
    }
}

extension Points: Codable {
    /// Reads a number with two decimals at most.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        let hundredths = (value * 100).rounded()
        guard value.isFinite, hundredths >= 0, hundredths <= Double(Self.most.hundredths),
            abs(hundredths - value * 100) < 0.000_1
        else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not points")
        }
        self.hundredths = Int(hundredths)
    }

    /// Writes a number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if hundredths.isMultiple(of: 100) {
            try container.encode(hundredths / 100)
        } else {
            try container.encode(Double(hundredths) / 100)
        }
    }
}
