/// The words for what is done with official reports.
extension AuditWords {
    static let reports: [String: Phrase] = [
        "report.ask": Phrase("Yêu cầu lập báo cáo", "Asked for a report"),
        "report.make": Phrase("Lập xong bản nháp báo cáo", "Made the draft of a report"),
        "report.sign": Phrase("Ký báo cáo", "Signed a report"),
        "report.freeze": Phrase("Đóng băng báo cáo đã ký", "Froze a signed report"),
        "report.remove": Phrase("Xóa báo cáo nháp", "Removed a draft report"),
        "report.file": Phrase("Tải tệp báo cáo", "Downloaded a report"),
        "report.schedule": Phrase("Đặt lịch báo cáo", "Set when reports are made"),
    ]
}
