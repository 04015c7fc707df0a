/// The declaration, read.
struct IsolationRights {
    /// A role of ours, without `hoctap_`.
    enum Role: String, CaseIterable, Sendable {
        case owner, migrate, server, auth, worker, city, admin, backup

        /// As PostgreSQL knows it.
        var name: String { "hoctap_\(rawValue)" }
    }

    /// One right.
    enum Right: String, CaseIterable, Sendable {
        case select = "s"
        case insert = "i"
        case update = "u"
        case delete = "d"
    }

    /// For whom a transaction says that it acts.
    enum Situation: String, CaseIterable, Sendable {
        case admin, near, far, viewer, reading
        /// Set to nothing, as after a transaction.
        case nobody
        /// A tenant that does not exist.
        case stranger

        /// Under which heading it stands.
        var heading: Int {
            switch self {
            case .admin: 0
            case .near: 1
            case .far: 2
            case .viewer: 3
            case .reading: 4
            case .nobody, .stranger: 5
            }
        }
    }

    /// On how many of the tenant's rows a right works.
    enum Extent: Equatable, Sendable {
        case none, some, all
        /// This many.
        case exactly(Int)
    }

    private struct Key: Hashable {
        let table: String
        let role: String
    }

    private var granted: [Key: Set<Right>] = [:]
    private var working: [Key: [String]] = [:]
    private var columns: [Key: [Right: (isExcept: Bool, names: Set<String>)]] = [:]

    /// The tables that have a line.
    private(set) var tables: Set<String> = []

    init(
        rights: String = IsolationDeclaration.rights,
        columns: String = IsolationDeclaration.columns
    ) {
        for words in Self.lines(rights) where words.count == 9 {
            let key = Key(table: words[0], role: words[1])
            tables.insert(words[0])
            granted[key] = Set(words[2].compactMap { Right(rawValue: String($0)) })
            working[key] = Array(words[3...])
        }
        for words in Self.lines(columns) {
            guard let right = Right(rawValue: words[2]) else { continue }
            let isExcept = words[3] == "not"
            self.columns[Key(table: words[0], role: words[1]), default: [:]][right] = (
                isExcept, Set(words[(isExcept ? 4 : 3)...])
            )
        }
    }

    /// What a role is granted on a table.
    func granted(_ role: Role, _ table: String) -> Set<Right> {
        role == .owner ? Set(Right.allCases) : granted[Key(table: table, role: role.rawValue), default: []]
    }

    /// Which columns of `all` a granted right holds for.
    func columns(_ role: Role, _ table: String, _ right: Right, of all: [String]) -> [String] {
        guard granted(role, table).contains(right) else { return [] }
        guard let exception = columns[Key(table: table, role: role.rawValue)]?[right] else { return all }
        return all.filter { exception.names.contains($0) != exception.isExcept }
    }

    /// On which of the own rows a right works, and on which of another tenant's.
    func works(
        _ right: Right,
        _ role: Role,
        _ table: String,
        _ situation: Situation
    ) -> (own: Extent, foreign: Extent) {
        let letters = working[Key(table: table, role: role.rawValue)]?[situation.heading] ?? "-"
        let own: Extent =
            letters.contains("\(right.rawValue)*") ? .some : letters.contains(right.rawValue) ? .all : .none
        guard let capital = letters.firstIndex(of: Character(right.rawValue.uppercased())) else { return (own, .none) }
        let digits = letters[letters.index(after: capital)...].prefix { $0.isNumber }
        if let count = Int(digits) { return (own, .exactly(count)) }
        return (own, .all)
    }

    private static func lines(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            .filter { !$0.isEmpty && $0[0] != "#" }
    }
}
