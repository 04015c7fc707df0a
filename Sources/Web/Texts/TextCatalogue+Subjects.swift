extension TextCatalogue {
    static let subjects: [String: Phrase] = [
        "add": Phrase("Thêm", "Add"),
        "import": Phrase("Nhập từ Excel", "Bring in from Excel"),
        "filter": Phrase("Tìm và lọc", "Search and filter"),
        "apply": Phrase("Tìm", "Search"),
        "none": Phrase(
            "Chưa có gì trong danh sách. Nhập từ Excel, hoặc thêm từng nơi.",
            "There is nothing in the list yet. Bring it in from Excel, or add one by one."
        ),
        "nothing": Phrase("Không tìm thấy.", "Nothing was found."),
        "name": Phrase("Tên", "Name"),
        "area": Phrase("Thôn, tổ", "Hamlet"),
        "about": Phrase("Thông tin", "About"),
        "ended": Phrase("Đã kết thúc", "Ended"),
        "first": Phrase("Về đầu danh sách", "Back to the first page"),
        "next": Phrase("Xem tiếp", "More"),
        "save": Phrase("Lưu", "Save"),
        "cancel": Phrase("Thôi", "Cancel"),
        "alike": Phrase(
            "Đã có nơi cùng tên ở cùng thôn, tổ. Xem có phải là một không:",
            "There is one of the same name in the same hamlet. See whether it is the same:"
        ),
        "sure": Phrase("Không phải, vẫn thêm mới", "It is another one: add it"),
        "edit": Phrase("Sửa", "Change"),
        "people": Phrase("Người trong hộ", "People of the household"),
        "noPeople": Phrase("Chưa ghi ai.", "Nobody is written down yet."),
        "remove": Phrase("Bỏ", "Remove"),
        "addPerson": Phrase("Thêm người", "Add somebody"),
        "addDo": Phrase("Thêm", "Add"),
        "clans": Phrase("Dòng họ", "Clans"),
        "addClan": Phrase("Ghi vào dòng họ", "Put into a clan"),
        "households": Phrase("Hộ trong dòng họ", "Households of the clan"),
        "history": Phrase("Lịch sử", "History"),
        "end": Phrase("Không còn hoạt động", "It is no more"),
        "endHelp": Phrase(
            "Bản ghi và lịch sử vẫn được giữ. Nếu nhầm có thể khôi phục.",
            "The record and its history stay. It can be re-opened."
        ),
        "endDo": Phrase("Ghi nhận", "Record"),
        "reopen": Phrase("Khôi phục", "Re-open"),
        "uploadHelp": Phrase(
            "Chọn tệp Excel đang dùng. Hệ thống tự tìm dòng tiêu đề và thôn, tổ; chưa ghi gì cho đến khi bạn đồng ý.",
            "Choose the Excel file that you have. The header and the hamlets are found; nothing is written before you agree."
        ),
        "emptyForm": Phrase("Tải mẫu trống", "Download an empty form"),
        "file": Phrase("Tệp Excel", "Excel file"),
        "upload": Phrase("Tải lên và xem trước", "Upload and look"),
        "columns": Phrase("Các cột đã hiểu", "Columns understood"),
        "leftOut": Phrase("Không dùng", "Left out"),
        "taken": Phrase("Danh sách này đã được nhập.", "This list was taken over."),
        "undo": Phrase("Hoàn tác đợt nhập", "Take it back"),
        "undoHelp": Phrase(
            "Những bản ghi do danh sách này thêm và chưa ai dùng đến sẽ kết thúc; bản ghi đã sửa giữ nội dung mới.",
            "What the list added and nobody has touched since is ended; what it changed stays changed."
        ),
        "undoDo": Phrase("Hoàn tác", "Take back"),
        "same": Phrase("Không có gì thay đổi so với dữ liệu đang có.", "Nothing differs from what is recorded."),
        "findings": Phrase("Cần xem", "To look at"),
        "problemFile": Phrase("Tải tệp có ghi chỗ cần sửa", "Download the file with what to mend"),
        "leavingOut": Phrase("Bỏ qua các dòng cần sửa", "Leave out the rows that are to be mended"),
        "take": Phrase("Nhập danh sách", "Take the list over"),
        "discard": Phrase("Bỏ tệp này", "Give this file up"),
        "row": Phrase("Dòng", "Row"),
        "outcome": Phrase("Kết quả", "Outcome"),
    ]

    static let denominators: [String: Phrase] = [
        "help": Phrase(
            "Tổng số để tính tỷ lệ, ghi rõ ngày và nguồn. Số cũ không bị xóa: muốn sửa thì ghi số mới.",
            "The totals of which shares are computed, with day and source. None is removed: a correction is a new number."
        ),
        "show": Phrase("Xem", "Show"),
        "none": Phrase("Chưa có số liệu cho năm này.", "There are no numbers for this year."),
        "kind": Phrase("Đếm gì", "What"),
        "area": Phrase("Ở đâu", "Where"),
        "total": Phrase("Tổng số", "How many"),
        "source": Phrase("Nguồn", "Source"),
        "add": Phrase("Thêm số liệu", "Add a number"),
        "correct": Phrase("Sửa bằng số mới", "Correct"),
        "save": Phrase("Lưu", "Save"),
    ]

    static let families: [String: Phrase] = [
        "about": Phrase(
            "Chỉ thấy hội viên của mình: phường, xã nào quản lý hộ và danh hiệu của hộ trong năm. Nhận ra nhau bằng số CCCD.",
            "Own members alone: which ward keeps the household, and how its title of the year stands. Matched by citizen ID."
        ),
        "show": Phrase("Xem", "Show"),
        "none": Phrase(
            "Chưa nhận ra hộ nào của hội viên. Cần số CCCD ở cả hai nơi.",
            "No household of a member was recognised. Citizen IDs are needed on both sides."
        ),
        "ward": Phrase("Phường, xã", "Ward"),
        "standing": Phrase("Danh hiệu trong năm", "Title of the year"),
        "help": Phrase("Đã hỗ trợ", "Help"),
        "record": Phrase("Ghi việc hỗ trợ", "Record help"),
        "helpFor": Phrase("Hỗ trợ gia đình", "Help for the family of"),
        "save": Phrase("Lưu", "Save"),
        "done": Phrase("Việc đã làm trong năm", "What was done in the year"),
    ]
}
