extension CriteriaSet {
    /// The parts of a criterion, in order; of nil those at the top.
    package func parts(of code: String?) -> [CriteriaItem] { items.filter { $0.parent == code } }

    /// The codes of a criterion and of everything below it.
    package func branch(of code: String) -> Set<String> {
        var branch: Set<String> = [code]
        // a part stands behind what it is a part of
        for item in items {
            if let parent = item.parent, branch.contains(parent) { branch.insert(item.code) }
        }
        return branch
    }

    /// Puts a criterion into its place among the parts of its parent, counted from 1: a new one, or in the place of `former`, whose
    /// parts go with it. Beyond the last it is the last. A parent that is below it, or that there is not, is a fault that
    /// `checked` tells.
    package mutating func place(_ item: CriteriaItem, at position: Int, replacing former: String? = nil) {
        var rest = items.filter { $0.code != former }
        for index in rest.indices where former != nil && rest[index].parent == former {
            rest[index].parent = item.code
        }
        let siblings = rest.indices.filter { rest[$0].parent == item.parent }
        let index = position - 1
        rest.insert(item, at: siblings.indices.contains(index) ? siblings[index] : rest.endIndex)
        items = Self.inOrder(rest)
    }

    /// Takes a criterion out, with everything below it.
    package mutating func remove(item code: String) {
        let branch = branch(of: code)
        items.removeAll { branch.contains($0.code) }
    }

    /// Parts behind what they are parts of; what hangs on nothing last.
    private static func inOrder(_ items: [CriteriaItem]) -> [CriteriaItem] {
        var ordered: [CriteriaItem] = []
        var open = Array(items.filter { $0.parent == nil }.reversed())
        var placed: Set<String> = []
        while let next = open.popLast() {
            guard placed.insert(next.code).inserted else { continue }
            ordered.append(next)
            open += items.filter { $0.parent == next.code }.reversed()
        }
        // a code that stands twice is kept, so that it can be told
        var counts = Dictionary(ordered.map { ($0.code, 1) }) { $0 + $1 }
        for item in items {
            let left = counts[item.code] ?? 0
            if left > 0 { counts[item.code] = left - 1 } else { ordered.append(item) }
        }
        return ordered
    }
}
