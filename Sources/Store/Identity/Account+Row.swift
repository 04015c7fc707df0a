package import Postgres
import Programme

/// Reads `id, login, display_name, language, password_changed_at, totp_confirmed_at is not null, disabled_at is not null,
/// created_at`.
extension Account: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        login = try row.next()
        displayName = try row.next()
        language = try row.choice()
        passwordChangedAt = try row.next()
        hasSecondFactor = try row.next()
        isDisabled = try row.next()
        createdAt = try row.next()
    }
}

/// Reads the account, then `password_hash, totp_secret, totp_last_step`.
extension AccountCredentials: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        account = try Account(from: &row)
        passwordHash = try row.next()
        let secret = try row.next([UInt8]?.self)
        let lastStep = try row.next(Int64?.self)
        secondFactor =
            switch secret {
            case nil: .none
            case let secret? where account.hasSecondFactor: .confirmed(sealedSecret: secret, lastStep: lastStep ?? 0)
            case let secret?: .enrolling(sealedSecret: secret)
            }
    }
}

/// Reads `tenant_id, key, kind, name, state, id, role, branch_id, area_id`.
extension AccountOfficer: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        tenant = try row.next()
        tenantKey = try row.next()
        tenantKind = try row.choice()
        tenantName = try row.next()
        isTenantSuspended = try row.next(String.self) != "active"
        officer = try row.next()
        role = try row.choice()
        scope = try OfficerScope(branch: row.next(), area: row.next())
    }
}

extension OfficerScope {
    /// From the two columns, of which one at most is filled.
    init(branch: BranchID?, area: AreaID?) {
        self = branch.map(OfficerScope.branch) ?? area.map(OfficerScope.area) ?? .wholeTenant
    }

    /// For the column of branches.
    var branch: BranchID? { if case .branch(let branch) = self { branch } else { nil } }

    /// For the column of areas.
    var area: AreaID? { if case .area(let area) = self { area } else { nil } }
}

extension VisiblePart {
    /// From the arrays that `app.branches_below` and `app.areas_below` gave for one scope; nil where they were not asked.
    init(branches: [BranchID]?, areas: [AreaID]?) {
        self =
            branches == nil && areas == nil
            ? .wholeTenant : .part(branches: branches ?? [], areas: areas ?? [])
    }
}
