extension TextCatalogue {
    static let form: [String: Phrase] = [
        "required": Phrase("(cần có)", "(needed)"),
        "mend": Phrase("Cần sửa", "To mend"),
        "look": Phrase("Xin xem lại", "Please look"),
    ]

    static let home: [String: Phrase] = [
        "firstDay": Phrase("Những bước đầu tiên", "First steps"),
        "done": Phrase("✓ Xong:", "✓ Done:"),
        "figures": Phrase("Con số chính", "Main figures"),
        "deadlines": Phrase("Hạn của từng bước", "Days for each step"),
        "noClasses": Phrase("Chưa có lớp nào đang hoặc sắp học.", "No class is going on or to come."),
        "classes": Phrase("Lớp học", "Classes"),
        "allClasses": Phrase("Xem tất cả lớp", "See all classes"),
        "overdue": Phrase(
            "Những lớp này đã qua ngày cuối mà chưa kết thúc:",
            "These classes are past their last day and not finished:"
        ),
        "duplicates": Phrase("Có hồ sơ cùng số CCCD.", "There are records with one citizen ID."),
        "duplicatesLook": Phrase("Xem và gộp", "Look and merge"),
    ]

    static let members: [String: Phrase] = [
        "search": Phrase(
            "Tìm theo tên (không dấu cũng được), số CCCD, điện thoại",
            "Find by name (marks are not needed), citizen ID or telephone"
        ),
        "find": Phrase("Tìm", "Find"),
        "filter": Phrase("Lọc theo chi hội, địa bàn, tình trạng", "By branch, ward, state"),
        "apply": Phrase("Lọc danh sách", "Show these"),
        "all": Phrase("Bỏ tìm và lọc", "Show everybody"),
        "nobody": Phrase(
            "Không tìm thấy ai. Thử gõ ít chữ hơn, hoặc chọn Tình trạng: Tất cả.",
            "Nobody was found. Try fewer letters, or State: All."
        ),
        "name": Phrase("Họ và tên", "Name"),
        "birth": Phrase("Ngày sinh", "Born"),
        "branch": Phrase("Chi hội", "Branch"),
        "place": Phrase("Nơi ở", "Home"),
        "phone": Phrase("Điện thoại", "Telephone"),
        "workbook": Phrase("Tải tệp Excel", "Excel file"),
        "text": Phrase("Tải tệp CSV", "CSV file"),
        "first": Phrase("Về đầu danh sách", "To the beginning"),
        "next": Phrase("Trang sau", "Next page"),
    ]

    static let memberForm: [String: Phrase] = [
        "save": Phrase("Lưu", "Save"),
        "saveSure": Phrase("Vẫn lưu: đây là người khác", "Save: this is somebody else"),
        "cancel": Phrase("Không lưu", "Do not save"),
        "changedByOthers": Phrase("Người khác vừa sửa:", "Somebody else has just changed:"),
        "doubles": Phrase("Có thể đã có hồ sơ của người này", "This person may be here already"),
        "doublesHelp": Phrase(
            "Bấm vào tên để xem hồ sơ trong thẻ mới. Nếu là người khác, bấm nút lưu bên dưới.",
            "Choose a name to see the record in another tab. If it is somebody else, use the button below."
        ),
        "nameParts": Phrase("Tên xếp sai thứ tự trong danh sách?", "Is the name at the wrong place in lists?"),
        "namePartsHelp": Phrase(
            "Danh sách xếp theo tên, rồi đến họ và tên đệm. Tên của người Jrai, Ba Na có thể cần tách lại.",
            "Lists go by given name, then family and middle name. Names of Jrai and Bahnar people may need other parts."
        ),
    ]

