extension AuditWords {
    /// Of households, clans, communities and units, and of how many there are.
    static let subjects: [String: Phrase] = [
        "subject.list": Phrase("Xem danh sách hộ gia đình", "Listed households"),
        "subject.insert": Phrase(
            "Thêm hộ, dòng họ, cộng đồng hoặc đơn vị",
            "Added a household, clan, community or unit"
        ),
        "subject.update": Phrase(
            "Sửa hộ, dòng họ, cộng đồng hoặc đơn vị",
            "Changed a household, clan, community or unit"
        ),
        "subject.end": Phrase("Ghi nhận không còn hoạt động", "Ended a household, clan, community or unit"),
        "subject.reopen": Phrase("Khôi phục hoạt động", "Re-opened a household, clan, community or unit"),
        "subject.import": Phrase("Nhập danh sách từ Excel", "Took a list over from Excel"),
        "subject.import_back": Phrase("Hoàn tác danh sách nhập từ Excel", "Took a list out of Excel back"),
        "subject.adopt": Phrase("Tiếp nhận từ phường, xã cũ", "Took over from the ward before"),
        "household.people": Phrase("Xem người trong hộ", "Read who lives in a household"),
        "household.person": Phrase("Sửa người trong hộ", "Changed who lives in a household"),
        "clan.link": Phrase("Ghi hộ vào dòng họ", "Put a household into a clan"),
        "clan.unlink": Phrase("Bỏ hộ khỏi dòng họ", "Took a household out of a clan"),
        "denominator.insert": Phrase("Thêm mẫu số", "Added a denominator"),
        "denominator.correct": Phrase("Sửa mẫu số bằng số mới", "Corrected a denominator"),
        "family.list": Phrase("Xem gia đình của hội viên", "Listed how members' families stand"),
        "help.list": Phrase("Xem việc hỗ trợ gia đình hội viên", "Listed help for members' families"),
        "help.insert": Phrase("Ghi việc hỗ trợ gia đình hội viên", "Recorded help for a member's family"),
        "help.remove": Phrase("Xóa việc hỗ trợ gia đình hội viên", "Removed a record of help"),
        "ward.merge": Phrase("Sáp nhập phường, xã", "Merged wards"),
    ]
}
