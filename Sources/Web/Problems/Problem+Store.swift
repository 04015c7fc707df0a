internal import Programme
package import Store

extension Problem {
    /// What is said of something that a repository refused. The field is the one of the form or document that the refusal is
    /// about, where there is only one.
    package init(refused error: StoreError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .versionDiffers: self.init(.preconditionFailed)
        case .refused(let refusal):
            self.init(refusal.problemKind, refusal.words)
            details = [Detail(field: refusal.field, code: refusal.rawValue, message: refusal.words)]
        }
    }
}

extension StoreRefusal {
    /// The kind of problem that it is to a caller.
    package var problemKind: ProblemKind {
        switch self {
        case .lastAdministrator, .officerExists, .branchInUse, .tenantKeyTaken, .loginTaken, .accountInUse,
            .tooManyTokens,
            .memberGone, .mergeChanged, .importState:
            .conflict
        case .outsidePart, .tenantSuspended: .forbidden
        case .uploadTooLarge: .tooLarge
        case .administratorScope, .branchCycle, .branchUnknown, .areaUnknown, .archiveUnreadable, .archiveAreaUnknown,
            .membershipOrder, .textLength, .nameMissing, .consentOrder, .idempotencyKeyReused:
            .invalid
        }
    }

    /// The field that it is about; nil if that depends on the request, or it is about the whole.
    package var field: String? {
        switch self {
        case .administratorScope: "role"
        case .branchCycle: "parent"
        case .branchUnknown: "branch"
        case .areaUnknown: MemberField.area.rawValue
        case .nameMissing: MemberField.fullName.rawValue
        case .consentOrder: "withdrawn_on"
        case .loginTaken: "login"
        case .idempotencyKeyReused: "Idempotency-Key"
        default: nil
        }
    }

    /// What is wrong and what to do about it.
    package var words: Phrase {
        switch self {
        case .lastAdministrator, .administratorScope, .officerExists, .outsidePart, .loginTaken, .accountInUse,
            .tooManyTokens:
            officerWords
        case .branchInUse, .branchCycle, .branchUnknown, .areaUnknown, .tenantKeyTaken, .tenantSuspended,
            .archiveUnreadable, .archiveAreaUnknown:
            tenantWords
        case .membershipOrder, .memberGone, .mergeChanged, .textLength, .nameMissing, .consentOrder,
            .idempotencyKeyReused, .importState, .uploadTooLarge:
            memberWords
        }
    }

    private var officerWords: Phrase {
        switch self {
        case .lastAdministrator:
            Phrase(
                "Đơn vị phải còn ít nhất một người quản trị.",
                "An organisation keeps at least one administrator."
            )
        case .administratorScope:
            Phrase(
                "Người quản trị làm việc cho toàn đơn vị, không cho một phần.",
                "An administrator works for the whole organisation, not for a part."
            )
        case .officerExists:
            Phrase("Người này đã là cán bộ của đơn vị.", "This person is an officer of the organisation already.")
        case .loginTaken:
            Phrase("Tên đăng nhập này không dùng được.", "This sign-in name cannot be used.")
        case .accountInUse:
            Phrase("Tài khoản đang là cán bộ của một đơn vị.", "The account is an officer of an organisation.")
        case .tooManyTokens: Phrase("Đã có quá nhiều mã truy cập.", "There are too many tokens.")
        default:
            Phrase(
                "Việc này nằm ngoài phần bạn phụ trách.",
                "This lies outside of the part for which you work."
            )
        }
    }

    private var tenantWords: Phrase {
        switch self {
        case .branchInUse:
            Phrase(
                "Chi hội có (hoặc đã có) hội viên, cán bộ hoặc chi hội cấp dưới.",
                "The branch has or had members, officers or branches below."
            )
        case .branchCycle:
            Phrase("Chi hội không thể nằm dưới chính nó.", "A branch cannot lie below itself.")
        case .branchUnknown:
            Phrase("Không có chi hội này, hoặc đã đóng.", "There is no such branch, or it is closed.")
        case .areaUnknown: Phrase("Không có địa bàn này.", "There is no such area.")
        case .tenantKeyTaken: Phrase("Tên khoá của đơn vị đã có.", "The organisation's key is taken.")
        case .tenantSuspended: Phrase("Đơn vị đang bị tạm dừng.", "The organisation is suspended.")
        case .archiveAreaUnknown:
            Phrase("Bản lưu có địa bàn mà hệ thống này không có.", "The archive names an area that is not known here.")
        default: Phrase("Không đọc được bản lưu.", "The archive cannot be read.")
        }
    }

    private var memberWords: Phrase {
        switch self {
        case .membershipOrder:
            Phrase(
                "Không khớp với quá trình đã ghi: xin xem lại ngày vào, chuyển, ra, mất.",
                "This does not fit the membership's life: look at the dates of joining, transfer, leaving and death."
            )
        case .memberGone:
            Phrase("Hồ sơ đã được gộp hoặc đã xoá.", "The record was merged into another or erased.")
        case .mergeChanged:
            Phrase(
                "Không tách lại được: hồ sơ đã được sửa sau khi gộp, hoặc đã tách rồi.",
                "The merge cannot be taken back: the record was changed since, or it was taken back before."
            )
        case .nameMissing: Phrase("Thiếu họ và tên.", "The name is missing.")
        case .consentOrder:
            Phrase("Ngày rút lại trước ngày đồng ý.", "The consent was withdrawn before it was given.")
        case .idempotencyKeyReused:
            Phrase(
                "Khoá này đã dùng cho một yêu cầu khác.",
                "This key was used for another request."
            )
        case .importState:
            Phrase("Đợt nhập không ở bước này.", "The import is not in the state that this needs.")
        case .uploadTooLarge: Phrase("Tệp quá lớn.", "The file is too large.")
        default: Phrase("Nội dung trống hoặc quá dài.", "A text is empty or too long.")
        }
    }
}
