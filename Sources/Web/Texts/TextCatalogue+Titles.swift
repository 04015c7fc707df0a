extension TextCatalogue {
    static let titles: [String: Phrase] = [
        "register": Phrase("Đăng ký theo danh sách", "Register a list"),
        "registerHelp": Phrase(
            "Mọi đối tượng đang có ở địa bàn được đăng ký. Ai đã đăng ký rồi thì giữ nguyên; "
                + "ai được công nhận năm trước thì tính là tái đăng ký.",
            "Everything that there is in the area is registered. What is registered already stays as it is; "
                + "what was recognised the year before counts as renewed."
        ),
        "registerDo": Phrase("Đăng ký", "Register"),
        "sheet": Phrase("Chấm điểm bằng Excel", "Score by Excel"),
        "sheetHelp": Phrase(
            "Tải phiếu về, ghi điểm từng tiêu chí rồi tải lên. Nếu có ô sai thì chưa ghi gì, và từng ô được báo.",
            "Download the sheet, fill in the points, and upload it. If a cell is wrong nothing is recorded, and each is named."
        ),
        "decisions": Phrase("Bình xét, đề nghị, quyết định", "Meetings, lists, decisions"),
        "deadlines": Phrase("Hạn của từng bước", "Days for each step"),
        "deadlinesHelp": Phrase(
            "Để trống thì theo hạn của thành phố.",
            "Where nothing stands the city's day holds."
        ),
        "apply": Phrase("Xem danh sách", "Show these"),
        "none": Phrase("Không có hồ sơ nào như vậy.", "There is no such registration."),
        "nothing": Phrase("Chưa có.", "None yet."),
        "tick": Phrase("Chọn", "Tick"),
        "name": Phrase("Tên", "Name"),
        "area": Phrase("Địa bàn", "Where"),
        "state": Phrase("Bước", "Step"),
        "points": Phrase("Điểm", "Points"),
        "step": Phrase("Với các hồ sơ đã chọn", "With those ticked"),
        "go": Phrase("Tiếp tục", "Go on"),
        "record": Phrase("Ghi", "Record"),
        "back": Phrase("Quay lại", "Back"),
        "save": Phrase("Lưu", "Save"),
        "elsewhere": Phrase("đã được công nhận nơi khác", "recognised elsewhere"),
        "mend": Phrase(
            "Chưa ghi gì. Xin sửa những ô này trong tệp rồi tải lên lại:",
            "Nothing was recorded. Please mend these cells in the file and upload it again:"
        ),
        "criteria": Phrase("Bộ tiêu chí", "Criteria"),
        "noCriteria": Phrase(
            "Chưa có bộ tiêu chí đang áp dụng cho danh hiệu và năm này, nên chưa chấm điểm được trên hệ thống.",
            "No criteria are in use for this title and year, so nothing is scored here."
        ),
        "demo": Phrase(
            "Đây là bộ tiêu chí trình diễn, không chính thức.",
            "These criteria are invented, to show how it works."
        ),
        "download": Phrase("Tải phiếu chấm điểm", "Download the sheet"),
        "file": Phrase("Phiếu đã điền", "The sheet, filled in"),
        "upload": Phrase("Tải lên", "Upload"),
        "decisionList": Phrase("Quyết định", "Decisions"),
        "proposalList": Phrase("Danh sách đề nghị", "Lists sent up"),
        "reviewList": Phrase("Họp bình xét", "Review meetings"),
        "attached": Phrase("Tải danh sách kèm theo", "Download the attached list"),
        "number": Phrase("STT", "No."),
        "certificate": Phrase("Số giấy chứng nhận", "Certificate"),
        "until": Phrase("Có giá trị đến", "Valid until"),
        "list": Phrase("Danh sách năm", "The year's list"),
        "score": Phrase("Chấm điểm", "Score"),
        "saveScore": Phrase("Ghi điểm", "Record the score"),
        "evidence": Phrase("Minh chứng", "Evidence"),
        "evidenceFile": Phrase("PDF, ảnh JPEG hoặc PNG, tối đa 10 MB", "PDF, JPEG or PNG, 10 MB at most"),
        "remove": Phrase("Bỏ", "Remove"),
        "appeal": Phrase("Kiến nghị", "Appeal"),
        "appealDo": Phrase("Ghi kiến nghị", "Record the appeal"),
        "expired": Phrase("Giấy chứng nhận này đã hết hạn.", "The time of this certificate is over."),
        "verify": Phrase("Trang kiểm tra", "Verification page"),
    ]
}
