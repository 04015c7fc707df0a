import Intake
import Programme
import Testing

@Suite struct SubjectSheetTests {
    private let ward = AreaID.next()
    private let one = AreaID.next()
    private let village = AreaID.next()

    private var areas: AreaHistory {
        AreaHistory(
            areas: [
                Area(id: ward, key: "pleiku", kind: .ward, validity: .always, names: [Dated("Pleiku")]),
                Area(
                    id: one,
                    key: "pleiku-1",
                    kind: .residentialGroup,
                    validity: .always,
                    names: [Dated("1")],
                    parents: [Dated(ward)]
                ),
                Area(
                    id: village,
                    key: "plei-op",
                    kind: .village,
                    validity: .always,
                    names: [Dated("Ốp")],
                    parents: [Dated(ward)]
                ),
            ],
            successions: []
        )
    }

    private func read(_ file: ListFile, _ kind: SubjectKind) throws(IntakeError) -> SubjectSheet.Reading {
        try SubjectSheet.read(path: file.path, kind, ward: ward, areas: areas, today: ListFile.today)
    }

    @Test func `households are read under the hamlets that stand above them, without totals and signatures`() throws {
        let file = try ListFile(sheet: [
            "UBND PHƯỜNG PLEIKU||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", "DANH SÁCH HỘ GIA ĐÌNH",
            "STT|Họ và tên chủ hộ|Số nhân khẩu|Trẻ trong độ tuổi đi học|Điện thoại|Địa chỉ|Ghi chú|Sổ cũ",
            "1|2|3|4|5|6|7|8", "I|Tổ dân phố 1 (3 hộ)", "1|Nguyễn Văn An|4|2|'0912345678|12 Lê Lợi||x",
            "2|Trần Thị Hoa|3|0|||", "3|Rơ Châm H'Lan|5|-|||neo đơn", "|Cộng|12||||", "II|Làng Ốp",
            "1|Ksor Bia|2||||", "Tổng cộng||14||||", "||||Pleiku, ngày 5 tháng 3 năm 2026",
            "|NGƯỜI LẬP BIỂU|||CHỦ TỊCH",
            "|Lê Thị Mai|||Trần Văn Bình",
        ])
        let reading = try read(file, .household)
        #expect(reading.rows.map(\.record.name) == ["Nguyễn Văn An", "Trần Thị Hoa", "Rơ Châm H'Lan", "Ksor Bia"])
        #expect(reading.rows.map(\.record.area) == [one, one, one, village])
        #expect(reading.rows.map(\.record.peopleCount) == [4, 3, 5, 2])
        #expect(reading.rows.map(\.record.childrenCount) == [2, 0, nil, nil])
        #expect(reading.rows[0].record.phone?.digits == "0912345678")
        #expect(reading.rows[0].number == 7)
        #expect(reading.findings.isEmpty)
        #expect(reading.leftOut == ["Sổ cũ"])
    }

    @Test func `clans, communities and units have headings of their own`() throws {
        let clans = try read(
            try ListFile(sheet: [
                "TT|Tên dòng họ|Trưởng họ|Theo dòng|Số hộ", "1|Dòng họ Rơ Châm|Rơ Châm H'Lan|Mẫu hệ|12",
            ]),
            .clan
        )
        #expect(clans.rows.map(\.record.descent) == [.maternal])
        #expect(clans.rows.map(\.record.headName) == ["Rơ Châm H'Lan"])
        let communities = try read(
            try ListFile(sheet: [
                "STT|Thôn, tổ|Trưởng thôn, tổ trưởng|Số người", "1|Tổ dân phố 1|Lê Văn Ba|600",
                "2|Làng Ốp|Ksor Bia|300",
            ]),
            .community
        )
        #expect(communities.rows.map(\.record.area) == [one, village])
        #expect(communities.rows.map(\.record.name) == ["Tổ dân phố 1", "Làng Ốp"])
        let units = try read(
            try ListFile(sheet: [
                "STT|Tên đơn vị|Loại hình|Thủ trưởng", "1|Trường THCS Nguyễn Du|Trường học|Lê Thị Mai",
            ]),
            .unit
        )
        #expect(units.rows.map(\.record.unitKind) == [.school])
        #expect(units.rows.map(\.record.area) == [ward])
    }

