import Programme
import Store
import Testing

@Suite struct AdminTests {
    @Test func `tenants are listed by key with what they keep`() async throws {
        try await IdentityScene.with { scene in
            let listed = try await scene.admin.tenants()
            #expect(listed.map(\.tenant.key) == ["cuu-chien-binh", "phu-nu"])
            #expect(listed.map(\.officers) == [1, 1])
            #expect(listed.map(\.branches) == [0, 4])
            #expect(listed.map(\.members) == [0, 0])
            #expect(try await scene.admin.tenant(key: "phu-nu").id == scene.women.id)
            #expect(await refusal { _ = try await scene.admin.tenant(key: "x") } == .notFound)
        }
    }

    @Test func `a tenant is set up as its kind demands, under a key of its own`() async throws {
        try await IdentityScene.with { scene in
            let attempts: [(TenantDraft, StoreRefusal)] = [
                (TenantDraft(key: "phu-nu", kind: .organisation, name: "x"), .tenantKeyTaken),
                (TenantDraft(key: "Phụ nữ", kind: .organisation, name: "x"), .tenantKeyTaken),
                (TenantDraft(key: "x-1", kind: .ward, name: "x"), .areaUnknown),
                (TenantDraft(key: "x-1", kind: .ward, name: "x", area: .next()), .areaUnknown),
                (TenantDraft(key: "x-1", kind: .organisation, name: "x", area: IdentityScene.ward), .areaUnknown),
            ]
            for (draft, reason) in attempts {
                #expect(await refusal { _ = try await scene.admin.insertTenant(draft) } == .refused(reason))
            }
            let tenants = try await scene.admin.tenants()
            #expect(tenants.count == 2)
        }
    }

    @Test func `each act leaves a line in the tenant, and none in another`() async throws {
        try await IdentityScene.with { scene in
            let before = try await scene.everything(of: scene.veterans)
            let renamed = try await scene.admin.renameTenant(scene.women.id, to: "Hội LHPN phường")
            #expect(renamed.name == "Hội LHPN phường" && renamed.version == 2 && renamed.key == "phu-nu")
            #expect(try await scene.admin.suspendTenant(scene.women.id).isSuspended)
            #expect(try await scene.admin.resumeTenant(scene.women.id).isSuspended == false)
            let hoa = try await scene.admin.addOfficer(IdentityScene.addition("hoa"), to: scene.women.id)
            _ = try await scene.admin.endOfficer(hoa.officer.id, of: scene.women.id)
            let lan = scene.lan.account
            let link = IdentityScene.hash("new link")
            try await scene.admin.resetPassword(lan, invitationHash: link, validFor: .seconds(60))
            try await scene.admin.resetSecondFactor(lan)
            try await scene.admin.endSessions(of: lan, includingTokens: true)
            try await scene.admin.disableAccount(lan)
            try await scene.admin.enableAccount(lan)
            let expected = [
                "tenant.add", "officer.add", "tenant.rename", "tenant.suspend", "tenant.resume", "officer.add",
                "officer.end", "account.reset_password", "account.reset_second_factor", "account.end_sessions",
                "account.disable", "account.enable",
            ]
            #expect(try await scene.audit(of: scene.women) == expected.map { "operator \($0)" })
            #expect(try await scene.everything(of: scene.veterans) == before)
        }
    }

