import FoundationEssentials
import Programme
import TestSupport
import Testing

@Suite struct PartialDateTests {
    private let today = CalendarDay(year: 2026, month: 11, day: 23)

    @Test(arguments: [
        ("1/2/1960", "1960-02-01", []), ("01-02-60", "1960-02-01", [ProblemCode.dateTwoDigitYear]),
        ("1960", "1960", []),
        ("02/1960", "1960-02", []), ("2.1960", "1960-02", []), ("1960-02-01", "1960-02-01", []),
        ("1960/2", "1960-02", []),
        ("1960-02-01T00:00:00Z", "1960-02-01", []), ("01/02/1960 12:00:00 AM", "1960-02-01", []),
        ("ngày 1 tháng 2 năm 1960", "1960-02-01", []), ("Tháng 2 năm 1960", "1960-02", []), ("năm 1960", "1960", []),
        ("khoảng 1960", "~1960", []), ("~1960", "~1960", []), ("1960?", "~1960", []), ("Kh. 02/1960", "~1960-02", []),
        ("00/00/1960", "1960", []), ("00/02/1960", "1960-02", []), ("1.2.1960.", "1960-02-01", []),
        ("02/13/1960", "1960-02-13", [.dateMonthFirst]), ("13/02/1960", "1960-02-13", []),
        ("01-Feb-60", "1960-02-01", [.dateTwoDigitYear]), ("Feb 1, 1960", "1960-02-01", []),
        ("02/60", "1960-02", [.dateTwoDigitYear]),
        ("60", "1960", [.dateTwoDigitYear]), ("26", "2026", [.dateTwoDigitYear]), ("27", "1927", [.dateTwoDigitYear]),
        ("01021960", "1960-02-01", []), ("19600201", "1960-02-01", []), ("21947", "1960-02-01", [.dateFromSerial]),
        ("21947.0", "1960-02-01", [.dateFromSerial]), ("8001", "1921-11-26", [.dateFromSerial]),
        ("29/02/2000", "2000-02-29", []),
        ("'1960", "1960", []), ("1 / 2 / 1960", "1960-02-01", []),
    ])
    func `dates are read as offices write them`(_ typed: String, _ date: String, _ codes: [ProblemCode]) throws {
        let read = PartialDate.read(typed, DateReading(latest: try #require(today)))
        #expect(read.value?.description == date)
        #expect(read.problems.map(\.code) == codes)
    }

    @Test(arguments: [
        ("31/02/1960", ProblemCode.dateImpossible), ("29/02/1900", .dateImpossible), ("13/13/1960", .dateImpossible),
        ("32/01/1960", .dateImpossible), ("13/1960", .dateImpossible), ("19601301", .dateImpossible),
        ("60000000", .dateInFuture), ("01/00/1960", .dateImpossible),
        ("24/11/2026", .dateInFuture), ("2027", .dateInFuture), ("1899", .dateTooOld), ("1/1/0060", .dateTooOld),
        ("02/05", .dateUnreadable), ("x", .dateUnreadable), ("không rõ", .dateUnreadable), ("1/2/3/4", .dateUnreadable),
        ("5", .dateUnreadable),
        ("1/2/196", .dateUnreadable), ("123456", .dateUnreadable), ("-", .dateUnreadable),
        ("19609999999999999999", .dateUnreadable),
        ("12:30", .dateUnreadable), ("١٩٦٠", .dateUnreadable), ("1960 1961 An", .dateUnreadable),
    ])
    func `what is no date comes back with the reason`(_ typed: String, _ code: ProblemCode) throws {
        let read = PartialDate.read(typed, DateReading(latest: try #require(today)))
        #expect(read.value == nil)
        #expect(read.problems.map(\.code) == [code])
        #expect(read.isRefused)
    }

    @Test func `an empty field is no date and no problem`() throws {
        #expect(PartialDate.read(" \u{a0}", DateReading(latest: try #require(today))) == Checked(nil))
    }

    @Test func `a column's order is seen in its dates`() throws {
        #expect(DateReading.order(of: ["1/2/1960", "13/2/1960"]) == .dayFirst)
        #expect(DateReading.order(of: ["1/2/1960", "2/13/1960"]) == .monthFirst)
        #expect(DateReading.order(of: ["13/2/1960", "2/13/1960"]) == .unclear)
        #expect(DateReading.order(of: ["1/2/1960", "1960", "1960-13-01", ""]) == .dayFirst)
        let monthFirst = DateReading(latest: try #require(today), order: .monthFirst)
        let read = PartialDate.read("1/2/1960", monthFirst)
        #expect(read.value?.description == "1960-01-02")
        #expect(read.problems == [FieldProblem(.dateMonthFirst, "02/01/1960")])
        let unclear = PartialDate.read("1/2/1960", DateReading(latest: try #require(today), order: .unclear))
        #expect(unclear.value?.description == "1960-02-01")
        #expect(unclear.problems == [FieldProblem(.dateOrderUnclear, "01/02/1960", "02/01/1960")])
    }

    @Test(arguments: [
        (1, "1900-01-01"), (59, "1900-02-28"), (60, nil), (61, "1900-03-01"), (36_526, "2000-01-01"),
        (45_292, "2024-01-01"), (0, nil),
        (-1, nil), (2_958_465, "9999-12-31"), (2_958_466, nil),
    ])
    func `serial numbers are counted as Excel does, with its day that never was`(_ serial: Int, _ day: String?) throws {
        let reading = DateReading(latest: try #require(today))
        #expect(reading.day(ofSerial: serial)?.description == day)
    }

    @Test func `the other system counts from 1904`() throws {
        let reading = DateReading(latest: try #require(today), countsFrom1904: true)
        #expect(reading.day(ofSerial: 0)?.description == "1904-01-01")
        #expect(reading.day(ofSerial: 43_830)?.description == "2024-01-01")
    }

    @Test func `number cells are years or serial numbers`() throws {
        let reading = DateReading(latest: try #require(today))
        #expect(PartialDate.read(1960.0, reading).value == PartialDate(year: 1960))
        #expect(PartialDate.read(21_947.75, reading).value?.description == "1960-02-01")
        for number in [Double.nan, .infinity, -5, 1e12] { #expect(PartialDate.read(number, reading).isRefused) }
    }

    @Test func `every day of four centuries comes back from its number and from both ways to write it`() throws {
        let reading = DateReading(latest: try #require(CalendarDay(year: 2300, month: 1, day: 1)), earliestYear: 1890)
        let first = try #require(CalendarDay(year: 1890, month: 1, day: 1))
        var last: CalendarDay?
        for offset in 0..<146_097 {
            let day = try #require(first.adding(days: offset))
            if let last { #expect(last < day) }
            last = day
            guard day.dayNumber == first.dayNumber + offset else { Issue.record("\(day)"); break }
            guard offset % 37 == 0 else { continue }
            #expect(CalendarDay(day.description) == day)
            #expect(PartialDate(PartialDate(day).description) == PartialDate(day))
            guard day.year < 2290 else { continue }
            #expect(PartialDate.read(day.vietnamese, reading) == Checked(PartialDate(day)))
            #expect(PartialDate.read(day.description, reading) == Checked(PartialDate(day)))
        }
        #expect(CalendarDay(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    }

    @Test func `partial dates come back from both ways to write them, and as JSON`() throws {
        let reading = DateReading(latest: try #require(today))
        var random = SeededRandom(seed: 5)
        for _ in 0..<2000 {
            let month = Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : nil
            let day = month == nil || Bool.random(using: &random) ? nil : Int.random(in: 1...28, using: &random)
            let year = Int.random(in: 1900...2025, using: &random)
            let about = Bool.random(using: &random)
            let date = try #require(PartialDate(year: year, month: month, day: day, isApproximate: about))
            #expect(PartialDate(date.description) == date)
            #expect(PartialDate.read(date.vietnamese, reading) == Checked(date))
            #expect(date.earliest <= date.latest)
            #expect(try JSONDecoder().decode(PartialDate.self, from: try JSONEncoder().encode(date)) == date)
        }
        for text in ["", "60", "1960-2", "1960-02-30", "1960-02-01-01", "1960-", "x", "-1960", "19600"] {
            #expect(PartialDate(text) == nil)
        }
    }

    @Test(arguments: [
        ("1960-11-23", 66, 66), ("1960-11-24", 65, 65), ("1960-11", 65, 66), ("1960", 65, 66), ("2026", 0, 0),
        ("2026-11", 0, 0),
        ("2000-02-29", 26, 26), ("1960-12", 65, 65),
    ])
    func `the age is as sure as the birth date`(_ birth: String, _ least: Int, _ most: Int) throws {
        #expect(try #require(PartialDate(birth)).age(on: try #require(today)) == least...most)
    }

    @Test func `nobody has an age before birth`() throws {
        #expect(try #require(PartialDate("2027")).age(on: try #require(today)) == nil)
    }

    @Test func `bands say yes, no or that it is open`() throws {
        let day = try #require(today)
        let band = try #require(AgeBand.literacy(level: 1, isVeryDifficult: false))
        #expect(band.contains(try #require(PartialDate("1991-11-23")), on: day) == true)
        #expect(band.contains(try #require(PartialDate("1990-11-23")), on: day) == false)
        #expect(band.contains(try #require(PartialDate("1990")), on: day) == nil)
        #expect(AgeBand.literacy(level: 2, isVeryDifficult: true) == AgeBand(from: 15, through: 35))
        #expect(AgeBand.literacy(level: 3, isVeryDifficult: true) == nil)
        let bands = AgeBand.bands(startingAt: [0, 16, 31, 31, 20, 60])
        #expect(
            bands == [
                AgeBand(from: 0, through: 15), AgeBand(from: 16, through: 30), AgeBand(from: 31, through: 59),
                AgeBand(from: 60, through: nil),
            ]
        )
        #expect((0..<120).allSatisfy { age in bands.filter { $0.contains(age) }.count == 1 })
        #expect(AgeBand(from: 5, through: 4) == nil)
    }
}
