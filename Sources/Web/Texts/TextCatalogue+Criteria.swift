extension TextCatalogue {
    static let criteria: [String: Phrase] = [
        "help": Phrase(
            "Mỗi danh hiệu chấm theo một bộ tiêu chí. Bộ đã áp dụng thì không sửa; muốn đổi thì lập phiên bản mới.",
            "Each title is scored by a set of criteria. A set in use never changes; what is to change is a new version."
        ),
        "list": Phrase("Các bộ tiêu chí", "All criteria"),
        "none": Phrase("Chưa có bộ tiêu chí nào.", "There is no set of criteria yet."),
        "demo": Phrase("trình diễn", "invented"),
        "new": Phrase("Lập bộ tiêu chí mới", "Make a new set"),
        "load": Phrase("Nạp từ tệp", "Load a file"),
        "loadHelp": Phrase(
            "Tệp JSON như khi tải về từ trang của một bộ tiêu chí. Bản nháp cùng mã và phiên bản được thay thế; "
                + "bộ đã áp dụng thì không. Có chỗ sai thì không nạp gì.",
            "JSON, as the page of a set hands it out. A draft of the same key and version is replaced, one that was in use never. "
                + "If something is wrong nothing is loaded."
        ),
        "file": Phrase("Tệp bộ tiêu chí", "The file"),
        "loadDo": Phrase("Nạp", "Load"),
        "cancel": Phrase("Thôi", "Cancel"),
        "save": Phrase("Lưu", "Save"),
        "missing": Phrase("Chưa áp dụng được, vì còn:", "It cannot be used yet:"),
        "head": Phrase("Sửa phần chung", "Change its head"),
        "export": Phrase("Tải về thành tệp", "Download as a file"),
        "items": Phrase("Tiêu chí", "Criteria"),
        "nothing": Phrase("Chưa có.", "None yet."),
        "edit": Phrase("Sửa", "Change"),
        "addPart": Phrase("Thêm nội dung", "Add a part"),
        "addItem": Phrase("Thêm tiêu chí", "Add a criterion"),
        "levels": Phrase("Mức công nhận", "Levels"),
        "addLevel": Phrase("Thêm mức", "Add a level"),
        "activate": Phrase("Áp dụng bộ tiêu chí này", "Bring it into use"),
        "activateHelp": Phrase(
            "Từ lúc áp dụng, các phường, xã chấm điểm được theo bộ này, và không ai sửa được nữa.",
            "From then on wards can score by it, and nobody changes it any more."
        ),
        "activateDo": Phrase("Áp dụng", "Bring into use"),
        "renew": Phrase("Lập phiên bản mới để sửa", "Make a new version"),
        "retire": Phrase("Ngừng áp dụng", "Take it out of use"),
        "retireHelp": Phrase(
            "Không chấm điểm mới theo bộ này được nữa. Những gì đã chấm giữ nguyên.",
            "Nothing is scored by it any more. What was scored stays."
        ),
        "retireDo": Phrase("Ngừng áp dụng", "Take out of use"),
        "remove": Phrase("Xóa bản nháp", "Remove the draft"),
        "removeDo": Phrase("Xóa hẳn", "Remove"),
        "takeOut": Phrase("Bỏ khỏi bộ tiêu chí", "Take it out of the set"),
        "takeOutDo": Phrase("Bỏ", "Take out"),
    ]
}
