package import Programme

/// The branches of a tenant as a tree.
package struct BranchTree: Sendable {
    /// Above before below, by name among neighbours.
    package let branches: [StoredBranch]
    private let byID: [BranchID: StoredBranch]
    private let children: [BranchID?: [BranchID]]

    /// The tree of these branches. One whose parent is not among them stands at the top.
    package init(_ branches: [StoredBranch]) {
        let byID = Dictionary(branches.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = branches.map { (key: VietnameseSortKey.key($0.name), branch: $0) }
            .sorted { ($0.key, $0.branch.id) < ($1.key, $1.branch.id) }
        let neighbours = Dictionary(grouping: sorted.map(\.branch), by: { $0.parent.flatMap { byID[$0]?.id } })
        children = neighbours.mapValues { $0.map(\.id) }
        var ordered: [StoredBranch] = []
        var open: [BranchID] = children[nil, default: []].reversed()
        while let id = open.popLast() {
            if let branch = byID[id] { ordered.append(branch) }
            open += children[id, default: []].reversed()
        }
        self.byID = byID
        self.branches = ordered
    }

    /// The branch with this identity.
    package subscript(id: BranchID) -> StoredBranch? { byID[id] }

    /// The branches directly below one, or at the top.
    package func children(of id: BranchID?) -> [StoredBranch] { children[id, default: []].compactMap { byID[$0] } }

    /// A branch and all below it.
    package func below(_ id: BranchID) -> [BranchID] {
        var found: [BranchID] = []
        var open = byID[id] == nil ? [] : [id]
        while let next = open.popLast() {
            found.append(next)
            open += children[next, default: []]
        }
        return found
    }

    /// The branch and those above it, from the top down.
    package func path(to id: BranchID) -> [StoredBranch] {
        var path: [StoredBranch] = []
        var next = byID[id]
        while let branch = next, path.count < byID.count {
            path.append(branch)
            next = branch.parent.flatMap { byID[$0] }
        }
        return path.reversed()
    }
}
