import Programme

/// Invented names as people in Pleiku bear them. Nobody is meant.
enum DemoNames {
    /// As often as they are borne, of a thousand; who is left over has one of the last.
    private static let families: [(name: String, permille: Int)] = [
        ("Nguyễn", 315), ("Trần", 109), ("Lê", 89), ("Phạm", 59), ("Huỳnh", 32), ("Hoàng", 25), ("Phan", 34),
        ("Võ", 35),
        ("Vũ", 18), ("Đặng", 27), ("Bùi", 24), ("Đỗ", 19), ("Hồ", 20), ("Ngô", 17), ("Dương", 16), ("Lý", 6),
        ("Trương", 22), ("Đinh", 13), ("Đoàn", 12), ("Lương", 9), ("Mai", 10), ("Trịnh", 9), ("Cao", 8), ("Lâm", 7),
        ("Tạ", 6), ("Châu", 5), ("Hà", 8), ("Thái", 6), ("Phùng", 6), ("Tô", 5), ("Đào", 8), ("Lưu", 7), ("Kiều", 4),
        ("Nông", 5), ("Tôn Nữ", 1),
    ]
    private static let middlesOfWomen = [
        "Thị", "Thị", "Thị", "Thị", "Thị", "Thị Thu", "Thị Kim", "Thị Thanh", "Thị Ngọc", "Ngọc", "Thanh", "Thị Mỹ",
        "Bích", "Thị Hồng", "Thị Bích", "Diệu", "Phương", "Thị Minh",
    ]
    private static let middlesOfMen = [
        "Văn", "Văn", "Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Công", "Đình", "Ngọc", "Thanh", "Quốc",
        "Trọng",
        "Viết", "Anh", "Duy",
    ]
    private static let givenOfWomen = [
        "Hạnh", "Lan", "Hoa", "Mai", "Thúy", "Hương", "Nga", "Phượng", "Yến", "Thảo", "Dung", "Hằng", "Ánh", "Tuyết",
        "Loan", "Oanh", "Xuân", "Vân", "Hà", "Quyên", "Trang", "Linh", "Ngân", "Nhung", "Hiền", "Liên", "Cúc", "Thủy",
        "Trâm", "Ly", "My", "Nhàn", "Bình", "Tâm", "Thu", "Hoà", "Đào", "Sương", "Kiều", "Châu",
    ]
    private static let givenOfMen = [
        "Hùng", "Dũng", "Tuấn", "Nam", "Bình", "Long", "Sơn", "Hải", "Thắng", "Phúc", "Đạt", "Khoa", "Lộc", "Tâm", "An",
        "Chung", "Đông", "Khánh", "Trung", "Ẩn", "Cường", "Hiếu", "Kiên", "Lâm", "Minh", "Nghĩa", "Phong", "Quân",
        "Thành",
        "Tùng", "Vinh", "Đức", "Hoà", "Huy", "Bảo", "Toàn", "Vũ", "Thuỷ", "Ánh", "Quý",
    ]
    private static let familiesOfJrai = [
        "Ksor", "Ksor", "Siu", "Siu", "Rơ Châm", "Rơ Châm", "Rah Lan", "Rah Lan", "Kpă", "Nay", "Rơ Mah", "Rơ Lan",
        "Rơ Ô",
        "Ro Krem", "Kpuih", "Puih",
    ]
    private static let givenOfJraiWomen = [
        "H'Bôn", "H'Lan", "H'Yên", "H'Nhung", "H'Wưm", "H'Blưh", "H'Djuê", "H'Mlơi", "H'Nga", "H'Tuyên", "H'Phiu",
        "H'Bréo",
        "H'Ngơm", "Jưih", "Hlim",
    ]
    private static let givenOfJraiMen = [
        "Hyéo", "Thuyên", "Bôn", "Lơr", "Amưk", "Tuin", "Khiên", "Wô", "Prong", "Blưh", "Jú", "Hmrik", "Kim", "Phơ",
        "Thăi",
        "Ngơl", "Yưh", "Bơm",
    ]
    private static let givenOfBahnar = [
        "Hmunh", "Brơi", "Khuh", "Grưng", "Jưm", "Nhưi", "Byưt", "Hơnh", "Glưh", "Pơl", "Hyưh", "Blơch", "Chưng", "Đêm",
    ]
    private static let percentJrai = 80

    /// A name, and the people whose names are built so.
    static func next(_ sex: Sex, isOfMinority: Bool, using random: inout DemoRandom) -> (
        name: String, ethnicity: String
    ) {
        guard isOfMinority else { return (kinh(sex, using: &random), "Kinh") }
        if random.chance(percentJrai) {
            let given = random.pick(sex == .female ? givenOfJraiWomen : givenOfJraiMen, or: "Hyéo")
            return ("\(random.pick(familiesOfJrai, or: "Siu")) \(given)", "Gia Rai")
        }
        // Bahnar have no family names; a particle tells men and women apart, or a Kinh family name was taken
        let given = random.pick(givenOfBahnar, or: "Khuh")
        return ("\(random.chance(60) ? "Đinh" : sex == .female ? "Y" : "A") \(given)", "Ba Na")
    }

    /// Who teaches: a Kinh name with what the person is.
    static func teacher(using random: inout DemoRandom) -> String {
        let sex = random.chance(50) ? Sex.female : .male
        let titles = sex == .female ? ["Bà", "Cô", "ThS."] : ["Ông", "Thầy", "ThS."]
        return "\(random.pick(titles, or: "ThS.")) \(kinh(sex, using: &random))"
    }

    private static func kinh(_ sex: Sex, using random: inout DemoRandom) -> String {
        let (middles, given) = sex == .female ? (middlesOfWomen, givenOfWomen) : (middlesOfMen, givenOfMen)
        var lot = random.below(1000)
        var family = "Nguyễn"
        for next in families {
            family = next.name
            if lot < next.permille { break }
            lot -= next.permille
        }
        return "\(family) \(random.pick(middles, or: "Thị")) \(random.pick(given, or: "An"))"
    }
}
