extension TextCatalogue {
    static let door: [String: Phrase] = [
        "help": Phrase(
            "Nhập mã được chiếu ở lớp, số ghi danh và năm sinh. Không cần tài khoản.",
            "Type the code that is shown in the class, your number and your year of birth. No account is needed."
        ),
        "code": Phrase("Mã của buổi học", "Code of the session"),
        "codeHelp": Phrase("Sáu chữ số, được chiếu hoặc dán ở lớp.", "Six digits, shown in the class."),
        "seat": Phrase("Số ghi danh", "Your number in the class"),
        "seatHelp": Phrase(
            "Số trong danh sách lớp. Hỏi người điểm danh nếu chưa biết.",
            "As in the list of the class. Ask who keeps the register if you do not know it."
        ),
        "year": Phrase("Năm sinh", "Year of birth"),
        "yearHelp": Phrase("Bốn chữ số, ví dụ 1960.", "Four digits, such as 1960."),
        "enter": Phrase("Tôi có mặt", "I am here"),
        "done": Phrase("✓ Đã ghi có mặt.", "✓ It is recorded that you are here."),
        "closePage": Phrase("Có thể đóng trang này.", "You can close this page."),
        "another": Phrase("Ghi cho người khác", "Record somebody else"),
        "about": Phrase(
            "Người học tự ghi có mặt trên điện thoại: nhập mã này, số ghi danh và năm sinh. Mã tự hết hạn.",
            "Learners record themselves by telephone: they type this code, their number and year of birth. It ends by itself."
        ),
        "open": Phrase("Mở mã trong:", "Open a code for:"),
        "otherDay": Phrase("Chỉ mở được mã trong ngày học.", "A code can be opened on the day of the session."),
        "goTo": Phrase("Mở trang", "Go to"),
        "until": Phrase("Mã có hiệu lực đến", "The code is good until"),
        "picture": Phrase("Quét để mở trang điểm danh", "Scan to open the page"),
        "misses": Phrase("Số lần nhập sai:", "Typed in vain:"),
        "close": Phrase("Đóng mã ngay", "End the code now"),
        "link": Phrase("Mã ở cửa", "Code for the door"),
    ]
}
