internal import Foundation
internal import Intake
internal import Programme
internal import Store

/// What is said about imports.
enum ImportWords {
    static func state(_ state: ImportState) -> Phrase {
        switch state {
        case .uploaded: Phrase("Đã tải lên, chưa kiểm tra", "Uploaded, not checked yet")
        case .checking: Phrase("Đang kiểm tra", "Being checked")
        case .checked: Phrase("Đã kiểm tra, chưa lấy vào", "Checked, not taken over yet")
        case .committing: Phrase("Đang lấy vào", "Being taken over")
        case .committed: Phrase("Đã lấy vào", "Taken over")
        case .undone: Phrase("Đã hoàn tác", "Undone")
        case .discarded: Phrase("Đã bỏ", "Given up")
        }
    }

    static func outcome(_ outcome: ImportOutcome, isApplied: Bool) -> Phrase {
        switch outcome {
        case .new: isApplied ? Phrase("Đã thêm mới", "Added") : Phrase("Sẽ thêm mới", "Would be added")
        case .changed: isApplied ? Phrase("Đã cập nhật", "Changed") : Phrase("Sẽ cập nhật", "Would be changed")
        case .same: Phrase("Đã có, không thay đổi", "Known already, nothing changes")
        case .problem: Phrase("Có chỗ phải sửa", "Something to mend")
        case .repeated: Phrase("Lặp lại dòng trên", "Repeats a row above")
        }
    }

    static let notices: [String: Phrase] = [
        "undone": Phrase("Đã hoàn tác đợt nhập.", "The import is undone."),
        "discarded": Phrase("Đã bỏ tệp này. Không có gì thay đổi.", "The file is given up. Nothing has changed."),
    ]
    static let noFile = Phrase(
        "Xin chọn một tệp Excel (.xlsx) hoặc CSV.",
        "Please choose an Excel file (.xlsx) or CSV."
    )
    static let changedMeanwhile = Phrase(
        "Đợt nhập này vừa được người khác chuyển bước. Xin xem lại.",
        "Somebody else has just taken this import on. Please look again."
    )

    /// What is wrong with a row, as the import keeps it; nil if nothing is.
    static func problems(_ json: String?, in language: Language) -> String? {
        struct Kept: Decodable {
            let code: String
            let arguments: [String]?
            let column: String?
        }
        guard let json, let kept = try? JSONDecoder().decode([Kept].self, from: Data(json.utf8)) else { return nil }
        let messages = kept.compactMap { problem -> String? in
            guard let code = ProblemCode(rawValue: problem.code) else { return problem.code }
            let message = ProblemCatalogue.message(of: code, problem.arguments ?? [], in: language)
            return problem.column.map { "\($0): \(message)" } ?? message
        }
        return messages.isEmpty ? nil : messages.joined(separator: "; ")
    }
}
