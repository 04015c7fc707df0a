/// What an officer may do. Each can do all that the one before can.
package enum OfficerRole: String, Codable, CaseIterable, Comparable, Sendable {
    /// Reads.
    case viewer
    /// Reads, and changes members and what belongs to them.
    case editor
    /// All of that, and officers, branches and the audit. Works for the whole tenant, always.
    case administrator

    /// Xem, Nhập liệu, Quản trị.
    package var vietnameseName: String {
        switch self {
        case .viewer: "Xem"
        case .editor: "Nhập liệu"
        case .administrator: "Quản trị"
        }
    }

    /// Viewer, Editor, Administrator.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// In order of what they may do.
    package static func < (left: OfficerRole, right: OfficerRole) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .editor: 1
        case .administrator: 2
        }
    }
}
