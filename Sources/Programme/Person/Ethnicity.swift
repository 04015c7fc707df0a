/// One of the 54 ethnic groups of Vietnam (dân tộc). Sensitive personal data (Decree 356/2025/NĐ-CP, art. 4).
///
/// Two official lists order the groups differently, so a number alone says nothing: what is stored is the name, and the
/// list of a number is always named. Numbers that could not be checked against the lists are nil.
package struct Ethnicity: Hashable, Sendable {
    /// The official lists.
    package enum List: String, Codable, Sendable, CaseIterable {
        /// 121-TCTK/PPCĐ of 2 March 1979.
        case year1979 = "121-TCTK/PPCĐ"
        /// 1019/QĐ-TCTK of 12 November 2008.
        case year2008 = "1019/QĐ-TCTK"
    }

    /// The name that is stored and shown, in the usual spelling without hyphens.
    package let name: String
    /// Other names and spellings that lists use for the group and for no other.
    package let otherNames: [String]
    private let numbers: [List: Int]

    init(_ name: String, _ otherNames: [String] = [], in1979: Int? = nil, in2008: Int? = nil) {
        self.name = name
        self.otherNames = otherNames
        var numbers: [List: Int] = [:]
        numbers[.year1979] = in1979
        numbers[.year2008] = in2008
        self.numbers = numbers
    }

    /// The group's number in an official list; nil where it is not known here.
    package func number(in list: List) -> Int? { numbers[list] }

    /// Whether the group is counted among the ethnic minorities (dân tộc thiểu số: every group but the Kinh, Decree
    /// 05/2011/NĐ-CP, art. 4).
    package var isMinority: Bool { name != "Kinh" }

    /// The group of this name in any spelling (Jrai, J'rai, Gia-rai, Giarai); nil if none is known.
    package static func named(_ text: String) -> Ethnicity? { byName[text] ?? byFoldedName[key(text)] }

    /// Reads a field. An unknown name is a warning, and the field is kept as it was typed.
    package static func read(_ text: String) -> Checked<Ethnicity> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        guard let ethnicity = named(clean) else { return Checked(refused: FieldProblem(.choiceUnknown, clean)) }
        return Checked(ethnicity)
    }

    private static func key(_ text: String) -> String {
        let folded = VietnameseText.folded(text)
        let bare = folded.hasPrefix("dan toc ") ? folded.dropFirst(8) : folded[...]
        return String(bare.filter { $0 != " " })
    }

    /// As it is stored, which is how most lists have it: found without folding.
    private static let byName = [String: Ethnicity](uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let byFoldedName: [String: Ethnicity] = {
        var found: [String: Ethnicity] = [:]
        for ethnicity in all {
            for name in [ethnicity.name] + ethnicity.otherNames { found[key(name)] = ethnicity }
        }
        return found
    }()
}
