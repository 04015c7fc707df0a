import Programme

/// What the words of a line say that it is. Marks are minded where they tell people from words: `Tống Công` is a person,
/// `Tổng cộng` is not.
enum LineWords {
    /// How a line is numbered.
    enum Numbering: Equatable {
        case arabic(Int)
        case roman
        case letter(Character)
    }

    /// Whether a text reads like a person's name: one to seven words of letters, each with a capital, and none of the words of
    /// an office. A single word needs to be short.
    static func looksLikeName(_ text: String) -> Bool {
        guard (2...60).contains(text.utf8.count) else { return false }
        let words = text.split(separator: " ")
        guard (2...7).contains(words.count) else { return false }
        for word in words {
            guard let first = word.unicodeScalars.first,
                first.properties.isAlphabetic || "('".unicodeScalars.contains(first),
                word.unicodeScalars.allSatisfy({ scalar in
                    scalar.properties.isAlphabetic || VietnameseText.isApostrophe(scalar)
                        || ".-()".unicodeScalars.contains(scalar)
                        || scalar.properties.canonicalCombiningClass != .notReordered
                })
            else { return false }
        }
        guard let first = words.first?.first, first.isUppercase, words.last?.first?.isUppercase ?? false else {
            return false
        }
        let lower = text.lowercased()
        return !isTotal(lower) && !isSignature(lower) && !isLetterhead(lower) && group(text) == nil
    }

