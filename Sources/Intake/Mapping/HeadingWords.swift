import Programme

/// What headings of these offices mean.
enum HeadingWords {
    /// A role and how sure it is, 0 to 1.
    struct Guess: Equatable {
        var role: ColumnRole
        var confidence: Double
    }

    /// A text for comparing: without marks, spaces and what stands in brackets.
    static func key(_ text: String) -> String {
        let plain = text.prefix { $0 != "(" }
        return VietnameseText.folded(String(plain.isEmpty ? text[...] : plain)).filter { $0 != " " }
    }

    /// What a column is by its heading, whose parts stand one above the other. Nil when the words are none that are known.
    static func guess(_ parts: [String]) -> Guess? {
        guard let last = parts.last else { return nil }
        let parents = parts.dropLast().joined(separator: " ")
        if let guess = ofPair(last, parents) { return guess }
        let whole = parts.joined(separator: " ")
        if let exact = exact(whole) { return Guess(role: exact, confidence: 0.95) }
        guard !parents.isEmpty else { return byWord(whole) }
        let above = exact(parents) ?? byWord(parents)?.role
        if let below = exact(last) {
            // the village and the ward of a native place belong to it, those of an address are fields of their own
            if above == .field(.nativePlace), [.field(.area), .field(.hamlet)].contains(below) {
                return Guess(role: .field(.nativePlace), confidence: 0.8)
            }
            return Guess(role: below, confidence: 0.9)
        }
        if let below = byWord(last) { return below }
        return above.map { Guess(role: $0, confidence: 0.6) } ?? byWord(whole)
    }

    /// The role whose heading a text is, in any spelling.
    static func exact(_ text: String) -> ColumnRole? {
        if text == "#" { return .rowNumber }
        let key = key(text)
        return own[key] ?? MemberField.heading(text).map(ColumnRole.field)
    }

    /// Whether the text stands below a merged heading as a rule: Nam, Nữ, Ngày, Tháng.
    static func isSubheading(_ text: String) -> Bool { subheadings.contains(key(text)) }

    /// Nam and Nữ, Ngày and Tháng and Năm: what they mean, the heading above tells. "Năm" without its mark is "Nam".
    private static func ofPair(_ last: String, _ parents: String) -> Guess? {
        let above = key(parents)
        let isBirth = above.contains("sinh")
        let isSex = above.contains("gioitinh") || above.contains("phai")
        let plain = VietnameseText.clean(last).lowercased()
        switch key(last) {
        case "nam" where isBirth && plain == "năm": return Guess(role: .birthYear, confidence: 0.9)
        case "nam" where isBirth: return Guess(role: .bornMale, confidence: 0.95)
        case "nu" where isBirth: return Guess(role: .bornFemale, confidence: 0.95)
        case "nam" where isSex: return Guess(role: .markMale, confidence: 0.95)
        case "nu" where isSex: return Guess(role: .markFemale, confidence: 0.95)
        case "nam" where parents.isEmpty && plain != "năm": return Guess(role: .markMale, confidence: 0.5)
        case "nu" where parents.isEmpty: return Guess(role: .markFemale, confidence: 0.5)
        case "ngay" where isBirth: return Guess(role: .birthDay, confidence: 0.9)
        case "thang" where isBirth: return Guess(role: .birthMonth, confidence: 0.9)
        default: return nil
        }
    }

    /// By a word that the heading has in it; the first that fits counts.
    private static func byWord(_ text: String) -> Guess? {
        let padded = " " + VietnameseText.folded(String(text.prefix(SheetSample.mostCharacters))) + " "
        for (words, role, confidence) in words where words.contains(where: { padded.contains($0) }) {
            return Guess(role: role, confidence: confidence)
        }
        return nil
    }

    private static let subheadings: Set<String> = [
        "nam", "nu", "ngay", "thang", "ho", "ten", "hodem", "thon", "to", "xa", "phuong", "huyen", "tinh", "thonto",
        "thonlang", "dang", "doan", "so", "ngaycap", "noicap", "xaphuong", "huyentinh", "thanhpho", "dantoc", "tongiao",
        "vanhoa", "chuyenmon", "chinhtri", "lyluan", "llct", "chinhthuc", "dubi", "ngayvao", "noivao", "todanpho",
    ]

