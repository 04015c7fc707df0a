package import Programme
import Spreadsheet

/// What a sheet of scores is made for: registrations of one title and year, and the criteria by which they are scored.
package struct ScoreRoll: Sendable {
    /// One registration.
    package struct Person: Sendable {
        package let registration: RegistrationID
        package let name: String
        package let place: String
        /// Its score as it is; empty before any.
        package let answers: [String: CriteriaAnswer]

        /// A registration with its score.
        package init(
            _ registration: RegistrationID,
            name: String,
            place: String,
            answers: [String: CriteriaAnswer] = [:]
        ) {
            self.registration = registration
            self.name = name
            self.place = place
            self.answers = answers
        }
    }

    package let set: CriteriaSet
    package let year: Int
    package let people: [Person]

    /// The sheet of these registrations.
    package init(set: CriteriaSet, year: Int, people: [Person]) {
        self.set = set
        self.year = year
        self.people = people
    }

    /// Tells the sheets of one set and year from all others.
    var code: String { "\(set.key)/\(set.version)/\(year)" }
}

/// A score as a file has it.
package struct SheetScore: Hashable, Sendable {
    package let registration: RegistrationID
    package let answers: [String: CriteriaAnswer]
    /// From 1.
    package let row: Int
}

/// Self-scores as a workbook (phiếu tự chấm điểm): a row for each registration, a column for each criterion. It is handed out, filled
/// in, and read back. An empty cell is no answer; a row without any answer is left as it is.
package enum ScoreSheet {
    /// What a file says.
    package struct Reading: Equatable, Sendable {
        /// In the order of the file's rows.
        package internal(set) var scores: [SheetScore] = []
        /// Cells that must be mended first.
        package internal(set) var findings: [ScoreSheetFinding] = []
        /// Which column a criterion stands in.
        package internal(set) var columns: [String: Int] = [:]

        /// Of a file that says nothing.
        package init() {}

        /// Where the answer to a criterion of a score stands.
        package func cell(_ code: String, of score: SheetScore) -> String {
            SheetColumn.letters(columns[code] ?? 0) + String(score.row)
        }
    }

    /// Findings that are kept of one file.
    package static let mostFindings = 200

    static let codeMark = "Mã phiếu:"
    static let registrationHeading = "Mã hồ sơ"
    static let nameHeading = "Tên"
    static let placeHeading = "Địa bàn"
    static let notApplicable = "không áp dụng"
    private static let otherHeadings: Set<String> = ["STT", nameHeading, placeHeading, "Ghi chú"]
    /// The headings stand within so many rows.
    private static let mostRowsAbove = 20

    /// Reads a file against the registrations as they are.
    ///
    /// - Throws: `ScoreSheetRefusal` for a file that is no such sheet.
    package static func read(path: String, against roll: ScoreRoll) throws(ScoreSheetRefusal) -> Reading {
        do {
            let rows = try WorkbookReader(path: path).rows()
            var lines = ScoreLines(roll)
            var isOfSet = false
            var count = 0
            while let row = try rows.next() {
                count += 1
                if lines.isBelowHeadings {
                    guard count <= roll.people.count * 2 + 1000 else { throw ScoreSheetRefusal.tooLong }
                    lines.take(row)
                    continue
                }
                guard count <= mostRowsAbove else { break }
                let texts = row.prefix(1000).map { (column: $0.column, text: text(of: $0)) }.filter { !$0.text.isEmpty }
                if let mark = texts.first(where: { $0.text.hasPrefix(codeMark) })?.text {
                    guard VietnameseText.clean(String(mark.dropFirst(codeMark.count))) == roll.code else {
                        throw ScoreSheetRefusal.otherSet
                    }
                    isOfSet = true
                } else if isOfSet, texts.contains(where: { folded($0.text) == folded(registrationHeading) }) {
                    try lines.take(headings: texts)
                }
            }
            guard lines.isBelowHeadings else { throw ScoreSheetRefusal.noSheet }
            return lines.reading
        } catch let refusal as ScoreSheetRefusal {
            throw refusal
        } catch let error as SheetError {
            throw .file(error)
        } catch {
            throw .noSheet
        }
    }

    /// `1.2 (20)`: how a criterion heads its column.
    static func heading(_ item: CriteriaItem) -> String {
        item.maximum.map { "\(item.code) (\($0.vietnamese))" } ?? item.code
    }

    static func isOther(_ heading: String) -> Bool { otherHeadings.contains { folded($0) == folded(heading) } }

    static func text(of cell: SheetCell) -> String { VietnameseText.clean(CellText(cell, cell.value).text) }

    static func folded(_ text: String) -> String { VietnameseText.folded(text) }
}

