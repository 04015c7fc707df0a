internal import Programme
internal import Store

/// The branches and areas as lists to choose from.
struct PlaceChoices: Sendable {
    /// Branches up to this number are a list; beyond it a name is typed, because a page with so many would be too large.
    static let mostListed = 500

    let branches: BranchTree
    let areas: AreaHistory
    let today: CalendarDay

    init(branches: BranchTree, areas: AreaHistory) {
        self.branches = branches
        self.areas = areas
        today = .inVietnam()
    }

    /// The branches in the order of the tree.
    /// - Parameters:
    ///   - empty: what stands for none; nil if one must be chosen.
    ///   - chosen: listed even if it is closed.
    func branchOptions(_ chosen: BranchID?, empty: String?, without: Set<BranchID> = []) -> [FieldOption] {
        guard branches.branches.count <= Self.mostListed else { return [] }
        let first = empty.map { [FieldOption(code: "", text: $0, isChosen: chosen == nil)] } ?? []
        var depths: [BranchID: Int] = [:]
        return first
            + branches.branches.compactMap { branch in
                let depth = branch.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
                depths[branch.id] = depth
                guard branch.closedOn == nil || branch.id == chosen, !without.contains(branch.id) else { return nil }
                let indent = String(repeating: "\u{2003}", count: min(depth, 5))
                return FieldOption(
                    code: branch.id.description,
                    text: indent + branch.name,
                    isChosen: branch.id == chosen
                )
            }
    }

    /// A field to choose a branch in, or to type its name.
    func branchField(
        _ name: String,
        _ label: String,
        chosen: BranchID?,
        empty: String?,
        without: Set<BranchID> = []
    ) -> FormField {
        var field = FormField(name, label)
        field.options = branchOptions(chosen, empty: empty, without: without)
        field.text = field.options.isEmpty ? branchName(chosen) ?? "" : ""
        field.longest = StoredBranch.longestName
        return field
    }

    /// The branch that a form names, by identity or by a name that only one open branch has; nil for none.
    /// - Throws: `StoreError.refused(.branchUnknown)`.
    func branch(_ typed: String?) throws(StoreError) -> BranchID? {
        guard let typed, !VietnameseText.clean(typed).isEmpty else { return nil }
        if let id = BranchID(typed) {
            guard branches[id] != nil else { throw .refused(.branchUnknown) }
            return id
        }
        let key = VietnameseText.folded(typed)
        let found = branches.branches.filter { $0.closedOn == nil && VietnameseText.folded($0.name) == key }
        guard let only = found.first, found.count == 1 else { throw .refused(.branchUnknown) }
        return only.id
    }

    func branchName(_ id: BranchID?) -> String? { id.flatMap { branches[$0]?.name } }

    /// The branch with those above it.
    func branchPath(_ id: BranchID?) -> String? {
        guard let id else { return nil }
        let names = branches.path(to: id).map(\.name)
        return names.isEmpty ? nil : names.joined(separator: " › ")
    }

    /// The wards and communes of today, and the one that a record has already.
    func areaOptions(_ chosen: AreaID?, empty: String) -> [FieldOption] {
        var listed = areas.areas(on: today).filter { $0.kind.level == 2 }
        if let chosen, !listed.contains(where: { $0.id == chosen }), let area = areas.area(chosen) {
            listed.append(area)
        }
        let options = listed.map { (key: VietnameseSortKey.key($0.name(on: today)), area: $0) }
            .sorted { ($0.key, $0.area.id) < ($1.key, $1.area.id) }
            .map { entry in
                FieldOption(
                    code: entry.area.id.description,
                    text: entry.area.title(on: today),
                    isChosen: entry.area.id == chosen
                )
            }
        return [FieldOption(code: "", text: empty, isChosen: chosen == nil)] + options
    }

    /// A field to choose a ward or commune in.
    func areaField(_ name: String, _ label: String, chosen: AreaID?, empty: String) -> FormField {
        var field = FormField(name, label)
        field.options = areaOptions(chosen, empty: empty)
        return field
    }

    /// The area that a form names; nil for none.
    /// - Throws: `StoreError.refused(.areaUnknown)`.
    func area(_ typed: String?) throws(StoreError) -> AreaID? {
        guard let typed, !typed.isEmpty else { return nil }
        guard let id = AreaID(typed), areas.area(id) != nil else { throw .refused(.areaUnknown) }
        return id
    }

    func areaTitle(_ id: AreaID?) -> String? { id.flatMap { areas.area($0)?.title(on: today) } }
}
