extension CriteriaSet {
    private static let monthLimits = 1...600
    private static let longestCode = 20

    /// The set with its texts cleaned, or what keeps it from being kept. Whether it can be used is another matter: `defects`.
    package func checked() -> Result<CriteriaSet, CriteriaFaults> {
        var clean = self
        clean.name = VietnameseText.clean(name)
        clean.legalBasis = VietnameseText.clean(legalBasis)
        clean.jurisdiction = VietnameseText.clean(jurisdiction)
        for index in items.indices { clean.items[index].name = VietnameseText.clean(items[index].name) }
        for index in levels.indices { clean.levels[index].name = VietnameseText.clean(levels[index].name) }
        let faults = clean.ownFaults() + clean.itemFaults() + clean.levelFaults()
        return faults.isEmpty ? .success(clean) : .failure(CriteriaFaults(faults))
    }

    private func ownFaults() -> [CriteriaFault] {
        var faults: [CriteriaFault] = []
        if !Self.isKey(key) { faults.append(.key) }
        if !(1...10_000).contains(version) { faults.append(.version) }
        if !(1...200).contains(name.unicodeScalars.count) { faults.append(.text("name")) }
        if legalBasis.unicodeScalars.count > 200 { faults.append(.text("legalBasis")) }
        if !(1...200).contains(jurisdiction.unicodeScalars.count) { faults.append(.text("jurisdiction")) }
        if let validFrom, let validTo, validTo < validFrom { faults.append(.dates) }
        if let maximum, !Self.isPositive(maximum) { faults.append(.range("maximum")) }
        if items.count > Self.mostItems || levels.count > Self.mostLevels { faults.append(.tooMany) }
        return faults
    }

    private func itemFaults() -> [CriteriaFault] {
        var faults: [CriteriaFault] = []
        var seen: Set<String> = []
        for item in items {
            if !Self.isCode(item.code) || !seen.insert(item.code).inserted { faults.append(.code(item.code)) }
            if !(1...1000).contains(item.name.unicodeScalars.count) { faults.append(.text(item.code)) }
            if item.maximum.map({ !Self.isPositive($0) }) ?? false { faults.append(.range(item.code)) }
            if item.measure == .pass, item.maximum != nil { faults.append(.range(item.code)) }
            if !(1...Self.mostLevels).contains(item.fromLevel) || item.measure == .points && item.fromLevel != 1 {
                faults.append(.range(item.code))
            }
            if item.treatment != nil, item.exception == nil { faults.append(.range(item.code)) }
        }
        // a part stands behind what it is a part of, so nothing is part of itself
        var known: Set<String> = []
        for item in items {
            if let parent = item.parent, !known.contains(parent) { faults.append(.parent(item.code)) }
            known.insert(item.code)
        }
        return faults
    }

    private func levelFaults() -> [CriteriaFault] {
        var faults: [CriteriaFault] = []
        for (index, level) in levels.enumerated() {
            let number = "\(index + 1)"
            if !(1...100).contains(level.name.unicodeScalars.count) { faults.append(.text(number)) }
            let marks = [level.passFavourable, level.passDifficult].compactMap(\.self)
            let months = [level.waitMonths, level.validityMonths].compactMap(\.self)
            if !marks.allSatisfy(Self.isPositive) || !months.allSatisfy(Self.monthLimits.contains) {
                faults.append(.range(number))
            }
            let percents = level.conditions.map(\.percent)
            if !percents.allSatisfy({ Self.isPositive($0) && $0 <= Points(100) })
                || Set(level.conditions.map(\.title)).count != level.conditions.count
            {
                faults.append(.range(number))
            }
        }
        return faults
    }

    private static func isPositive(_ points: Points) -> Bool { points > .zero && points <= .most }

    /// `[a-z][a-z0-9-]{1,39}`.
    private static func isKey(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (2...40).contains(bytes.count), let first = bytes.first, isLower(first) else { return false }
        return bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// `[A-Za-z0-9][A-Za-z0-9.-]{0,19}`.
    private static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...longestCode).contains(bytes.count), let first = bytes.first, isAlphanumeric(first) else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}

/// Everything that keeps a set from being kept.
package struct CriteriaFaults: Error, Hashable, Sendable {
    package let faults: [CriteriaFault]

    /// These faults.
    package init(_ faults: [CriteriaFault]) { self.faults = faults }
}
