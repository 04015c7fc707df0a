import Programme

/// How a subject of a demo does in a year, whatever its ward makes of it: whether it registers, how it scores, how the meeting
/// votes. The diligent are so every year.
struct DemoTitleFate: Sendable {
    /// Of whom, as numbers tell them apart.
    struct Key: Hashable, Sendable {
        let kind: SubjectKind
        let home: Int
        let number: Int
    }

    let registers: Bool
    let withdraws: Bool
    /// Whether the meeting is for it.
    let isLiked: Bool
    /// Whether the title is taken away the year after.
    let isRevoked: Bool
    private let quality: Int
    private var random: DemoRandom

    private static let spread = 60

    init(_ key: Key, in year: Int, of plan: DemoPlan) {
        let kind = SubjectKind.allCases.firstIndex(of: key.kind) ?? 0
        var life = DemoRandom(seed: plan.seed, .title, kind, key.home, key.number)
        let diligence = life.below(1000)
        let ability = life.chance(84) ? life.between(84, 99) : life.between(58, 84)
        random = DemoRandom(seed: plan.seed, .title, kind, key.home, key.number, year)
        registers = diligence + random.between(-Self.spread, Self.spread) < Self.permille(key.kind, year)
        withdraws = random.chance(permille: 8)
        isLiked = !random.chance(permille: 8)
        isRevoked = random.chance(permille: 4)
        quality = min(100, max(0, ability + random.between(-5, 5)))
    }

    /// The answers to the criteria of a set.
    ///
    /// - Parameter shares: of those below, by the key of the title.
    func answers(to set: CriteriaSet, hasChildren: Bool, shares: [String: TitleShare]) -> [String: CriteriaAnswer] {
        var random = random
        var answers: [String: CriteriaAnswer] = [:]
        for leaf in set.leaves {
            let jitter = random.between(-6, 6)
            let maximum = leaf.maximum ?? .zero
            if leaf.exception == .noChildren, !hasChildren {
                answers[leaf.code] = .notApplicable
            } else if let title = leaf.shareOf {
                let share = shares[title] ?? TitleShare(total: 0, recognised: 0)
                if share.total == 0, leaf.exception == .declared {
                    answers[leaf.code] = .notApplicable
                } else {
                    let points = share.total == 0 ? 0 : maximum.hundredths * share.recognised / share.total
                    answers[leaf.code] = .points(Points(hundredths: points))
                }
            } else if leaf.measure == .pass {
                answers[leaf.code] = .passed(quality + jitter >= 60)
            } else {
                let percent = min(100, max(0, quality + jitter))
                answers[leaf.code] = .points(Points(hundredths: maximum.hundredths * percent / 100 / 50 * 50))
            }
        }
        return answers
    }

    /// Of a thousand subjects, those that register: more from year to year.
    private static func permille(_ kind: SubjectKind, _ year: Int) -> Int {
        let growth = min(max(year - 2016, 0), 10)
        switch kind {
        case .household: return 680 + growth * 24
        case .clan: return 720 + growth * 20
        case .community: return 820 + growth * 14
        case .unit: return 750 + growth * 15
        }
    }
}
