extension TextCatalogue {
    static let work: [String: Phrase] = [
        "all": Phrase("Tất cả công việc", "All work"),
        "show": Phrase("Xem", "Show"),
        "workbook": Phrase("Tải tệp Excel", "Download as Excel"),
        "edit": Phrase("Sửa", "Change"),
        "remove": Phrase("Xóa (nếu ghi nhầm)", "Remove (if it was a mistake)"),
        "pressing": Phrase("Công việc: sắp đến hạn, trễ hạn", "Work: due soon, and late"),
        "rest": Phrase("Xem tất cả", "See all"),
    ]
}