/// Goes through the rows below the headings.
private struct ScoreLines {
    private(set) var reading = ScoreSheet.Reading()
    private let leaves: [CriteriaItem]
    private let people: [RegistrationID: ScoreRoll.Person]
    private var registrationColumn = -1
    private var nameColumn: Int?
    private var items: [(column: Int, item: CriteriaItem)] = []
    private var seen: Set<RegistrationID> = []

    init(_ roll: ScoreRoll) {
        leaves = roll.set.leaves
        people = Dictionary(roll.people.map { ($0.registration, $0) }) { first, _ in first }
    }

    var isBelowHeadings: Bool { registrationColumn >= 0 }

    mutating func take(headings: [(column: Int, text: String)]) throws(ScoreSheetRefusal) {
        let known = Dictionary(leaves.map { (ScoreSheet.heading($0), $0) }) { first, _ in first }
        var strange: [String] = []
        for (column, text) in headings {
            let key = ScoreSheet.folded(text)
            if key == ScoreSheet.folded(ScoreSheet.registrationHeading) {
                registrationColumn = column
            } else if key == ScoreSheet.folded(ScoreSheet.nameHeading) {
                nameColumn = column
            } else if let item = known[text] {
                guard reading.columns[item.code] == nil else { throw .headings([text]) }
                items.append((column, item))
                reading.columns[item.code] = column
            } else if !ScoreSheet.isOther(text) {
                strange.append(String(text.prefix(60)))
            }
        }
        guard strange.isEmpty else { throw .headings(Array(strange.prefix(10))) }
    }

    mutating func take(_ row: SheetRow) {
        let code = row.cell(column: registrationColumn).map(ScoreSheet.text) ?? ""
        var answers: [String: CriteriaAnswer] = [:]
        var problems: [(Int, ScoreSheetProblem)] = []
        for (column, item) in items {
            guard let cell = row.cell(column: column) else { continue }
            let text = ScoreSheet.text(of: cell)
            guard !text.isEmpty else { continue }
            switch Self.answer(text, to: item) {
            case .success(let answer): answers[item.code] = answer
            case .failure(let problem): problems.append((column, problem))
            }
        }
        // signatures and remarks below the list are nobody's
        guard !code.isEmpty else {
            if !answers.isEmpty { find(row, registrationColumn, .noRegistration) }
            return
        }
        guard let id = RegistrationID(code), let person = people[id] else {
            return find(row, registrationColumn, .registrationUnknown)
        }
        guard seen.insert(id).inserted else { return find(row, registrationColumn, .registrationTwice) }
        if let nameColumn, let cell = row.cell(column: nameColumn) {
            let typed = ScoreSheet.text(of: cell)
            guard typed.isEmpty || ScoreSheet.folded(typed) == ScoreSheet.folded(person.name) else {
                return find(row, nameColumn, .otherName)
            }
        }
        for (column, problem) in problems { find(row, column, problem) }
        guard problems.isEmpty, !answers.isEmpty else { return }
        reading.scores.append(SheetScore(registration: id, answers: answers, row: row.number))
    }

    private static func answer(_ text: String, to item: CriteriaItem) -> Result<CriteriaAnswer, ScoreSheetProblem> {
        let folded = VietnameseText.folded(text)
        if folded == VietnameseText.folded(ScoreSheet.notApplicable) || folded == "kad" {
            return .success(.notApplicable)
        }
        switch item.measure {
        case .points:
            guard let points = Points(typed: text) else { return .failure(.points) }
            if let maximum = item.maximum, points > maximum { return .failure(.aboveMaximum) }
            return .success(.points(points))
        case .pass:
            if ["x", "dat", "co", "1"].contains(folded) { return .success(.passed(true)) }
            if ["o", "khong", "khong dat", "0"].contains(folded) { return .success(.passed(false)) }
            return .failure(.pass)
        }
    }

    private mutating func find(_ row: SheetRow, _ column: Int, _ problem: ScoreSheetProblem) {
        guard reading.findings.count < ScoreSheet.mostFindings else { return }
        reading.findings.append(
            ScoreSheetFinding(cell: SheetColumn.letters(column) + String(row.number), problem: problem)
        )
    }
}
