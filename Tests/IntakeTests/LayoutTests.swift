import Intake
import Programme
import Testing

/// Lists as these offices write them; every person in them is invented.
@Suite struct LayoutTests {
    static let people = [
        "1|Nguyễn Thị Lan|12/05/1960|'064160001234|'0912345678|Kinh|Thôn 1",
        "2|Rơ Châm H'Bia|1972|||Gia Rai|Thôn 2",
        "3|Trần Văn Hùng|d:1985-03-02|'064085001235|'0977123456|Kinh|Thôn 1",
    ]

    @Test func `a plain list with its header in the first row`() throws {
        let read = try ListFile(sheet: ["STT|Họ và tên|Ngày sinh|Số CCCD|Điện thoại|Dân tộc|Thôn"] + Self.people).read()
        #expect(read.roles == ["row_number", "full_name", "birth_date", "citizen_id", "phone", "ethnicity", "hamlet"])
        #expect(read.names == ["Nguyễn Thị Lan", "Rơ Châm H'Bia", "Trần Văn Hùng"])
        #expect(read.dates() == ["1960-05-12", "1972", "1985-03-02"])
        #expect(read.texts(.hamlet) == ["Thôn 1", "Thôn 2", "Thôn 1"])
        #expect(read.survey.confidence > 0.9)
        #expect(read.summary.skipped.isEmpty)
        #expect(read.rows.allSatisfy { !$0.isRefused })
        #expect(read.rows[0].record.choices[.ethnicity] == .listed("Kinh"))
    }

    @Test func `letterhead, title and a line in italics above, total and signatures below`() throws {
        let above = [
            "HỘI LIÊN HIỆP PHỤ NỮ|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "PHƯỜNG HỘI PHÚ|||Độc lập - Tự do - Hạnh phúc", "",
            "DANH SÁCH HỘI VIÊN NĂM 2025",
            "(Kèm theo Quyết định số 12/QĐ-HPN ngày 05/03/2025)", "",
            "STT|Họ và tên|Ngày sinh|Số CCCD|Điện thoại|Dân tộc|Thôn",
        ]
        let below = [
            "|Tổng cộng: 3 hội viên", "", "||||Pleiku, ngày 5 tháng 3 năm 2025", "|NGƯỜI LẬP BIỂU|||CHỦ TỊCH", "",
            "|Phạm Thị Hoa|||Lê Thị Mai",
        ]
        let read = try ListFile(sheet: above + Self.people + below).read()
        #expect(read.survey.headerRows == 7...7)
        #expect(read.numbers == [8, 9, 10])
        #expect(read.survey.titles.contains { $0.contains("DANH SÁCH HỘI VIÊN") })
        #expect(read.summary.skipped == [.total: 1, .signature: 3])
        #expect(read.summary.skippedRows.map(\.row) == [11, 13, 14, 16])
    }

    static let pairHeader = ["STT|Họ và tên|Năm sinh||Địa chỉ|Ghi chú", "||Nam|Nữ||"]
    static let pairMerges = [
        merge(1...2, 0...0), merge(1...2, 1...1), merge(1...1, 2...3), merge(1...2, 4...4), merge(1...2, 5...5),
    ]
    static let pairPeople = [
        "1|Lê Văn Tám|1955||Tổ 3|", "2|Ksor H'Lan||1961|Tổ 4|Hội viên mới", "3|Siu Bleo|02/1970|||",
    ]

    @Test(arguments: [true, false])
    func `a header of two rows with the year of birth under Nam and Nữ`(_ isMerged: Bool) throws {
        let file = try ListFile(sheet: Self.pairHeader + Self.pairPeople, merged: isMerged ? Self.pairMerges : [])
        let read = try file.read()
        #expect(read.survey.headerRows == 1...2)
        #expect(read.mapping.columns.map(\.heading)[2...3] == ["Năm sinh: Nam", "Năm sinh: Nữ"])
        #expect(read.roles == ["row_number", "full_name", "born_male", "born_female", "address", "remark"])
        #expect(read.sexes() == [.male, .female, .male])
        #expect(read.dates() == ["1955", "1961", "1970-02"])
    }

