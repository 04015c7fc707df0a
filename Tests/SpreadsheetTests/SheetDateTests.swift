import Testing

@testable import Spreadsheet

/// Days, numbers and formats.
@Suite struct SheetDateTests {
    @Test(arguments: [
        (1.0, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (366, "1900-12-31"), (25_569, "1970-01-01"),
        (41_815, "2014-06-25"), (36_585, "2000-02-29"), (2_958_465, "9999-12-31"), (41_815.25, "2014-06-25T06:00:00"),
        (41_815.999999, "2014-06-26"), (1.5, "1900-01-01T12:00:00"),
    ])
    func `a number of days is the day that Excel shows`(_ serial: Double, _ date: String) {
        #expect(SheetDate(serial: serial, system: .from1900)?.description == date)
    }

    @Test(arguments: [0, 0.5, 60, 60.5, -1, 2_958_466, .nan, .infinity, 1e300])
    func `a number that is no day is none`(_ serial: Double) {
        #expect(SheetDate(serial: serial, system: .from1900) == nil)
    }

    @Test func `the system of 1904 begins four years and a day later`() {
        #expect(SheetDate(serial: 0, system: .from1904)?.description == "1904-01-01")
        #expect(SheetDate(serial: 40_353, system: .from1904)?.description == "2014-06-25")
    }

    @Test func `every day from 1900 to 2100 comes back from its number`() {
        var days = 0
        for serial in 1...73_415 {
            guard let date = SheetDate(serial: Double(serial), system: .from1900) else { continue }
            days += 1
            #expect(date.serial1900 == Double(serial))
        }
        #expect(days == 73_414)
    }

    @Test(arguments: [
        ("dd/mm/yyyy", true), ("[$-42A]dd/mm/yyyy;@", true), ("mmm-yy", true), ("\"ngày\" d", true), ("yyyy", true),
        ("m", true),
        ("m/d/yy h:mm", true), ("General", false), ("0.00", false), ("#,##0 \"đồng\"", false), ("h:mm", false),
        ("[h]:mm:ss", false), ("mm:ss", false), ("0.0E+00", false), ("[Red]0", false), ("\\d0", false), ("@", false),
        ("0;\"d\"", false), ("0;yyyy", false), ("\"unfinished", false), ("[unfinished", false), ("", false),
    ])
    func `a format shows a day or does not`(_ code: String, _ isDate: Bool) {
        #expect(SheetNumberFormat.isDate(code) == isDate)
    }

    @Test(arguments: [
        "0", "1", "-1", "12.5", "0.1", "123456789012345", "1e5", "1.5E-3", "0.30000000000000004", "123456789012345678",
        "00012",
        ".5", "5.", "-0.001", "1E+300", "99999999999999.9",
    ])
    func `a number is rounded as Swift rounds it`(_ text: String) throws {
        var bytes = Array(text.utf8)
        let number = bytes.withUnsafeMutableBufferPointer { SheetNumber.parse(UnsafeBufferPointer($0)) }
        #expect(number == Double(text))
    }

    @Test(arguments: ["", "-", ".", "x", "1x", "1,5", "--1", "nan", "inf", "0x10", "1e999", " 1", "1e"])
    func `what is no number is none`(_ text: String) {
        let number = Array(text.utf8).withUnsafeBufferPointer { SheetNumber.parse($0) }
        #expect(number == nil)
    }

    @Test(arguments: [("A", 0), ("Z", 25), ("AA", 26), ("AZ", 51), ("ZZ", 701), ("AAA", 702), ("XFD", 16_383)])
    func `a column has its letters`(_ letters: String, _ column: Int) {
        #expect(SheetColumn.letters(column) == letters)
    }
}
