extension TextCatalogue {
    /// What stands on a printed certificate of a title.
    static let honour: [String: Phrase] = [
        "nation": Phrase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIETNAM"),
        "motto": Phrase("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
        "heading": Phrase("Giấy chứng nhận", "Certificate"),
        "recognises": Phrase("Công nhận", "This recognises"),
        "holds": Phrase("đạt danh hiệu", "as"),
        "basis": Phrase("Theo", "By"),
        "until": Phrase("Có giá trị đến hết ngày", "Valid until"),
        "number": Phrase("Số:", "No."),
        "verify": Phrase("Kiểm tra tại:", "Verify at:"),
    ]
}