    @Test func `both columns of the pair filled is a problem at the column`() throws {
        let read = try ListFile(sheet: Self.pairHeader + Self.pairPeople + ["4|Lê Thị Ba|1950|1951||"]).read()
        #expect(read.codes(6) == [.sexTwice])
        #expect(read.rows.last?.problems.first?.column == "Năm sinh: Nam")
        #expect(read.summary.refused == 1)
    }

    @Test func `a row that counts the columns, in a header of three rows`() throws {
        let rows = [
            "TT|Họ và tên|Ngày tháng năm sinh||Nơi ở hiện nay||Trình độ||Đảng viên",
            "||Nam|Nữ|Thôn|Xã|Văn hoá|Chuyên môn|",
            "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)", "1|Bùi Thị Én||3/4/1966|Thôn 5|Biển Hồ|9/12|Trung cấp|x",
        ]
        let merged = [
            merge(1...2, 0...0), merge(1...2, 1...1), merge(1...1, 2...3), merge(1...1, 4...5), merge(1...1, 6...7),
            merge(1...2, 8...8),
        ]
        let read = try ListFile(sheet: rows, merged: merged).read()
        #expect(read.survey.numberingRow == 3)
        #expect(read.numbers == [4])
        #expect(
            read.roles == [
                "row_number", "full_name", "born_male", "born_female", "hamlet", "area", "schooling", "qualification",
                "party_member",
            ]
        )
        #expect(read.rows.first?.record.schooling?.description == "9/12")
        #expect(read.rows.first?.record.isPartyMember == true)
    }

    @Test func `group rows by Roman numbers carry the hamlet`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh|Điện thoại", "I|Thôn 1 (2 người)||", "1|Nguyễn Văn A|1950|", "2|Nguyễn Văn B|1951|",
            "II|Làng Ốp||", "1|Rah Lan Chung|1960|", "Cộng|||", "III|BAN CHẤP HÀNH||", "1|Kpă Thuyên|1970|",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.names == ["Nguyễn Văn A", "Nguyễn Văn B", "Rah Lan Chung", "Kpă Thuyên"])
        #expect(read.texts(.hamlet) == ["Thôn 1", "Thôn 1", "Làng Ốp", nil])
        #expect(read.rows.last?.groups[.section] == "BAN CHẤP HÀNH")
        #expect(read.summary.skipped == [.group: 3, .total: 1])
    }

    @Test func `groups in groups: wards, then hamlets, each numbered anew`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh", "A|PHƯỜNG HỘI PHÚ|", "I|Tổ dân phố 1|", "1|Lê Thị Một|1950", "II|Tổ dân phố 2|",
            "2|Lê Thị Hai|1951", "B|PHƯỜNG THỐNG NHẤT|", "3|Lê Thị Ba|1952", "I|Tổ 7|", "4|Lê Thị Bốn|1953",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.texts(.hamlet) == ["Tổ dân phố 1", "Tổ dân phố 2", nil, "Tổ 7"])
        #expect(
            read.rows.map { $0.groups[.area] } == [
                "PHƯỜNG HỘI PHÚ", "PHƯỜNG HỘI PHÚ", "PHƯỜNG THỐNG NHẤT", "PHƯỜNG THỐNG NHẤT",
            ]
        )
    }

    @Test func `a merged row with one text, and branches numbered like people`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh|Chức vụ", "Chi hội Phụ nữ thôn 3", "1|Đặng Thị Én|1977|Chi hội trưởng",
            "2|Chi hội Hoa Sen||",
            "1|Đặng Thị Oanh|1978|",
        ]
        let read = try ListFile(sheet: rows, merged: [merge(2...2, 0...3)]).read()
        #expect(read.names == ["Đặng Thị Én", "Đặng Thị Oanh"])
        #expect(read.texts(.branch) == ["Chi hội Phụ nữ thôn 3", "Chi hội Hoa Sen"])
    }

    @Test func `group rows with counts in the columns of Nam and Nữ`() throws {
        let rows =
            Self.pairHeader + [
                "I|Thôn 1|12|13||", "1|Lê Văn Tám|1955||Tổ 3|", "|Cộng thôn 1|12|13||", "|TỔNG CỘNG|12|13||",
            ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.names == ["Lê Văn Tám"])
        #expect(read.texts(.hamlet) == ["Thôn 1"])
        #expect(read.summary.skipped == [.group: 1, .total: 2])
    }

    @Test func `a person called Tống Công is no total, one called Buôn Krông no hamlet`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh", "1|Tống Công Minh|1960", "2|TONG CONG MINH|1961", "3|Buôn Krông Tuyết|1962",
            "|Tống Thị Cộng|1963", "5|Công Huyền Tôn Nữ Hoa|1964",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.rows.count == 5)
        #expect(read.summary.skipped.isEmpty)
    }

    @Test func `the header again on each printed page`() throws {
        let header = "STT|Họ và tên|Năm sinh|Dân tộc"
        let rows = [header, "1|2|3|4", "1|Lê Thị Một|1950|Kinh", header, "1|2|3|4", "2|Lê Thị Hai|1951|Kinh"]
        let read = try ListFile(sheet: rows).read()
        #expect(read.numbers == [3, 6])
        #expect(read.summary.skipped == [.header: 1, .numbering: 1])
    }

    @Test func `two lists in one sheet, each with letterhead and signatures`() throws {
        let list = { (hamlet: String, name: String) in
            [
                "HỘI NÔNG DÂN|||", "DANH SÁCH HỘI VIÊN \(hamlet)|||", "STT|Họ và tên|Năm sinh|Dân tộc",
                "1|\(name)|1950|Kinh",
                "|Tổng số: 1 người||", "||Biển Hồ, ngày 1 tháng 2 năm 2025|", "|Người lập||", "|Trần Văn Ký||", "",
            ]
        }
        let read = try ListFile(sheet: list("THÔN 1, XÃ BIỂN HỒ", "Lê Thị Một") + list("THÔN 2", "Lê Thị Hai")).read()
        #expect(read.names == ["Lê Thị Một", "Lê Thị Hai"])
        #expect(read.texts(.hamlet) == ["THÔN 1", "THÔN 2"])
        #expect(read.summary.skipped[.header] == 1)
    }

    @Test func `family name and given name in two columns`() throws {
        for header in ["STT|Họ và tên đệm|Tên|Năm sinh", "STT|Họ|Tên|Năm sinh", "STT|Họ và tên||Năm sinh"] {
            let read = try ListFile(
                sheet: [header, "1|Nguyễn Thị|Lan|1960", "2|Rơ Châm|H'Bia|1970"],
                merged: header.contains("||") ? [merge(1...1, 1...2)] : []
            ).read()
            #expect(read.roles[1...2] == ["family_name", "given_name"], "\(header)")
            #expect(read.names == ["Nguyễn Thị Lan", "Rơ Châm H'Bia"])
        }
    }

    @Test func `sex by marks, and the date in three columns`() throws {
        let rows = [
            "STT|Họ và tên|Giới tính||Ngày sinh|||Quê quán||", "||Nam|Nữ|Ngày|Tháng|Năm|Xã|Huyện|Tỉnh",
            "1|Lê Văn Tám|x||5|3|1955|An Nhơn|Hoài Ân|Bình Định", "2|Lê Thị Chín||x|||1960||Chư Păh|Gia Lai",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.roles[2...6] == ["mark_male", "mark_female", "birth_day", "birth_month", "birth_year"])
        #expect(read.sexes() == [.male, .female])
        #expect(read.dates() == ["1955-03-05", "1960"])
        #expect(read.texts(.nativePlace) == ["An Nhơn, Hoài Ân, Bình Định", "Chư Păh, Gia Lai"])
    }
}
