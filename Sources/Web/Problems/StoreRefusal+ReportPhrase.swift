import Store

extension StoreRefusal {
    /// What is said of refusals about official reports, and what to do.
    var reportPhrase: Phrase {
        switch self {
        case .reportSubject:
            Phrase(
                "Chưa đủ thông tin cho mẫu này, hoặc kỳ báo cáo chưa bắt đầu. Xin chọn năm và kỳ.",
                "Something is missing for this form, or its time has not begun. Please choose year and period."
            )
        case .reportsTooMany:
            Phrase(
                "Đang có nhiều báo cáo chờ lập. Xin thử lại sau ít phút.",
                "Many reports are waiting to be made. Please try again in some minutes."
            )
        case .reportSignature:
            Phrase(
                "Xin ghi đủ số, nơi ký, chức vụ, người ký và ngày ký (không sau hôm nay).",
                "Please write number, place, office, signatory and a day that is not to come."
            )
        case .reportNumberTaken:
            Phrase("Số này đã dùng cho một báo cáo khác trong năm.", "Another report of the year has this number.")
        default:
            Phrase(
                "Báo cáo đang ở bước khác. Báo cáo đã ký không thay đổi được nữa.",
                "The report is at another step. One that is signed never changes."
            )
        }
    }
}
