import Foundation
import Programme
import Spreadsheet
import Testing

@testable import Intake

/// The register of a class as a workbook: written, filled in as people do, and read again.
@Suite struct AttendanceSheetTests {
    static let code = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f50"

    static func roll(_ marks: [Int: [Int: Int]] = [:], obstacle: AttendanceProblem? = nil) -> AttendanceRoll {
        let day = CalendarDay(year: 2026, month: 3, day: 5) ?? .epoch
        return AttendanceRoll(
            code: code,
            title: "Tin học cơ bản",
            sessions: [
                AttendanceRoll.Session(ordinal: 1, heldOn: day, minutes: 90),
                AttendanceRoll.Session(ordinal: 3, heldOn: day.adding(days: 7) ?? day, minutes: 60, obstacle: obstacle),
            ],
            people: [
                AttendanceRoll.Person(seat: 1, name: "Nguyễn Thị Hạnh", place: "Chi hội 1", minutes: marks[1] ?? [:]),
                AttendanceRoll.Person(seat: 2, name: "Rơ Châm H'Lan", place: "Tổ 1", minutes: marks[2] ?? [:]),
                AttendanceRoll.Person(seat: 12, name: nil, place: "Hội Nông dân", minutes: marks[12] ?? [:]),
            ]
        )
    }

    /// The rows above the people.
    static let head = [
        "Điểm danh: Tin học cơ bản", "Mã lớp: \(code)", "Ghi x nếu có mặt",
        "STT|Số ghi danh|Họ và tên|Chi hội / Đơn vị|Buổi 1 (05/03/2026)|Buổi 3 (12/03/2026)",
    ]

    private func read(_ rows: [String], _ roll: AttendanceRoll = roll()) throws -> AttendanceSheet.Reading {
        try read(ListFile(sheet: Self.head + rows), roll)
    }

    private func read(_ file: ListFile, _ roll: AttendanceRoll = roll()) throws -> AttendanceSheet.Reading {
        // the file is there as long as it is held
        try withExtendedLifetime(file) { try AttendanceSheet.read(path: file.path, against: roll) }
    }

    private func refusal(_ rows: [String]) -> AttendanceSheetRefusal? {
        do {
            _ = try read(ListFile(sheet: rows))
            return nil
        } catch { return error as? AttendanceSheetRefusal }
    }

    @Test func `what was written and is read again changes nothing`() throws {
        let roll = Self.roll([1: [1: 90, 3: 60], 2: [1: 1], 12: [3: 1440]])
        let file = try ListFile(csv: "")
        try AttendanceSheet.write(roll, to: file.path)
        let reading = try AttendanceSheet.read(path: file.path, against: roll)
        #expect(reading.changes.isEmpty && reading.findings.isEmpty)
        #expect(reading.personCount == 3)
    }

    @Test func `marks and minutes as people write them become changes, and the same file again none`() throws {
        let rows = [
            "1|1|Nguyễn Thị Hạnh|Chi hội 1|X|45", "2|2|rơ châm h'lan|Tổ 1|v|có", "3|12|||  30 phút |",
            "|||||", "||NGƯỜI LẬP BIỂU|||Lê Thị Mai",
        ]
        let changes = [
            AttendanceChange(ordinal: 1, seat: 1, before: nil, after: 90),
            AttendanceChange(ordinal: 3, seat: 1, before: nil, after: 45),
            AttendanceChange(ordinal: 1, seat: 2, before: 20, after: nil),
            AttendanceChange(ordinal: 3, seat: 2, before: nil, after: 60),
            AttendanceChange(ordinal: 1, seat: 12, before: nil, after: 30),
        ]
        let reading = try read(rows, Self.roll([2: [1: 20]]))
        #expect(reading.changes == changes)
        #expect(reading.findings.isEmpty)
        let after = Self.roll([1: [1: 90, 3: 45], 2: [3: 60], 12: [1: 30]])
        #expect(try read(rows, after).changes.isEmpty)
    }

