/// Words of the pages of webhooks.
extension TextCatalogue {
    static let webhooks: [String: Phrase] = [
        "help": Phrase(
            "Khi có việc xong, hệ thống báo cho phần mềm khác của đơn vị: việc gì, bản ghi nào, không có thông tin cá nhân.",
            "When something is done, another program of the organisation's is told: what, and which record; nothing of persons."
        ),
        "none": Phrase("Chưa báo cho phần mềm nào.", "No program is told yet."),
        "address": Phrase("Địa chỉ nhận", "Address"),
        "events": Phrase("Báo khi", "Told when"),
        "waiting": Phrase("Đang chờ", "Waiting"),
        "failed": Phrase("Không gửi được", "Given up"),
        "stopped": Phrase("Đã dừng", "Stopped"),
        "add": Phrase("Thêm nơi nhận", "Add a receiver"),
        "addDo": Phrase("Thêm và tạo khóa", "Add and make a key"),
        "secret": Phrase(
            "Đây là khóa ký tin. Xin chép ngay vào phần mềm nhận: trang này không hiện lại.",
            "This key signs the messages. Copy it into the receiver now: it is not shown again."
        ),
        "test": Phrase("Gửi thử", "Send a trial"),
        "deliveries": Phrase("Đã báo", "What was told"),
        "noDelivery": Phrase("Chưa có tin nào.", "Nothing was told yet."),
        "event": Phrase("Việc", "Event"),
        "when": Phrase("Lúc", "When"),
        "state": Phrase("Kết quả", "Outcome"),
        "tries": Phrase("Số lần gửi", "Tries"),
        "next": Phrase("gửi lại lúc", "next try"),
        "replay": Phrase("Gửi lại", "Send again"),
        "end": Phrase("Dừng hoặc xóa", "Stop or remove"),
        "stop": Phrase("Tạm dừng", "Stop for now"),
        "resume": Phrase("Cho gửi tiếp", "Go on"),
        "remove": Phrase("Xóa nơi nhận này cùng các tin", "Remove this receiver with its messages"),
        "all": Phrase("Tất cả nơi nhận", "All receivers"),
    ]
}
