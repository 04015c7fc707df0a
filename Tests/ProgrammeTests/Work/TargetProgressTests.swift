import Testing

@testable import Programme

@Suite struct TargetProgressTests {
    private let families = Target(
        measure: "family",
        scope: "city",
        zone: "all",
        year: 2020,
        percent: 60,
        legalBasis: "Pleiku plan 2014",
        isConfirmed: true
    )
    private let day = CalendarDay(year: 2019, month: 12, day: 31) ?? .epoch

    @Test func `progress is computed by counts and names what it is a share of`() throws {
        let whole = CountedWhole(count: 60_001, countedOn: day, source: "UBND")
        let progress = try #require(try TargetProgress(families, recognised: 33_921, of: whole))
        #expect(progress.share.vietnamese == "56,53 %")
        #expect(progress.needed == 36_001 && progress.missing == 2_080 && !progress.isReached)
        #expect(progress.whole.base == .total)
        let almost = try #require(try TargetProgress(families, recognised: 36_000, of: whole))
        // 59.999 % is shown as 60 % and is not 60 %
        #expect(almost.share.vietnamese == "60 %" && !almost.isReached && almost.missing == 1)
        #expect(try TargetProgress(families, recognised: 36_001, of: whole)?.isReached == true)
    }

    @Test func `more than there are is refused, and nothing of nothing is no progress`() throws {
        let whole = CountedWhole(count: 10, countedOn: day, source: "x")
        #expect(throws: RecognitionProblem.recognisedAboveTotal(recognised: 11, total: 10)) {
            try TargetProgress(families, recognised: 11, of: whole)
        }
        let registered = CountedWhole(count: 10, countedOn: day, base: .registered, source: "x")
        #expect(throws: RecognitionProblem.recognisedAboveRegistered(recognised: 11, registered: 10)) {
            try TargetProgress(families, recognised: 11, of: registered)
        }
        #expect(throws: RecognitionProblem.negative) { try TargetProgress(families, recognised: -1, of: whole) }
        #expect(
            try TargetProgress(families, recognised: 0, of: CountedWhole(count: 0, countedOn: day, source: "")) == nil
        )
    }

    @Test func `a projection is a line through the years that are known, and stays between nothing and all`() throws {
        let shares = [2016: Share(hundredths: 2_000), 2017: Share(hundredths: 3_000), 2018: Share(hundredths: 4_000)]
        let projection = try #require(TargetProjection(shares, to: 2020))
        #expect(projection.share.hundredths == 6_000 && projection.from == 2016...2018)
        #expect(projection.reaches(families))
        #expect(TargetProjection(shares, to: 2030)?.share.hundredths == 10_000)
        let falling = [2016: Share(hundredths: 3_000), 2017: Share(hundredths: 1_000)]
        #expect(TargetProjection(falling, to: 2020)?.share.hundredths == 0)
        #expect(TargetProjection([2016: Share(hundredths: 2_000)], to: 2020) == nil)
        #expect(TargetProjection(shares, to: 2018) == nil && TargetProjection([:], to: 2020) == nil)
    }

    @Test func `before the roll-out only pilot wards count, from then on all do`() {
        let (pilot, other) = (AreaID.next(), AreaID.next())
        let rollOut = RollOut(pilots: [.init(area: pilot, kind: "household", fromYear: 2014)])
        #expect(rollOut.counts(pilot, "household", in: 2014) && !rollOut.counts(pilot, "household", in: 2013))
        #expect(!rollOut.counts(pilot, "clan", in: 2015) && !rollOut.counts(other, "household", in: 2015))
        #expect(rollOut.counts(other, "clan", in: 2016))
    }
}
