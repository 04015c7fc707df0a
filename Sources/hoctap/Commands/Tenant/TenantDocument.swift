import Foundation
import Programme
import Store

/// A tenant as a command answers it.
struct TenantDocument: Encodable {
    let id: String
    let key: String
    let kind: String
    let name: String
    let state: String
    let area: String?
    let createdAt: Date
    let officers: Int?
    let branches: Int?
    let members: Int?

    init(_ tenant: Tenant) { self.init(tenant, nil) }

    init(_ summary: TenantSummary) { self.init(summary.tenant, summary) }

    private init(_ tenant: Tenant, _ summary: TenantSummary?) {
        id = tenant.id.description
        key = tenant.key
        kind = tenant.kind.rawValue
        name = tenant.name
        state = tenant.isSuspended ? "suspended" : "active"
        area = tenant.area?.description
        createdAt = tenant.createdAt
        officers = summary?.officers
        branches = summary?.branches
        members = summary?.members
    }

    /// One line.
    var text: String { "\(key)  \(name)  \(kind), \(state)\n" }

    /// The lines of several.
    static func table(_ tenants: [TenantDocument]) -> String {
        var table = OutputTable("Key", "Name", "Kind", "State")
        table.columns += [("Officers", .right), ("Branches", .right), ("Members", .right)]
        table.rows = tenants.map { tenant in
            [tenant.key, tenant.name, tenant.kind, tenant.state]
                + [tenant.officers, tenant.branches, tenant.members].map { $0.map(String.init) ?? "" }
        }
        return table.text
    }
}
