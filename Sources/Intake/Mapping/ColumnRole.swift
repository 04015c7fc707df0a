package import Programme

/// What a column of an office's list is to a member's record.
package enum ColumnRole: Hashable, Sendable {
    /// A field, as it stands.
    case field(MemberField)
    /// One of the pair "Năm sinh: Nam | Nữ": the one that is filled tells the sex, and what is in it the date.
    case bornMale
    case bornFemale
    /// One of the pair "Giới tính: Nam | Nữ", in which a mark stands.
    case markMale
    case markFemale
    /// Họ, or họ và tên đệm, where the name stands in two columns.
    case familyName
    /// Tên, where the name stands in two columns.
    case givenName
    /// Ngày, tháng and năm sinh, where they stand in three columns.
    case birthDay
    case birthMonth
    case birthYear
    /// STT: counts the rows, and is no part of a record. Group rows have a Roman number or a letter there.
    case rowNumber
    /// Left out on purpose.
    case leftOut

    /// The field that the column fills, alone or with others; nil for those that fill none.
    package var field: MemberField? {
        switch self {
        case .field(let field): field
        case .bornMale, .bornFemale, .birthDay, .birthMonth, .birthYear: .birthDate
        case .markMale, .markFemale: .sex
        case .familyName, .givenName: .fullName
        case .rowNumber, .leftOut: nil
        }
    }

    /// Whether several columns may have it: their texts are then joined, as of "Quê quán: Xã | Huyện | Tỉnh".
    package var isJoinable: Bool {
        switch self {
        case .leftOut, .field(.nativePlace), .field(.address), .field(.remark): true
        default: false
        }
    }
}

extension ColumnRole: RawRepresentable, Codable, CaseIterable {
    /// Every role, the fields first.
    package static let allCases: [ColumnRole] =
        MemberField.allCases.map(ColumnRole.field) + [
            .bornMale, .bornFemale, .markMale, .markFemale, .familyName, .givenName, .birthDay, .birthMonth, .birthYear,
            .rowNumber, .leftOut,
        ]

    /// What is stored and sent: the field's own word, or one of this room's. Never changes its meaning.
    package var rawValue: String {
        switch self {
        case .field(let field): field.rawValue
        case .bornMale: "born_male"
        case .bornFemale: "born_female"
        case .markMale: "mark_male"
        case .markFemale: "mark_female"
        case .familyName: "family_name"
        case .givenName: "given_name"
        case .birthDay: "birth_day"
        case .birthMonth: "birth_month"
        case .birthYear: "birth_year"
        case .rowNumber: "row_number"
        case .leftOut: "left_out"
        }
    }

    /// The role of a stored word; nil for any other.
    package init?(rawValue: String) {
        guard let role = Self.byRawValue[rawValue] else { return nil }
        self = role
    }

    private static let byRawValue = [String: ColumnRole](uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// What the screen calls it.
    package var vietnameseName: String {
        switch self {
        case .field(let field): field.vietnameseName
        case .bornMale: "Ngày, năm sinh (cột Nam)"
        case .bornFemale: "Ngày, năm sinh (cột Nữ)"
        case .markMale: "Giới tính (cột Nam)"
        case .markFemale: "Giới tính (cột Nữ)"
        case .familyName: "Họ và tên đệm"
        case .givenName: "Tên"
        case .birthDay: "Ngày sinh (chỉ ngày)"
        case .birthMonth: "Tháng sinh"
        case .birthYear: "Năm sinh (cùng cột ngày, tháng)"
        case .rowNumber: "Số thứ tự"
        case .leftOut: "Không nhập"
        }
    }

    /// What the English screen calls it.
    package var englishName: String {
        switch self {
        case .field(let field): field.englishName
        case .bornMale: "Birth date (column of men)"
        case .bornFemale: "Birth date (column of women)"
        case .markMale: "Sex (column of men)"
        case .markFemale: "Sex (column of women)"
        case .familyName: "Family and middle name"
        case .givenName: "Given name"
        case .birthDay: "Day of birth"
        case .birthMonth: "Month of birth"
        case .birthYear: "Year of birth (beside day and month)"
        case .rowNumber: "Row number"
        case .leftOut: "Not taken"
        }
    }
}
