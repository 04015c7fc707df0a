import Testing

@testable import Programme

/// Figures of real reports, with what is wrong in them.
@Suite struct RecognitionFiguresTests {
    @Test func `Trà Vinh 2018: new and renewed registrations do not give the registrations`() {
        let figures = RecognitionFigures(registered: 210_889, registeredNew: 61_966, registeredRenewed: 149_911)
        #expect(figures.problems == [.partsDiffer(sum: 211_877, stated: 210_889)])
        #expect(figures.problems.first?.vietnamese.contains("lệch 988") == true)
        #expect(
            RecognitionFigures(registered: 211_877, registeredNew: 61_966, registeredRenewed: 149_911).problems == []
        )
    }

    @Test func `Quảng Bình 2020: two shares of all families stand for two numbers of families`() throws {
        let registered = try #require(StatedShare("95%"))
        let achieved = try #require(StatedShare("81%"))
        let figures = RecognitionFigures(
            registered: 208_036,
            recognised: 197_879,
            statements: [
                .init(registered, of: .total, isOfRecognised: false), .init(achieved, of: .total),
            ]
        )
        guard case .wholesDiffer(let least, let other) = figures.problems.first, figures.problems.count == 1 else {
            Issue.record("\(figures.problems)")
            return
        }
        #expect((217_000...218_985).contains(least) && other > 242_000)
        // of the families that 95 % stands for, 90.4 % were recognised
        #expect(Share(of: 197_879, in: 218_985)?.vietnamese == "90,36 %")
    }

    @Test func `Võ Nhai 2019: more communities are recognised than registered, and a share is rounded wrong`() throws {
        #expect(
            RecognitionFigures(registered: 74, recognised: 91).problems
                == [.recognisedAboveRegistered(recognised: 91, registered: 74)]
        )
        #expect(RecognitionFigures(registered: 74, recognised: 91).share(of: .registered)?.english == "122.97%")
        let stated = try #require(StatedShare("52,6 %"))
        let families = RecognitionFigures(
            registered: 9_175,
            recognised: 4_820,
            statements: [.init(stated, of: .registered)]
        )
        #expect(
            families.problems == [.shareDiffers(stated: Share(hundredths: 5_260), computed: Share(hundredths: 5_253))]
        )
    }

    @Test func `Hướng Hóa: families are a share of all, clans of those registered, and the two are not compared`()
        throws
    {
        let families = RecognitionFigures.Statement(try #require(StatedShare("72%")), of: .total)
        let clans = RecognitionFigures.Statement(try #require(StatedShare("96,36%")), of: .registered)
        #expect(
            RecognitionFigures(total: 21_906, registered: 17_528, recognised: 15_772, statements: [families]).problems
                == []
        )
        #expect(RecognitionFigures(registered: 55, recognised: 53, statements: [clans]).problems == [])
        #expect([families, clans].mixesBases && ![families].mixesBases)
    }

    @Test func `Long Thành 2020: what fits is not refused, and the share that is missing is computed`() throws {
        let registered = try #require(StatedShare("63,7"))
        let figures = RecognitionFigures(
            registered: 36_020,
            recognised: 30_594,
            statements: [.init(registered, of: .total, isOfRecognised: false)]
        )
        #expect(figures.problems == [])
        #expect(figures.share(of: .registered)?.vietnamese == "84,94 %")
        #expect(figures.share(of: .total) == nil)
    }

    @Test func `numbers must lie in order, and none is negative`() {
        #expect(
            RecognitionFigures(total: 10, registered: 12, recognised: 11).problems
                == [.registeredAboveTotal(registered: 12, total: 10)]
        )
        #expect(
            RecognitionFigures(total: 10, recognised: 11).problems == [.recognisedAboveTotal(recognised: 11, total: 10)]
        )
        #expect(RecognitionFigures(total: -1).problems == [.negative])
        let huge = RecognitionFigures(registered: 1, registeredNew: .max, registeredRenewed: .max)
        #expect(huge.problems == [.negative])
        #expect(RecognitionFigures().problems == [])
    }

    @Test(arguments: [("72", 7_200, 0), ("72,11 %", 7_211, 2), ("0.5", 50, 1), ("100%", 10_000, 0)])
    func `a stated share keeps its decimals`(text: String, hundredths: Int, decimals: Int) {
        #expect(StatedShare(text) == StatedShare(hundredths: hundredths, decimals: decimals))
    }

    @Test(arguments: ["", "x", "72,", ",5", "1,2,3", "-5", "72,111", "9999999999999999999", "1001", "７２"])
    func `what is no share is none`(text: String) {
        #expect(StatedShare(text) == nil)
    }

    @Test func `a share rounds half up and does not overflow`() {
        #expect(Share(of: 1, in: 3)?.hundredths == 3_333)
        #expect(Share(of: 2, in: 3)?.english == "66.67%")
        #expect(Share(of: 1, in: 20_000)?.hundredths == 1)
        #expect(Share(of: 1, in: 0) == nil && Share(of: -1, in: 5) == nil)
        #expect(Share(of: .max, in: .max) == nil)
        #expect(Share(hundredths: 7_205).vietnamese == "72,05 %" && Share(hundredths: 7_210).english == "72.1%")
    }
}
