extension AuditWords {
    /// What is done to titles.
    static let titles: [String: Phrase] = [
        "registration.list": Phrase("Xem danh sách đăng ký danh hiệu", "Read registrations for titles"),
        "registration.read": Phrase("Xem hồ sơ danh hiệu", "Read a registration for a title"),
        "registration.insert": Phrase("Đăng ký danh hiệu", "Registered for a title"),
        "registration.score": Phrase("Chấm điểm", "Recorded scores"),
        "registration.review": Phrase("Ghi họp bình xét", "Recorded a review meeting"),
        "registration.send_back": Phrase("Trả lại để chấm lại", "Sent back to be scored again"),
        "registration.propose": Phrase("Lập danh sách đề nghị", "Sent a list up"),
        "registration.take_back": Phrase("Rút khỏi danh sách đề nghị", "Took off a list"),
        "registration.decide": Phrase("Ghi quyết định danh hiệu", "Recorded a decision on titles"),
        "registration.appeal": Phrase("Ghi kiến nghị", "Recorded an appeal"),
        "registration.withdraw": Phrase("Rút đăng ký", "Withdrew registrations"),
        "registration.elsewhere": Phrase("Tra việc công nhận ở nơi khác", "Asked what was recognised elsewhere"),
        "evidence.add": Phrase("Thêm minh chứng", "Added evidence"),
        "evidence.read": Phrase("Xem minh chứng", "Read evidence"),
        "evidence.remove": Phrase("Bỏ minh chứng", "Removed evidence"),
        "title.deadlines": Phrase("Đặt hạn của các bước", "Set days for the steps"),
    ]
}
