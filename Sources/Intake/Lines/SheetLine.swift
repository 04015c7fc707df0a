package import Programme

/// What a row of a list is.
enum SheetLine: Equatable {
    /// A person.
    case data
    /// A row over others, which carries what it names to them.
    case group(GroupTrail.Kind, String, GroupTrail.Level)
    /// No person.
    case skipped(SkipReason)
}

/// Why a row was passed over.
package enum SkipReason: String, Codable, CaseIterable, Sendable {
    /// Nothing but blanks stands in the columns that are taken.
    case empty
    /// Only a number is there, as in lists that were numbered before they were filled.
    case numberOnly = "number_only"
    /// A row over others, such as a village; it is carried to the rows below.
    case group
    /// Tổng cộng.
    case total
    /// The header once more, as on each printed page.
    case header
    /// The columns are counted.
    case numbering
    /// Place and date, who signs, to whom it goes: below the list.
    case signature
    /// Titles of a further list in the same sheet.
    case letterhead
    /// Words beside or below the list.
    case note

    /// In words.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        return switch self {
        case .empty: isVietnamese ? "Dòng trống" : "Empty"
        case .numberOnly: isVietnamese ? "Chỉ có số thứ tự" : "Only a row number"
        case .group: isVietnamese ? "Dòng nhóm (thôn, tổ, chi hội)" : "Heading of a group (hamlet, branch)"
        case .total: isVietnamese ? "Dòng cộng" : "Total"
        case .header: isVietnamese ? "Lặp lại tiêu đề" : "The header again"
        case .numbering: isVietnamese ? "Dòng đánh số cột" : "Numbers of the columns"
        case .signature: isVietnamese ? "Phần ký tên cuối danh sách" : "Signatures below the list"
        case .letterhead: isVietnamese ? "Đầu đề của danh sách khác" : "Titles of another list"
        case .note: isVietnamese ? "Ghi chú ngoài danh sách" : "A note beside the list"
        }
    }
}