    @Test func `what cannot be read is said with its row, and the row is left out`() throws {
        let file = try ListFile(sheet: [
            "STT|Chủ hộ|Thôn, tổ|Số người|Số trẻ em|Điện thoại|Vùng|Từ ngày", "1|Hộ 12|Tổ 1|3||||",
            "2|Nguyễn Văn An|Tổ 9|3||||",
            "3|Trần Thị Hoa|Tổ 1|ba||||", "4|Ksor Bia|Tổ 1|2|3|||", "5|Ksor Ba|Tổ 1|2||12||", "6|Ksor Be|Tổ 1|2|||gần|",
            "7|Ksor Bo|Tổ 1|2||||d:2027-01-01",
        ])
        let reading = try read(file, .household)
        #expect(reading.rows.map(\.record.name) == ["Nguyễn Văn An"])
        #expect(reading.rows.map(\.record.area) == [ward])
        #expect(reading.rows.map(\.record.address) == ["Tổ 9"])
        #expect(reading.findings.map(\.row) == [2, 3, 4, 5, 6, 7, 8])
        #expect(
            reading.findings.map(\.problem) == [
                .name, .hamletUnknown("Tổ 9"), .number(.people), .counts, .phone, .choice(.zone), .date,
            ]
        )
        #expect(reading.findings.filter { !$0.problem.isError }.map(\.row) == [3])
        for finding in reading.findings {
            #expect(!finding.problem.message(in: .vietnamese).isEmpty && !finding.problem.message(in: .english).isEmpty)
        }
    }

    @Test func `a list may stand in another sheet, and its header in two rows`() throws {
        let file = try ListFile(sheets: [
            ("Bìa", ["BÁO CÁO"]),
            (
                "Hộ", ["STT|Họ và tên chủ hộ|Hộ gia đình ở||Số", "|||Địa chỉ|", "||Thôn, tổ|Số nhà|"]
            ),
            ("Danh sách", ["STT|Họ và tên chủ hộ|Nơi ở", "||Thôn, tổ|Số nhà", "1|Nguyễn Văn An|Tổ 1|12 Lê Lợi"]),
        ])
        let reading = try read(file, .household)
        #expect(reading.sheet == 1 || reading.sheet == 2)
        let third = try read(
            try ListFile(sheet: ["STT|Họ và tên chủ hộ|Chỗ ở|", "||Thôn, tổ|Số nhà", "1|Nguyễn Văn An|Tổ 1|12 Lê Lợi"]),
            .household
        )
        #expect(third.rows.map(\.record.area) == [one])
        #expect(third.rows.map(\.record.address) == ["12 Lê Lợi"])
    }

    @Test func `a form to fill in is read again, and a file without a list is refused`() throws {
        for kind in SubjectKind.allCases {
            let file = try ListFile(csv: "x")
            try SubjectSheet.writeForm(kind, to: file.path)
            let reading = try read(file, kind)
            #expect(reading.rows.isEmpty && reading.findings.isEmpty && reading.leftOut.isEmpty)
        }
        let none = try ListFile(sheet: ["Kế hoạch|năm 2026", "1|2"])
        #expect(throws: IntakeError.noList) { try read(none, .household) }
        let rubbish = try ListFile(bytes: (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        #expect(throws: IntakeError.self) { try read(rubbish, .household) }
    }

    @Test func `every spelling of a heading is known, and csv is read like a workbook`() throws {
        let file = try ListFile(csv: "STT,HO VA TEN CHU HO,THON,SO KHAU\n1,Nguyễn Văn An,to dan pho 1,4\n")
        let reading = try read(file, .household)
        #expect(reading.rows.map(\.record.area) == [one])
        #expect(reading.rows.map(\.record.peopleCount) == [4])
    }
}
