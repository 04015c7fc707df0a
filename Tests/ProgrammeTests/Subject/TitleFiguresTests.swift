import Programme
import Testing

/// Numbers as reports have published them.
@Suite struct TitleFiguresTests {
    @Test func `new and renewed that do not make up the registered are flagged, as of Trà Vinh in 2018`() {
        let figures = TitleFigures(registered: 210_889, registeredNew: 61_966, registeredRenewed: 149_911)
        #expect(figures.findings() == [.partsDiffer(sum: 211_877, stated: 210_889)])
        #expect(!figures.isRefused)
    }

    @Test func `a percentage of another whole is flagged with the right one, as of Quảng Bình in 2020`() throws {
        let figures = TitleFigures(registered: 208_036, recognised: 197_879)
        let registered = TitleFigures.StatedPercent(.registered, 95, of: .total)
        let recognised = TitleFigures.StatedPercent(.recognised, 81, of: .total)
        #expect(figures.impliedTotal(by: registered) == 218_985)
        let findings = figures.findings(stated: [registered, recognised])
        guard case .percentDiffers(let stated, let computed)? = findings.first else {
            Issue.record("\(findings)")
            return
        }
        #expect(findings.count == 1)
        #expect(stated == recognised)
        #expect((computed * 10).rounded() == 904)
    }

    @Test func `more recognised than registered are refused, as of Võ Nhai in 2019`() {
        let communities = TitleFigures(registered: 74, recognised: 91)
        #expect(communities.findings() == [.recognisedAboveRegistered(91, 74)])
        #expect(communities.isRefused)
        #expect(communities.percent(.recognised, of: .registered).map { $0.rounded() } == 123)
        let families = TitleFigures(registered: 9175, recognised: 4820)
        #expect(families.findings(stated: [.init(.recognised, 52.6, of: .registered)]).isEmpty)
    }

    @Test func `two denominators in one report are told, as of Hướng Hóa`() {
        let families = TitleFigures(registered: 17_528, recognised: 15_772)
        let ofAll = TitleFigures.StatedPercent(.recognised, 72, of: .total)
        #expect(families.impliedTotal(by: ofAll) == 21_906)
        #expect(families.findings(stated: [ofAll]).isEmpty)
        let clans = TitleFigures(registered: 55, recognised: 53)
        let ofRegistered = TitleFigures.StatedPercent(.recognised, 96.36, of: .registered)
        #expect(clans.findings(stated: [ofRegistered]).isEmpty)
        #expect(TitleFigures.mixesBases([ofAll, ofRegistered]))
        #expect(!TitleFigures.mixesBases([ofAll, ofAll]))
    }

    @Test func `a share that was left out is computed, as of Long Thành in 2020`() {
        var figures = TitleFigures(registered: 36_020, recognised: 30_594)
        let stated = TitleFigures.StatedPercent(.registered, 63.7, of: .total)
        #expect(figures.findings(stated: [stated]).isEmpty)
        figures.total = figures.impliedTotal(by: stated)
        #expect(figures.percent(.recognised, of: .total).map { ($0 * 10).rounded() } == 541)
        #expect(figures.percent(.recognised, of: .registered).map { ($0 * 10).rounded() } == 849)
    }

    @Test func `more registered or recognised than there are is refused`() {
        let all = TitleFigures(total: 10, registered: 12, recognised: 11)
        #expect(all.findings() == [.registeredAboveTotal(12, 10), .recognisedAboveTotal(11, 10)])
        #expect(all.findings().filter { !$0.isRefused }.isEmpty)
        #expect(TitleFigures(total: 10, registered: 10, recognised: 10).findings().isEmpty)
    }

    @Test func `of nought and of what is not known there is no percentage`() {
        #expect(TitleFigures(total: 0, recognised: 0).percent(.recognised, of: .total) == nil)
        #expect(TitleFigures(recognised: 5).percent(.recognised, of: .registered) == nil)
        #expect(TitleFigures().findings(stated: [.init(.recognised, 50, of: .total)]).isEmpty)
    }
}
