import Postgres
import Programme

extension TenantContext {
    /// What a transaction is for. The policies let nothing but the audit be written in one that reads.
    enum Access: String {
        case read
        case write
    }

    /// The settings that the policies compare with, local to one transaction.
    func settings(for access: Access) -> PostgresSettings {
        var branches: [BranchID] = []
        var areas: [AreaID] = []
        var scope = "*"
        if case .part(let visibleBranches, let visibleAreas) = part {
            (branches, areas, scope) = (visibleBranches, visibleAreas, "")
        }
        return [
            "app.tenant_id": tenant.description,
            "app.officer_id": officer?.description ?? "",
            "app.actor": actorName,
            "app.request_id": requestID ?? "",
            "app.role": role.rawValue,
            "app.access": access.rawValue,
            "app.scope": scope,
            "app.branches": Self.literal(branches),
            "app.areas": Self.literal(areas),
            // a line of the audit about a read may be lost in a crash; what was changed may not
            "synchronous_commit": access == .read ? "off" : "on",
        ]
    }

    private var actorName: String {
        switch actor {
        case .officer: "officer"
        case .program: "program"
        case .operator: "operator"
        }
    }

    private static func literal<Subject>(_ identities: [Identity<Subject>]) -> String {
        "{" + identities.map(\.description).joined(separator: ",") + "}"
    }
}
