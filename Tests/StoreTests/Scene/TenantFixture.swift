import Foundation
import Programme
import Store

/// Two wards, one with a hamlet.
struct AreaFixture: Sendable {
    let ward = AreaID.next()
    let hamlet = AreaID.next()
    let otherWard = AreaID.next()

    /// Makes them.
    var sql: String {
        """
        insert into app.areas (id, key, kind) values
            ('\(ward)', 'pleiku', 'ward'), ('\(hamlet)', 'pleiku-1', 'residential_group'),
            ('\(otherWard)', 'hoi-phu', 'ward');
        insert into app.area_names (area_id, ordinal, name) values
            ('\(ward)', 0, 'Pleiku'), ('\(hamlet)', 0, 'Tổ 1'), ('\(otherWard)', 0, 'Hội Phú');
        insert into app.area_parents (area_id, ordinal, parent_id) values ('\(hamlet)', 0, '\(ward)');
        """
    }
}

/// A tenant with two branches at the top, one below the first, and an officer of every kind.
struct TenantFixture: Sendable {
    let id = TenantID.next()
    let key: String
    let areas: AreaFixture
    let branch = BranchID.next()
    let branchBelow = BranchID.next()
    let otherBranch = BranchID.next()
    private let officers = (0..<5).map { _ in OfficerID.next() }

    init(key: String, areas: AreaFixture) {
        self.key = key
        self.areas = areas
    }

    var administrator: TenantContext { context(0, .administrator) }
    var editor: TenantContext { context(1, .editor) }
    var viewer: TenantContext { context(2, .viewer) }
    /// For `branch` and the one below.
    var branchEditor: TenantContext { context(3, .editor, .part(branches: [branch, branchBelow], areas: [])) }
    /// For `areas.ward` and the hamlet in it.
    var areaEditor: TenantContext { context(4, .editor, .part(branches: [], areas: [areas.ward, areas.hamlet])) }

    private func context(_ index: Int, _ role: OfficerRole, _ part: VisiblePart = .wholeTenant) -> TenantContext {
        TenantContext(
            tenant: id,
            actor: .officer(officers[index]),
            role: role,
            part: part,
            requestID: "request-\(key)-\(index)"
        )
    }

    /// Makes it.
    var sql: String {
        let accounts = officers.map { _ in AccountID.next() }
        var script = """
            insert into app.tenants (id, key, kind, name) values ('\(id)', '\(key)', 'organisation', '\(key)');
            insert into app.branches (tenant_id, id, parent_id, name, search_key) values
                ('\(id)', '\(branch)', null, 'Chi hội 1', 'chi hoi 1'),
                ('\(id)', '\(branchBelow)', '\(branch)', 'Tổ 1', 'to 1'),
                ('\(id)', '\(otherBranch)', null, 'Chi hội 2', 'chi hoi 2');

            """
        let scopes = ["null, null", "null, null", "null, null", "'\(branch)', null", "null, '\(areas.ward)'"]
        let roles = ["administrator", "editor", "viewer", "editor", "editor"]
        for index in officers.indices {
            script += """
                insert into identity.accounts (id, login, display_name)
                values ('\(accounts[index])', '\(key)-\(index)', 'Cán bộ \(index)');
                insert into app.officers (tenant_id, id, account_id, display_name, role, branch_id, area_id)
                values ('\(id)', '\(officers[index])', '\(accounts[index])', 'Cán bộ \(index)', '\(roles[index])', \(scopes[index]));

                """
        }
        return script
    }
}

extension MemberRecord {
    /// A record with a name and whatever else is set.
    init(named name: String, _ change: (inout MemberRecord) -> Void = { _ in }) {
        self.init()
        self.name = PersonName(name)
        change(&self)
    }
}
