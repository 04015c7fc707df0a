package import Programme
package import Spreadsheet

/// What can be mended in a cell of a sheet of scores.
package enum ScoreSheetProblem: Error, Hashable, Sendable {
    /// No points.
    case points
    /// More points than there are.
    case aboveMaximum
    /// Neither passed nor not passed.
    case pass
    /// There is no code of a registration beside a score.
    case noRegistration
    /// The list has no such registration, or not at this step.
    case registrationUnknown
    /// The registration stands in two rows.
    case registrationTwice
    /// The name beside the code is another's.
    case otherName
    /// The answer does not fit the criterion.
    case answer(CriteriaAnswerProblem.Kind)

    /// What is said of it.
    package func message(in language: ProblemLanguage) -> String {
        language == .vietnamese ? words.vietnamese : words.english
    }

    private var words: (vietnamese: String, english: String) {
        switch self {
        case .points:
            ("Không đọc được điểm: ghi số, ví dụ 7 hoặc 7,5", "Not understood: write points, such as 7 or 7.5")
        case .aboveMaximum, .answer(.aboveMaximum):
            ("Điểm vượt mức tối đa của tiêu chí", "More points than the criterion has")
        case .pass: ("Ghi đạt hoặc không đạt", "Write passed (đạt) or not passed (không đạt)")
        case .noRegistration: ("Thiếu mã hồ sơ", "The code of the registration is missing")
        case .registrationUnknown:
            ("Không có hồ sơ này trong danh sách đang chấm", "The list that is being scored has no such registration")
        case .registrationTwice: ("Hồ sơ này đã có ở dòng trên", "This registration stands in a row above")
        case .otherName: ("Tên không khớp với mã hồ sơ", "The name does not go with the code")
        case .answer(.missing): ("Tiêu chí này chưa chấm", "This criterion is not answered")
        case .answer(.applies): ("Tiêu chí này luôn áp dụng cho đối tượng", "This criterion applies here")
        case .answer: ("Không đúng cách chấm của tiêu chí", "The criterion is not answered like that")
        }
    }
}

/// A problem at its place in the file.
package struct ScoreSheetFinding: Hashable, Sendable {
    /// As Excel names the cell: `F12`.
    package let cell: String
    package let problem: ScoreSheetProblem

    /// The problem of a cell.
    package init(cell: String, problem: ScoreSheetProblem) {
        self.cell = cell
        self.problem = problem
    }
}

/// Why a file as a whole is no sheet of these scores.
package enum ScoreSheetRefusal: Error, Equatable, Sendable {
    /// The file is none that can be read, or is broken.
    case file(SheetError)
    /// There is no code of a sheet and no row of headings in it.
    case noSheet
    /// It was made for other criteria or another year.
    case otherSet
    /// These headings are none of the set's, or stand twice.
    case headings([String])
    /// More rows than there are registrations.
    case tooLong

    /// What is the matter and what to do.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        switch self {
        case .file(let error): return IntakeError.file(error).message(in: language)
        case .noSheet:
            return isVietnamese
                ? "Tệp này không phải phiếu chấm điểm: hãy tải phiếu về và điền vào đó"
                : "This is no sheet of scores: download the sheet and fill that in"
        case .otherSet:
            return isVietnamese
                ? "Phiếu này của bộ tiêu chí hoặc năm khác: hãy tải phiếu mới về"
                : "This sheet is of other criteria or another year: download it anew"
        case .headings(let headings):
            let list = headings.joined(separator: "; ")
            return isVietnamese
                ? "Tiêu đề cột không khớp với bộ tiêu chí: \(list)" : "These headings are not of the criteria: \(list)"
        case .tooLong:
            return isVietnamese ? "Tệp có nhiều dòng hơn danh sách" : "The file has more rows than the list"
        }
    }
}
