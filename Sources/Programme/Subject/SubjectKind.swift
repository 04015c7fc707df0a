/// What a title can be given to and a ward keeps.
package enum SubjectKind: String, Codable, CaseIterable, Sendable {
    /// Hộ gia đình.
    case household
    /// Dòng họ, also of the mother's line.
    case clan
    /// Cộng đồng: a hamlet as such (thôn, làng, tổ dân phố).
    case community
    /// Đơn vị: an agency, a school, an enterprise, a religious body.
    case unit

    /// Hộ gia đình, dòng họ, cộng đồng, đơn vị.
    package var vietnameseName: String {
        switch self {
        case .household: "Hộ gia đình"
        case .clan: "Dòng họ"
        case .community: "Cộng đồng"
        case .unit: "Đơn vị"
        }
    }

    /// Household, clan, community, unit.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// What a unit is.
package enum UnitKind: String, Codable, CaseIterable, Sendable {
    /// Cơ quan.
    case agency
    /// Trường học.
    case school
    /// Doanh nghiệp, hợp tác xã.
    case enterprise
    /// Cơ sở tôn giáo.
    case religious
    /// Hội, tổ chức.
    case association
    /// Khác.
    case other

    /// As lists write it; the first is what screens show.
    package var vietnameseNames: [String] {
        switch self {
        case .agency: ["Cơ quan", "Cơ quan nhà nước", "Hành chính", "Đơn vị sự nghiệp"]
        case .school: ["Trường học", "Trường", "Cơ sở giáo dục"]
        case .enterprise: ["Doanh nghiệp", "Công ty", "Hợp tác xã", "HTX"]
        case .religious: ["Cơ sở tôn giáo", "Tôn giáo", "Chùa", "Nhà thờ", "Giáo xứ"]
        case .association: ["Hội, tổ chức", "Hội", "Tổ chức", "Đoàn thể"]
        case .other: ["Khác"]
        }
    }

    /// In English.
    package var englishName: String { self == .religious ? "Religious body" : rawValue.capitalisedFirst }

    /// The kind with this Vietnamese name, in any spelling; nil if it is none.
    package init?(vietnamese name: String) {
        guard let found = Self.allCases.first(where: { $0.vietnameseNames.isSpelled(name) }) else { return nil }
        self = found
    }
}

/// Whose line a clan follows. Among the Jrai it is the mother's.
package enum ClanDescent: String, Codable, CaseIterable, Sendable {
    case paternal
    case maternal
    case both

    /// As lists write it; the first is what screens show.
    package var vietnameseNames: [String] {
        switch self {
        case .paternal: ["Theo cha", "Phụ hệ", "Bên nội", "Cha"]
        case .maternal: ["Theo mẹ", "Mẫu hệ", "Bên ngoại", "Mẹ"]
        case .both: ["Cả hai bên", "Song hệ", "Cả cha và mẹ"]
        }
    }

    /// In English.
    package var englishName: String { rawValue.capitalisedFirst }

    /// The line with this Vietnamese name, in any spelling; nil if it is none.
    package init?(vietnamese name: String) {
        guard let found = Self.allCases.first(where: { $0.vietnameseNames.isSpelled(name) }) else { return nil }
        self = found
    }
}

/// How difficult life is where the subject is: targets and pass marks go by it.
package enum SubjectZone: String, Codable, CaseIterable, Sendable {
    case favourable
    case difficult

    /// As lists write it; the first is what screens show.
    package var vietnameseNames: [String] {
        switch self {
        case .favourable: ["Thuận lợi", "Vùng thuận lợi"]
        case .difficult: ["Khó khăn", "Vùng khó khăn", "Đặc biệt khó khăn", "Miền núi, vùng sâu"]
        }
    }

    /// In English.
    package var englishName: String { rawValue.capitalisedFirst }

    /// The zone with this Vietnamese name, in any spelling; nil if it is none.
    package init?(vietnamese name: String) {
        guard let found = Self.allCases.first(where: { $0.vietnameseNames.isSpelled(name) }) else { return nil }
        self = found
    }
}

/// Why a subject is no more.
package enum SubjectEnd: String, Codable, CaseIterable, Sendable {
    case dissolved
    /// Moved away, perhaps to another ward.
    case moved
    case merged
    case split
    /// It was entered twice.
    case duplicate
    /// Another ward took it over, with the whole ward.
    case succeeded
    case other

    /// What an officer may say; the merger of wards is the operator's.
    package static let chosen: [SubjectEnd] = [.dissolved, .moved, .merged, .split, .duplicate, .other]

    /// In Vietnamese.
    package var vietnameseName: String {
        switch self {
        case .dissolved: "Giải thể, không còn"
        case .moved: "Chuyển đi nơi khác"
        case .merged: "Nhập vào nơi khác"
        case .split: "Chia tách"
        case .duplicate: "Nhập trùng"
        case .succeeded: "Phường, xã mới tiếp nhận"
        case .other: "Lý do khác"
        }
    }

    /// In English.
    package var englishName: String {
        switch self {
        case .duplicate: "Entered twice"
        case .succeeded: "Taken over by the new ward"
        case .other: "Another reason"
        default: rawValue.capitalisedFirst
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension [String] {
    /// Whether one of them is this text, in any spelling.
    fileprivate func isSpelled(_ text: String) -> Bool {
        let folded = VietnameseText.folded(text)
        return contains { VietnameseText.folded($0) == folded }
    }
}
