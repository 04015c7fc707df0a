package import Postgres
package import Programme

/// A branch to be written by `TenantFill`; the one above is written before it.
package struct FilledBranch: FilledRow {
    package static let table = "branches"
    package static let columns = ["tenant_id", "id", "parent_id", "name", "search_key", "area_id"]

    private let tenant: TenantID
    private let id: BranchID
    private let parent: BranchID?
    private let name: String
    private let area: AreaID?

    /// A branch of these parts.
    ///
    /// - Throws: `StoreError.refused(.textLength)`.
    package init(
        _ id: BranchID,
        of tenant: TenantID,
        parent: BranchID?,
        name: String,
        area: AreaID?
    ) throws(StoreError) {
        guard let name = StoredBranch.kept(name: name) else { throw .refused(.textLength) }
        (self.id, self.tenant, self.parent, self.name, self.area) = (id, tenant, parent, name, area)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, id, parent, name, VietnameseText.folded(name), area)
    }
}
