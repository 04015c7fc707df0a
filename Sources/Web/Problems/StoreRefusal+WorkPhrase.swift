import Store

extension StoreRefusal {
    /// What is said of refusals in the programme's work, and what to do.
    var workPhrase: Phrase { planPhrase ?? moneyPhrase ?? returnPhrase }

    private var planPhrase: Phrase? {
        switch self {
        case .workDates:
            Phrase("Ngày kết thúc trước ngày bắt đầu, hoặc ngày không khớp.", "The days do not fit each other.")
        case .workRange: Phrase("Có số nằm ngoài mức cho phép.", "A number is out of its bounds.")
        case .planState:
            Phrase(
                "Kế hoạch đang ở bước khác. Nếu đã kết thúc, xin mở lại trước.",
                "The plan is at another step. If it is closed, open it again first."
            )
        case .planInUse:
            Phrase(
                "Kế hoạch còn nhiệm vụ. Xin xóa các nhiệm vụ trước.",
                "The plan has tasks. Please remove them first."
            )
        case .planUnsigned:
            Phrase("Xin ghi ngày ban hành kế hoạch trước.", "Please write down first when the plan was signed.")
        case .taskState: Phrase("Nhiệm vụ đang ở bước khác.", "The task is at another step.")
        case .taskAssignee:
            Phrase(
                "Chỉ Hội Khuyến học thành phố giao việc cho đơn vị khác.",
                "Only the city's association sets tasks for other organisations."
            )
        case .rollPersonTrained:
            Phrase(
                "Người này đã dự tập huấn nên không xóa được. Xin ghi ngày thôi giữ nhiệm vụ.",
                "This person was trained and stays on the roll. Please write the last day instead."
            )
        case .rollPersonUnknown:
            Phrase(
                "Có người không nằm trong danh sách của đối tượng tập huấn này.",
                "Somebody is not on the roll of those for whom the training is."
            )
        default: nil
        }
    }

    private var moneyPhrase: Phrase? {
        switch self {
        case .fundNameTaken: Phrase("Đã có quỹ tên này.", "A fund of this name is there already.")
        case .fundClosed: Phrase("Quỹ không hoạt động vào ngày này.", "The fund is not open on that day.")
        case .fundNotEmpty: Phrase("Quỹ còn tiền nên chưa đóng được.", "The fund holds money and cannot be closed.")
        case .fundShort:
            Phrase(
                "Quỹ không đủ tiền vào ngày này hoặc một ngày sau đó. Xin kiểm tra số tiền, ngày, hoặc ghi khoản thu trước.",
                "The fund does not hold so much on that day or a later one. Check amount and day, or enter income first."
            )
        case .entryReversed: Phrase("Khoản này đã được ghi đảo.", "This entry was taken back already.")
        case .entryAwarded:
            Phrase(
                "Khoản chi này là của một suất đã trao. Xin huỷ suất đó.",
                "This is what an award cost. Please cancel the award instead."
            )
        case .awardState: Phrase("Suất này đã huỷ.", "The award was cancelled.")
        default: nil
        }
    }

    private var returnPhrase: Phrase {
        switch self {
        case .returnExists: Phrase("Đã có báo cáo cho kỳ này.", "There is a return for this time already.")
        case .returnPeriod: Phrase("Kỳ báo cáo chưa bắt đầu.", "The time of the return has not begun.")
        default:
            Phrase(
                "Báo cáo đang ở bước khác. Báo cáo đã khoá không thay đổi được nữa.",
                "The return is at another step. One that is locked never changes."
            )
        }
    }
}
