import Programme
import Spreadsheet

extension ScoreSheet {
    private static let help =
        "Ghi điểm cho từng tiêu chí (đạt / không đạt nếu không tính điểm; \"không áp dụng\" nếu được phép). "
        + "Không sửa dòng tiêu đề và cột Mã hồ sơ."

    /// Writes the sheet to `path`: the code, what the criteria ask, the headings, and a row for each registration.
    package static func write(_ roll: ScoreRoll, to path: String) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            let workbook = try WorkbookWriter(path: path)
            let leaves = roll.set.leaves
            var layout = SheetLayout()
            layout.columnWidths = [6, 38, 28, 22] + Array(repeating: 11, count: leaves.count)
            layout.frozenRows = 4
            layout.frozenColumns = 3
            layout.isLandscape = true
            layout.fitsPageWidth = true
            layout.repeatedRows = 4...4
            let sheet = try workbook.addSheet(named: "Chấm điểm", layout: layout)
            var bold = SheetStyle()
            bold.isBold = true
            bold.fontSize = 14
            let heading = try workbook.style(.heading)
            let title = "Phiếu chấm điểm năm \(roll.year): \(roll.set.name)"
            try workbook.append([.text(title)], styles: [try workbook.style(bold)], to: sheet)
            try workbook.append([.text("\(codeMark) \(roll.code)")], to: sheet)
            try workbook.append([.text(help)], to: sheet)
            let headings = ["STT", registrationHeading, nameHeading, placeHeading] + leaves.map(self.heading)
            try workbook.append(headings.map(SheetOutput.text), styles: [heading], to: sheet)
            for (place, person) in roll.people.enumerated() {
                let values: [SheetOutput] =
                    [.number(Double(place + 1)), .text(person.registration.description), .text(person.name)]
                    + [.text(person.place)] + leaves.map { output(person.answers[$0.code]) }
                try workbook.append(values, to: sheet)
            }
            let criteria = try workbook.addSheet(named: "Tiêu chí", layout: SheetLayout())
            for item in roll.set.items {
                let points: SheetOutput = item.maximum.map { .number(Double($0.hundredths) / 100) } ?? .empty
                try workbook.append([.text(item.code), .text(item.name), points], to: criteria)
            }
            try workbook.finish()
        }
    }

    private static func output(_ answer: CriteriaAnswer?) -> SheetOutput {
        switch answer {
        case nil: .empty
        case .points(let points): .number(Double(points.hundredths) / 100)
        case .passed(let isPassed): .text(isPassed ? "đạt" : "không đạt")
        case .notApplicable: .text(notApplicable)
        }
    }
}
