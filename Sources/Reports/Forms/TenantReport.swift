package import Programme

/// The report of a ward or of an organisation for half a year or a year: of a ward its titles, in all and by hamlet; of both what
/// its return counts.
package struct TenantReport: Hashable, Sendable {
    /// One title of the year.
    package struct Title: Hashable, Sendable {
        package let name: String
        package let figures: RecognitionFigures

        /// A title with these figures.
        package init(_ name: String, _ figures: RecognitionFigures) {
            self.name = name
            self.figures = figures
        }
    }

    /// A hamlet with the figures of the year's titles, in the order of `titles`.
    package struct Hamlet: Hashable, Sendable {
        package let name: String
        package let titles: [RecognitionFigures]

        /// A hamlet with these figures.
        package init(_ name: String, _ titles: [RecognitionFigures]) {
            self.name = name
            self.titles = titles
        }
    }

    package var kind: TenantKind
    /// As printed above: `Phường Hội Phú`.
    package var name: String
    /// Of a ward, where it is signed.
    package var place: String?
    package var time: ReportTime
    /// Of a ward.
    package var titles: [Title]
    package var hamlets: [Hamlet]
    /// By the names that `ReturnFigure` has.
    package var figures: [String: Int]
    package var countedOn: CalendarDay
    /// When the return was sent that the figures are of; nil: they are as they were counted.
    package var sentOn: CalendarDay?

    /// A report of these parts.
    package init(
        kind: TenantKind,
        name: String,
        place: String? = nil,
        time: ReportTime,
        titles: [Title] = [],
        hamlets: [Hamlet] = [],
        figures: [String: Int],
        countedOn: CalendarDay,
        sentOn: CalendarDay? = nil
    ) {
        self.kind = kind
        self.name = name
        self.place = place
        self.time = time
        self.titles = titles
        self.hamlets = hamlets
        self.figures = figures
        self.countedOn = countedOn
        self.sentOn = sentOn
    }

    private static let sections: [(title: String, figures: [ReturnFigure])] = [
        ("Tổ chức", [.branches, .members]),
        ("Học tập", [.classes, .classSessions, .classTurns, .certificates]),
        (
            "Tuyên truyền, tập huấn",
            [
                .communications, .communicationTurns, .communicationCopies, .trainings, .associationOfficers,
                .associationOfficersTrained, .centreManagers, .centreManagersTrained, .gatherings,
                .gatheringContributions,
            ]
        ),
        (
            "Quỹ khuyến học, khen thưởng",
            [
                .fundIncome, .fundSpending, .fundBalance, .scholarships, .pupilsRewarded, .teachersRewarded,
                .hardshipHelps, .awardAmount,
            ]
        ),
        (
            "Kiểm tra, kế hoạch",
            [.inspections, .findings, .findingsOpen, .tasksDue, .tasksDone, .tasksLate]
        ),
    ]
    private static let romans = ["I", "II", "III", "IV", "V"]

    /// What stands around the tables.
    package var head: OfficialHead {
        let isWard = kind == .ward
        var notes = [ReportTime.counted(countedOn)]
        if let sentOn { notes.append("Số liệu công tác theo báo cáo đã gửi Hội Khuyến học ngày \(sentOn.vietnamese).") }
        if isWard {
            notes.append("Tỷ lệ do hệ thống tính: trên tổng số và trên số đăng ký; ô trống là chưa có tổng số.")
        }
        return OfficialHead(
            form: isWard ? .ward : .organisation,
            agency: [name.uppercased()],
            numberMark: "BC",
            place: place,
            kind: "BÁO CÁO",
            title: ["Kết quả xây dựng xã hội học tập \(time.words)", time.days],
            notes: notes,
            recipients: ["Hội Khuyến học;", "Lưu: VT."],
            office: isWard ? "CHỦ TỊCH" : "TM. BAN THƯỜNG VỤ",
            countedOn: countedOn
        )
    }

    /// Writes the tables behind a head.
    package func write(to writer: OfficialContentWriter) throws {
        if kind == .ward {
            try writer.begin(TitleProgressTable.table("1. Danh hiệu học tập", first: "Danh hiệu"))
            for (index, title) in titles.enumerated() {
                try writer.append(TitleProgressTable.row(index + 1, title.name, title.figures))
            }
            try writeHamlets(writer)
        }
        try writeFigures(writer)
    }

    private func writeHamlets(_ writer: OfficialContentWriter) throws {
        guard !titles.isEmpty, !hamlets.isEmpty else { return }
        var columns: [OfficialTable.Column] = [
            .init("STT", .ordinal, width: 5), .init("Thôn, làng, tổ dân phố", .text, width: 28),
        ]
        for title in titles {
            columns.append(.init("Đăng ký", group: title.name, .number, width: 9))
            columns.append(.init("Công nhận", group: title.name, .number, width: 9))
        }
        try writer.begin(OfficialTable("2. Theo thôn, làng, tổ dân phố", columns))
        var sums = [Int](repeating: 0, count: titles.count * 2)
        for (index, hamlet) in hamlets.enumerated() {
            let numbers = hamlet.titles.flatMap { [$0.registered ?? 0, $0.recognised ?? 0] }
            for (place, number) in numbers.enumerated() { sums[place] += number }
            try writer.append(
                OfficialRow([.whole(index + 1), .text(hamlet.name)] + numbers.map(OfficialValue.whole))
            )
        }
        try writer.append(OfficialRow([.none, .text("Tổng cộng")] + sums.map(OfficialValue.whole), isTotal: true))
    }

    private func writeFigures(_ writer: OfficialContentWriter) throws {
        let caption = kind == .ward ? "3. Số liệu công tác" : ""
        try writer.begin(
            OfficialTable(
                caption,
                [
                    .init("STT", .ordinal, width: 6), .init("Nội dung", .text, width: 60),
                    .init("Số liệu", .number, width: 22),
                ]
            )
        )
        var romans = Self.romans.makeIterator()
        for section in Self.sections {
            let lines = section.figures.compactMap { figure in
                figures[figure.rawValue].map { (figure, $0) }
            }
            guard !lines.isEmpty, let roman = romans.next() else { continue }
            try writer.append(OfficialRow([.text(roman), .text(section.title), .none], isTotal: true))
            for (index, (figure, number)) in lines.enumerated() {
                let value: OfficialValue = figure.isMoney ? .money(number) : .whole(number)
                try writer.append(OfficialRow([.whole(index + 1), .text(figure.vietnameseName), value]))
            }
        }
    }
}
