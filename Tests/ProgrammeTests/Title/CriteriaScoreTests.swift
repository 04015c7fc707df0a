import Programme
import Testing

@Suite struct CriteriaScoreTests {
    private let full: [String: CriteriaAnswer] = [
        "1.1": .points(Points(20)), "1.2": .points(Points(10)), "2.1": .points(Points(30)), "2.2": .points(Points(20)),
    ]

    @Test func `a score is added up, and reaches the level of its zone`() throws {
        let result = try CriteriaSet.family.result(of: full).get()
        #expect(result.points == Points(80) && result.level == 1 && result.shortfalls.isEmpty)
        var less = full
        less["2.2"] = .points(Points(typed: "19,5") ?? .zero)
        let short = try CriteriaSet.family.result(of: less).get()
        #expect(short.points == Points(hundredths: 7_950) && short.level == 0)
        #expect(short.shortfalls == [.points(missing: Points(hundredths: 50))])
        let difficult = try CriteriaSet.family.result(of: less, for: CriteriaScored(zone: .difficult)).get()
        #expect(difficult.level == 1)
    }

    @Test func `points above the maximum, and answers to what is not asked, are refused one by one`() {
        var answers = full
        answers["1.1"] = .points(Points(hundredths: 2_001))
        answers["1"] = .points(Points(5))
        answers["9"] = .passed(true)
        answers["2.1"] = .passed(true)
        answers["2.2"] = nil
        #expect(
            problems(.family, answers) == [
                CriteriaAnswerProblem("1", .hasParts), CriteriaAnswerProblem("9", .unknown),
                CriteriaAnswerProblem("1.1", .aboveMaximum), CriteriaAnswerProblem("2.1", .measure),
                CriteriaAnswerProblem("2.2", .missing),
            ]
        )
        answers = full
        answers["2.1"] = .notApplicable
        answers["1.1"] = .points(Points(hundredths: -1))
        #expect(
            problems(.family, answers) == [
                CriteriaAnswerProblem("1.1", .aboveMaximum), CriteriaAnswerProblem("2.1", .applies),
            ]
        )
    }

    @Test func `for a household without children full points are given, or what remains counts for the whole`() throws {
        let adults = full.filter { $0.key.hasPrefix("2") }
        let result = try CriteriaSet.family.result(of: adults, for: CriteriaScored(isWithoutChildren: true)).get()
        // 20 given and 50 of 70, out of the 90 that remain
        #expect(result.points == Points(hundredths: 7_000 * 100 / 90))
        #expect(result.answers["1.1"] == .notApplicable)
        #expect(problems(.family, adults).map(\.kind) == [.missing, .missing])
        var claimed = full
        claimed["1.1"] = .notApplicable
        #expect(
            problems(.family, claimed, CriteriaScored(isWithoutChildren: false))
                == [CriteriaAnswerProblem("1.1", .applies)]
        )
    }

    @Test func `a level of passes needs all of its own, and the share of those below`() throws {
        let answers: [String: CriteriaAnswer] = ["1.1": .passed(true), "1.2": .passed(false), "2": .notApplicable]
        let none = try CriteriaSet.commune.result(of: answers).get()
        #expect(none.points == nil && none.level == 0)
        let nobody = TitleShare(total: 0, recognised: 0)
        #expect(none.shortfalls == [.share(title: "gia-dinh-hoc-tap", has: nobody, needs: Points(60))])
        let share = TitleShare(total: 5, recognised: 3)
        let one = try CriteriaSet.commune.result(of: answers, for: CriteriaScored(shares: ["gia-dinh-hoc-tap": share]))
            .get()
        #expect(one.level == 1)
        #expect(
            one.shortfalls == [
                .notPassed(["1.2"]), .share(title: "gia-dinh-hoc-tap", has: share, needs: Points(80)),
            ]
        )
        #expect(share.percent == Points(60) && nobody.percent == nil)
        #expect(!TitleShare(total: 1_000, recognised: 599).reaches(Points(60)))
    }

    private func problems(
        _ set: CriteriaSet,
        _ answers: [String: CriteriaAnswer],
        _ subject: CriteriaScored = CriteriaScored()
    ) -> [CriteriaAnswerProblem] {
        if case .failure(let found) = set.result(of: answers, for: subject) { found.problems } else { [] }
    }
}
