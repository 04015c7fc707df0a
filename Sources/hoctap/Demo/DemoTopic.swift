/// What is taught in a field of learning in a demo.
struct DemoTopic: Sendable {
    /// Of the field.
    let key: String
    /// How often, beside others.
    let weight: Int
    let titles: [String]

    /// The fields, by the keys of `app.topics`.
    static let all = [
        DemoTopic(
            key: "law",
            weight: 16,
            titles: [
                "Luật Hôn nhân và gia đình", "Luật Đất đai 2024", "Phòng, chống bạo lực gia đình",
                "Luật Giao thông đường bộ",
                "Hoà giải ở cơ sở", "Luật Bảo hiểm xã hội", "Phòng, chống ma tuý", "Luật Căn cước",
            ]
        ),
        DemoTopic(
            key: "farming",
            weight: 15,
            titles: [
                "Kỹ thuật trồng cà phê tái canh", "Chăm sóc hồ tiêu bền vững", "Trồng rau an toàn", "Chăn nuôi bò thịt",
                "Phòng bệnh cho gia cầm", "Trồng chanh dây", "Ủ phân hữu cơ từ vỏ cà phê", "Nuôi ong lấy mật",
            ]
        ),
        DemoTopic(
            key: "health",
            weight: 16,
            titles: [
                "Chăm sóc sức khoẻ người cao tuổi", "Dinh dưỡng cho trẻ dưới 5 tuổi", "Phòng bệnh tăng huyết áp",
                "Phòng sốt xuất huyết", "Sơ cấp cứu tại nhà", "Sức khoẻ sinh sản", "Dưỡng sinh",
                "Phòng bệnh đái tháo đường",
            ]
        ),
        DemoTopic(
            key: "computing",
            weight: 8,
            titles: ["Tin học văn phòng", "Tin học cơ bản cho cán bộ chi hội", "Bảng tính Excel", "Soạn thảo văn bản"]
        ),
        DemoTopic(
            key: "trade",
            weight: 9,
            titles: [
                "Nghề may dân dụng", "Nấu ăn", "Sửa chữa xe máy", "Dệt thổ cẩm", "Đan lát", "Cắt tóc",
                "Pha chế đồ uống",
                "Điện dân dụng",
            ]
        ),
        DemoTopic(key: "literacy", weight: 5, titles: ["Xoá mù chữ giai đoạn 1", "Xoá mù chữ giai đoạn 2"]),
        DemoTopic(
            key: "life-skills",
            weight: 12,
            titles: [
                "Kỹ năng làm cha mẹ", "Kỹ năng thuyết trình", "Phòng, chống đuối nước", "Quản lý chi tiêu gia đình",
                "Phòng, chống lừa đảo", "Giao tiếp trong gia đình",
            ]
        ),
        DemoTopic(
            key: "digital-change",
            weight: 10,
            titles: [
                "Sử dụng dịch vụ công trực tuyến", "Thanh toán không dùng tiền mặt", "Sử dụng VNeID",
                "Bán hàng trên sàn thương mại điện tử", "An toàn trên không gian mạng",
            ]
        ),
        DemoTopic(
            key: "culture",
            weight: 7,
            titles: ["Cồng chiêng", "Hát dân ca", "Múa xoang", "Tiếng Jrai giao tiếp", "Nếp sống văn minh đô thị"]
        ),
        DemoTopic(key: "other", weight: 2, titles: ["Bảo vệ môi trường, phân loại rác", "Phòng cháy, chữa cháy"]),
    ]

    private static let weight = all.map(\.weight).reduce(0, +)

    /// One of them, by weight.
    static func next(using random: inout DemoRandom) -> DemoTopic {
        var lot = random.below(weight)
        var found = all[0]
        for next in all {
            found = next
            if lot < next.weight { break }
            lot -= next.weight
        }
        return found
    }
}
