import Programme

/// What the group rows above say of the rows below them: `I. Phường Hội Phú`, then `1. Thôn 1`, then people. A group of a
/// level ends the groups of that level and of those under it.
package struct GroupTrail: Hashable, Sendable {
    /// What a group row names.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Phường, xã.
        case area
        /// Thôn, làng, tổ dân phố.
        case hamlet
        /// Chi hội, chi đoàn, công đoàn cơ sở.
        case branch
        /// Tổ hội, tổ phụ nữ.
        case group
        /// Anything else: `Ban chấp hành`, `Hội viên danh dự`.
        case section

        /// The field that it fills where a row says nothing itself.
        var field: MemberField? {
            switch self {
            case .area: .area
            case .hamlet: .hamlet
            case .branch: .branch
            case .group: .group
            case .section: nil
            }
        }
    }

    /// By how a group row is numbered: `A`, `I`, `1`, nothing.
    enum Level: Hashable {
        case letter, roman, arabic, none(Kind)
    }

    private struct Entry: Hashable {
        var level: Level
        var kind: Kind
        var text: String
    }

    /// Deeper trails are no lists of people.
    private static let deepest = 6

    private var entries: [Entry] = []

    /// No group.
    package init() {}

    /// What the rows below belong to; nil where no group of the kind is open.
    package subscript(kind: Kind) -> String? { entries.last { $0.kind == kind }?.text }

    /// Whether no group is open.
    package var isEmpty: Bool { entries.isEmpty }

    /// A group row: the groups of its level and below are over.
    mutating func enter(_ kind: Kind, _ text: String, level: Level) {
        if let same = entries.firstIndex(where: { $0.level == level || ($0.kind == kind && kind != .section) }) {
            entries.removeSubrange(same...)
        }
        if kind == .area { entries.removeAll { $0.kind == .hamlet } }
        if entries.count == Self.deepest { entries.removeFirst() }
        entries.append(Entry(level: level, kind: kind, text: text))
    }

    /// Another list begins: nothing is carried over from the one before.
    mutating func leaveAll() { entries.removeAll() }
}
