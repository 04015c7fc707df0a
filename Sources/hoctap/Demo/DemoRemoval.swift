import Store

/// What an earlier demo left in a database, and how it is taken away.
struct DemoRemoval: Sendable {
    /// What the database has.
    enum Found: Sendable {
        case nothing
        /// Tenants that no demo made.
        case others
        /// A demo, whole or not.
        case demo([Tenant], isWhole: Bool)
    }

    let database: OperatorDatabase

    /// Looks what there is.
    func find() async throws -> Found {
        let states = try await database.admin.fillStates()
        if states.isEmpty { return .nothing }
        if states.contains(where: { $0.state == .none }) { return .others }
        return .demo(states.map(\.tenant), isWhole: states.allSatisfy { $0.state == .ended })
    }

    /// Removes tenants with all that they keep, and the accounts that are nobody's then.
    func remove(_ tenants: [Tenant]) async throws {
        let removals = try await database.admin.removeTenants(tenants.map(\.id), dryRun: false)
        _ = try await database.admin.removeAccounts(Array(Set(removals.flatMap(\.accountsLeft))))
    }
}
