import Programme
import TestSupport
import Testing

/// What the seeds do not have: splits, transfers, renames, hamlets, and files that do not fit together.
@Suite struct AreaChangeTests {
    private static let newYear = CalendarDay(year: 2020, month: 1, day: 1) ?? CalendarDay.epoch
    private let heading = "key,code,name,kind,valid_from,valid_to,note,parent\n"
    private let steps = "from,to,kind,date,legal_basis\n"

    @Test func `a split and a transfer leave the past undivided and the parts whole inside it`() throws {
        let table = read(
            "thong-nhat,1,Thống Nhất,phường,,,,\ndong-da,2,Đống Đa,phường,2008-04-17,,,\nia-kenh,3,Ia Kênh,xã,,,,\n"
                + "hdrong,4,Chư HDrông,xã,,,,\n",
            "thong-nhat,dong-da,split,2008-04-17,46/2008/NĐ-CP\nia-kenh,hdrong,transfer,2008-04-17,46/2008/NĐ-CP\n"
        )
        #expect(table.defects == [])
        let history = table.history
        let (before, after) = (try day("2008-04-16"), try day("2008-04-17"))
        let mother = try #require(history.area(key: "thong-nhat")).id
        let part = try #require(history.area(key: "dong-da")).id
        let kenh = try #require(history.area(key: "ia-kenh")).id
        #expect(history.keys(history.places(of: mother, on: before, at: after)) == ["dong-da", "thong-nhat"])
        #expect(history.places(of: part, on: after, at: before) == [mother])
        #expect(history.places(of: mother, on: after, at: before) == [mother])
        #expect(history.keys(history.places(of: kenh, on: before, at: after)) == ["hdrong", "ia-kenh"])
        let recut = history.recut([mother: 10, part: 5], on: after, to: before)
        #expect(recut.sums == [mother: 15])
    }

    @Test func `hamlets of one name are told apart by the area above`() throws {
        let table = read(
            "a,1,Gào,xã,,,,\nb,2,Ia Kênh,xã,,,,\na1,,Thôn 1,thôn,,,,a\nb1,,Thôn 1,thôn,,,,b\na5,,5,tổ dân phố,,,,a\n"
                + "plei,,Ia Kênh,làng,,,,a\n",
            ""
        )
        #expect(table.defects == [])
        let (history, date) = (table.history, try day("2020-01-01"))
        let (gao, kenh) = (try #require(history.area(key: "a")).id, try #require(history.area(key: "b")).id)
        #expect(history.read("thôn 1", on: date).problems.map(\.code) == [.areaAmbiguous])
        #expect(history.read("Thôn 1", on: date, within: kenh).value == history.area(key: "b1")?.id)
        #expect(history.read("TDP 5", on: date, within: gao).value == history.area(key: "a5")?.id)
        #expect(history.read("Tổ dân phố 5", on: date).value == history.area(key: "a5")?.id)
        #expect(history.read("xã Ia Kênh", on: date).value == kenh)
        #expect(history.read("làng Ia Kênh", on: date).value == history.area(key: "plei")?.id)
        #expect(history.read("Ia Kênh", on: date).problems.map(\.code) == [.areaAmbiguous])
        #expect(history.match("phường Thôn 1", on: date) == .none)
    }

    @Test(arguments: [
        ("a,1,A,phường,,,,\na,2,B,xã,,,,\n", "", AreaDefect.keyTwice("a")),
        ("a,1,A,phường,,,,\nb,1,B,xã,,,,\n", "", .codeTwice("1", "a", "b")),
        ("a,1,A,phường,,,,\nb,2,Á,xã,,,,\n", "", .nameTwice("a", "a", "b")),
        ("a,1,A,phố,,,,\n", "", .badValue(line: 2, column: "kind", value: "phố")),
        ("a,1,A,xã,2020-13-01,,,\n", "", .badValue(line: 2, column: "valid_from", value: "2020-13-01")),
        ("a,1,A,xã,2020-01-02,2020-01-01,,\n", "", .badValue(line: 2, column: "valid_to", value: "2020-01-01")),
        (",1,A,xã,,,,\n", "", .badValue(line: 2, column: "key", value: "")),
        ("a,1,A,xã\n", "", .badTable(line: 2, reason: "4 columns")),
        ("a,1,A,xã,,,,x\n", "", .unknownKey(line: 2, "x")),
        ("a,1,A,xã,,2020-01-01,,\n", "", .endsWithoutSuccessor("a")),
        ("a,1,A,xã,,,,\n", "a,b,merge,2020-01-01,\n", .unknownKey(line: 2, "b")),
        ("a,1,A,xã,,,,\n", "a,a,rename,2020-01-01,\n", .ownSuccessor("a")),
        ("a,1,A,xã,,,,\nb,2,B,xã,,,,\n", "a,b,merge,2020-01-01,\n", .livesOn("a", newYear)),
        ("a,1,A,xã,,2019-01-01,,\nb,2,B,xã,,,,\n", "a,b,merge,2020-01-01,\n", .notThereBefore("a", newYear)),
        ("a,1,A,xã,,2019-12-31,,\nb,2,B,xã,2020-01-02,,,\n", "a,b,merge,2020-01-01,\n", .notThereAfter("b", newYear)),
        (
            "a,1,A,xã,,,,\nb,2,B,xã,,,,\n", "a,b,joined,2020-01-01,\n",
            .badValue(line: 2, column: "kind", value: "joined")
        ),
        ("a,\"1,A,xã,,,,\n", "", .badTable(line: 1, reason: "not CSV, or more than 200000 lines")),
    ])
    func `files that do not fit together are told, and nothing traps`(
        _ areas: String,
        _ successions: String,
        _ defect: AreaDefect
    ) {
        #expect(read(areas, successions).defects.contains(defect))
    }

    @Test func `a table without its columns, with quotes, a mark of byte order and Windows' line ends`() throws {
        let none = AreaTable(areas: "key,name\n", successions: steps) { _ in .next() }
        #expect(none.defects == [.badTable(line: 1, reason: "no column code, kind, valid_from, valid_to")])
        let text = "\u{feff}note,kind,name,code,key,valid_to,valid_from\r\n\"a \"\"b\"\",\nc\",xã,Gào,23611,gao,,\r\n"
        let table = AreaTable(areas: text, successions: steps) { _ in .next() }
        #expect(table.defects == [])
        #expect(table.history.area(key: "gao")?.note == "a \"b\", c")
    }

    @Test func `a history that goes round in circles or branches without end is walked in time`() throws {
        var areas = ""
        var successions = ""
        for step in 0..<60 {
            areas += "l\(step),,L\(step),xã,,,,\nr\(step),,R\(step),xã,,,,\n"
            let date = "20\(step + 10)-01-01"
            for (from, to) in [("l", "l"), ("l", "r"), ("r", "l"), ("r", "r")] {
                successions += "\(from)\(step),\(to)\((step + 1) % 60),transfer,\(date),\n"
            }
        }
        let history = read(areas, successions).history
        let start = try #require(history.area(key: "l0")).id
        #expect(history.places(of: start, on: try day("2000-01-01"), at: try day("2080-01-01")).count == 120)
        #expect(history.places(of: start, on: try day("2080-01-01"), at: try day("2000-01-01")).count > 2)
    }

    private func read(_ areas: String, _ successions: String) -> AreaTable {
        AreaTable(areas: heading + areas, successions: steps + successions) { _ in AreaID.next() }
    }
}
