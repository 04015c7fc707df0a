import Programme

/// One of the organisations of a demo city: who belongs to it, and how many of those joined.
struct DemoOrganisation: Sendable {
    let key: String
    let name: String
    let branchWord: String
    /// Stands on its cards and certificates.
    let mark: String
    /// Of a thousand people who could be members.
    let permille: Int
    let sex: Sex?
    let ages: ClosedRange<Int>
    /// Whether members leave it when they are too old.
    let endsWithAge: Bool
    /// How much its members learn with it beside others.
    let learning: Int
    /// Whether what it holds is for members of all wards: it has too few in one.
    let isOfWholeCity: Bool

    private init(
        _ key: String,
        _ name: String,
        branch branchWord: String = "Chi hội",
        mark: String,
        permille: Int,
        sex: Sex? = nil,
        ages: ClosedRange<Int> = 18...120,
        endsWithAge: Bool = false,
        learning: Int = 10,
        isOfWholeCity: Bool = false
    ) {
        (self.key, self.name, self.branchWord, self.mark) = (key, name, branchWord, mark)
        (self.permille, self.sex, self.ages, self.endsWithAge) = (permille, sex, ages, endsWithAge)
        (self.learning, self.isOfWholeCity) = (learning, isOfWholeCity)
    }

    /// Who leads the programme, since the day of the city's plan.
    static let lead = "khuyen-hoc"

    /// The nine; the shares are those of a city of 255,000 (the Women's Union of a ward has a fifth of its people), of whom
    /// 190,000 are sixteen or more.
    static let all = [
        DemoOrganisation("phu-nu", "Hội Liên hiệp Phụ nữ", mark: "PN", permille: 531, sex: .female, learning: 12),
        DemoOrganisation("cuu-chien-binh", "Hội Cựu chiến binh", mark: "CCB", permille: 134, sex: .male, ages: 40...90),
        DemoOrganisation(
            "thanh-nien",
            "Đoàn TNCS Hồ Chí Minh",
            branch: "Chi đoàn",
            mark: "TN",
            permille: 206,
            ages: 16...30,
            endsWithAge: true,
            learning: 14
        ),
        DemoOrganisation("nong-dan", "Hội Nông dân", mark: "ND", permille: 73, ages: 18...70, learning: 13),
        DemoOrganisation(
            "nguoi-cao-tuoi",
            "Hội Người cao tuổi",
            mark: "NCT",
            permille: 766,
            ages: 60...120,
            learning: 6
        ),
        DemoOrganisation(
            "cuu-giao-chuc",
            "Hội Cựu giáo chức",
            mark: "CGC",
            permille: 23,
            ages: 55...90,
            isOfWholeCity: true
        ),
        DemoOrganisation(
            "cong-doan",
            "Liên đoàn Lao động",
            branch: "Công đoàn cơ sở",
            mark: "CD",
            permille: 118,
            ages: 18...60,
            endsWithAge: true
        ),
        DemoOrganisation(
            "mat-tran",
            "Ủy ban Mặt trận Tổ quốc",
            branch: "Ban công tác Mặt trận",
            mark: "MT",
            permille: 2,
            ages: 30...75,
            learning: 8,
            isOfWholeCity: true
        ),
        DemoOrganisation(lead, "Hội Khuyến học", mark: "KH", permille: 253, learning: 11),
    ]
}
