extension TextCatalogue {
    static let imports: [String: Phrase] = [
        "first": Phrase("Bước 1: Chọn tệp", "Step 1: choose the file"),
        "file": Phrase("Tệp danh sách hội viên", "The file with the list of members"),
        "help": Phrase(
            "Tệp Excel (.xlsx) hoặc CSV đang dùng, không cần sửa lại cho đúng mẫu. Lớn nhất 20 MB.",
            "The Excel file (.xlsx) or CSV that you use, as it is. 20 MB at most."
        ),
        "upload": Phrase("Tải lên và xem", "Upload and look"),
        "before": Phrase("Các đợt nhập trước", "Earlier imports"),
        "name": Phrase("Tệp", "File"),
        "when": Phrase("Lúc", "When"),
        "who": Phrase("Người tải lên", "By"),
        "state": Phrase("Tình trạng", "State"),
        "next": Phrase("Xem tiếp", "More"),
    ]

    static let columns: [String: Phrase] = [
        "heading": Phrase("Tiêu đề cột", "Heading"),
        "examples": Phrase("Vài dòng đầu", "First rows"),
        "role": Phrase("Là", "Is"),
        "encoding": Phrase("Bảng mã chữ", "Encoding of the text"),
        "creates": Phrase("Tự thêm chi hội chưa có", "Make branches that are not here yet"),
        "more": Phrase("Cách ghi ngày và tên xã, phường", "Dates and names of wards"),
        "check": Phrase("Kiểm tra danh sách", "Check the list"),
        "later": Phrase("Để sau", "Later"),
        "nothingYet": Phrase(
            "Kiểm tra chưa lấy gì vào: chỉ xem điều gì sẽ xảy ra.",
            "The check takes nothing over: it only tells what would happen."
        ),
        "otherSheet": Phrase("Danh sách nằm ở trang tính khác?", "Is the list on another sheet?"),
        "sheet": Phrase("Trang tính", "Sheet"),
        "takeSheet": Phrase("Xem trang này", "Look at this one"),
    ]

    static let `import`: [String: Phrase] = [
        "running": Phrase("Đang làm…", "At work…"),
        "mayLeave": Phrase(
            "Có thể rời trang này và quay lại sau: việc vẫn chạy.",
            "You may leave this page and come back: the work goes on."
        ),
        "look": Phrase("Xem lại bây giờ", "Look again"),
        "newBranches": Phrase("Chi hội mới:", "New branches:"),
        "skipped": Phrase("Những dòng bỏ qua (tiêu đề, tổng cộng…)", "Rows passed over (headings, totals ...)"),
        "takeAll": Phrase("Bước 4: Lấy tất cả vào", "Step 4: take all over"),
        "choose": Phrase(
            "Có dòng cần sửa. Tốt nhất: tải tệp về, sửa theo cột cuối rồi tải lên lại. Hoặc chỉ lấy các dòng đúng.",
            "Some rows need mending. Best: download the file, mend it by its last column and upload it again. Or take the good "
                + "rows only."
        ),
        "download": Phrase("Tải tệp có ghi chỗ cần sửa", "Download the file that says what to mend"),
        "takeGood": Phrase("Chỉ lấy các dòng đúng", "Take the good rows only"),
        "nothingNew": Phrase("Không có dòng nào để lấy vào.", "There is no row to take over."),
        "columns": Phrase("Sửa lại các cột", "Change the columns"),
        "members": Phrase("Xem danh sách hội viên", "See the members"),
        "undoHelp": Phrase(
            "Hoàn tác: hội viên do tệp này thêm vào bị gỡ ra, hội viên được cập nhật trở lại như trước. Ai đã được sửa sau đó "
                + "thì giữ nguyên.",
            "Undo: members that this file added are removed, changed ones get their old values back. Whoever was changed since "
                + "stays."
        ),
        "undo": Phrase("Hoàn tác đợt nhập", "Undo the import"),
        "rows": Phrase("Từng dòng", "Row by row"),
        "row": Phrase("Dòng", "Row"),
        "who": Phrase("Hội viên", "Member"),
        "what": Phrase("Kết quả", "What becomes of it"),
        "discard": Phrase("Bỏ tệp này", "Give this file up"),
    ]
}
