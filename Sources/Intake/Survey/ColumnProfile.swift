import Programme

/// What the first values of a column look like, whatever stands above them.
package struct ColumnProfile: Codable, Hashable, Sendable {
    /// Values that are looked at.
    static let mostValues = 200
    /// Fewer values say little.
    private static let fewestValues = 3

    /// How many of the values fit each role.
    private var fitting: [ColumnRole: Int] = [:]
    /// Values that were looked at.
    package private(set) var values = 0
    private var lastNumber: Int?

    /// Of a column of which nothing is known.
    package init() {}

    /// The values of one column, top to bottom, read as of a day.
    init(_ cells: some Sequence<SampleCell>, dates: DateReading) {
        for cell in cells.prefix(Self.mostValues) {
            values += 1
            for role in roles(of: cell, dates) { fitting[role, default: 0] += 1 }
        }
    }

    /// The part of the values that fit a role, 0 to 1; nil for roles that no look can tell, and for too few values.
    package func share(_ role: ColumnRole) -> Double? {
        guard values >= Self.fewestValues else { return nil }
        let told: ColumnRole =
            switch role {
            case .bornMale, .bornFemale, .field(.joinedOn), .field(.leftOn), .field(.diedOn): .field(.birthDate)
            default: role
            }
        return Self.telling.contains(told) || told == .givenName
            ? Double(fitting[told, default: 0]) / Double(values) : nil
    }

    /// The roles that most of the values fit, the likeliest first.
    var likeliest: [HeadingWords.Guess] {
        Self.telling.compactMap { role in
            guard let share = share(role), share >= 0.6 else { return nil }
            return HeadingWords.Guess(role: role, confidence: share * 0.5)
        }
        .sorted { $0.confidence > $1.confidence }
    }

    /// In the order in which one is preferred to another.
    private static let telling: [ColumnRole] = [
        .rowNumber, .field(.citizenID), .field(.phone), .field(.birthDate), .field(.sex), .field(.ethnicity),
        .field(.schooling), .field(.partyMember), .field(.religion), .field(.fullName),
    ]

    private mutating func roles(of cell: SampleCell, _ dates: DateReading) -> [ColumnRole] {
        if cell.kind == .date { return [.field(.birthDate)] }
        let text = cell.text
        let number = Int(text)
        defer { lastNumber = number ?? lastNumber }
        var roles: [ColumnRole] = []
        if let number, text.count <= 5, number == (lastNumber ?? 0) + 1 || number == 1 { roles.append(.rowNumber) }
        let digits = text.count { $0.isNumber }
        if digits >= 9 {
            if [9, 11, 12].contains(digits), CitizenID.read(text).value != nil { roles.append(.field(.citizenID)) }
            if PhoneNumber.read(text).value != nil { roles.append(.field(.phone)) }
            return roles
        }
        if digits >= 4 {
            if PartialDate.read(text, dates).value != nil { roles.append(.field(.birthDate)) }
            return roles
        }
        if digits > 0 {
            if Schooling.read(text).value != nil { roles.append(.field(.schooling)) }
            return roles
        }
        if Sex.read(text).value != nil { roles.append(.field(.sex)) }
        if Ethnicity.named(text) != nil { roles.append(.field(.ethnicity)) }
        if ChoiceList.religions.read(text, on: dates.latest).value != nil { roles.append(.field(.religion)) }
        if text.count <= 2, YesNo.read(text).value != nil { roles.append(.field(.partyMember)) }
        if !text.contains(" "), text.first?.isUppercase == true { roles.append(.givenName) }
        if LineWords.looksLikeName(text), roles.isEmpty { roles.append(.field(.fullName)) }
        return roles
    }
}
