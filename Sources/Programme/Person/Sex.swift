/// Giới tính, as identity cards and membership lists have it.
package enum Sex: String, Codable, CaseIterable, Sendable {
    case male
    case female

    /// Nam, Nữ.
    package var vietnameseName: String { self == .male ? "Nam" : "Nữ" }

    /// Reads Nam, Nữ, M, F and the like. Numbers are refused: lists use 0 and 1 either way round.
    package static func read(_ text: String) -> Checked<Sex> {
        switch VietnameseText.folded(text) {
        case "": Checked(nil)
        case "nam", "m", "male", "trai", "ong", "anh": Checked(.male)
        case "nu", "f", "female", "gai", "ba", "chi", "co": Checked(.female)
        default: Checked(refused: FieldProblem(.sexUnreadable, text))
        }
    }

    /// Reads the pair of columns "Năm sinh: Nam | Nữ" of these lists: the column that is filled tells the sex, and what is in it
    /// is the date. Both empty: nil; both filled: a problem.
    package static func read(maleColumn: String, femaleColumn: String) -> Checked<(sex: Sex, text: String)> {
        let (male, female) = (VietnameseText.clean(maleColumn), VietnameseText.clean(femaleColumn))
        switch (male.isEmpty, female.isEmpty) {
        case (true, true): return Checked(nil)
        case (false, true): return Checked((.male, male))
        case (true, false): return Checked((.female, female))
        case (false, false): return Checked(refused: FieldProblem(.sexTwice))
        }
    }
}
