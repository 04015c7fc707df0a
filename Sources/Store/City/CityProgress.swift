package import Programme

/// A target beside what is reached of it in a year.
package struct CityProgress: Hashable, Sendable {
    package let target: Target
    package let kind: CityKind
    /// The year whose figures these are.
    package let year: Int
    /// The wards of which the whole is known; of a training those on the roll stand for the registered, and those trained for
    /// the recognised.
    package let numbers: CityTitleNumbers
    /// Wards that are not in it, because nobody counted all that there are.
    package let uncounted: Int
    /// How far it is; nil where there is no whole, or where the figures cannot be true.
    package let progress: TargetProgress?
    /// Where it leads by the year of the target; nil where fewer than two years are known, or that year has come.
    package let projection: TargetProjection?
    /// What cannot be true of the figures, the gravest first.
    package let problems: [RecognitionProblem]

    /// - Parameter shares: of the whole that was recognised, by year.
    init(
        _ target: Target,
        _ kind: CityKind,
        year: Int,
        _ numbers: CityTitleNumbers,
        uncounted: Int = 0,
        whole: CountedWhole?,
        shares: [Int: Share]
    ) {
        self.target = target
        self.kind = kind
        self.year = year
        self.numbers = numbers
        self.uncounted = uncounted
        problems = numbers.figures.problems
        progress = whole.flatMap { try? TargetProgress(target, recognised: numbers.recognised, of: $0) }
        projection = TargetProjection(shares.filter { $0.key <= year }, to: target.year)
    }

    /// The targets that a year is measured against: of each measure and scope the next one to be reached, or the last one.
    /// Those of difficult areas alone are left out, as nobody counts these apart.
    static func targets(_ all: [Target], of year: Int) -> [Target] {
        var found: [Target] = []
        for target in all where target.zone == "all" {
            guard let place = found.firstIndex(where: { $0.measure == target.measure && $0.scope == target.scope })
            else {
                found.append(target)
                continue
            }
            let held = found[place]
            let isNearer = held.year < year ? target.year > held.year : (year..<held.year).contains(target.year)
            if isNearer { found[place] = target }
        }
        return found.filter { $0.scope == "city" } + found.filter { $0.scope != "city" }
    }
}