    private static let own: [String: ColumnRole] = {
        var own: [String: ColumnRole] = [:]
        for key in ["stt", "tt", "sott", "sothutu", "thutu", "no"] { own[key] = .rowNumber }
        for key in [
            "ho", "hodem", "hovadem", "hovatendem", "hotendem", "holot", "hovachulot", "hovatenlot", "hochulot",
        ] {
            own[key] = .familyName
        }
        for key in ["namsinhnam", "ngaysinhnam"] { own[key] = .bornMale }
        for key in ["namsinhnu", "ngaysinhnu"] { own[key] = .bornFemale }
        for key in ["ngaycap", "noicap", "kynhan", "chuky", "kyten", "email", "tuoi", "ngayvaodang", "hinhanh", "anh"] {
            own[key] = .leftOut
        }
        return own
    }()

    /// In the order in which they are tried: the rarer meaning before the commoner.
    private static let words: [(words: [String], role: ColumnRole, confidence: Double)] = [
        (
            [
                " chong ", " vo ", " ho ten cha ", " ho ten me ", " chu ho ", " ngay cap ", " noi cap ", " vao dang ",
                " ky nhan ", " chu ky ", " email ", " tuoi ", " hoi phi ", " doan phi ", " nguoi than ",
            ],
            .leftOut, 0.8
        ),
        ([" cccd ", " cmnd ", " can cuoc ", " dinh danh ", " chung minh "], .field(.citizenID), 0.85),
        ([" dien thoai ", " sdt ", " di dong ", " zalo ", " so dt ", " dtdd "], .field(.phone), 0.85),
        ([" qua doi ", " tu tran ", " ngay mat "], .field(.diedOn), 0.8),
        ([" ly do "], .field(.leavingReason), 0.6),
        ([" noi vao ", " noi ket nap "], .field(.joinedAt), 0.8),
        ([" vao hoi ", " vao doan ", " ket nap ", " gia nhap ", " tham gia hoi "], .field(.joinedOn), 0.7),
        ([" so the ", " ma the ", " ma hoi vien ", " ma doan vien "], .field(.cardNumber), 0.7),
        ([" ho va ten ", " ho ten ", " hovaten ", " ten hoi vien ", " ten doan vien "], .field(.fullName), 0.8),
        ([" ngay sinh ", " nam sinh ", " thang nam sinh ", " sinh ngay ", " sinh nam "], .field(.birthDate), 0.8),
        ([" gioi tinh "], .field(.sex), 0.85),
        ([" dan toc "], .field(.ethnicity), 0.85),
        ([" ton giao "], .field(.religion), 0.85),
        ([" que quan ", " nguyen quan ", " que "], .field(.nativePlace), 0.8),
        ([" noi lam viec ", " cong tac ", " co quan ", " don vi "], .field(.workplace), 0.6),
        ([" nghe nghiep ", " nghe ", " viec lam "], .field(.occupation), 0.7),
        ([" ly luan ", " llct ", " chinh tri "], .field(.politicalTheory), 0.7),
        ([" van hoa ", " hoc van "], .field(.schooling), 0.7),
        ([" chuyen mon ", " bang cap "], .field(.qualification), 0.7),
        ([" dang vien "], .field(.partyMember), 0.7),
        ([" chuc vu ", " chuc danh "], .field(.position), 0.8),
        ([" chi hoi ", " chi doan ", " phan hoi "], .field(.branch), 0.7),
        ([" to hoi ", " to phu nu ", " to cong doan ", " phan doan "], .field(.group), 0.7),
        ([" ho ngheo ", " can ngheo ", " hoan canh ", " chinh sach "], .field(.circumstance), 0.6),
        (
            [" dia chi ", " thuong tru ", " tam tru ", " cho o ", " noi o ", " cu tru ", " ho khau "], .field(.address),
            0.7
        ),
        ([" to dan pho ", " tdp ", " thon ", " lang ", " khu pho ", " buon "], .field(.hamlet), 0.7),
        ([" phuong ", " xa "], .field(.area), 0.6),
        ([" ghi chu ", " chu thich "], .field(.remark), 0.8),
    ]
}