    /// `1`, `01.`, `IV`, `A)`; nil for anything else.
    static func numbering(_ text: String) -> Numbering? {
        var bare = text[...]
        while let last = bare.last, ".)/:- ".contains(last) { bare = bare.dropLast() }
        if bare.first == "(" { bare = bare.dropFirst() }
        guard (1...6).contains(bare.utf8.count) else { return nil }
        if bare.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int(bare).map(Numbering.arabic) }
        if bare.count == 1, let letter = bare.first, letter.isLetter, !"IVX".contains(letter) {
            return letter.isUppercase || letter.isLowercase ? .letter(letter) : nil
        }
        return bare.allSatisfy { "IVXL".contains($0) } ? .roman : nil
    }

    /// Tổng cộng, Cộng, Tổng số ...; the text in lower case.
    static func isTotal(_ lower: String) -> Bool {
        let words = lower.split(whereSeparator: { " :.,()".contains($0) }).map(String.init)
        guard let first = words.first else { return false }
        let second = words.count > 1 ? words[1] : nil
        switch first {
        case "cộng": return true
        case "tổng": return second.map { isNumber($0) || counted.contains(VietnameseText.folded($0)) } ?? true
        case "tong", "cong":
            // Without marks it may be a person: only words that count may follow.
            return words.dropFirst().allSatisfy { isNumber($0) || counted.contains($0) }
        default: return false
        }
    }

    /// Pleiku, ngày 5 tháng 3 năm 2024; the text in lower case.
    static func isPlaceDate(_ lower: String) -> Bool {
        guard let day = lower.range(of: "ngày"), let month = lower.range(of: "tháng"), let year = lower.range(of: "năm")
        else { return false }
        return day.upperBound <= month.lowerBound && month.upperBound <= year.lowerBound
    }

    /// NGƯỜI LẬP BIỂU, CHỦ TỊCH, TM. BAN CHẤP HÀNH ...; the text in lower case.
    static func isSignature(_ lower: String) -> Bool { signatures.contains { lower.hasPrefix($0) } }

    /// CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, DANH SÁCH ... in the middle of the rows; the text in lower case.
    static func isLetterhead(_ lower: String) -> Bool { letterheads.contains { lower.hasPrefix($0) } }

    /// What a group row is about, with what it says besides cut off: `Thôn 1 (12 người)` is `Thôn 1`.
    static func group(_ text: String) -> (kind: GroupTrail.Kind, text: String)? {
        let bare = withoutNumbering(text)
        let lower = bare.lowercased()
        for (words, kind) in groups {
            for word in words where lower.hasPrefix(word) {
                let rest = lower.dropFirst(word.count)
                guard rest.isEmpty || !(rest.first?.isLetter ?? false) else { continue }
                // Tổ 5, but not Tổ chức; a village has a name or a number
                if word == "tổ" || word == "to", !(rest.first { $0 != " " }?.isNumber ?? false) { continue }
                let name = withoutCount(bare)
                return name.count <= MemberField.hamlet.longestCharacters ? (kind, name) : nil
            }
        }
        return nil
    }

    /// The village or branch that a title names: `DANH SÁCH HỘI VIÊN THÔN 2, XÃ BIỂN HỒ`; nil if it names none.
    static func groupInTitle(_ title: String) -> (kind: GroupTrail.Kind, text: String)? {
        let lower = title.lowercased()
        guard lower.hasPrefix("danh sách") || lower.hasPrefix("ds") else { return nil }
        let words = title.split(whereSeparator: { " ,;".contains($0) }).map(String.init)
        for start in words.indices.dropFirst() {
            let rest = words[start...]
            guard let found = group(rest.joined(separator: " ")), found.kind == .hamlet else { continue }
            let headCount =
                lowercasedPrefix(rest, ["tổ", "dân", "phố"]) ? 3 : lowercasedPrefix(rest, ["khu", "phố"]) ? 2 : 1
            let name = rest.dropFirst(headCount).prefix { !titleEnds.contains($0.lowercased()) && !$0.hasPrefix("(") }
            guard !name.isEmpty, name.count <= 3 else { return nil }
            return (.hamlet, (rest.prefix(headCount) + name).joined(separator: " "))
        }
        return nil
    }

    /// Without `I.`, `1)`, `-` at the beginning.
    static func withoutNumbering(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, "-+*• ".contains(first) { rest = rest.dropFirst() }
        if let end = rest.firstIndex(where: { ".):/-".contains($0) }), numbering(String(rest[..<end])) != nil {
            rest = rest[rest.index(after: end)...].drop { ".):- ".contains($0) }
        } else if let space = rest.firstIndex(of: " "), numbering(String(rest[..<space])) == .roman {
            rest = rest[space...].drop { $0 == " " }
        }
        return rest.isEmpty ? text : String(rest)
    }

    /// Without `(12 người)`, `: 12 hội viên`, and a colon at the end.
    private static func withoutCount(_ text: String) -> String {
        var rest = text[...]
        if rest.last == ")", let open = rest.lastIndex(of: "("), rest[open...].contains(where: \.isNumber) {
            rest = rest[..<open]
        }
        if let colon = rest.firstIndex(of: ":") {
            let after = rest[rest.index(after: colon)...]
            if after.isEmpty || after.first(where: { $0 != " " })?.isNumber == true { rest = rest[..<colon] }
        }
        while let last = rest.last, " .:-".contains(last) { rest = rest.dropLast() }
        return rest.isEmpty ? text : String(rest)
    }

    private static func isNumber(_ text: String) -> Bool { text.allSatisfy(\.isNumber) }

    private static func lowercasedPrefix(_ words: ArraySlice<String>, _ expected: [String]) -> Bool {
        words.prefix(expected.count).map { $0.lowercased() } == expected
    }

    private static let counted: Set<String> = [
        "cong", "so", "nguoi", "hoi", "doan", "vien", "danh", "sach", "thon", "to", "toan", "chung", "nam", "nu", "chi",
        "lang", "xa", "phuong", "ho", "nhom", "khu", "va", "co",
    ]

    private static let titleEnds: Set<String> = [
        "xã", "phường", "thị", "tp", "tp.", "thành", "năm", "quý", "tháng", "huyện", "tỉnh", "-", "–", "tính", "đến",
    ]

    private static let signatures = [
        "người lập", "lập biểu", "lập danh sách", "người tổng hợp", "người thống kê", "chủ tịch", "phó chủ tịch", "tm.",
        "tm ", "t/m", "kt.", "kt ", "k/t", "tl.", "tuq.", "bí thư", "phó bí thư", "trưởng ban", "thủ trưởng",
        "trưởng thôn", "tổ trưởng", "chi hội trưởng", "hội trưởng", "xác nhận", "ký tên", "(ký", "ký, ghi", "nơi nhận",
        "ban chấp hành", "ban thường vụ", "kế toán", "hiệu trưởng", "giám đốc", "đã ký", "(đã ký", "- lưu", "lưu:",
        "lưu vt", "- như trên", "như trên",
        "nguoi lap", "chu tich", "noi nhan", "xac nhan",
    ]

    private static let letterheads = [
        "cộng hòa xã hội", "cộng hoà xã hội", "cộng hòa xhcn", "cộng hoà xhcn", "độc lập", "danh sách", "(kèm theo",
        "( kèm theo", "kèm theo", "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd ", "ubmttq", "mttq ", "bch ",
        "cong hoa xa hoi", "doc lap", "danh sach",
    ]

    /// Longer words before shorter ones.
    private static let groups: [(words: [String], kind: GroupTrail.Kind)] = [
        (
            [
                "tổ dân phố", "to dan pho", "tdp", "tổ dp", "khu phố", "khu dân cư", "thôn", "thon", "làng", "buôn",
                "ấp",
                "bản", "xóm", "khối phố", "khối", "tổ", "to",
            ],
            .hamlet
        ),
        (
            [
                "liên chi hội", "chi hội", "chi hoi", "chi đoàn", "chi doan", "phân hội", "công đoàn cơ sở", "cđcs",
                "công đoàn", "đoàn cơ sở", "liên chi đoàn",
            ],
            .branch
        ),
        (["tổ hội", "tổ phụ nữ", "tổ công đoàn", "phân đoàn", "nhóm"], .group),
        (["phường", "phuong", "xã", "thị trấn"], .area),
    ]
}
