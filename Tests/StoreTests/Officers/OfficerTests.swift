import Programme
import Store
import Testing

@Suite struct OfficerTests {
    private func insert(
        _ scene: IdentityScene,
        _ login: String,
        _ draft: OfficerDraft
    ) async throws -> Officer {
        let context = IdentityScene.context(scene.lan, of: scene.women)
        let account = try await scene.identity.account(forLogin: login, displayName: login, in: scene.women.id)
        return try await scene.tenants.write(context) { try await $0.officers.insert(draft, account: account.id) }
    }

    @Test func `officers are listed by name, and those of another tenant never`() async throws {
        try await IdentityScene.with { scene in
            let context = IdentityScene.context(scene.lan, of: scene.women)
            let hoa = try await insert(scene, "hoa", OfficerDraft(displayName: "Hoa", role: .editor))
            let listed = try await scene.tenants.read(context) { try await $0.officers.list() }
            #expect(listed.map(\.id) == [hoa.id, scene.lan.id])
            let foreign = await refusal {
                _ = try await scene.tenants.read(context) { try await $0.officers.find(scene.minh.id) }
            }
            #expect(foreign == .notFound)
        }
    }

    @Test func `what an officer is changes by version, and the audit names the fields`() async throws {
        try await IdentityScene.with { scene in
            let context = IdentityScene.context(scene.lan, of: scene.women)
            let before = try await scene.everything(of: scene.veterans)
            let hoa = try await insert(scene, "hoa", OfficerDraft(displayName: "Hoa", role: .editor))
            let scope = OfficerScope.branch(IdentityScene.below)
            let draft = OfficerDraft(displayName: "Hoa", role: .viewer, scope: scope)
            let changed = try await scene.tenants.write(context) {
                try await $0.officers.update(hoa.id, ifVersion: 1, to: draft)
            }
            #expect(changed.version == 2 && changed.role == .viewer && changed.scope == scope)
            let stale = await refusal {
                _ = try await scene.tenants.write(context) {
                    try await $0.officers.update(hoa.id, ifVersion: 1, to: draft)
                }
            }
            #expect(stale == .versionDiffers(current: 2))
            let fields = try await scene.migrated.database.run(
                "select fields, request_id, officer_id from app.audit_entries where action = 'officer.update'"
            )
            #expect(fields == "{role,scope}|request-1|\(scene.lan.id)\n")
            #expect(try await scene.everything(of: scene.veterans) == before)
        }
    }

    @Test func `an administrator works for the whole tenant, and a part must exist in it`() async throws {
        try await IdentityScene.with { scene in
            let attempts: [(OfficerRole, OfficerScope, StoreRefusal)] = [
                (.administrator, .branch(IdentityScene.top), .administratorScope),
                (.editor, .branch(BranchID.next()), .branchUnknown),
                (.editor, .area(AreaID.next()), .areaUnknown),
            ]
            for (role, scope, reason) in attempts {
                let error = await refusal {
                    _ = try await insert(scene, "hoa", OfficerDraft(displayName: "Hoa", role: role, scope: scope))
                }
                #expect(error == .refused(reason))
            }
            let context = IdentityScene.context(scene.minh, of: scene.veterans)
            let account = try await scene.identity.account(forLogin: "x-y", displayName: "x", in: scene.veterans.id)
            let foreignBranch = await refusal {
                _ = try await scene.tenants.write(context) {
                    let scope = OfficerScope.branch(IdentityScene.top)
                    let draft = OfficerDraft(displayName: "x", role: .editor, scope: scope)
                    return try await $0.officers.insert(draft, account: account.id)
                }
            }
            #expect(foreignBranch == .refused(.branchUnknown))
        }
    }

    @Test func `one account is one officer of a tenant, and works again after an end`() async throws {
        try await IdentityScene.with { scene in
            let context = IdentityScene.context(scene.lan, of: scene.women)
            let draft = OfficerDraft(displayName: "Hoa", role: .editor)
            let hoa = try await insert(scene, "hoa", draft)
            #expect(await refusal { _ = try await insert(scene, "hoa", draft) } == .refused(.officerExists))
            let ended = try await scene.tenants.write(context) { try await $0.officers.end(hoa.id, ifVersion: 1) }
            #expect(ended.isEnded)
            #expect(try await scene.tenants.read(context) { try await $0.officers.list() }.map(\.id) == [scene.lan.id])
            let all = try await scene.tenants.read(context) { try await $0.officers.list(includingEnded: true) }
            #expect(all.count == 2)
            let again = try await insert(scene, "hoa", OfficerDraft(displayName: "Chị Hoa", role: .viewer))
            #expect(again.id == hoa.id && again.version == 3 && !again.isEnded && again.role == .viewer)
        }
    }

