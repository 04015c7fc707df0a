/// How one criterion is answered.
package enum CriteriaAnswer: Hashable, Sendable {
    case points(Points)
    case passed(Bool)
    /// It does not apply.
    case notApplicable
}

/// What is wrong with the answer to a criterion.
package struct CriteriaAnswerProblem: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no such criterion.
        case unknown
        /// It has parts, which are answered.
        case hasParts = "has_parts"
        /// More points than there are.
        case aboveMaximum = "above_maximum"
        /// Points where yes or no is asked, or the other way round.
        case measure
        /// It always applies, or applies to this subject.
        case applies
        /// It is not answered.
        case missing
    }

    package let code: String
    package let kind: Kind

    /// What is wrong with the answer to the criterion of a code.
    package init(_ code: String, _ kind: Kind) {
        self.code = code
        self.kind = kind
    }
}

/// Everything that is wrong with a score.
package struct CriteriaScoreProblems: Error, Hashable, Sendable {
    package let problems: [CriteriaAnswerProblem]
}

/// What is known of a subject besides its answers.
package struct CriteriaScored: Hashable, Sendable {
    package var zone: SubjectZone
    /// Whether it is a household without children of school age; nil where that is not known, or does not matter.
    package var isWithoutChildren: Bool?
    /// Of those below it, by the key of the title; what is not there is none of none.
    package var shares: [String: TitleShare]

    /// A subject in a zone.
    package init(
        zone: SubjectZone = .favourable,
        isWithoutChildren: Bool? = nil,
        shares: [String: TitleShare] = [:]
    ) {
        self.zone = zone
        self.isWithoutChildren = isWithoutChildren
        self.shares = shares
    }
}

/// Why a level is not reached.
package enum CriteriaShortfall: Hashable, Sendable {
    /// So many points are missing.
    case points(missing: Points)
    /// Criteria that were not passed.
    case notPassed([String])
    /// Too few of those below hold a title.
    case share(title: String, has: TitleShare, needs: Points)
}

/// What a score comes to.
package struct CriteriaResult: Hashable, Sendable {
    /// The sum, in proportion where something was left out; nil where no points are given.
    package let points: Points?
    /// The highest level that is reached with all below it, from 1; 0: none.
    package let level: Int
    /// Why the next level is not reached; empty at the highest.
    package let shortfalls: [CriteriaShortfall]
    /// Every criterion with its answer, those that the program answered itself among them.
    package let answers: [String: CriteriaAnswer]
}

extension CriteriaSet {
    /// What a score comes to, or everything that is wrong with it. A criterion that does not apply to a household without children
    /// is answered so where it is not answered.
    package func result(
        of given: [String: CriteriaAnswer],
        for subject: CriteriaScored = CriteriaScored()
    ) -> Result<CriteriaResult, CriteriaScoreProblems> {
        let leaves = leaves
        var answers = given
        for leaf in leaves where answers[leaf.code] == nil {
            if leaf.exception == .noChildren, subject.isWithoutChildren == true { answers[leaf.code] = .notApplicable }
        }
        let problems = problems(of: answers, leaves, subject)
        guard problems.isEmpty else { return .failure(CriteriaScoreProblems(problems: problems)) }
        let points = hasPoints ? sum(answers, leaves) : nil
        var level = 0
        var shortfalls: [CriteriaShortfall] = []
        while level < levels.count {
            shortfalls = self.shortfalls(at: level + 1, points, answers, leaves, subject)
            if !shortfalls.isEmpty { break }
            level += 1
        }
        return .success(CriteriaResult(points: points, level: level, shortfalls: shortfalls, answers: answers))
    }

    private func problems(
        of answers: [String: CriteriaAnswer],
        _ leaves: [CriteriaItem],
        _ subject: CriteriaScored
    ) -> [CriteriaAnswerProblem] {
        let codes = Set(leaves.map(\.code))
        let all = Set(items.map(\.code))
        var problems = answers.keys.filter { !codes.contains($0) }.sorted()
            .map { CriteriaAnswerProblem($0, all.contains($0) ? .hasParts : .unknown) }
        for leaf in leaves {
            if let kind = problem(with: answers[leaf.code], to: leaf, subject) {
                problems.append(CriteriaAnswerProblem(leaf.code, kind))
            }
        }
        return problems
    }

    private func problem(
        with answer: CriteriaAnswer?,
        to leaf: CriteriaItem,
        _ subject: CriteriaScored
    ) -> CriteriaAnswerProblem.Kind? {
        switch (answer, leaf.measure) {
        case (nil, _): return .missing
        case (.points(let points), .points):
            return points < .zero || leaf.maximum.map { points > $0 } ?? true ? .aboveMaximum : nil
        case (.passed, .pass): return nil
        case (.points, .pass), (.passed, .points): return .measure
        case (.notApplicable, _):
            guard let exception = leaf.exception else { return .applies }
            return exception == .noChildren && subject.isWithoutChildren == false ? .applies : nil
        }
    }

    /// The sum; where something was left out, of what remains in proportion to the whole, rounded down.
    private func sum(_ answers: [String: CriteriaAnswer], _ leaves: [CriteriaItem]) -> Points {
        var sum = Points.zero
        var whole = Points.zero
        var leftOut = Points.zero
        for leaf in leaves where leaf.measure == .points {
            let maximum = leaf.maximum ?? .zero
            whole = whole + maximum
            switch answers[leaf.code] {
            case .points(let points): sum = sum + points
            case .notApplicable where leaf.treatment == .full: sum = sum + maximum
            case .notApplicable: leftOut = leftOut + maximum
            case .passed, nil: break
            }
        }
        let remaining = whole - leftOut
        guard leftOut > .zero, remaining > .zero else { return sum }
        return Points(hundredths: sum.hundredths * whole.hundredths / remaining.hundredths)
    }

    private func shortfalls(
        at number: Int,
        _ points: Points?,
        _ answers: [String: CriteriaAnswer],
        _ leaves: [CriteriaItem],
        _ subject: CriteriaScored
    ) -> [CriteriaShortfall] {
        let level = levels[number - 1]
        var shortfalls: [CriteriaShortfall] = []
        if let points, let mark = level.pass(in: subject.zone), points < mark {
            shortfalls.append(.points(missing: mark - points))
        }
        let failed = leaves.filter { $0.fromLevel <= number && answers[$0.code] == .passed(false) }.map(\.code)
        if !failed.isEmpty { shortfalls.append(.notPassed(failed)) }
        for condition in level.conditions {
            let share = subject.shares[condition.title] ?? TitleShare(total: 0, recognised: 0)
            if !share.reaches(condition.percent) {
                shortfalls.append(.share(title: condition.title, has: share, needs: condition.percent))
            }
        }
        return shortfalls
    }
}
