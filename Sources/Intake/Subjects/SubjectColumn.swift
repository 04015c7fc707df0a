import Programme

/// What a column of a list of households, clans, communities or units holds.
package enum SubjectColumn: String, CaseIterable, Sendable {
    case rowNumber, name, code, head, hamlet, address, phone, unitKind, descent, people, children, zone, startedOn,
        remark

    /// The first is what a form to fill in says; all are known in any spelling.
    func headings(of kind: SubjectKind) -> [String] {
        switch self {
        case .rowNumber: ["STT", "TT", "Số TT", "Số thứ tự"]
        case .name: Self.names[kind] ?? []
        case .code: ["Mã", "Mã số", "Mã hộ", "Số hộ", "Mã đơn vị", "Mã dòng họ", "Ký hiệu", "Mã hộ gia đình"]
        case .head: kind == .household ? [] : Self.heads
        // a community is a hamlet itself
        case .hamlet where kind == .community: []
        case .hamlet:
            [
                "Thôn, tổ", "Thôn", "Làng", "Tổ dân phố", "TDP", "Thôn làng", "Thôn làng tổ dân phố", "Thôn tổ dân phố",
                "Tổ thôn", "Địa bàn", "Khu phố", "Nơi ở thôn tổ",
            ]
        case .address: ["Địa chỉ", "Số nhà", "Số nhà đường", "Nơi ở", "Địa chỉ cụ thể"]
        case .phone: ["Điện thoại", "Số điện thoại", "SĐT", "ĐT", "Số ĐT", "Điện thoại liên hệ"]
        case .unitKind: kind == .unit ? ["Loại hình", "Loại đơn vị", "Loại", "Loại hình đơn vị"] : []
        case .descent: kind == .clan ? ["Theo dòng", "Huyết thống", "Phụ hệ mẫu hệ", "Mẫu hệ phụ hệ", "Chế độ"] : []
        case .people:
            [
                "Số người", "Số nhân khẩu", "Nhân khẩu", "Số khẩu", "Khẩu", "Số thành viên", "Số cán bộ", "Số lao động",
                "Tổng số người",
            ]
        case .children:
            kind == .household
                ? [
                    "Trẻ trong độ tuổi đi học", "Số trẻ em", "Số học sinh", "Số con đi học", "Trẻ đi học",
                    "Số trẻ đi học",
                ] : []
        case .zone: ["Vùng", "Khu vực", "Loại vùng"]
        case .startedOn: ["Ngày thành lập", "Thành lập", "Từ ngày", "Ngày bắt đầu"]
        case .remark: ["Ghi chú", "Chú thích"]
        }
    }

    private static let names: [SubjectKind: [String]] = [
        .household: [
            "Họ và tên chủ hộ", "Họ tên chủ hộ", "Chủ hộ", "Tên chủ hộ", "Họ và tên", "Họ tên", "Hộ gia đình",
            "Gia đình",
        ],
        .clan: ["Tên dòng họ", "Dòng họ", "Họ tộc", "Dòng tộc"],
        .community: [
            "Tên cộng đồng", "Cộng đồng", "Tên thôn, tổ", "Khu dân cư", "Tên khu dân cư", "Tên thôn", "Tên tổ dân phố",
            "Thôn làng tổ dân phố", "Thôn tổ", "Thôn tổ dân phố",
        ],
        .unit: ["Tên đơn vị", "Đơn vị", "Cơ quan đơn vị", "Tên cơ quan đơn vị", "Tên cơ quan", "Cơ quan"],
    ]
    private static let heads = [
        "Người đứng đầu", "Trưởng họ", "Trưởng dòng họ", "Trưởng tộc", "Trưởng thôn", "Tổ trưởng",
        "Trưởng thôn tổ trưởng",
        "Thủ trưởng", "Thủ trưởng đơn vị", "Hiệu trưởng", "Giám đốc", "Người đại diện", "Trưởng ban",
    ]

    /// The column whose heading a text is, in any spelling; the name before everything else.
    static func of(_ text: String, _ kind: SubjectKind) -> SubjectColumn? {
        let key = HeadingWords.key(text)
        guard !key.isEmpty else { return nil }
        return ([.name] + allCases).first { column in
            column.headings(of: kind).contains { HeadingWords.key($0) == key }
        }
    }

    /// The columns of a form to fill in.
    static func form(of kind: SubjectKind) -> [SubjectColumn] { allCases.filter { !$0.headings(of: kind).isEmpty } }
}
