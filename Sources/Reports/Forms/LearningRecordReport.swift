package import Programme
package import Store

/// What one member has learned, year by year.
package enum LearningRecordReport {
    /// What stands around the table.
    ///
    /// - Parameter birth: as it is known.
    package static func head(
        member: String,
        birth: String?,
        tenant: String,
        place: String?,
        today: CalendarDay
    ) -> OfficialHead {
        OfficialHead(
            form: .learningRecord,
            agency: [tenant.uppercased()],
            numberMark: "HSHT",
            place: place,
            kind: "HỒ SƠ HỌC TẬP",
            title: ["Họ và tên: \(member)"] + (birth.map { ["Ngày sinh: \($0)"] } ?? []),
            notes: [ReportTime.counted(today), "Học tập nơi khác chỉ tính giờ khi đã được xác nhận."],
            office: "TM. BAN THƯỜNG VỤ",
            countedOn: today
        )
    }

    /// The columns.
    package static let table = OfficialTable(
        "",
        [
            .init("STT", .ordinal, width: 5), .init("Năm", .mark, width: 7),
            .init("Nội dung học tập", .text, width: 34), .init("Nơi học, nơi cấp", .text, width: 26),
            .init("Loại", .text, width: 18), .init("Số buổi", .number, width: 8),
            .init("Số phút", .number, width: 9), .init("Kết quả", .text, width: 18),
            .init("Số giấy chứng nhận", .text, width: 20),
        ]
    )

    /// One entry.
    package static func row(_ ordinal: Int, _ entry: LearningEntry) -> OfficialRow {
        OfficialRow([
            .whole(ordinal), .text(String(entry.year)), .text(entry.title), .text(entry.provider),
            .text(kind(entry.kind)), entry.sessions.map { .whole($0) } ?? .none,
            entry.minutes.map { .whole($0) } ?? .none, .text(state(entry)), entry.number.map { .text($0) } ?? .none,
        ])
    }

    /// The row below all entries.
    package static func total(_ history: LearningHistory) -> OfficialRow {
        let minutes = history.minutesByYear.values.reduce(0, +)
        return OfficialRow(
            [.none, .none, .text("Tổng cộng"), .none, .none, .none, .whole(minutes), .none, .none],
            isTotal: true
        )
    }

    private static func kind(_ kind: LearningEntry.Kind) -> String {
        switch kind {
        case .enrolment: "Lớp, chuyên đề"
        case .record: "Học tập nơi khác"
        case .certificate: "Giấy chứng nhận"
        case .plan: "Đăng ký học tập"
        }
    }

    /// As the pages have it: by the kind of entry, because one word may stand for two things.
    private static func state(_ entry: LearningEntry) -> String {
        switch entry.kind {
        case .enrolment:
            LearningOutcome(rawValue: entry.state)?.vietnameseName
                ?? EnrolmentState(rawValue: entry.state)?.vietnameseName ?? entry.state
        case .record: LearningRecordState(rawValue: entry.state)?.vietnameseName ?? entry.state
        case .certificate: entry.state == "revoked" ? "Đã thu hồi" : "Đã cấp"
        case .plan: entry.state == "done" ? "Đã thực hiện" : "Đã đăng ký"
        }
    }
}
