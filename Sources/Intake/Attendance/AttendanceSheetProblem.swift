package import Programme
package import Spreadsheet

/// What an officer can mend in a cell of a register.
package enum AttendanceSheetProblem: Error, Hashable, Sendable {
    /// The cell says neither that somebody came nor for how long.
    case unreadable
    /// A one may mean present or one minute.
    case oneIsUnclear
    /// No whole number of minutes from 1 to 1,440.
    case minutes
    /// There is no number of a place in the row, or no whole one.
    case noSeat
    /// Nobody in the class has this number.
    case seatUnknown
    /// The number stands in two rows.
    case seatTwice
    /// The name beside the number is another's.
    case otherName
    /// The session takes no attendance.
    case session(AttendanceProblem)

    /// What is said of it.
    package func message(in language: ProblemLanguage) -> String {
        if case .session(let problem) = self { return problem.message(in: language) }
        return language == .vietnamese ? words.vietnamese : words.english
    }

    private var words: (vietnamese: String, english: String) {
        switch self {
        case .unreadable:
            ("Không đọc được: ghi x, số phút hoặc để trống", "Not understood: write x, minutes, or nothing")
        case .oneIsUnclear:
            ("Số 1 không rõ nghĩa: có mặt thì ghi x", "A 1 is not clear: for present write x")
        case .minutes: ("Số phút phải là số tròn từ 1 đến 1440", "Minutes must be a whole number from 1 to 1,440")
        case .noSeat: ("Thiếu số ghi danh", "The number in the class is missing")
        case .seatUnknown: ("Không ai trong lớp có số ghi danh này", "Nobody in the class has this number")
        case .seatTwice: ("Số ghi danh này đã có ở dòng trên", "This number stands in a row above")
        case .otherName: ("Họ tên không khớp với số ghi danh", "The name does not go with the number")
        case .session: ("", "")
        }
    }
}

/// A problem of a register at its place in the file.
package struct AttendanceSheetFinding: Hashable, Sendable {
    /// As Excel names the cell: `F12`.
    package let cell: String
    package let problem: AttendanceSheetProblem

    /// The problem of a cell: row from 1, column from 0.
    init(row: Int, column: Int, _ problem: AttendanceSheetProblem) {
        cell = SheetColumn.letters(column) + String(row)
        self.problem = problem
    }
}

/// Why a file as a whole is no register of the class. Never holds what stands in a cell that is not a heading.
package enum AttendanceSheetRefusal: Error, Equatable, Sendable {
    /// The file is none that can be read, or is broken.
    case file(SheetError)
    /// There is no code of a class and no row of headings in it.
    case noRegister
    /// It is the register of another class.
    case otherClass
    /// These headings are none of the class's: changed, or of sessions that were moved since.
    case headings([String])
    /// A heading stands twice, or the number in the class has none.
    case headingMissing
    /// More rows than a class has people.
    case tooLong

    /// For an officer: what is the matter and what to do.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        switch self {
        case .file(let error): return IntakeError.file(error).message(in: language)
        case .noRegister:
            return isVietnamese
                ? "Tệp này không phải bảng điểm danh: hãy tải bảng điểm danh của lớp về và điền vào đó"
                : "This is no register: download the register of the class and fill that in"
        case .otherClass:
            return isVietnamese
                ? "Đây là bảng điểm danh của lớp khác" : "This is the register of another class"
        case .headings(let headings):
            let list = headings.joined(separator: "; ")
            return isVietnamese
                ? "Tiêu đề cột không khớp với lớp: \(list). Có thể buổi học đã dời ngày: hãy tải bảng mới về"
                : "These headings are not of the class: \(list). A session may have been moved: download the register anew"
        case .headingMissing:
            return isVietnamese
                ? "Dòng tiêu đề đã bị sửa: thiếu cột Số ghi danh hoặc có cột lặp lại"
                : "The headings were changed: the column Số ghi danh is missing, or one stands twice"
        case .tooLong:
            return isVietnamese ? "Tệp có quá nhiều dòng" : "The file has too many rows"
        }
    }
}
