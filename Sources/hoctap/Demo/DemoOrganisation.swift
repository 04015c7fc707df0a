import Programme

/// One of the organisations of the demo city: who belongs to it, and how many of those joined.
struct DemoOrganisation {
    let key: String
    let name: String
    let branchWord: String
    /// Of a hundred people who could be members.
    let percent: Int
    private let sex: Sex?
    private let ages: ClosedRange<Int>

    private init(
        _ key: String,
        _ name: String,
        branch branchWord: String,
        percent: Int,
        sex: Sex? = nil,
        ages: ClosedRange<Int> = 18...120
    ) {
        (self.key, self.name, self.branchWord, self.percent, self.sex) = (key, name, branchWord, percent, sex)
        self.ages = ages
    }

    /// Whether somebody could be a member.
    func takes(_ person: DemoPerson) -> Bool {
        (sex == nil || sex == person.sex) && ages.contains(DemoPerson.year - person.birthYear)
    }

    /// The nine; the shares are those of a city of 255,000 (the Women's Union of a ward has a fifth of its people).
    static let all = [
        DemoOrganisation("phu-nu", "Hội Liên hiệp Phụ nữ", branch: "Chi hội", percent: 50, sex: .female),
        DemoOrganisation(
            "cuu-chien-binh",
            "Hội Cựu chiến binh",
            branch: "Chi hội",
            percent: 12,
            sex: .male,
            ages: 40...90
        ),
        DemoOrganisation("thanh-nien", "Đoàn TNCS Hồ Chí Minh", branch: "Chi đoàn", percent: 40, ages: 16...30),
        DemoOrganisation("nong-dan", "Hội Nông dân", branch: "Chi hội", percent: 10, ages: 18...70),
        DemoOrganisation("nguoi-cao-tuoi", "Hội Người cao tuổi", branch: "Chi hội", percent: 60, ages: 60...120),
        DemoOrganisation("cuu-giao-chuc", "Hội Cựu giáo chức", branch: "Chi hội", percent: 4, ages: 55...90),
        DemoOrganisation("cong-doan", "Liên đoàn Lao động", branch: "Công đoàn cơ sở", percent: 14, ages: 18...60),
        DemoOrganisation("mat-tran", "Ủy ban Mặt trận Tổ quốc", branch: "Ban công tác Mặt trận", percent: 1),
        DemoOrganisation("khuyen-hoc", "Hội Khuyến học", branch: "Chi hội", percent: 22),
    ]
}