    @Test func `the last administrator stays`() async throws {
        try await IdentityScene.with { scene in
            let context = IdentityScene.context(scene.lan, of: scene.women)
            _ = try await insert(scene, "hoa", OfficerDraft(displayName: "Hoa", role: .editor))
            let ends = await refusal {
                _ = try await scene.tenants.write(context) { try await $0.officers.end(scene.lan.id, ifVersion: 1) }
            }
            #expect(ends == .refused(.lastAdministrator))
            let steps = await refusal {
                _ = try await scene.tenants.write(context) {
                    let draft = OfficerDraft(displayName: "Lan", role: .editor)
                    return try await $0.officers.update(scene.lan.id, ifVersion: 1, to: draft)
                }
            }
            #expect(steps == .refused(.lastAdministrator))
            let byOperator = await refusal { _ = try await scene.admin.endOfficer(scene.lan.id, of: scene.women.id) }
            #expect(byOperator == .refused(.lastAdministrator))
        }
    }

    @Test func `of administrators who end each other at once one is left`() async throws {
        try await IdentityScene.with { scene in
            var officers = [scene.lan]
            for number in 1...4 {
                let draft = OfficerDraft(displayName: "Quản trị \(number)", role: .administrator)
                officers.append(try await insert(scene, "admin-\(number)", draft))
            }
            let (tenants, women) = (scene.tenants, scene.women)
            let refusals = try await withThrowingTaskGroup(of: StoreError?.self) { group in
                for (index, officer) in officers.enumerated() {
                    let next = officers[(index + 1) % officers.count]
                    group.addTask {
                        await refusal {
                            _ = try await tenants.write(IdentityScene.context(officer, of: women)) {
                                try await $0.officers.end(next.id, ifVersion: next.version)
                            }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == .refused(.lastAdministrator) } == 1)
            let left = try await scene.migrated.database.run(
                """
                select count(*) from app.officers
                where tenant_id = '\(women.id)' and role = 'administrator' and state = 'active'
                """
            )
            #expect(left == "1\n")
        }
    }

    @Test func `who ends the other administrator while being ended waits, and is refused`() async throws {
        try await IdentityScene.with { scene in
            let hoa = try await insert(scene, "hoa", OfficerDraft(displayName: "Hoa", role: .administrator))
            let (tenants, women, lan) = (scene.tenants, scene.women, scene.lan)
            let (hasEnded, tellsEnded) = AsyncStream.makeStream(of: Void.self)
            async let first: Void = tenants.write(IdentityScene.context(lan, of: women)) { tx in
                _ = try await tx.officers.end(hoa.id, ifVersion: 1)
                tellsEnded.finish()
                try await Task.sleep(for: .milliseconds(300))
            }
            for await _ in hasEnded {}
            let second = await refusal {
                _ = try await tenants.write(IdentityScene.context(hoa, of: women)) {
                    try await $0.officers.end(lan.id, ifVersion: 1)
                }
            }
            try await first
            #expect(second == .refused(.lastAdministrator))
        }
    }

    @Test func `an editor and a viewer change no officer, whatever they ask`() async throws {
        try await IdentityScene.with { scene in
            let before = try await scene.everything(of: scene.women)
            for role in [OfficerRole.editor, .viewer] {
                let context = TenantContext(tenant: scene.women.id, actor: .officer(scene.lan.id), role: role)
                let ends = await refusal {
                    _ = try await scene.tenants.write(context) { try await $0.officers.end(scene.lan.id, ifVersion: 1) }
                }
                #expect(ends == .notFound)
                await #expect(throws: (any Error).self) {
                    try await scene.tenants.write(context) {
                        let draft = OfficerDraft(displayName: "x", role: .administrator)
                        return try await $0.officers.insert(draft, account: scene.minh.account)
                    }
                }
            }
            #expect(try await scene.everything(of: scene.women) == before)
        }
    }
}
