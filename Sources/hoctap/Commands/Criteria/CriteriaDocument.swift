import Foundation
import Programme
import Store

/// A set of criteria, as a list of them answers it.
struct CriteriaDocument: Encodable {
    let key: String
    let version: Int
    let title: String
    let name: String
    let legalBasis: String
    let jurisdiction: String
    let status: String
    let isDemo: Bool

    init(_ line: CriteriaSetLine) { self.init(line.set, line.status) }

    init(_ set: CriteriaSet, _ status: CriteriaSet.Status) {
        key = set.key
        version = set.version
        title = set.title
        name = set.name
        legalBasis = set.legalBasis
        jurisdiction = set.jurisdiction
        self.status = status.rawValue
        isDemo = set.isDemo
    }

    /// The lines of several.
    static func table(_ documents: [CriteriaDocument]) -> String {
        var table = OutputTable("Key", "Version", "Title", "Status", "Legal basis", "Name")
        table.rows = documents.map {
            [$0.key, String($0.version), $0.title, $0.status, $0.isDemo ? "(demo)" : $0.legalBasis, $0.name]
        }
        return table.text
    }
}

/// What loading came to.
struct CriteriaLoadDocument: Encodable {
    let key: String
    let version: Int
    let status: String
    /// What keeps it from being used.
    let missing: [String]
}

/// One set with its criteria.
struct CriteriaDetailDocument: Encodable {
    let status: String
    let set: CriteriaSet
    /// What keeps it from being used.
    let missing: [String]

    init(_ stored: StoredCriteriaSet) {
        status = stored.status.rawValue
        set = stored.set
        missing = stored.set.defects().map(\.words)
    }

    /// As it is read.
    var text: String {
        var items = OutputTable("Code", "Criterion", "Points")
        items.rows = set.items.map { item in
            let indent = String(repeating: "  ", count: set.depth(of: item))
            let points = item.measure == .pass ? "pass" : item.maximum?.description ?? "?"
            return [indent + item.code, item.name, points]
        }
        var levels = OutputTable("Level", "Favourable", "Difficult", "Valid (months)", "Wait (months)")
        levels.rows = set.levels.map { level in
            [
                level.name, level.passFavourable?.description ?? "-", level.passDifficult?.description ?? "-",
                level.validityMonths.map(String.init) ?? "-", level.waitMonths.map(String.init) ?? "-",
            ]
        }
        let head = "\(set.key) version \(set.version): \(status)\n\(set.name)\n\(set.legalBasis)\n\n"
        let rest = missing.isEmpty ? "" : "\nIt cannot be used yet:\n" + missing.map { "  \($0)\n" }.joined()
        return head + items.text + "\n" + levels.text + rest
    }
}

extension CriteriaDefect {
    /// What an operator reads.
    var words: String {
        let place = code.isEmpty ? "" : "\(code): "
        return place
            + {
                switch kind {
                case .noItems: "there are no criteria"
                case .notKnown: "it could not be read; complete it and leave out isKnown"
                case .maximumUnknown: "the points at most are not known (maximum)"
                case .sumOfParts: "the points of its parts do not make up its own"
                case .sumOfWhole: "the points of the criteria at the top do not make up the whole"
                case .measuresMixed: "a criterion of yes and no has parts with points"
                case .treatmentUnknown: "it may not apply, and what then is not said (treatment: full or left_out)"
                case .noLevels: "there are no levels"
                case .passMarkUnknown: "the points for this level are not known"
                case .passMarkRange: "more points than there are, or fewer than for the level below"
                case .levelsGap: "the level below is missing"
                case .levelUnknown: "it is asked for a level that there is not"
                }
            }()
    }
}

extension CriteriaFault {
    /// What an operator reads.
    var words: String {
        switch self {
        case .key: "key: 2 to 40 of a-z, 0-9 and hyphens, beginning with a letter"
        case .version: "version: from 1 to 10000"
        case .text(let place): "\(place): a name is missing or too long"
        case .dates: "validTo: before validFrom"
        case .tooMany: "there are more criteria or levels than a set may have"
        case .code(let code):
            "\(code): a code stands twice, or has another shape than 20 of A-Z, a-z, 0-9, dot and hyphen"
        case .parent(let code): "\(code): it is part of a criterion that does not stand before it"
        case .range(let place): "\(place): a number is out of its bounds, or does not belong there"
        }
    }
}
