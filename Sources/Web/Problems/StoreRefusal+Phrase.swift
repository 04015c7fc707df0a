package import Store

extension StoreRefusal {
    /// What is said of it.
    package var phrase: Phrase {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "officer", "account", "tenant", "webhook": peoplePhrase
        case "branch", "area", "archive": placePhrase
        case "topic", "centre", "class": classPhrase
        case "title", "criteria", "registration", "evidence", "review", "decision": titlePhrase
        case "subject", "household", "clan", "denominator", "help", "ward": subjectPhrase
        case "session", "enrolment", "learning", "certificate", "plan": learningPhrase
        case "work": workPhrase
        case "report": reportPhrase
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
        case .webhooksTooMany: Phrase("Đã có quá nhiều webhook.", "There are too many webhooks.")
        case .webhookDisabled: Phrase("Webhook đang tạm dừng.", "The webhook is stopped at the moment.")
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
        case .areaOutsideWard:
            Phrase("Địa bàn này không thuộc phường, xã của bạn.", "The area does not lie in your ward.")
        case .areaUnknown: Phrase("Không có địa bàn này.", "There is no such area.")
        case .archiveAreaUnknown:
            Phrase("Bản lưu có địa bàn mà hệ thống này không có.", "The archive names an area that is not known here.")
        case .archiveCentreUnknown:
            Phrase(
                "Bản lưu có trung tâm hoặc lĩnh vực mà hệ thống này không có.",
                "The archive names a centre or a topic that is not known here."
            )
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
        case .yearFrozen:
            Phrase(
                "Số liệu của năm này đã chốt, không sửa được nữa.",
                "The figures of this year are final: nothing in it can be changed."
            )
        default: Phrase("Đợt nhập đang ở bước khác.", "The import is at another step.")
        }
    }

    private var classPhrase: Phrase {
        switch self {
        case .topicUnknown: Phrase("Không có lĩnh vực này.", "There is no such topic.")
        case .centreUnknown: Phrase("Không có trung tâm này.", "There is no such centre.")
        case .centreClosed:
            Phrase("Trung tâm không hoạt động vào ngày này.", "The centre is closed on that day.")
        case .centreKeyTaken: Phrase("Mã trung tâm này đã có.", "This key of a centre is taken.")
        case .roomUnknown: Phrase("Không có phòng học này.", "There is no such room.")
        case .roomInUse: Phrase("Phòng học đang có buổi học.", "Sessions are planned in the room.")
        case .classDates: Phrase("Ngày kết thúc trước ngày bắt đầu.", "It would end before it began.")
        case .classRange:
            Phrase(
                "Số chỗ, kinh phí hoặc điều kiện hoàn thành không hợp lệ.",
                "The places, the cost or the rule of completion cannot be so."
            )
        case .classClosed:
            Phrase(
                "Lớp không nhận người học: đã kết thúc, đã huỷ hoặc không mở cho đơn vị khác.",
                "The class takes nobody: it is over, cancelled or not open to other organisations."
            )
        case .classAttended:
            Phrase("Lớp đã có người học, không huỷ được.", "Somebody came to the class: it cannot be cancelled.")
        default: Phrase("Lớp đang ở bước khác.", "The class is at another step.")
        }
    }

    private var learningPhrase: Phrase {
        switch self {
        case .sessionOutsideClass:
            Phrase("Buổi học nằm ngoài thời gian của lớp.", "The session is not on a day of the class.")
        case .sessionState: Phrase("Buổi học đang ở bước khác.", "The session is at another step.")
        case .sessionAttended:
            Phrase(
                "Buổi học đã có người học, không huỷ hay dời được.",
                "Somebody came to the session: it can be neither cancelled nor moved."
            )
        case .sessionTimes: Phrase("Giờ học không hợp lệ.", "The times of the session cannot be so.")
        case .sessionsTooMany: Phrase("Lớp có quá nhiều buổi học.", "The class has too many sessions.")
        case .learningDates: Phrase("Ngày học không hợp lệ.", "The dates of the learning cannot be so.")
        case .learningMinutes: Phrase("Thời lượng không hợp lệ.", "The time cannot be so.")
        case .certificateExists: Phrase("Đã cấp giấy chứng nhận.", "There is a certificate already.")
        case .certificateNotEarned:
            Phrase("Chưa hoàn thành hoặc chưa được xác nhận.", "It was not completed or not verified.")
        case .certificateState: Phrase("Giấy chứng nhận đã bị thu hồi.", "The certificate was revoked.")
        case .planExists: Phrase("Đã đăng ký nội dung này trong năm.", "There is such a plan for the year.")
        case .planYear: Phrase("Không đăng ký được cho năm này.", "There are no plans for this year.")
        default: Phrase("Hồ sơ học tập đang ở bước khác.", "The record is at another step.")
        }
    }
}
