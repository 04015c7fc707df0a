import Programme

/// Invented names as people in Pleiku bear them. Nobody is meant.
enum DemoNames {
    private static let families = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
        "Trịnh", "Mai", "Võ", "Huỳnh", "Tô",
    ]
    private static let middlesOfWomen = ["Thị", "Thị", "Thị", "Thị Thu", "Thị Kim", "Ngọc", "Thanh", "Thị Mỹ", "Bích"]
    private static let middlesOfMen = ["Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Công", "Đình", "Ngọc"]
    private static let givenOfWomen = [
        "Hạnh", "Lan", "Hoa", "Mai", "Thúy", "Hương", "Nga", "Phượng", "Yến", "Thảo", "Dung", "Hằng", "Ánh", "Tuyết",
        "Loan", "Oanh", "Xuân", "Vân", "Hà", "Quyên",
    ]
    private static let givenOfMen = [
        "Hùng", "Dũng", "Tuấn", "Nam", "Bình", "Long", "Sơn", "Hải", "Thắng", "Phúc", "Đạt", "Khoa", "Lộc", "Tâm", "An",
        "Chung", "Đông", "Khánh", "Trung", "Ẩn",
    ]
    private static let familiesOfJrai = ["Ksor", "Siu", "Rơ Châm", "Rah Lan", "Kpă", "Nay", "Rơ Mah", "Ro Ô"]
    private static let familiesOfBahnar = ["Đinh", "A", "Y", "Hà"]
    private static let givenOfJrai = ["Hyéo", "Thuyên", "Bôn", "Lơr", "Amưk", "Tuin", "Khiên", "Wô", "Prong", "Blưh"]
    private static let givenOfBahnar = ["Hmunh", "Brơi", "Khuh", "Grưng", "Jưm", "Nhưi", "Byưt", "Hơnh"]

    /// A name, and the people whose names are built so.
    static func next(_ sex: Sex, using random: inout DemoRandom) -> (name: String, ethnicity: String) {
        let lot = Int.random(in: 0..<100, using: &random)
        if lot < 87 { return (kinh(sex, using: &random), "Kinh") }
        if lot < 97 {
            let given = random.pick(givenOfJrai, or: "Hyéo")
            return ("\(random.pick(familiesOfJrai, or: "Siu")) \(sex == .female ? "H'" : "")\(given)", "Gia Rai")
        }
        return ("\(random.pick(familiesOfBahnar, or: "Đinh")) \(random.pick(givenOfBahnar, or: "Khuh"))", "Ba Na")
    }

    private static func kinh(_ sex: Sex, using random: inout DemoRandom) -> String {
        let (middles, given) = sex == .female ? (middlesOfWomen, givenOfWomen) : (middlesOfMen, givenOfMen)
        return [
            random.pick(families, or: "Nguyễn"), random.pick(middles, or: "Thị"), random.pick(given, or: "An"),
        ].joined(separator: " ")
    }
}
