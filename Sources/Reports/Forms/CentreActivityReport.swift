package import Programme
package import Store

/// What a tenant held at a learning centre in half a year or a year, class by class.
package enum CentreActivityReport {
    /// What the classes come to.
    package struct Sums: Hashable, Sendable {
        package private(set) var classes = 0
        package private(set) var sessions = 0
        package private(set) var persons = 0
        package private(set) var turns = 0
        package private(set) var cost = 0

        /// Nothing yet.
        package init() {}

        /// Adds a class.
        package mutating func add(_ line: CentreClassLine) {
            classes += 1
            sessions += line.sessions
            persons += line.persons
            turns += line.turns
            cost += line.cost ?? 0
        }
    }

    /// What stands around the list.
    package static func head(
        centre: String,
        tenant: String,
        place: String?,
        time: ReportTime,
        today: CalendarDay
    ) -> OfficialHead {
        OfficialHead(
            form: .centreActivity,
            agency: [tenant.uppercased(), centre.uppercased()],
            numberMark: "BC-TTHTCĐ",
            place: place,
            kind: "BÁO CÁO",
            title: ["Hoạt động của \(centre) \(time.words)", time.days],
            notes: [
                ReportTime.counted(today),
                "Gồm các lớp do đơn vị tổ chức tại trung tâm, có buổi học trong kỳ. Số người tính theo từng lớp; "
                    + "lượt người tính theo từng buổi.",
            ],
            recipients: ["Ủy ban nhân dân phường, xã;", "Hội Khuyến học;", "Lưu."],
            office: "GIÁM ĐỐC TRUNG TÂM",
            countedOn: today
        )
    }

    /// The columns of the list.
    package static let table = OfficialTable(
        "",
        [
            .init("STT", .ordinal, width: 5), .init("Tên lớp, chuyên đề", .text, width: 30),
            .init("Lĩnh vực", .text, width: 16), .init("Từ ngày", group: "Thời gian", .mark, width: 12),
            .init("Đến ngày", group: "Thời gian", .mark, width: 12),
            .init("Báo cáo viên, giáo viên", .text, width: 20), .init("Đơn vị phối hợp", .text, width: 18),
            .init("Số buổi", .number, width: 8), .init("Số người", .number, width: 8),
            .init("Lượt người", .number, width: 9), .init("Kinh phí", .number, width: 15),
        ]
    )

    /// One class.
    package static func row(_ ordinal: Int, _ line: CentreClassLine) -> OfficialRow {
        OfficialRow([
            .whole(ordinal), .text(line.title), .text(line.topic), .day(line.startsOn), .day(line.endsOn),
            .text(line.teacher), .text(line.partner), .whole(line.sessions), .whole(line.persons), .whole(line.turns),
            line.cost.map { .money($0) } ?? .none,
        ])
    }

    /// The row below all classes.
    package static func total(_ sums: Sums) -> OfficialRow {
        OfficialRow(
            [
                .none, .text("Tổng cộng: \(OfficialValue.grouped(sums.classes)) lớp"), .none, .none, .none, .none,
                .none, .whole(sums.sessions), .whole(sums.persons), .whole(sums.turns), .money(sums.cost),
            ],
            isTotal: true
        )
    }
}
