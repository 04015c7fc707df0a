import Programme
import Spreadsheet

/// The register of a class as a workbook, to be filled in and taken back. What is read is what the file changes in the register
/// as it is now: the same file read again, after its changes were taken, changes nothing. Who does not stand in the file stays as
/// they are.
package enum AttendanceSheet {
    /// What a file says.
    package struct Reading: Equatable, Sendable {
        /// In the order of the file's rows.
        package internal(set) var changes: [AttendanceChange] = []
        /// Cells that must be mended first.
        package internal(set) var findings: [AttendanceSheetFinding] = []
        /// People of the class who stand in the file.
        package internal(set) var personCount = 0

        /// Of a file that says nothing.
        package init() {}
    }

    /// Findings that are kept of one file.
    package static let mostFindings = 200

    static let codeMark = "Mã lớp:"
    static let seatHeading = "Số ghi danh"
    static let nameHeading = "Họ và tên"
    static let placeHeading = "Chi hội / Đơn vị"
    private static let otherHeadings = ["STT", placeHeading, "Ghi chú"]
    /// The headings stand within so many rows.
    private static let mostRowsAbove = 20

    /// Reads a file against the register as it is.
    ///
    /// - Throws: `AttendanceSheetRefusal` for a file that is no register of the class.
    package static func read(
        path: String,
        against roll: AttendanceRoll
    ) throws(AttendanceSheetRefusal) -> Reading {
        let rows = try AttendanceSheetRefusal.wrapping { () throws(SheetError) in
            try WorkbookReader(path: path).rows()
        }
        let columns = try columns(rows, roll)
        var lines = AttendanceLines(roll, columns)
        while let row = try AttendanceSheetRefusal.wrapping({ () throws(SheetError) in try rows.next() }) {
            try lines.take(row)
        }
        return lines.reading
    }

    /// Finds the code of the class and, below it, the headings.
    private static func columns(
        _ rows: SheetRows,
        _ roll: AttendanceRoll
    ) throws(AttendanceSheetRefusal) -> AttendanceColumns {
        var isOfClass = false
        for _ in 0..<mostRowsAbove {
            let row = try AttendanceSheetRefusal.wrapping { () throws(SheetError) in try rows.next() }
            guard let row else { break }
            let texts = row.prefix(400).map { (column: $0.column, text: text(of: $0)) }.filter { !$0.text.isEmpty }
            if let mark = texts.first(where: { $0.text.hasPrefix(codeMark) })?.text {
                let code = VietnameseText.clean(String(mark.dropFirst(codeMark.count)))
                guard code.lowercased() == roll.code.lowercased() else { throw .otherClass }
                isOfClass = true
            } else if texts.contains(where: { folded($0.text) == folded(seatHeading) })
                || texts.contains(where: { folded($0.text) == folded(nameHeading) })
            {
                guard isOfClass else { break }
                return try columns(texts, roll)
            }
        }
        throw .noRegister
    }

    private static func columns(
        _ texts: [(column: Int, text: String)],
        _ roll: AttendanceRoll
    ) throws(AttendanceSheetRefusal) -> AttendanceColumns {
        let sessions = Dictionary(roll.sessions.map { (folded($0.heading), $0) }) { first, _ in first }
        let known = Set(otherHeadings.map(folded))
        var columns = AttendanceColumns()
        var seen: Set<String> = []
        var strange: [String] = []
        for (column, text) in texts {
            let key = folded(text)
            guard seen.insert(key).inserted else { throw .headingMissing }
            if key == folded(seatHeading) {
                columns.seat = column
            } else if key == folded(nameHeading) {
                columns.name = column
            } else if let session = sessions[key] {
                columns.sessions[column] = session
            } else if !known.contains(key) {
                strange.append(String(text.prefix(60)))
            }
        }
        guard strange.isEmpty else { throw .headings(Array(strange.prefix(10))) }
        guard columns.seat >= 0 else { throw .headingMissing }
        return columns
    }

    static func text(of cell: SheetCell) -> String {
        VietnameseText.clean(CellText(cell, cell.value).text)
    }

    static func folded(_ text: String) -> String { VietnameseText.folded(text) }
}

