import Foundation
import Programme
import Testing

@Suite struct CriteriaSetTests {
    @Test func `a whole set has no defects, and is a draft until it is brought into use`() {
        #expect(CriteriaSet.family.defects() == [])
        #expect(CriteriaSet.family.openStatus == .draft)
        #expect(CriteriaSet.commune.defects() == [])
    }

    @Test func `what is not known makes a set partial, criterion by criterion`() {
        var set = CriteriaSet.family
        set.items[4].maximum = nil
        set.items[1].treatment = nil
        set.items[2].isKnown = false
        set.levels[0].passDifficult = nil
        #expect(
            Set(set.defects()) == [
                CriteriaDefect(.maximumUnknown, "2.1"), CriteriaDefect(.treatmentUnknown, "1.1"),
                CriteriaDefect(.notKnown, "1.2"), CriteriaDefect(.passMarkUnknown, "1"),
            ]
        )
        #expect(set.openStatus == .partial)
        set = .family
        set.maximum = nil
        #expect(set.defects() == [CriteriaDefect(.maximumUnknown)])
        set = .family
        (set.items, set.levels, set.maximum) = ([], [], nil)
        #expect(set.defects() == [CriteriaDefect(.noItems), CriteriaDefect(.noLevels)])
    }

    @Test func `parts that do not make up their whole keep a set from being used`() {
        var set = CriteriaSet.family
        set.items[1].maximum = Points(typed: "19,99")
        #expect(set.defects() == [CriteriaDefect(.sumOfParts, "1")])
        #expect(set.openStatus == .draft)
        set = .family
        set.maximum = Points(90)
        #expect(set.defects() == [CriteriaDefect(.sumOfWhole)])
        set.levels[0].passFavourable = Points(95)
        #expect(set.defects() == [CriteriaDefect(.sumOfWhole), CriteriaDefect(.passMarkRange, "1")])
        set = .family
        set.levels.append(CriteriaLevel("Tốt", favourable: Points(70), difficult: Points(90)))
        #expect(set.defects() == [CriteriaDefect(.passMarkRange, "2")])
        set = .commune
        set.items[2].fromLevel = 3
        #expect(set.defects() == [CriteriaDefect(.levelUnknown, "1.2")])
        set = .commune
        set.items[1] = CriteriaItem("1.1", in: "1", name: "x", maximum: Points(5))
        #expect(set.defects().contains(CriteriaDefect(.measuresMixed, "1")))
    }

    @Test func `a set for one zone needs the points of that zone alone`() {
        var set = CriteriaSet.family
        set.zone = .difficult
        set.levels[0].passFavourable = nil
        #expect(set.defects() == [])
        #expect(set.holds(in: 2018, zone: .difficult) && !set.holds(in: 2018, zone: .favourable))
        set.validTo = CalendarDay(year: 2020, month: 12, day: 31)
        #expect(set.holds(in: 2020, zone: .difficult) && !set.holds(in: 2021, zone: .difficult))
    }

    @Test func `a set that cannot be kept says every fault`() {
        var set = CriteriaSet.family
        set.key = "Không"
        set.version = 0
        set.items[1].code = "1.2"
        set.items[3].parent = "9"
        set.items[5].maximum = Points(hundredths: 0)
        set.levels[0].conditions = [.init(title: "a", percent: Points(101))]
        guard case .failure(let found) = set.checked() else {
            Issue.record("taken")
            return
        }
        #expect(
            found.faults == [.key, .version, .code("1.2"), .range("2.2"), .parent("2"), .range("1")]
        )
        set = .family
        set.items[0].parent = "1"
        #expect(set.checked() == .failure(CriteriaFaults([.parent("1")])))
    }

    @Test func `a set goes into a file and comes back the same`() throws {
        for set in [CriteriaSet.family, .commune] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let data = try encoder.encode(set)
            #expect(try JSONDecoder().decode(CriteriaSet.self, from: data) == set)
        }
        let short = #"{"code": "1", "name": "x", "maximum": 7.5}"#
        let item = try JSONDecoder().decode(CriteriaItem.self, from: Data(short.utf8))
        #expect(item == CriteriaItem("1", name: "x", maximum: Points(typed: "7,5")))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CriteriaItem.self, from: Data(short.replacing("7.5", with: "7.555").utf8))
        }
    }

    @Test func `points are read as people type them`() {
        #expect(Points(typed: "7") == Points(7))
        #expect(Points(typed: " 7,5 ") == Points(hundredths: 750))
        #expect(Points(typed: "7.05")?.description == "7.05")
        #expect(Points(typed: "7,50")?.vietnamese == "7,5")
        for text in ["", "-1", "7,555", "1.000,5", "7,", ",5", "x", "100000", "1e3", "７"] {
            #expect(Points(typed: text) == nil, "\(text)")
        }
    }
}

extension CriteriaSet {
    /// As the sets that are invented: 30 + 70, the first two parts not for households without children.
    static let family = CriteriaSet(
        key: "gia-dinh",
        title: "gia-dinh-hoc-tap",
        name: "Gia đình",
        maximum: Points(100),
        items: [
            CriteriaItem("1", name: "Trẻ em", maximum: Points(30)),
            CriteriaItem(
                "1.1",
                in: "1",
                name: "Đến trường",
                maximum: Points(20),
                exception: .noChildren,
                treatment: .full
            ),
            CriteriaItem(
                "1.2",
                in: "1",
                name: "Kết quả",
                maximum: Points(10),
                exception: .noChildren,
                treatment: .leftOut
            ),
            CriteriaItem("2", name: "Người lớn", maximum: Points(70)),
            CriteriaItem("2.1", in: "2", name: "Lớp học", maximum: Points(40)),
            CriteriaItem("2.2", in: "2", name: "Tự học", maximum: Points(30)),
        ],
        levels: [CriteriaLevel("Đạt", favourable: Points(80), difficult: Points(70))]
    )

    /// Passed or not, in two levels, with a share of those below.
    static let commune = CriteriaSet(
        key: "cap-xa",
        title: "cong-dong-hoc-tap-cap-xa",
        name: "Cấp xã",
        items: [
            CriteriaItem("1", name: "Lãnh đạo", measure: .pass),
            CriteriaItem("1.1", in: "1", name: "Tuyên truyền", measure: .pass),
            CriteriaItem("1.2", in: "1", name: "Kế hoạch", measure: .pass, fromLevel: 2),
            CriteriaItem("2", name: "Kinh phí", measure: .pass, exception: .declared, treatment: .leftOut),
        ],
        levels: [
            CriteriaLevel(
                "Mức độ 1",
                validityMonths: 36,
                conditions: [.init(title: "gia-dinh-hoc-tap", percent: Points(60))]
            ),
            CriteriaLevel(
                "Mức độ 2",
                waitMonths: 12,
                validityMonths: 36,
                conditions: [.init(title: "gia-dinh-hoc-tap", percent: Points(80))]
            ),
        ]
    )
}