    @Test func `each cell that cannot be taken is named, and says why`() throws {
        let reading = try read([
            "1|1|Nguyễn Thị Hạnh||?|1", "2|2|Nguyễn Thị Hạnh||x|", "3|99|||x|", "4||||x|", "5|12|||1500|2.5",
            "6|12|||x|",
        ])
        let found = reading.findings.map { "\($0.cell) \($0.problem)" }
        #expect(
            found == [
                "E5 unreadable", "F5 oneIsUnclear", "C6 otherName", "B7 seatUnknown", "B8 noSeat", "E9 minutes",
                "F9 minutes", "B10 seatTwice",
            ]
        )
        #expect(reading.changes.isEmpty)
        for finding in reading.findings {
            for language in [ProblemLanguage.vietnamese, .english] {
                #expect(!finding.problem.message(in: language).isEmpty)
            }
        }
    }

    @Test func `a session that takes no attendance is a problem only where the file changes it`() throws {
        let roll = Self.roll([1: [3: 60]], obstacle: .cancelled)
        #expect(try read(["1|1|||x|x", "2|2||||"], roll).findings.isEmpty)
        let finding = try read(["1|1|||x|x", "2|2||||x"], roll).findings.first
        #expect(finding?.cell == "F6" && finding?.problem == .session(.cancelled))
    }

    @Test func `a file of another class, with other headings, or no register at all is told from one`() {
        var rows = Self.head
        rows[1] = "Mã lớp: 0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f51"
        #expect(refusal(rows) == .otherClass)
        rows = Self.head
        rows[3] = rows[3].replacing("05/03/2026", with: "06/03/2026")
        #expect(refusal(rows) == .headings(["Buổi 1 (06/03/2026)"]))
        rows[3] = Self.head[3].replacing("Số ghi danh", with: "Ghi chú")
        #expect(refusal(rows) == .headingMissing)
        rows[3] = Self.head[3] + "|Buổi 1 (05/03/2026)"
        #expect(refusal(rows) == .headingMissing)
        #expect(refusal(["STT|Họ và tên|Ngày sinh", "1|Nguyễn Thị Hạnh|1960"]) == .noRegister)
        #expect(refusal(["Một dòng"]) == .noRegister)
    }

    @Test func `columns may stand in another order, and sessions may be left out`() throws {
        let rows = [Self.head[1], "Buổi 3 (12/03/2026)|Họ và tên|SỐ GHI DANH", "x|Nguyễn Thị Hạnh|1"]
        let reading = try read(ListFile(sheet: rows))
        #expect(reading.changes == [AttendanceChange(ordinal: 3, seat: 1, before: nil, after: 60)])
    }

    @Test func `text with columns does as well as a workbook`() throws {
        let csv = "Mã lớp: \(Self.code)\nSố ghi danh;Họ và tên;Buổi 1 (05/03/2026)\n2;Rơ Châm H'Lan;x\n"
        let reading = try read(ListFile(csv: csv))
        #expect(reading.changes.map(\.seat) == [2])
    }

    @Test func `changes go through a form and back, and nothing else does`() {
        let changes = [
            AttendanceChange(ordinal: 1, seat: 12, before: nil, after: 90),
            AttendanceChange(ordinal: 2, seat: 1, before: 45, after: nil),
        ]
        let text = AttendanceChange.text(of: changes)
        #expect(text == "1.12.0.90 2.1.45.0")
        #expect(AttendanceChange.list(text) == changes)
        #expect(AttendanceChange.list("") == [])
        for wrong in [
            "1.2.3", "1.2.3.4.5", "1.2.0.1441", "a.1.0.1", "-1.1.0.1", "1..0.1", "1.1.0.1 1.1.0.2", "1.1.0.1,",
        ] {
            #expect(AttendanceChange.list(wrong) == nil, "\(wrong)")
        }
    }
}
