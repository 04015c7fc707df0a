extension TextCatalogue {
    static let classes: [String: Phrase] = [
        "add": Phrase("Thêm lớp", "Add a class"),
        "filter": Phrase("Lọc theo tên, lĩnh vực, thời gian", "By title, topic, time"),
        "apply": Phrase("Lọc danh sách", "Show these"),
        "none": Phrase("Chưa có lớp nào.", "There are no classes yet."),
        "nothing": Phrase("Không có lớp nào như vậy.", "There is no such class."),
        "title": Phrase("Lớp", "Class"),
        "when": Phrase("Thời gian", "When"),
        "place": Phrase("Lĩnh vực, địa điểm", "Topic, place"),
        "people": Phrase("Người học", "Learners"),
        "first": Phrase("Về đầu danh sách", "To the beginning"),
        "next": Phrase("Trang sau", "Next page"),
    ]

    static let `class`: [String: Phrase] = [
        "completion": Phrase("Điều kiện", "Rule"),
        "edit": Phrase("Sửa lớp", "Change the class"),
        "finish": Phrase("Kết thúc lớp…", "Finish the class…"),
        "sessions": Phrase("Lịch học", "Timetable"),
        "noSessions": Phrase("Chưa có buổi học nào.", "There are no sessions yet."),
        "day": Phrase("Ngày", "Day"),
        "time": Phrase("Giờ, nơi học", "Time, place"),
        "came": Phrase("Có mặt", "Came"),
        "do": Phrase("Việc", "Do"),
        "register": Phrase("Điểm danh", "Register"),
        "change": Phrase("Sửa", "Change"),
        "addSessions": Phrase("Thêm buổi học", "Add sessions"),
        "repeat": Phrase("Lặp lại hằng tuần", "Repeat every week"),
        "weekdays": Phrase("Vào các thứ", "On these days"),
        "addSessionsDo": Phrase("Thêm", "Add"),
        "removeSession": Phrase("Xóa buổi học", "Remove the session"),
        "people": Phrase("Người học", "Learners"),
        "noPeople": Phrase("Chưa có ai ghi danh.", "Nobody is enrolled yet."),
        "enrol": Phrase("Ghi danh hội viên", "Enrol members"),
        "seat": Phrase("Số", "No."),
        "outcome": Phrase("Kết quả", "Outcome"),
        "cancelSeat": Phrase("Huỷ ghi danh", "Cancel"),
        "waiting": Phrase("Danh sách chờ", "Waiting"),
        "workbook": Phrase("Điểm danh bằng Excel", "Register by Excel"),
        "workbookHelp": Phrase(
            "Tải bảng điểm danh của lớp về, điền x hoặc số phút, rồi tải lên. Thay đổi được hiện ra để xem trước khi ghi.",
            "Download the register, fill in x or minutes, and upload it. What changes is shown before it is taken."
        ),
        "download": Phrase("Tải bảng điểm danh", "Download the register"),
        "file": Phrase("Bảng đã điền", "The register, filled in"),
        "upload": Phrase("Tải lên và xem thay đổi", "Upload and see what changes"),
        "end": Phrase("Kết quả và giấy chứng nhận", "Outcomes and certificates"),
        "judge": Phrase("Xem ai hoàn thành", "See who completed it"),
        "certify": Phrase("Giấy chứng nhận", "Certificates"),
    ]

    static let register: [String: Phrase] = [
        "help": Phrase(
            "Đánh dấu người có mặt. Chỉ ghi số phút khi người đó không dự cả buổi. Cả buổi tính:",
            "Tick who came. Write minutes only for who came for a part. The whole counts:"
        ),
        "minutes": Phrase("phút", "min."),
        "save": Phrase("Lưu điểm danh", "Save"),
        "all": Phrase("Tất cả có mặt", "Everybody came"),
        "correction": Phrase(
            "Lớp đã kết thúc: đây là sửa lại. Sau khi sửa, xem lại kết quả hoàn thành.",
            "The class is over: this is a correction. Look at the outcomes again afterwards."
        ),
    ]

    static let enrol: [String: Phrase] = [
        "nobody": Phrase("Không tìm thấy hội viên đang sinh hoạt nào.", "No active member was found."),
        "submit": Phrase("Ghi danh những người đã đánh dấu", "Enrol those ticked"),
        "whole": Phrase("Ghi danh cả chi hội", "Enrol a whole branch"),
        "wholeDo": Phrase("Ghi danh cả chi hội", "Enrol the branch"),
    ]

    static let open: [String: Phrase] = [
        "ours": Phrase("Hội viên của ta trong lớp", "Our members in the class"),
        "help": Phrase(
            "Đơn vị mở lớp chỉ thấy tên đơn vị và số của mỗi người, không thấy họ tên. In trang này để báo số cho hội viên.",
            "The host sees the organisation and each number, and no names. Print this page to tell members their numbers."
        ),
    ]

    static let attendance: [String: Phrase] = [
        "mend": Phrase(
            "Chưa ghi gì. Xin sửa những ô này trong tệp rồi tải lên lại:",
            "Nothing was written. Please mend these cells in the file and upload it again:"
        ),
        "same": Phrase("Tệp giống điểm danh đang có: không có gì thay đổi.", "The file says what is recorded already."),
        "changes": Phrase("Thay đổi", "Changes"),
        "take": Phrase("Ghi những thay đổi này", "Write these changes"),
        "drop": Phrase("Không ghi", "Do not write"),
        "again": Phrase("Tải tệp khác lên", "Upload another file"),
    ]

    static let completion: [String: Phrase] = [
        "yes": Phrase("Hoàn thành", "Completed"),
        "no": Phrase("Chưa hoàn thành", "Not completed"),
        "recorded": Phrase("đang ghi:", "recorded now:"),
        "finish": Phrase("Kết thúc lớp và ghi kết quả", "Finish and record the outcomes"),
        "judge": Phrase("Chỉ ghi kết quả", "Record the outcomes alone"),
        "back": Phrase("Để sau", "Later"),
    ]

    static let certificates: [String: Phrase] = [
        "none": Phrase("Chưa có hội viên nào hoàn thành lớp này.", "No member has completed this class yet."),
        "issue": Phrase("Cấp giấy chứng nhận cho", "Issue certificates to"),
        "issueDo": Phrase("Cấp giấy chứng nhận", "Issue"),
        "issued": Phrase("Đã cấp", "Issued"),
        "revoked": Phrase("Đã thu hồi", "Revoked"),
    ]

    static let certificate: [String: Phrase] = [
        "certifies": Phrase("chứng nhận", "certifies that"),
        "completed": Phrase("đã hoàn thành", "has completed"),
        "number": Phrase("Số", "No."),
        "picture": Phrase("Mã QR để kiểm tra", "A QR code for verifying"),
        "record": Phrase("Hồ sơ học tập", "Record of learning"),
        "revoke": Phrase("Thu hồi giấy chứng nhận", "Revoke the certificate"),
        "revokeDo": Phrase("Thu hồi", "Revoke"),
    ]

    static let verification: [String: Phrase] = [
        "valid": Phrase("✓ Giấy chứng nhận này có thật và còn hiệu lực.", "✓ This certificate is real and holds."),
        "revoked": Phrase("Giấy chứng nhận này đã bị thu hồi.", "This certificate was revoked."),
        "unknown": Phrase(
            "Không có giấy chứng nhận nào với mã này. Xin kiểm tra lại từng chữ trong mã.",
            "There is no certificate with this code. Please check each character."
        ),
        "masked": Phrase(
            "Họ và tên đệm chỉ hiện chữ đầu. So với họ tên trên giấy.",
            "Of the names but the given one only initials are shown. Compare with the paper."
        ),
    ]

    static let learning: [String: Phrase] = [
        "born": Phrase("Sinh", "Born"),
        "made": Phrase("lập ngày", "made on"),
        "member": Phrase("Hồ sơ hội viên", "The member's record"),
        "none": Phrase("Chưa ghi việc học nào.", "No learning is recorded yet."),
        "declare": Phrase("Ghi việc học nơi khác", "Record learning elsewhere"),
        "declareDo": Phrase("Ghi", "Record"),
        "plan": Phrase("Đăng ký học", "Register a plan"),
        "planDo": Phrase("Đăng ký", "Register"),
        "certify": Phrase("Cấp giấy chứng nhận", "Issue a certificate"),
        "signatory": Phrase("Người ký", "Signed by"),
        "certifyDo": Phrase("Cấp", "Issue"),
    ]

    static let record: [String: Phrase] = [
        "title": Phrase("Hồ sơ học tập", "Record of learning"),
        "year": Phrase("Năm", "Year"),
        "what": Phrase("Nội dung", "What"),
        "details": Phrase("Chi tiết", "Details"),
        "state": Phrase("Tình trạng", "State"),
        "printed": Phrase("In từ hệ thống lúc", "Printed from the system at"),
        "draft": Phrase(
            "Bản in để tham khảo, không thay giấy chứng nhận.",
            "For information; it does not stand in for a certificate."
        ),
        "download": Phrase("Tải PDF", "Download PDF"),
    ]

    static let centres: [String: Phrase] = [
        "none": Phrase("Chưa có trung tâm nào.", "There are no centres yet."),
        "closed": Phrase("Ngừng hoạt động", "Closed"),
        "add": Phrase("Thêm trung tâm của phường", "Add a centre of the ward"),
        "addDo": Phrase("Thêm", "Add"),
        "classes": Phrase("Lớp đang và sắp học", "Classes now and to come"),
        "noClasses": Phrase("Không có lớp nào mở cho đơn vị.", "There is no class that is open to you."),
        "rooms": Phrase("Phòng học", "Rooms"),
        "addRoom": Phrase("Thêm phòng học", "Add a room"),
        "removeRoom": Phrase("Xóa", "Remove"),
        "staff": Phrase("Ban giám đốc, giáo viên", "Who runs it"),
        "addStaff": Phrase("Thêm người", "Add somebody"),
        "endStaff": Phrase("Thôi nhiệm vụ hôm nay", "Ended today"),
        "edit": Phrase("Sửa trung tâm", "Change the centre"),
    ]
}