/// Which column is what.
struct AttendanceColumns {
    var seat = -1
    var name: Int?
    var sessions: [Int: AttendanceRoll.Session] = [:]
}

/// Goes through the rows below the headings.
private struct AttendanceLines {
    private(set) var reading = AttendanceSheet.Reading()
    private let columns: AttendanceColumns
    private let people: [Int: AttendanceRoll.Person]
    private let sessions: [(column: Int, session: AttendanceRoll.Session)]
    private let mostRows: Int
    private var seats: Set<Int> = []
    private var rowCount = 0

    init(_ roll: AttendanceRoll, _ columns: AttendanceColumns) {
        self.columns = columns
        people = Dictionary(roll.people.map { ($0.seat, $0) }) { first, _ in first }
        sessions = columns.sessions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        mostRows = roll.people.count * 2 + 1000
    }

    mutating func take(_ row: SheetRow) throws(AttendanceSheetRefusal) {
        rowCount += 1
        guard rowCount <= mostRows else { throw .tooLong }
        let seat = row.cell(column: columns.seat).map { AttendanceSheet.text(of: $0) } ?? ""
        guard !seat.isEmpty else {
            // signatures and remarks below the list are nobody's
            guard let stray = sessions.first(where: { isMarked(row, $0.column) }) else { return }
            find(row, columns.seat < stray.column ? columns.seat : stray.column, .noSeat)
            return
        }
        guard let number = Int(seat) else {
            if sessions.contains(where: { isMarked(row, $0.column) }) { find(row, columns.seat, .noSeat) }
            return
        }
        guard let person = people[number] else { return find(row, columns.seat, .seatUnknown) }
        guard seats.insert(number).inserted else { return find(row, columns.seat, .seatTwice) }
        if let name = person.name, let column = columns.name, let cell = row.cell(column: column) {
            let typed = AttendanceSheet.text(of: cell)
            guard typed.isEmpty || AttendanceSheet.folded(typed) == AttendanceSheet.folded(name) else {
                return find(row, column, .otherName)
            }
        }
        reading.personCount += 1
        for (column, session) in sessions { compare(row, column, session, person) }
    }

    /// Whether something that is no text of a signature stands in a column of marks.
    private func isMarked(_ row: SheetRow, _ column: Int) -> Bool {
        guard case .success(let mark) = AttendanceMark.read(row.cell(column: column)) else { return false }
        return mark != .absent
    }

    private mutating func compare(
        _ row: SheetRow,
        _ column: Int,
        _ session: AttendanceRoll.Session,
        _ person: AttendanceRoll.Person
    ) {
        let before = person.minutes[session.ordinal]
        let after: Int?
        switch AttendanceMark.read(row.cell(column: column)) {
        case .failure(let problem): return find(row, column, problem)
        case .success(.absent): after = nil
        case .success(.present): after = session.minutes
        case .success(.minutes(let minutes)): after = minutes
        }
        guard before != after else { return }
        if let obstacle = session.obstacle { return find(row, column, .session(obstacle)) }
        reading.changes.append(
            AttendanceChange(ordinal: session.ordinal, seat: person.seat, before: before, after: after)
        )
    }

    private mutating func find(_ row: SheetRow, _ column: Int, _ problem: AttendanceSheetProblem) {
        guard reading.findings.count < AttendanceSheet.mostFindings else { return }
        reading.findings.append(AttendanceSheetFinding(row: row.number, column: column, problem))
    }
}

extension AttendanceSheetRefusal {
    /// Runs what may fail with an error of a file.
    fileprivate static func wrapping<Value>(
        _ body: () throws(SheetError) -> Value
    ) throws(AttendanceSheetRefusal) -> Value {
        do {
            return try body()
        } catch {
            throw .file(error)
        }
    }
}
