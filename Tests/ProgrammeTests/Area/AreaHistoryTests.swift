import Programme
import Testing

@Suite struct AreaHistoryTests {
    let history: AreaHistory
    let old: CalendarDay
    let new: CalendarDay

    init() throws {
        history = try PleikuAreas.table().history
        old = try day("2014-06-25")
        new = try day("2025-07-01")
    }

    @Test func `the seeds fit together`() throws {
        let table = try PleikuAreas.table()
        #expect(table.defects == [])
        #expect(table.history.areas.count == 34)
        #expect(table.history.successions.count == 27)
    }

    @Test func `the city had 23 units, then 22, 21 and 7`() throws {
        let outside: Set = ["nghia-hung", "chu-dang-ya", "ha-bau", "ia-pech"]
        func count(_ date: String) throws -> Int {
            history.areas(on: try day(date)).filter { !outside.contains($0.key) }.count
        }
        #expect(try count("2014-06-25") == 23)
        #expect(try count("2020-06-01") == 22)
        #expect(try count("2024-10-31") == 22)
        #expect(try count("2024-11-01") == 21)
        #expect(try count("2025-06-30") == 21)
        #expect(try count("2025-07-01") == 7)
        let wards = history.areas(on: old).filter { $0.kind == .ward }
        #expect(wards.count == 14)
    }

    @Test(arguments: [
        ("23575", "2014-06-25", "tay-son"), ("23575", "2025-07-01", "pleiku"), ("23563", "2025-06-30", "ia-kring"),
        ("23563", "2025-07-01", "dien-hong"), ("23584", "2020-01-01", "yen-the"), ("23584", "2026-01-01", "thong-nhat"),
        ("23586", "2025-06-30", "chi-lang"), ("23586", "2025-07-01", "hoi-phu"),
        ("Diên Hồng", "2014-06-25", "dien-hong-old"),
        ("dien hong", "2026-01-01", "dien-hong"), ("iakring", "2020-01-01", "ia-kring"),
        ("P. Ia Kring", "2020-01-01", "ia-kring"),
        ("chưhdrông", "2019-12-31", "chu-hdrong"), ("xã Chư HDrông", "2019-12-31", "chu-hdrong"),
        ("PHƯỜNG THỐNG NHẤT", "2014-06-25", "thong-nhat-old"), ("Phường An Phú", "2025-07-01", "an-phu"),
        ("xã An Phú", "2025-06-30", "an-phu-old"), ("Xã Biển Hồ", "2024-12-01", "bien-ho-old"),
        ("gào", "2026-01-01", "gao"),
    ])
    func `a code or a name that was given again means what it meant on the day`(
        _ text: String,
        _ date: String,
        _ key: String
    ) throws {
        guard case .one(let area) = history.match(text, on: try day(date)) else {
            Issue.record("\(history.match(text, on: try day(date)))")
            return
        }
        #expect(area.key == key)
        #expect(history.read(text, on: try day(date)) == Checked(area.id))
    }

    @Test func `a name of another day, an unknown one and another kind are told apart`() throws {
        guard case .notThen(let areas) = history.match("Tây Sơn", on: new) else { Issue.record("not notThen"); return }
        #expect(areas.map(\.key) == ["tay-son"])
        #expect(history.read("Tây Sơn", on: new).problems == [FieldProblem(.areaNotThen, "Tây Sơn", "01/07/2025")])
        guard case .ofOtherKind(let area) = history.match("xã An Phú", on: new) else {
            Issue.record("not other"); return
        }
        #expect(area.key == "an-phu")
        #expect(history.read("xã An Phú", on: new).problems == [FieldProblem(.areaKindDiffers, "An Phú", "phường")])
        #expect(history.match("Phường Trường Chinh", on: new) == .none)
        #expect(history.match("20269", on: old) == .none)
        #expect(history.match("phường", on: old) == .none)
        #expect(history.match("", on: old) == .none)
        #expect(history.read("", on: old) == Checked(nil))
    }

    @Test func `the land of an area is followed forward and back`() throws {
        let hdrong = try #require(history.area(key: "chu-hdrong"))
        #expect(history.keys(history.places(of: hdrong.id, on: old, at: try day("2020-02-01"))) == ["chi-lang"])
        #expect(history.keys(history.places(of: hdrong.id, on: old, at: new)) == ["hoi-phu"])
        #expect(history.places(of: hdrong.id, on: new, at: new) == [])
        let bienHo = try #require(history.area(key: "bien-ho"))
        #expect(
            history.keys(history.places(of: bienHo.id, on: new, at: try day("2025-06-30")))
                == ["bien-ho-old", "chu-dang-ya", "ha-bau", "nghia-hung"]
        )
        #expect(
            history.keys(history.places(of: bienHo.id, on: new, at: old))
                == ["bien-ho-old", "chu-dang-ya", "ha-bau", "nghia-hung", "tan-son"]
        )
        for area in history.areas(on: old) {
            #expect(history.places(of: area.id, on: old, at: old) == [area.id])
            #expect(history.places(of: area.id, on: old, at: new).count == 1)
        }
    }

    @Test func `figures are added on new boundaries and never divided on old ones`() throws {
        var values: [AreaID: Int] = [:]
        for (index, area) in history.areas(on: old).enumerated() { values[area.id] = 100 + index }
        let recut = history.recut(values, on: old, to: new)
        #expect(recut.sums.count == 7)
        #expect(recut.sums.values.reduce(0, +) == values.values.reduce(0, +))
        #expect(recut.undivided.isEmpty && recut.lost.isEmpty)
        let back = history.recut(recut.sums, on: new, to: old)
        #expect(back.sums.isEmpty)
        #expect(back.undivided.count == 7)
        #expect(back.undivided.map(\.value).reduce(0, +) == values.values.reduce(0, +))
        let pleiku = try #require(history.area(key: "pleiku"))
        let places = try #require(back.undivided.first { $0.source == pleiku.id }).places
        #expect(history.keys(places) == ["hoa-lu", "hoi-thuong", "phu-dong", "tay-son", "tra-da"])
        #expect(history.recut([pleiku.id: 1], on: old, to: new).lost == [pleiku.id])
        #expect(history.recut(values, on: old, to: old).sums == values)
    }

    @Test func `the old city has five new wards whole and two new communes in part`() throws {
        let outside: Set = ["nghia-hung", "chu-dang-ya", "ha-bau", "ia-pech"]
        let city = Set(history.areas(on: old).filter { !outside.contains($0.key) }.map(\.id))
        let coverage = history.coverage(of: city, on: old, at: new)
        #expect(history.keys(coverage.whole) == ["an-phu", "dien-hong", "hoi-phu", "pleiku", "thong-nhat"])
        #expect(history.keys(coverage.partial) == ["bien-ho", "gao"])
        #expect(coverage.lost.isEmpty)
    }

    @Test func `an area has its title and code on a day`() throws {
        let pleiku = try #require(history.area(key: "pleiku"))
        #expect(pleiku.title(on: new) == "Phường Pleiku")
        #expect(pleiku.code(on: new) == "23575")
        #expect(pleiku.code(on: old) == nil)
        #expect(pleiku.name(on: old) == "Pleiku")
    }
}
