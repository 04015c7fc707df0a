package import Programme
package import Store

/// The report of the association that leads, for half a year or a year: organisation, titles, learning, and what organisations and
/// wards returned of fund, awards, communication and training. Totals are those that the city's role is told; what was returned is
/// what was sent to the association.
package struct AssociationReport: Sendable {
    package var name: String
    package var time: ReportTime
    package var city: CityReportFigures
    /// Of the period, in the order of their names.
    package var returns: [StoredReturn]
    package var countedOn: CalendarDay

    /// A report of these parts.
    package init(
        name: String,
        time: ReportTime,
        city: CityReportFigures,
        returns: [StoredReturn],
        countedOn: CalendarDay
    ) {
        self.name = name
        self.time = time
        self.city = city
        self.returns = returns
        self.countedOn = countedOn
    }

    /// What stands around the tables.
    package var head: OfficialHead {
        var notes = [
            "Số liệu tổng hợp tính đến ngày \((city.asOf ?? countedOn).vietnamese); báo cáo lập ngày "
                + "\(countedOn.vietnamese).",
            "“Người” là mỗi người tính một lần trong toàn thành phố; “lượt” là số tư cách hội viên hoặc lượt dự học.",
            "Hội viên: \(grouped(city.members.persons)) người, \(grouped(city.members.memberships)) lượt, trong đó "
                + "\(grouped(city.members.unlinkable)) lượt không xác định được trùng. Người học trong năm: "
                + "\(grouped(city.learners.persons)) người.",
            "Quỹ, khen thưởng, tuyên truyền, tập huấn theo \(returns.count) báo cáo các đơn vị đã gửi.",
        ]
        if !city.titles.isEmpty {
            notes.append(
                "Danh hiệu tính theo năm \(time.year), đến ngày tổng hợp; tỷ lệ do hệ thống tính, ô trống là chưa có tổng số."
            )
        }
        if let hash = city.frozenHash { notes.append("Số liệu năm đã chốt, mã SHA-256: \(hash).") }
        return OfficialHead(
            form: .association,
            agency: [name.uppercased()],
            numberMark: "BC-HKH",
            kind: "BÁO CÁO",
            title: ["Kết quả công tác khuyến học, khuyến tài, xây dựng xã hội học tập \(time.words)", time.days],
            notes: notes,
            recipients: ["Hội Khuyến học cấp trên;", "Cơ quan quản lý giáo dục;", "Lưu: VP."],
            office: "TM. BAN THƯỜNG VỤ - CHỦ TỊCH",
            countedOn: countedOn
        )
    }

    private func grouped(_ number: Int) -> String { OfficialValue.grouped(number) }

    /// Writes the tables behind a head.
    package func write(to writer: OfficialContentWriter) throws {
        try writeOrganisations(writer)
        try writeTitles(writer)
        try writeLearning(writer)
        try writeReturns(writer)
    }

    private func writeOrganisations(_ writer: OfficialContentWriter) throws {
        try writer.begin(
            OfficialTable(
                "I. Tổ chức, hội viên",
                [
                    .init("STT", .ordinal, width: 5), .init("Đơn vị", .text, width: 34),
                    .init("Hiện có (lượt)", group: "Hội viên", .number, width: 12),
                    .init("Vào trong kỳ", group: "Hội viên", .number, width: 12),
                    .init("Ra trong kỳ", group: "Hội viên", .number, width: 12),
                ]
            )
        )
        var sums = [0, 0, 0]
        for (index, found) in city.organisations.enumerated() {
            let numbers = [found.members, found.joined, found.left]
            for place in sums.indices { sums[place] += numbers[place] }
            try writer.append(
                OfficialRow([.whole(index + 1), .text(found.name)] + numbers.map(OfficialValue.whole))
            )
        }
        try writer.append(Self.total(sums.map(OfficialValue.whole)))
    }

    private func writeTitles(_ writer: OfficialContentWriter) throws {
        for (index, title) in city.titles.enumerated() {
            try writer.begin(TitleProgressTable.table("II.\(index + 1). \(title.name)", first: "Phường, xã"))
            var sum: RecognitionFigures?
            for (place, ward) in title.wards.enumerated() {
                try writer.append(TitleProgressTable.row(place + 1, ward.name, ward.figures))
                sum = sum?.adding(ward.figures) ?? ward.figures
            }
            if let sum { try writer.append(TitleProgressTable.row(nil, "Tổng cộng", sum)) }
        }
    }

    private func writeLearning(_ writer: OfficialContentWriter) throws {
        try writer.begin(
            OfficialTable(
                city.titles.isEmpty ? "II. Học tập suốt đời theo phường, xã" : "III. Học tập suốt đời theo phường, xã",
                [
                    .init("STT", .ordinal, width: 5), .init("Phường, xã", .text, width: 28),
                    .init("Lớp, chuyên đề", .number, width: 10), .init("Buổi học", .number, width: 10),
                    .init("Lượt người học", .number, width: 11), .init("Lượt hoàn thành", .number, width: 11),
                    .init("Giấy chứng nhận", .number, width: 11),
                    .init("Người học trong năm (người)", .number, width: 13),
                ]
            )
        )
        var sums = [0, 0, 0, 0, 0]
        for (index, ward) in city.wards.enumerated() {
            let numbers = [ward.classes, ward.sessions, ward.turns, ward.completions, ward.certificates]
            for place in sums.indices { sums[place] += numbers[place] }
            try writer.append(
                OfficialRow(
                    [.whole(index + 1), .text(ward.name)] + numbers.map(OfficialValue.whole)
                        + [ward.learners.map { .whole($0) } ?? .none]
                )
            )
        }
        // persons are counted once in the city, so that it is not the sum of the wards
        try writer.append(Self.total(sums.map(OfficialValue.whole) + [.whole(city.learners.persons)]))
    }

    private static let returned: [(heading: String, group: String, figure: ReturnFigure)] = [
        ("Chi hội", "Tổ chức", .branches), ("Thu", "Quỹ khuyến học", .fundIncome),
        ("Chi", "Quỹ khuyến học", .fundSpending), ("Tồn", "Quỹ khuyến học", .fundBalance),
        ("Học bổng", "Khen thưởng, hỗ trợ (lượt)", .scholarships),
        ("Học sinh", "Khen thưởng, hỗ trợ (lượt)", .pupilsRewarded),
        ("Giáo viên", "Khen thưởng, hỗ trợ (lượt)", .teachersRewarded),
        ("Khó khăn", "Khen thưởng, hỗ trợ (lượt)", .hardshipHelps),
        ("Số cuộc", "Tuyên truyền", .communications), ("Lượt dự", "Tuyên truyền", .communicationTurns),
        ("Số lớp", "Tập huấn", .trainings), ("Cán bộ đã dự", "Tập huấn", .associationOfficersTrained),
    ]

    private func writeReturns(_ writer: OfficialContentWriter) throws {
        let columns = Self.returned.map { column in
            OfficialTable.Column(
                column.heading,
                group: column.group,
                .number,
                width: column.figure.isMoney ? 15 : 9
            )
        }
        try writer.begin(
            OfficialTable(
                (city.titles.isEmpty ? "III" : "IV") + ". Quỹ, khen thưởng, tuyên truyền, tập huấn theo đơn vị",
                [.init("STT", .ordinal, width: 5), .init("Đơn vị", .text, width: 24)] + columns
            )
        )
        var sums = [Int](repeating: 0, count: Self.returned.count)
        for (index, found) in returns.enumerated() {
            let values = Self.returned.enumerated().map { place, column -> OfficialValue in
                guard let number = found.figures[column.figure.rawValue] else { return .none }
                sums[place] += number
                return column.figure.isMoney ? .money(number) : .whole(number)
            }
            try writer.append(OfficialRow([.whole(index + 1), .text(found.ownerName)] + values))
        }
        try writer.append(
            Self.total(zip(sums, Self.returned).map { $1.figure.isMoney ? .money($0) : .whole($0) })
        )
    }

    private static func total(_ values: [OfficialValue]) -> OfficialRow {
        OfficialRow([.none, .text("Tổng cộng")] + values, isTotal: true)
    }
}
