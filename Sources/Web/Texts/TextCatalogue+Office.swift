extension TextCatalogue {
    static let duplicates: [String: Phrase] = [
        "none": Phrase(
            "Không có hồ sơ nào nghi trùng theo cách này.",
            "There are no possible duplicates of this kind."
        ),
        "compare": Phrase("So sánh", "Compare"),
        "next": Phrase("Xem tiếp", "More"),
    ]

    static let comparison: [String: Phrase] = [
        "help": Phrase(
            "Với mỗi dòng khác nhau, chọn bên đúng. Hồ sơ thứ nhất được giữ, hồ sơ thứ hai gộp vào.",
            "For each line that differs choose the side that is right. The first record stays and takes in the second."
        ),
        "one": Phrase("Hồ sơ thứ nhất", "First record"),
        "other": Phrase("Hồ sơ thứ hai", "Second record"),
        "life": Phrase("Quá trình sinh hoạt", "Life of the membership"),
        "made": Phrase("Ngày nhập", "Entered on"),
        "same": Phrase("Những mục giống nhau", "What is the same"),
        "merge": Phrase("Là một người: gộp lại", "One person: merge"),
        "distinct": Phrase("Hai người khác nhau", "Two people"),
        "back": Phrase("Để sau", "Later"),
        "undo": Phrase("Gộp xong vẫn hoàn tác được.", "A merge can be undone afterwards."),
    ]

    static let branches: [String: Phrase] = [
        "none": Phrase(
            "Chưa có chi hội nào. Ghi chi hội thứ nhất bên dưới.",
            "There are no branches yet. Write down the first one below."
        ),
        "closed": Phrase("Đã đóng", "Closed"),
        "members": Phrase("Hội viên", "Members"),
        "add": Phrase("Thêm chi hội", "Add a branch"),
        "addDo": Phrase("Thêm", "Add"),
        "all": Phrase("Tất cả chi hội", "All branches"),
        "save": Phrase("Lưu", "Save"),
        "end": Phrase("Đóng hoặc xóa", "Close or remove"),
        "closeHelp": Phrase(
            "Chi hội đã đóng không nhận hội viên mới; hội viên đang có vẫn còn. Chỉ xóa được chi hội chưa từng có ai.",
            "A closed branch takes nobody new; its members stay. Only a branch that never had anybody can be removed."
        ),
        "close": Phrase("Đóng chi hội", "Close the branch"),
        "reopen": Phrase("Mở lại chi hội", "Open the branch again"),
        "remove": Phrase("Xóa chi hội", "Remove the branch"),
    ]

    static let officers: [String: Phrase] = [
        "name": Phrase("Họ và tên", "Name"),
        "role": Phrase("Được làm gì", "May do"),
        "part": Phrase("Phụ trách", "Works for"),
        "you": Phrase("bạn", "you"),
        "ended": Phrase("Đã thôi", "Ended"),
        "add": Phrase("Thêm cán bộ", "Add an officer"),
        "addHelp": Phrase(
            "Sau khi thêm, trang này hiện một liên kết để gửi cho người đó đặt mật khẩu.",
            "Afterwards this page shows a link to send to the person, for setting a password."
        ),
        "addDo": Phrase("Thêm và tạo liên kết", "Add and make a link"),
        "confirm": Phrase("Đúng người này: thêm", "This is the person: add"),
        "link": Phrase(
            "Gửi liên kết này cho người đó. Trang chỉ hiện một lần, liên kết dùng được một lần trong 7 ngày:",
            "Send this link to the person. It is shown once, and works once, for 7 days:"
        ),
        "linkHelp": Phrase(
            "Ai có liên kết này thì đặt được mật khẩu. Chỉ gửi cho đúng người.",
            "Whoever has the link can set the password. Send it to nobody else."
        ),
        "unused": Phrase("Người này chưa đặt mật khẩu.", "This person has not set a password yet."),
        "newLink": Phrase("Tạo liên kết mới", "Make a new link"),
        "save": Phrase("Lưu", "Save"),
        "end": Phrase("Thôi làm việc", "End the work"),
        "endHelp": Phrase(
            "Người này không vào được dữ liệu của đơn vị nữa, ngay từ bây giờ. Việc đã làm vẫn còn trong nhật ký.",
            "The person no longer reaches the organisation's data, at once. What they did stays in the audit."
        ),
        "endSelf": Phrase("Đây là chính bạn.", "This is yourself."),
        "endDo": Phrase("Cho thôi làm việc", "End the work"),
        "all": Phrase("Tất cả cán bộ", "All officers"),
    ]

    static let audit: [String: Phrase] = [
        "show": Phrase("Xem", "Show"),
        "none": Phrase("Không có gì trong khoảng này.", "There is nothing of that."),
        "when": Phrase("Lúc", "When"),
        "who": Phrase("Ai", "Who"),
        "what": Phrase("Làm gì", "What"),
        "member": Phrase("Mở hồ sơ", "Open the record"),
        "next": Phrase("Xem tiếp", "Earlier"),
    ]
}
