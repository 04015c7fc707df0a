package import Store

extension StoreRefusal {
    /// What is said of it.
    package var phrase: Phrase {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "officer", "account", "tenant": peoplePhrase
        case "branch", "area", "archive": placePhrase
        default: recordPhrase
        }
    }

    private var peoplePhrase: Phrase {
        switch self {
        case .lastAdministrator:
            Phrase("Đơn vị phải còn ít nhất một người quản trị.", "The organisation must keep one administrator.")
        case .administratorScope:
            Phrase("Người quản trị luôn làm việc cho cả đơn vị.", "An administrator works for the whole organisation.")
        case .officerExists:
            Phrase("Người này đã là cán bộ của đơn vị.", "This person works for the organisation already.")
        case .outsidePart:
            Phrase("Bản ghi nằm ngoài phần bạn phụ trách.", "The record lies outside of the part that you work for.")
        case .loginTaken: Phrase("Tên đăng nhập này không dùng được.", "This user name cannot be used.")
        case .accountInUse: Phrase("Tài khoản đang được một đơn vị dùng.", "The account works for an organisation.")
        case .tooManyTokens: Phrase("Đã có quá nhiều mã truy cập.", "There are too many tokens.")
        case .tenantKeyTaken: Phrase("Mã đơn vị này đã có.", "This key of an organisation is taken.")
        default: Phrase("Đơn vị này đang tạm dừng.", "This organisation is suspended.")
        }
    }

    private var placePhrase: Phrase {
        switch self {
        case .branchInUse:
            Phrase("Chi hội còn hội viên hoặc chi hội trực thuộc.", "The branch has members or branches below.")
        case .branchCycle: Phrase("Chi hội không thể trực thuộc chính nó.", "A branch cannot lie below itself.")
        case .branchUnknown: Phrase("Không có chi hội này, hoặc đã đóng.", "There is no such branch, or it is closed.")
        case .areaUnknown: Phrase("Không có địa bàn này.", "There is no such area.")
        case .archiveAreaUnknown:
            Phrase("Bản lưu có địa bàn mà hệ thống này không có.", "The archive names an area that is not known here.")
        default: Phrase("Không đọc được bản lưu.", "The archive cannot be read.")
        }
    }

    private var recordPhrase: Phrase {
        switch self {
        case .membershipOrder:
            Phrase("Ngày tháng không khớp với quá trình hội viên.", "The dates do not fit the membership so far.")
        case .memberGone: Phrase("Bản ghi đã được gộp hoặc xóa.", "The record was merged into another or erased.")
        case .mergeChanged:
            Phrase("Không hoàn tác được: bản ghi đã thay đổi.", "It cannot be taken back: the record has changed.")
        case .textLength: Phrase("Chữ bị trống hoặc quá dài.", "A text is empty or too long.")
        case .nameMissing: Phrase("Thiếu họ tên.", "The name is missing.")
        case .consentOrder:
            Phrase("Ngày kết thúc trước ngày bắt đầu.", "It would end before it began.")
        case .idempotencyKeyReused:
            Phrase("Khóa yêu cầu đã dùng cho việc khác.", "This key was used for another request.")
        case .uploadTooLarge: Phrase("Tệp quá lớn.", "The file is too large.")
        default: Phrase("Đợt nhập đang ở bước khác.", "The import is at another step.")
        }
    }
}
