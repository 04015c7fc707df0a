/// A part of a whole, in hundredths of one per cent: 72.11 % is 7211. Above 10,000 if the part is larger than the whole.
package struct Share: Hashable, Comparable, Sendable {
    /// Of 10,000.
    package let hundredths: Int

    /// A share of so many hundredths of one per cent.
    package init(hundredths: Int) { self.hundredths = hundredths }

    /// The share of a part, rounded half up; nil for a whole that is nothing, or for a part that is less than nothing.
    package init?(of part: Int, in whole: Int) {
        guard whole > 0, part >= 0 else { return nil }
        let (scaled, overflow) = part.multipliedReportingOverflow(by: 20_000)
        guard !overflow, whole <= Int.max / 2 else { return nil }
        let (raised, spilled) = scaled.addingReportingOverflow(whole)
        guard !spilled else { return nil }
        hundredths = raised / (2 * whole)
    }

    package static func < (left: Share, right: Share) -> Bool { left.hundredths < right.hundredths }

    /// `72,11 %`; zeros behind the comma are left out.
    package var vietnamese: String { text(separator: ",") }
    /// `72.11%`.
    package var english: String { text(separator: ".") }

    private func text(separator: String) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest != 0 else { return "\(whole)\(separator == "," ? " %" : "%")" }
        let digits = rest.isMultiple(of: 10) ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(whole)\(separator)\(digits)\(separator == "," ? " %" : "%")"
    }
}

/// A share as a report states it, with as many decimals as it gave: it stands for all shares that are rounded to it.
package struct StatedShare: Hashable, Sendable {
    package let share: Share
    /// Digits behind the comma, 0 to 2.
    package let decimals: Int

    /// A share of so many hundredths of one per cent, stated with some decimals.
    package init(hundredths: Int, decimals: Int) {
        share = Share(hundredths: hundredths)
        self.decimals = min(max(decimals, 0), 2)
    }

    /// Reads `72`, `72,11`, `72.1 %`; nil for what is no share of 0 to 1,000 per cent with at most two decimals.
    package init?(_ text: String) {
        let digits = text.filter { $0 != "%" && $0 != " " && $0 != "\u{a0}" }
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard (1...2).contains(parts.count), let head = parts.first, (1...4).contains(head.utf8.count) else {
            return nil
        }
        let tail = parts.count == 2 ? parts[1] : ""
        guard tail.utf8.count <= 2, parts.count == 1 || !tail.isEmpty,
            (head + tail).utf8.allSatisfy({ (0x30...0x39).contains($0) }), let whole = Int(head), whole <= 1_000
        else { return nil }
        let padded = tail + String(repeating: "0", count: 2 - tail.utf8.count)
        guard let rest = Int(padded) else { return nil }
        self.init(hundredths: whole * 100 + rest, decimals: tail.utf8.count)
    }

    /// Whether a part of a whole is rounded to this share, up or down.
    package func fits(_ part: Int, in whole: Int) -> Bool {
        guard let wholes = wholes(for: part) else { return part == 0 && share.hundredths == 0 && whole >= 0 }
        return wholes.contains(whole)
    }

    /// Which wholes this can be the share of a part in; nil for a share or a part of nothing.
    package func wholes(for part: Int) -> ClosedRange<Int>? {
        let half = decimals == 0 ? 50.0 : decimals == 1 ? 5.0 : 0.5
        let (low, high) = (Double(share.hundredths) - half, Double(share.hundredths) + half)
        guard part > 0, part <= 1_000_000_000, high > 0, share.hundredths > 0 else { return nil }
        let least = Int((Double(part) * 10_000 / high).rounded(.up))
        let most = low <= 0 ? Int.max : Int((Double(part) * 10_000 / low).rounded(.down))
        return least <= most ? least...most : nil
    }
}
