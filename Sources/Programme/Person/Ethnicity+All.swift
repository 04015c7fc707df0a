extension Ethnicity {
    /// All 54. Names that two groups bear (Thổ is also said of Tày and Khơ Me) stand only with the group whose official name
    /// it is.
    package static let all: [Ethnicity] = [
        Ethnicity("Kinh", ["Việt", "Kinh (Việt)"], in1979: 1, in2008: 1), Ethnicity("Tày", in1979: 2, in2008: 2),
        Ethnicity("Thái", in1979: 3, in2008: 3), Ethnicity("Mường", in1979: 6, in2008: 4),
        Ethnicity("Khơ Me", ["Khmer", "Khơ me Krôm"], in1979: 5, in2008: 5),
        Ethnicity("Hoa", ["Hán", "Hoa (Hán)"], in1979: 4, in2008: 6), Ethnicity("Nùng", in1979: 7, in2008: 7),
        Ethnicity("Mông", ["H'Mông", "Mèo", "H'Mông (Mèo)", "Hơ Mông"], in1979: 8, in2008: 8),
        Ethnicity("Dao", in1979: 9, in2008: 9),
        Ethnicity("Gia Rai", ["Jrai", "J'Rai", "Giơ Rai", "Chơ Rai", "Jarai", "Djarai"], in2008: 10),
        Ethnicity("Ê Đê", ["Ra Đê", "Rhade"], in2008: 11),
        Ethnicity(
            "Ba Na",
            ["Bahnar", "Ba Nar", "Banar", "Rơ Ngao", "Tơ Lô", "Gơ Lar", "Giơ Lâng", "Y Lăng"],
            in2008: 12
        ),
        Ethnicity("Sán Chay", ["Cao Lan", "Sán Chỉ"], in2008: 13), Ethnicity("Chăm", ["Chàm"], in2008: 14),
        Ethnicity("Cơ Ho", ["K'Ho", "Kơ Ho"], in2008: 15), Ethnicity("Xơ Đăng", ["Xê Đăng", "Sê Đăng"], in2008: 16),
        Ethnicity("Sán Dìu", in2008: 17), Ethnicity("Hrê", ["H'Rê"], in2008: 18),
        Ethnicity("Ra Glai", ["Raglay"], in2008: 19), Ethnicity("Mnông", ["M'Nông"], in2008: 20), Ethnicity("Thổ"),
        Ethnicity("Xtiêng", ["X'Tiêng", "Stiêng", "S'Tiêng"]), Ethnicity("Khơ Mú"),
        Ethnicity("Bru Vân Kiều", ["Vân Kiều"]), Ethnicity("Cơ Tu", ["Ka Tu"]), Ethnicity("Giáy"),
        Ethnicity("Tà Ôi", ["Pa Kô"]), Ethnicity("Mạ"), Ethnicity("Giẻ Triêng", ["Gié Triêng", "Giẻ", "Triêng"]),
        Ethnicity("Co", ["Cor"]), Ethnicity("Chơ Ro"), Ethnicity("Xinh Mun"), Ethnicity("Hà Nhì"),
        Ethnicity("Chu Ru"), Ethnicity("Lào"), Ethnicity("La Chí"), Ethnicity("Kháng"), Ethnicity("Phù Lá"),
        Ethnicity("La Hủ"), Ethnicity("La Ha"), Ethnicity("Pà Thẻn"), Ethnicity("Lự"), Ethnicity("Ngái"),
        Ethnicity("Chứt"), Ethnicity("Lô Lô"), Ethnicity("Mảng"), Ethnicity("Cơ Lao", ["Cờ Lao"]),
        Ethnicity("Bố Y"), Ethnicity("Cống"), Ethnicity("Si La"), Ethnicity("Pu Péo"), Ethnicity("Rơ Măm"),
        Ethnicity("Brâu"), Ethnicity("Ơ Đu"),
    ]
}
