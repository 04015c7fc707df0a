package import Programme

/// Which column of a list is which field. Guessed, shown, corrected by an officer, and remembered for lists with the same
/// headings.
package struct ColumnMapping: Codable, Hashable, Sendable {
    /// One column.
    package struct Column: Codable, Hashable, Sendable {
        /// From 0.
        package var column: Int
        /// In one line, as problems name it.
        package var heading: String
        /// What it is.
        package var role: ColumnRole
        /// What the text whose font is lost is written in; nil for Unicode. Confirmed by an officer with the roles.
        package var encoding: LegacyEncoding?

        /// One column.
        package init(column: Int, heading: String, role: ColumnRole, encoding: LegacyEncoding? = nil) {
            self.column = column
            self.heading = heading
            self.role = role
            self.encoding = encoding
        }
    }

    /// In the order of the sheet.
    package var columns: [Column]

    /// The mapping of these columns.
    package init(columns: [Column]) { self.columns = columns }

    /// By which a correction is remembered: equal for lists whose headings read the same in the same columns, however they
    /// are spelt. 16 hexadecimal digits.
    package var signature: String { Self.signature(of: columns.map { ($0.column, $0.heading) }) }

    /// The signature of the headings of a survey: that of every mapping of it.
    package static func signature(of survey: SheetSurvey) -> String {
        signature(of: survey.headings.map { ($0.column, $0.text) })
    }

    /// The roles and encodings of a remembered mapping on the columns of another list; nil if the headings differ.
    package func applied(to survey: SheetSurvey) -> ColumnMapping? {
        guard columns.count == survey.headings.count,
            zip(columns, survey.headings).allSatisfy({ own, other in
                own.column == other.column && HeadingWords.key(own.heading) == HeadingWords.key(other.text)
            })
        else { return nil }
        var mapping = self
        for (index, heading) in survey.headings.enumerated() { mapping.columns[index].heading = heading.text }
        return mapping
    }

    /// FNV-1a, 64 bits: it need not withstand anyone, because `applied` compares the headings themselves.
    private static func signature(of headings: [(Int, String)]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (column, heading) in headings {
            for byte in "\(column) \(HeadingWords.key(heading))\n".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Why a list cannot be read by a mapping.
package enum MappingProblem: Codable, Hashable, Sendable {
    /// No column has the names.
    case noName
    /// Two columns say that they are the same thing.
    case roleTwice(ColumnRole, first: String, second: String)
    /// A column of a pair or of three stands alone.
    case partMissing(ColumnRole)
    /// The same field comes from a column of its own and from a pair.
    case fieldTwice(MemberField, first: String, second: String)
    /// The column is not in the sheet, or named twice.
    case noSuchColumn(Int)

    /// In words.
    package func message(in language: ProblemLanguage) -> String {
        let isVietnamese = language == .vietnamese
        switch self {
        case .noName:
            return isVietnamese ? "Chưa chọn cột họ và tên" : "No column is chosen for the name"
        case .roleTwice(let role, let first, let second):
            return isVietnamese
                ? "Hai cột cùng là \(role.vietnameseName): \(first), \(second)"
                : "Two columns are both \(role.englishName): \(first), \(second)"
        case .partMissing(let role):
            return isVietnamese
                ? "Thiếu cột \(role.vietnameseName)" : "The column \(role.englishName) is missing"
        case .fieldTwice(let field, let first, let second):
            return isVietnamese
                ? "\(field.vietnameseName) lấy từ hai nơi: \(first), \(second)"
                : "\(field.englishName) comes from two places: \(first), \(second)"
        case .noSuchColumn(let column):
            return isVietnamese ? "Không có cột thứ \(column + 1)" : "There is no column number \(column + 1)"
        }
    }
}

extension ColumnMapping {
    /// What keeps a list from being read; none for a mapping that works.
    package var problems: [MappingProblem] {
        var problems: [MappingProblem] = []
        var byRole: [ColumnRole: String] = [:]
        var byField: [MemberField: Column] = [:]
        var seen = Set<Int>()
        for column in columns {
            if column.column < 0 || column.column >= SheetSample.mostColumns || !seen.insert(column.column).inserted {
                problems.append(.noSuchColumn(column.column))
            }
            if column.role.isJoinable { continue }
            if let first = byRole[column.role] {
                problems.append(.roleTwice(column.role, first: first, second: column.heading))
                continue
            }
            byRole[column.role] = column.heading
            guard let field = column.role.field else { continue }
            if let other = byField[field], !Self.belongTogether(other.role, column.role) {
                problems.append(.fieldTwice(field, first: other.heading, second: column.heading))
            }
            byField[field] = column
        }
        if byField[.fullName] == nil { problems.insert(.noName, at: 0) }
        for (role, needed) in Self.needs where byRole[role] != nil && byRole[needed] == nil {
            problems.append(.partMissing(needed))
        }
        return problems
    }

    private static func belongTogether(_ one: ColumnRole, _ other: ColumnRole) -> Bool {
        if case .field = one { return false }
        if case .field = other { return false }
        return groups.contains { $0.contains(one) && $0.contains(other) }
    }

    private static let groups: [Set<ColumnRole>] = [
        [.bornMale, .bornFemale], [.markMale, .markFemale], [.familyName, .givenName],
        [.birthDay, .birthMonth, .birthYear],
    ]

    private static let needs: [(ColumnRole, ColumnRole)] = [
        (.familyName, .givenName), (.givenName, .familyName), (.birthDay, .birthMonth), (.birthMonth, .birthYear),
    ]
}