    @Test func `nothing is done to a tenant or an account that does not exist`() async throws {
        try await IdentityScene.with { scene in
            let admin = scene.admin
            let acts: [() async throws -> Void] = [
                { _ = try await admin.renameTenant(.next(), to: "x") },
                { _ = try await admin.suspendTenant(.next()) },
                { _ = try await admin.addOfficer(IdentityScene.addition("hoa"), to: .next()) },
                { _ = try await admin.endOfficer(scene.minh.id, of: scene.women.id) },
                { try await admin.disableAccount(.next()) },
                { _ = try await admin.removeTenant(.next(), dryRun: false) },
                { _ = try await admin.account(login: "nobody") },
            ]
            for act in acts { #expect(await refusal(act) == .notFound) }
            #expect(await refusal { _ = try await admin.account(login: "hoa") } == .notFound)
        }
    }

    @Test func `the operator adds an officer with account and link, all or nothing`() async throws {
        try await IdentityScene.with { scene in
            let added = try await scene.admin.addOfficer(
                IdentityScene.addition("hoa", role: .editor),
                to: scene.women.id
            )
            #expect(added.isInvited)
            let link = IdentityScene.hash("link of hoa")
            #expect(try await scene.identity.useInvitation(link, passwordHash: "x") == added.officer.account)
            let again = await refusal {
                _ = try await scene.admin.addOfficer(IdentityScene.addition("hoa", link: "l"), to: scene.women.id)
            }
            #expect(again == .refused(.officerExists))
            let elsewhere = try await scene.admin.addOfficer(
                IdentityScene.addition("hoa", link: "unneeded"),
                to: scene.veterans.id
            )
            #expect(!elsewhere.isInvited)
            #expect(elsewhere.officer.account == added.officer.account)
            #expect(try await scene.identity.invitation(IdentityScene.hash("unneeded")) == nil)
            let badScope = await refusal {
                let scope = OfficerScope.branch(IdentityScene.top)
                let addition = IdentityScene.addition("tam", role: .editor, scope: scope)
                _ = try await scene.admin.addOfficer(addition, to: scene.veterans.id)
            }
            #expect(badScope == .refused(.branchUnknown))
            #expect(await refusal { _ = try await scene.admin.account(login: "tam") } == .notFound)
            let listed = try await scene.admin.officers(of: scene.women.id)
            #expect(Set(listed.map(\.login)) == ["lan", "hoa"])
            #expect(Set(listed.filter(\.hasPassword).map(\.login)) == ["hoa"])
        }
    }

    @Test func `the operator helps somebody who lost password and telephone`() async throws {
        try await IdentityScene.with { scene in
            let lan = scene.lan.account
            try await scene.identity.setPassword(lan, hash: "old")
            _ = try await scene.identity.beginSecondFactor(lan, sealedSecret: [1])
            let code = IdentityScene.hash("code")
            _ = try await scene.identity.confirmSecondFactor(lan, sealedSecret: [1], step: 1, recoveryCodes: [code])
            _ = try await scene.signIn(lan, "cookie")
            let link = IdentityScene.hash("help")
            try await scene.admin.resetPassword(lan, invitationHash: link, validFor: .seconds(60))
            try await scene.admin.resetSecondFactor(lan)
            #expect(try await scene.resolve("cookie") == nil)
            #expect(try await scene.identity.countRecoveryCodes(lan) == 0)
            #expect(try await scene.identity.useInvitation(link, passwordHash: "new") == lan)
            let credentials = try #require(try await scene.identity.credentials(login: "lan"))
            #expect(credentials.passwordHash == "new")
            #expect(credentials.secondFactor == AccountCredentials.SecondFactor.none)
        }
    }

    @Test func `accounts of no tenant are found and removed, and others are not`() async throws {
        try await IdentityScene.with { scene in
            let stray = try await scene.identity.account(forLogin: "stray", displayName: "x", in: scene.women.id)
            #expect(try await scene.admin.accountsWithoutTenant().map(\.login) == ["stray"])
            let error = await refusal { _ = try await scene.admin.removeAccounts([stray.id, scene.lan.account]) }
            #expect(error == .refused(.accountInUse))
            let strays = try await scene.admin.accountsWithoutTenant()
            #expect(strays.map(\.id) == [stray.id])
            #expect(try await scene.admin.removeAccounts([stray.id]) == 1)
            #expect(try await scene.admin.accountsWithoutTenant().isEmpty)
        }
    }
}
