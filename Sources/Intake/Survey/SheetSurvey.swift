package import Programme
import Spreadsheet

/// What a list looks like: where its header is and what the columns are called. Found by looking, so that it comes with how
/// sure it is and why; an officer may say otherwise by changing it.
package struct SheetSurvey: Codable, Hashable, Sendable {
    /// A column under a heading, or one of a list without any.
    package struct Heading: Codable, Hashable, Sendable {
        /// From 0.
        package var column: Int
        /// From the top to the bottom: `Năm sinh`, `Nam`. Empty when the column has no heading.
        package var parts: [String]
        /// What the first rows hold, a few values as they read.
        package var examples: [String]
        /// What the first rows look like.
        package var profile: ColumnProfile
        /// What the texts of the column whose font is lost seem to be written in; nil for Unicode.
        package var encoding: LegacyEncoding?
        /// What all dates of the column show of their order.
        package var dates = ColumnDates()

        /// The heading of a column.
        package init(
            column: Int,
            parts: [String],
            examples: [String] = [],
            profile: ColumnProfile = ColumnProfile(),
            encoding: LegacyEncoding? = nil
        ) {
            self.column = column
            self.parts = parts
            self.examples = examples
            self.profile = profile
            self.encoding = encoding
        }

        /// In one line: `Năm sinh: Nam`; `Cột C` for a column without a heading.
        package var text: String {
            parts.isEmpty ? "Cột \(SheetColumn.letters(column))" : parts.joined(separator: ": ")
        }
    }

    /// Another sheet of the workbook, in case this is the wrong one.
    package struct OtherSheet: Codable, Hashable, Sendable {
        /// Its place in the workbook, from 0.
        package var index: Int
        /// As on its tab.
        package var name: String
        /// How sure it is that a list stands there, 0 to 1.
        package var confidence: Double
    }

    /// The sheet's place in the workbook, from 0.
    package var sheet: Int
    /// As on its tab; empty for a text file.
    package var sheetName: String
    /// The texts above the header, a line each: at most `mostTitles`.
    package var titles: [String]
    /// The rows of the header, as the workbook counts; nil for a list without one.
    package var headerRows: ClosedRange<Int>?
    /// The row under the header in which the columns are counted (1, 2, 3 ...).
    package var numberingRow: Int?
    /// Where the people begin.
    package var firstDataRow: Int
    /// Rows from there on in which something stands.
    package var rowCount: Int
    /// The columns, in their order.
    package var headings: [Heading]
    /// What the text whose font is lost seems to be written in; nil for Unicode.
    package var encoding: LegacyEncoding?
    /// 0 to 1. Below 0.5 an officer should look twice.
    package var confidence: Double
    /// What speaks for it and against it.
    package var reasons: [SurveyReason]
    /// The other sheets in which a list may stand, the likeliest first.
    package var otherSheets: [OtherSheet]

    /// Titles that are kept: letterhead, title, and the line in italics under it.
    static let mostTitles = 12
    /// Values of a column that are shown.
    static let mostExamples = 5
}

/// One thing by which a survey was decided.
package enum SurveyReason: Codable, Hashable, Sendable {
    /// Headings that are known, of all.
    case headingsKnown(Int, of: Int)
    /// There is a column of names.
    case nameColumn
    /// No heading says which column has the names.
    case noNameColumn
    /// The columns are counted under the header.
    case numberingRow
    /// No header was found; the columns are told by what they hold.
    case noHeader
    /// The sheet was hidden.
    case hiddenSheet
    /// Other sheets have lists, too.
    case otherLists(Int)
    /// Columns beyond the ones that are looked at were left out.
    case columnsLeftOut(beyond: Int)
    /// The text seems to be in an old encoding.
    case oldEncoding(LegacyEncoding)
    /// The encoding of the text file is a guess.
    case encodingGuessed
    /// Two lists seem to stand side by side; only the first is read.
    case listsSideBySide

    /// In words.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        switch self {
        case .headingsKnown(let known, let all):
            return isVietnamese ? "Nhận ra \(known) trong \(all) cột" : "\(known) of \(all) columns are known"
        case .nameColumn: return isVietnamese ? "Có cột họ và tên" : "There is a column of names"
        case .noNameColumn:
            return isVietnamese ? "Không thấy cột họ và tên" : "No heading says which column has the names"
        case .numberingRow:
            return isVietnamese ? "Có dòng đánh số cột (1, 2, 3 …)" : "A row counts the columns (1, 2, 3 …)"
        case .noHeader:
            return isVietnamese
                ? "Không có dòng tiêu đề: đoán cột theo nội dung"
                : "There is no header: columns are told by what they hold"
        case .hiddenSheet: return isVietnamese ? "Trang tính này đang ẩn" : "This sheet is hidden"
        case .otherLists(let count):
            return isVietnamese ? "Còn \(count) trang tính khác có danh sách" : "\(count) other sheets have lists"
        case .columnsLeftOut(let beyond):
            return isVietnamese
                ? "Bỏ qua các cột sau cột thứ \(beyond)" : "Columns beyond number \(beyond) are left out"
        case .oldEncoding(let encoding):
            return isVietnamese
                ? "Chữ có vẻ viết bằng mã \(encoding.rawValue)" : "The text seems to be in \(encoding.rawValue)"
        case .listsSideBySide:
            return isVietnamese
                ? "Có hai danh sách nằm cạnh nhau: chỉ đọc danh sách bên trái, hãy chép nối xuống dưới"
                : "Two lists stand side by side and only the left one is read: put one below the other"
        case .encodingGuessed:
            return isVietnamese
                ? "Không rõ bảng mã của tệp: hãy xem kỹ chữ có dấu"
                : "The file's encoding is a guess: look at the marks"
        }
    }
}
