extension TextCatalogue {
    static let figures: [String: Phrase] = [
        "inTable": Phrase("Các số này có trong bảng bên dưới.", "The same numbers stand in the table below."),
        "largest": Phrase(
            "Biểu đồ vẽ 20 dòng lớn nhất; bảng bên dưới có đủ.",
            "The chart has the 20 largest rows; the table below has all."
        ),
        "table": Phrase("Bảng số liệu", "The figures as a table"),
        "back": Phrase("Về số liệu của đơn vị", "To our figures"),
        "classes": Phrase("Xem các lớp học", "See the classes"),
        "all": Phrase("Xem tất cả số liệu", "See all figures"),
    ]
}
