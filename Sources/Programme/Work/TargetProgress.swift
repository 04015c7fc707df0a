/// What is to be reached until a year: so much of a hundred, by a decision or a plan (chỉ tiêu).
package struct Target: Hashable, Sendable {
    /// Of what: `family`, `clan`, `community`, `unit`, `association_officers_trained` ...
    package let measure: String
    /// `national` or `city`.
    package let scope: String
    /// `all`, or `difficult`: of areas that are.
    package let zone: String
    /// Until the end of this year.
    package let year: Int
    /// Of a hundred.
    package let percent: Int
    /// The decision or plan that says so.
    package let legalBasis: String
    /// Whether its source was seen.
    package let isConfirmed: Bool

    /// A target of these parts.
    package init(
        measure: String,
        scope: String,
        zone: String,
        year: Int,
        percent: Int,
        legalBasis: String,
        isConfirmed: Bool
    ) {
        self.measure = measure
        self.scope = scope
        self.zone = zone
        self.year = year
        self.percent = percent
        self.legalBasis = legalBasis
        self.isConfirmed = isConfirmed
    }
}

/// How many there are of what can be recognised, on a day, and who says so (mẫu số). Without it no share has a meaning.
package struct CountedWhole: Hashable, Sendable {
    package let count: Int
    package let countedOn: CalendarDay
    /// All of them, or those that registered.
    package let base: RecognitionFigures.Base
    /// Who counted, or the document.
    package let source: String

    /// A whole of these parts.
    package init(count: Int, countedOn: CalendarDay, base: RecognitionFigures.Base = .total, source: String) {
        self.count = count
        self.countedOn = countedOn
        self.base = base
        self.source = source
    }
}

/// How far a target is reached. Shares are computed, never typed, and name what they are of.
package struct TargetProgress: Hashable, Sendable {
    package let target: Target
    package let recognised: Int
    package let whole: CountedWhole
    /// Of the whole.
    package let share: Share

    /// The progress; nil if there is nothing to be reached.
    ///
    /// - Throws: `RecognitionProblem` for more than there are.
    package init?(_ target: Target, recognised: Int, of whole: CountedWhole) throws(RecognitionProblem) {
        guard recognised >= 0, whole.count >= 0 else { throw .negative }
        guard recognised <= whole.count else {
            throw whole.base == .total
                ? .recognisedAboveTotal(recognised: recognised, total: whole.count)
                : .recognisedAboveRegistered(recognised: recognised, registered: whole.count)
        }
        guard let share = Share(of: recognised, in: whole.count) else { return nil }
        self.target = target
        self.recognised = recognised
        self.whole = whole
        self.share = share
    }

    /// How many must be recognised for the target.
    package var needed: Int {
        let (scaled, overflow) = whole.count.multipliedReportingOverflow(by: target.percent)
        return overflow ? whole.count : (scaled + 99) / 100
    }

    /// How many are still missing; 0 if it is reached.
    package var missing: Int { max(0, needed - recognised) }

    /// Whether it is reached, by counts and not by rounded shares.
    package var isReached: Bool { missing == 0 }
}

/// Where a series of shares leads if it goes on along a straight line. A projection, not a promise: it must be shown as one.
package struct TargetProjection: Hashable, Sendable {
    /// Until which year.
    package let year: Int
    /// 0 to 100 %.
    package let share: Share
    /// From which years it was drawn, the first and the last.
    package let from: ClosedRange<Int>

    /// The line with the least squares through the shares of the years that are known; nil with fewer than two years, or for a
    /// year that is not behind the last of them.
    package init?(_ shares: [Int: Share], to year: Int) {
        guard shares.count >= 2, let first = shares.keys.min(), let last = shares.keys.max(), year > last else {
            return nil
        }
        let count = Double(shares.count)
        let meanYear = shares.keys.reduce(0.0) { $0 + Double($1) } / count
        let meanShare = shares.values.reduce(0.0) { $0 + Double($1.hundredths) } / count
        var (above, below) = (0.0, 0.0)
        for (known, share) in shares {
            let distance = Double(known) - meanYear
            above += distance * (Double(share.hundredths) - meanShare)
            below += distance * distance
        }
        guard below > 0 else { return nil }
        let projected = meanShare + above / below * (Double(year) - meanYear)
        self.year = year
        share = Share(hundredths: Int(min(max(projected, 0), 10_000).rounded()))
        from = first...last
    }

    /// Whether a target of that year or an earlier one would be reached.
    package func reaches(_ target: Target) -> Bool { share.hundredths >= target.percent * 100 }
}

/// Which wards a model counts for in a year: those that try it out, and from the roll-out on all (thí điểm, nhân rộng).
package struct RollOut<Kind: Hashable & Sendable>: Sendable {
    /// A ward that tries a model out since a year.
    package struct Pilot: Hashable, Sendable {
        package let area: AreaID
        package let kind: Kind
        package let fromYear: Int

        /// A pilot of these parts.
        package init(area: AreaID, kind: Kind, fromYear: Int) {
            self.area = area
            self.kind = kind
            self.fromYear = fromYear
        }
    }

    package let pilots: [Pilot]
    /// From this year on a model is for all wards; the plan of 2014 says 2016.
    package let generalFrom: Int

    /// A roll-out with these pilots.
    package init(pilots: [Pilot], generalFrom: Int = 2016) {
        self.pilots = pilots
        self.generalFrom = generalFrom
    }

    /// Whether what a ward reaches with a model in a year counts.
    package func counts(_ area: AreaID, _ kind: Kind, in year: Int) -> Bool {
        year >= generalFrom || pilots.contains { $0.area == area && $0.kind == kind && $0.fromYear <= year }
    }
}
