extension MemberField {
    /// The heading on screens and in exports.
    package var vietnameseName: String { names.vietnamese }

    /// The heading in English.
    package var englishName: String { names.english }

    /// Further headings that lists use for the field.
    package var otherHeadings: [String] { names.others }

    private var names: (vietnamese: String, english: String, others: [String]) {
        switch self {
        case .fullName:
            ("Họ và tên", "Full name", ["Họ tên", "Họ, tên", "Họ và tên hội viên", "Họ và tên đoàn viên", "Tên"])
        case .sex: ("Giới tính", "Sex", ["Phái", "Nam/Nữ", "GT"])
        case .birthDate:
            ("Ngày sinh", "Birth date", ["Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "NS", "Sinh năm"])
        case .citizenID:
            (
                "Số CCCD", "Citizen ID",
                [
                    "CCCD", "Số định danh", "CMND", "Số CMND", "CCCD/CMND", "Số CCCD/CMND", "Số CMND/CCCD", "CMND/CCCD",
                    "Số căn cước",
                ]
            )
        case .phone: ("Điện thoại", "Phone", ["Số điện thoại", "SĐT", "Điện thoại liên hệ", "Di động"])
        case .ethnicity: ("Dân tộc", "Ethnic group", [])
        case .religion: ("Tôn giáo", "Religion", ["TG"])
        case .nativePlace: ("Quê quán", "Native place", ["Nguyên quán", "Quê"])
        case .area: ("Xã, phường", "Ward or commune", ["Phường", "Xã", "Phường/xã", "Xã/phường", "Phường, xã"])
        case .hamlet:
            ("Thôn, tổ", "Hamlet", ["Thôn", "Làng", "Tổ dân phố", "Thôn/làng", "Thôn, làng, tổ dân phố", "TDP"])
        case .address:
            (
                "Nơi ở", "Address",
                ["Địa chỉ", "Chỗ ở", "Nơi ở hiện nay", "Nơi thường trú", "Hộ khẩu thường trú", "Trú quán"]
            )
        case .occupation: ("Nghề nghiệp", "Occupation", ["Nghề"])
        case .workplace: ("Nơi làm việc", "Workplace", ["Cơ quan", "Đơn vị công tác", "Nơi công tác"])
        case .schooling: ("Trình độ văn hoá", "Schooling", ["Văn hoá", "Học vấn", "Trình độ học vấn", "TĐVH"])
        case .qualification: ("Trình độ chuyên môn", "Qualification", ["Chuyên môn", "Trình độ CM", "TĐCM"])
        case .politicalTheory:
            (
                "Lý luận chính trị", "Political theory",
                ["LLCT", "Trình độ lý luận", "Trình độ LLCT", "Trình độ chính trị"]
            )
        case .partyMember: ("Đảng viên", "Party member", ["Là đảng viên", "ĐV"])
        case .joinedOn:
            (
                "Ngày vào hội", "Joined on",
                ["Ngày vào đoàn", "Năm vào hội", "Năm vào đoàn", "Ngày kết nạp", "Ngày gia nhập"]
            )
        case .joinedAt: ("Nơi vào hội", "Joined at", ["Nơi vào đoàn", "Nơi kết nạp"])
        case .cardNumber: ("Số thẻ", "Card number", ["Số thẻ hội viên", "Số thẻ đoàn viên", "Mã thẻ"])
        case .position: ("Chức vụ", "Position", ["Chức danh"])
        case .branch: ("Chi hội", "Branch", ["Chi đoàn", "Công đoàn cơ sở", "CĐCS", "Phân hội"])
        case .group: ("Tổ hội", "Group", ["Tổ phụ nữ", "Phân đoàn", "Tổ công đoàn"])
        case .standing: ("Tư cách", "Standing", ["Loại hội viên", "Diện hội viên"])
        case .circumstance: ("Hoàn cảnh", "Circumstance", ["Hoàn cảnh gia đình", "Diện hộ", "Hộ nghèo"])
        case .leftOn: ("Ngày ra khỏi hội", "Left on", ["Ngày ra", "Ngày thôi sinh hoạt", "Ngày chuyển đi"])
        case .leavingReason: ("Lý do ra", "Leaving reason", ["Lý do"])
        case .diedOn: ("Ngày mất", "Died on", ["Qua đời", "Ngày qua đời", "Từ trần"])
        case .remark: ("Ghi chú", "Remark", ["GC", "Chú thích"])
        }
    }
}