    static let member: [String: Phrase] = [
        "edit": Phrase("Sửa hồ sơ", "Change the record"),
        "look": Phrase("Xin xem lại:", "Please look at:"),
        "learning": Phrase("Hồ sơ học tập", "Record of learning"),
        "life": Phrase("Quá trình sinh hoạt", "Life of the membership"),
        "by": Phrase("người ghi:", "recorded by"),
        "mergedInto": Phrase("Hồ sơ này đã gộp vào hồ sơ khác.", "This record was merged into another one."),
        "openOther": Phrase("Mở hồ sơ kia", "Open the other record"),
        "transfer": Phrase("Chuyển sang chi hội khác", "Move to another branch"),
        "transferDo": Phrase("Ghi chuyển sinh hoạt", "Record the move"),
        "leave": Phrase("Ra khỏi hội", "Leave the organisation"),
        "leaveHelp": Phrase(
            "Hồ sơ vẫn còn; sau này có thể ghi sinh hoạt trở lại.",
            "The record stays; the person can join again later."
        ),
        "leaveDo": Phrase("Ghi ra khỏi hội", "Record leaving"),
        "die": Phrase("Qua đời", "Death"),
        "dieDo": Phrase("Ghi qua đời", "Record the death"),
        "return": Phrase("Sinh hoạt trở lại", "Join again"),
        "returnDo": Phrase("Ghi sinh hoạt trở lại", "Record joining again"),
        "merges": Phrase("Đã gộp với", "Merged with"),
        "undo": Phrase("Hoàn tác việc gộp", "Undo the merge"),
        "consents": Phrase("Đồng ý cho dùng dữ liệu", "Consent to the use of data"),
        "noConsents": Phrase("Chưa ghi sự đồng ý nào.", "No consent is recorded."),
        "withdrawn": Phrase("Rút lại ngày", "Withdrawn on"),
        "withdraw": Phrase("Ghi rút lại hôm nay,", "Record a withdrawal today,"),
        "consentNew": Phrase("Ghi sự đồng ý", "Record a consent"),
        "consentDo": Phrase("Lưu sự đồng ý", "Save the consent"),
        "rights": Phrase("Quyền của người có dữ liệu", "Rights of the person"),
        "dossier": Phrase("Toàn bộ dữ liệu về người này", "Everything kept about this person"),
        "erase": Phrase("Xóa dữ liệu cá nhân…", "Erase personal data…"),
    ]

    static let dossier: [String: Phrase] = [
        "help": Phrase(
            "Tất cả những gì đơn vị lưu về người này, để in và giao cho người đó khi họ yêu cầu. Lập lúc",
            "All that the organisation keeps about this person, to print and hand over when they ask. Made on"
        ),
        "download": Phrase("Tải thành tệp", "Download as a file"),
        "back": Phrase("Về hồ sơ", "Back to the record"),
        "record": Phrase("Hồ sơ", "Record"),
        "imports": Phrase("Có trong các tệp đã tải lên", "In these uploaded files"),
        "entries": Phrase("Ai đã xem và sửa", "Who read and changed it"),
    ]

    static let erasure: [String: Phrase] = [
        "first": Phrase("Xóa dữ liệu cá nhân của người này nghĩa là:", "Erasing this person's data means:"),
        "gone": Phrase(
            "Họ tên, ngày sinh, số CCCD, điện thoại, địa chỉ và mọi nội dung riêng khác bị xóa hẳn.",
            "Name, birth date, citizen ID, telephone, address and all else that is personal are gone for good."
        ),
        "files": Phrase(
            "Các tệp Excel đã tải lên có người này cũng bị xóa.",
            "Uploaded Excel files with this person in them are removed as well."
        ),
        "stays": Phrase(
            "Chỉ còn một dòng không tên để các con số đã báo cáo không thay đổi.",
            "Only a line without a name stays, so that reported numbers stay the same."
        ),
        "final": Phrase("Không thể lấy lại.", "It cannot be undone."),
        "understood": Phrase("Tôi hiểu và muốn xóa.", "I understand and want to erase it."),
        "submit": Phrase("Xóa dữ liệu cá nhân", "Erase the personal data"),
        "back": Phrase("Không xóa", "Do not erase"),
    ]
}
