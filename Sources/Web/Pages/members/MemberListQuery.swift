internal import Foundation
internal import Programme
internal import Store

/// Which members a list shows, as its address says it. What was typed to search is a person's name or number: the address has
/// it sealed for this officer, and not for longer than a working day.
struct MemberListQuery: Sendable, Hashable {
    /// The address of the list.
    static let path = "/members"
    /// Characters of a search, at most.
    static let longestSearch = 100
    private static let lifetimeSeconds: Double = 12 * 3600

    /// Nil means all that are neither merged nor erased.
    var state: MemberState? = .active
    var branch: BranchID?
    var area: AreaID?
    var text = ""
    var after: MemberID?

    /// What the list is asked for.
    var filter: MemberFilter {
        MemberFilter(states: state.map { [$0] } ?? Set(MemberState.live), branch: branch, area: area, text: text)
    }

    /// Whether it is more than the plain list.
    var isNarrowed: Bool { state != .active || branch != nil || area != nil || !text.isEmpty }

    init() {}

    /// What an address says. What cannot be read of it counts for nothing.
    init(_ fields: FormFields, _ officer: SignedInOfficer, _ keys: ServerKeys) {
        self.init(typed: fields, text: Self.open(fields["find"], officer, keys))
        after = fields["after"].flatMap(MemberID.init)
    }

    /// What the form above the list says.
    init(typed fields: FormFields, text: String?) {
        if let state = fields["state"] { self.state = MemberState(rawValue: state).flatMap { $0.isLive ? $0 : nil } }
        branch = fields["branch"].flatMap(BranchID.init)
        area = fields["area"].flatMap(AreaID.init)
        self.text = String(VietnameseText.clean(text ?? "").prefix(Self.longestSearch))
    }

    /// The address of this list, or of another page over the same members.
    func address(_ officer: SignedInOfficer, _ keys: ServerKeys, at path: String = path) -> LocalPath {
        var parts: [String] = []
        if state != .active { parts.append("state=\(state?.rawValue ?? "all")") }
        if let branch { parts.append("branch=\(branch)") }
        if let area { parts.append("area=\(area)") }
        if let sealed = Self.seal(text, officer, keys) { parts.append("find=\(sealed)") }
        if let after { parts.append("after=\(after)") }
        return LocalPath(trusted: parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))")
    }

    private struct Search: Codable {
        let text: String
        let madeAt: Date
    }

    private static func record(_ officer: SignedInOfficer) -> String {
        "search \(officer.context.tenant) \(officer.principal.account)"
    }

    static func seal(_ text: String, _ officer: SignedInOfficer, _ keys: ServerKeys) -> String? {
        guard !text.isEmpty, let plain = try? JSONEncoder().encode(Search(text: text, madeAt: Date())),
            let sealed = try? Sealed(plain, for: record(officer), keys: keys)
        else { return nil }
        return sealed.bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    static func open(_ text: String?, _ officer: SignedInOfficer, _ keys: ServerKeys) -> String? {
        guard let text, text.utf8.count <= 2000 else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let bytes = Data(base64Encoded: base64),
            let plain = try? Sealed(bytes: bytes).open(for: record(officer), keys: keys),
            let search = try? JSONDecoder().decode(Search.self, from: plain),
            Date().timeIntervalSince(search.madeAt) < lifetimeSeconds
        else { return nil }
        return search.text
    }
}
