/// What the 12 digits say (Decree 137/2015/NĐ-CP, art. 13; Circular 07/2016/TT-BCA): three of the province where the birth was
/// registered, one of the century and sex, two of the year, six without meaning. The old card says nothing.
extension CitizenID {
    /// The first three digits; a province of before the mergers of 2025, which did not change the numbers.
    package var provinceCode: String? { kind == .personal ? String(digits.prefix(3)) : nil }

    /// The sex: the fourth digit is even for men, odd for women.
    package var sex: Sex? { centuryDigit.map { $0.isMultiple(of: 2) ? .male : .female } }

    /// The year: 1900s for 0 and 1, 2000s for 2 and 3, and so on.
    package var birthYear: Int? {
        guard let century = centuryDigit, let year = Int(digits.dropFirst(4).prefix(2)) else { return nil }
        return 1900 + 100 * (century / 2) + year
    }

    /// What in the number does not go with the rest of the record. Warnings: either may be wrong, and cards with mistakes exist.
    package func problems(sex: Sex?, birthDate: PartialDate?) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let sex, let own = self.sex, own != sex {
            problems.append(FieldProblem(.citizenIDSexDiffers, own.vietnameseName))
        }
        if let birthDate, let year = birthYear, year != birthDate.year, !birthDate.isApproximate {
            problems.append(FieldProblem(.citizenIDBirthYearDiffers, String(year)))
        }
        return problems
    }

    private var centuryDigit: Int? { kind == .personal ? digits.dropFirst(3).first?.wholeNumberValue : nil }
}
