extension TextCatalogue {
    static let city: [String: Phrase] = [
        "show": Phrase("Xem", "Show"),
        "explained": Phrase(
            "Bấm vào một số để xem số đó gồm những gì.",
            "Every number leads to what it is made of."
        ),
        "people": Phrase("Theo giới và độ tuổi", "By sex and age"),
        "hash": Phrase("mã băm SHA-256:", "SHA-256:"),
        "still": Phrase(
            "Hiện không có tiến trình tổng hợp nào chạy: số liệu đứng yên. Xin báo người vận hành.",
            "Nobody adds up at the moment: the totals stand still. Please tell the operator."
        ),
        "nothing": Phrase("Chưa có số liệu.", "There are no figures yet."),
        "workbook": Phrase("Tải tệp Excel", "Download for Excel"),
        "text": Phrase("Tải tệp CSV", "Download as CSV"),
        "cells": Phrase(
            "Số này là tổng của các ô dưới đây: mỗi ô là một đơn vị, một địa bàn, một tháng.",
            "The number is the sum of these cells: each is one organisation, one area, one month."
        ),
        "equation": Phrase(
            "Tổng số lượt − trùng giữa các đơn vị − không rõ là ai = số người:",
            "Sum − counted twice − cannot be linked = persons:"
        ),
        "progress": Phrase("Tiến độ so với chỉ tiêu", "Progress against targets"),
        "titles": Phrase("Danh hiệu theo phường, xã", "Titles by ward"),
        "back": Phrase("Về số liệu thành phố", "To the totals of the city"),
    ]
}
