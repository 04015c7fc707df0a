/// The lists of the fields that membership lists have. No law fixes them for these organisations; the words are those that
/// their lists use, and an organisation may have others.
extension ChoiceList {
    /// Tôn giáo. Sensitive personal data (Decree 356/2025/NĐ-CP, art. 4).
    package static let religions = ChoiceList([
        Choice("none", "Không", "None", ["Không tôn giáo", "K", "Không có"]),
        Choice("buddhist", "Phật giáo", "Buddhism", ["Phật", "Đạo Phật"]),
        Choice("catholic", "Công giáo", "Catholicism", ["Thiên Chúa giáo", "Thiên Chúa", "Đạo Thiên Chúa"]),
        Choice("protestant", "Tin lành", "Protestantism", ["Đạo Tin lành"]),
        Choice("caodai", "Cao Đài", "Caodaism", ["Đạo Cao Đài"]),
        Choice("hoahao", "Phật giáo Hòa Hảo", "Hoa Hao Buddhism", ["Hòa Hảo"]),
        Choice("muslim", "Hồi giáo", "Islam", ["Islam"]),
        Choice("other", "Khác", "Other"),
    ])

    /// Trình độ chuyên môn.
    package static let qualifications = ChoiceList([
        Choice("none", "Chưa qua đào tạo", "None", ["Không", "Chưa đào tạo"]),
        Choice("elementary", "Sơ cấp", "Elementary", ["SC"]),
        Choice("intermediate", "Trung cấp", "Intermediate", ["TC", "Trung học chuyên nghiệp", "THCN"]),
        Choice("college", "Cao đẳng", "College", ["CĐ"]),
        Choice("bachelor", "Đại học", "Bachelor", ["ĐH", "Cử nhân", "Kỹ sư"]),
        Choice("master", "Thạc sĩ", "Master", ["Cao học", "ThS", "Thạc sỹ"]),
        Choice("doctor", "Tiến sĩ", "Doctor", ["TS", "Tiến sỹ"]),
    ])

    /// Trình độ lý luận chính trị. Political views are sensitive personal data; this field is kept as such.
    package static let politicalTheory = ChoiceList([
        Choice("none", "Chưa qua", "None", ["Không"]),
        Choice("elementary", "Sơ cấp", "Elementary", ["SC"]),
        Choice("intermediate", "Trung cấp", "Intermediate", ["TC"]),
        Choice("advanced", "Cao cấp", "Advanced", ["CC"]),
        Choice("bachelor", "Cử nhân", "Bachelor", ["CN"]),
    ])

    /// Hoàn cảnh. Kept as sensitive: it is never shown to another organisation below a threshold.
    package static let circumstances = ChoiceList([
        Choice("poor", "Hộ nghèo", "Poor household", ["Nghèo"]),
        Choice("near_poor", "Hộ cận nghèo", "Near-poor household", ["Cận nghèo"]),
        Choice("policy", "Gia đình chính sách", "Policy beneficiary", ["Chính sách", "Diện chính sách"]),
    ])

    /// Tư cách: what kind of member (the Women's Union and the learning association tell core and honorary members apart).
    package static let standings = ChoiceList([
        Choice("ordinary", "Hội viên", "Ordinary", ["Đoàn viên", "Thường"]),
        Choice("core", "Nòng cốt", "Core", ["Hội viên nòng cốt"]),
        Choice("honorary", "Danh dự", "Honorary", ["Hội viên danh dự"]),
    ])

    /// Lý do ra khỏi tổ chức.
    package static let leavingReasons = ChoiceList([
        Choice("moved", "Chuyển đi", "Moved away", ["Chuyển sinh hoạt", "Chuyển nơi ở"]),
        Choice("own_wish", "Xin ra", "Own wish", ["Tự nguyện ra", "Xin thôi"]),
        Choice("grown_up", "Trưởng thành", "Past the age", ["Trưởng thành đoàn", "Hết tuổi"]),
        Choice("struck_off", "Xoá tên", "Struck off", ["Khai trừ", "Xóa tên"]),
        Choice("other", "Khác", "Other"),
    ])
}
