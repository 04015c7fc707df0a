internal import Programme

/// What is said about officers.
enum OfficerWords {
    static func role(_ role: OfficerRole) -> Phrase {
        switch role {
        case .viewer: Phrase("Chỉ xem", "Only reads")
        case .editor: Phrase("Nhập và sửa hội viên", "Adds and changes members")
        case .administrator: Phrase("Quản trị cả đơn vị", "Administers the organisation")
        }
    }

    static func part(_ scope: OfficerScope, _ places: PlaceChoices, _ language: Language) -> String {
        switch scope {
        case .wholeTenant: Phrase("Cả đơn vị", "The whole organisation").text(in: language)
        case .branch(let id): places.branchName(id) ?? "?"
        case .area(let id): places.areaTitle(id) ?? "?"
        }
    }

    static let scopeHelp = Phrase(
        "Người này chỉ thấy hội viên của chi hội đó và các chi hội bên dưới.",
        "The person sees only the members of that branch and of those below it."
    )
    static let onePart = Phrase(
        "Xin chọn một chi hội hoặc một địa bàn, không chọn cả hai.",
        "Please choose a branch or a ward, not both."
    )
    static let isMeant = Phrase(
        "Tên đăng nhập này đã có người dùng. Nếu đúng là người bạn muốn thêm, bấm “Đúng người này”. Người đó đăng nhập bằng "
            + "mật khẩu đang dùng.",
        "Somebody signs in with this name already. If this is the person whom you mean, choose “This is the person”. They sign "
            + "in with the password that they have."
    )
    static let notices: [String: Phrase] = [
        "saved": Phrase("Đã lưu.", "Saved."),
        "added": Phrase(
            "Đã thêm cán bộ. Người này đăng nhập bằng mật khẩu đang dùng.",
            "The officer is added, and signs in with the password that they have."
        ),
        "ended": Phrase("Người này không còn làm việc cho đơn vị.", "The person works for the organisation no more."),
    ]
    static let invitedElsewhere = Phrase(
        "Đơn vị khác đã mời người này trước. Xin nhờ họ dùng liên kết đó trước.",
        "Another organisation invited this person before. They should use that link first."
    )
    static let noLink = Phrase("Không tạo được liên kết cho tài khoản này.", "There can be no link for this account.")
    static let changedMeanwhile = Phrase(
        "Người khác vừa sửa cán bộ này. Xin xem lại rồi làm lại.",
        "Somebody else has just changed this officer. Please look again and do it again."
    )
}
