package import Programme
package import Spreadsheet

/// Why a file or a list in it cannot be taken in. What an officer can mend in a row is a `RowProblem` and never thrown.
package enum IntakeError: Error, Equatable, Sendable {
    /// The file is none that can be read, or is broken.
    case file(SheetError)
    /// The file has no list of people: no header and no column of names.
    case noList
    /// The mapping does not work.
    case mapping([MappingProblem])
    /// The file is not the one that was surveyed: the sheet or the header is another.
    case notAsSurveyed
    /// The file is larger than an upload may be.
    case tooLarge(mostBytes: Int)

    /// Runs what may fail with an error of a file.
    static func wrapping<Value>(_ body: () throws(SheetError) -> Value) throws(IntakeError) -> Value {
        do {
            return try body()
        } catch {
            throw .file(error)
        }
    }

    /// For an officer: what is the matter and what to do. Never holds what stands in a cell.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        switch self {
        case .file(let error):
            let words = FileWords.of(error)
            return isVietnamese ? words.vietnamese : words.english
        case .noList:
            return isVietnamese
                ? "Không thấy danh sách trong tệp: cần có dòng tiêu đề với cột họ và tên"
                : "No list was found in the file: it needs a header with a column of names"
        case .mapping(let problems):
            return problems.map { $0.message(in: language) }.joined(separator: "; ")
        case .notAsSurveyed:
            return isVietnamese
                ? "Tệp không còn như lúc xem trước: hãy tải lên lại"
                : "The file is not as it was looked at: upload it again"
        case .tooLarge(let mostBytes):
            return isVietnamese
                ? "Tệp lớn quá \(mostBytes >> 20) MB: hãy chia nhỏ"
                : "The file is larger than \(mostBytes >> 20) MB: split it"
        }
    }

    /// What stays the same in every language, for a machine: `file.password_protected`.
    package var code: String {
        switch self {
        case .file(let error): "file." + FileWords.of(error).code
        case .noList: "list.none"
        case .mapping: "mapping"
        case .notAsSurveyed: "list.changed"
        case .tooLarge: "file.too_large"
        }
    }
}
