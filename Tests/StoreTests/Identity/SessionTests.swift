import Postgres
import Programme
import Store
import Testing

@Suite struct SessionTests {
    @Test func `a session of an account with one tenant acts for it at once`() async throws {
        try await IdentityScene.with { scene in
            let id = try await scene.signIn(scene.lan.account, "cookie")
            let session = try #require(try await scene.resolve("cookie"))
            #expect(session.id == id)
            #expect(session.account.login == "lan")
            #expect(session.account.displayName == "Rơ Châm H'Lan")
            #expect(session.officers.map(\.tenantKey) == ["phu-nu"])
            guard case .officer(let acting) = session.acting else { throw StoreError.notFound }
            let context = acting.context(requestID: "r")
            #expect(
                context
                    == TenantContext(
                        tenant: scene.women.id,
                        actor: .officer(scene.lan.id),
                        role: .administrator,
                        requestID: "r"
                    )
            )
            #expect(try await scene.tenants.read(context) { try await $0.tenants.own.key } == "phu-nu")
        }
    }

    @Test func `one cookie is never another's, and no cookie is nobody`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.signIn(scene.lan.account, "one")
            _ = try await scene.signIn(scene.minh.account, "two")
            #expect(try await scene.resolve("one")?.account.login == "lan")
            #expect(try await scene.resolve("two")?.account.login == "minh")
            #expect(try await scene.resolve("three") == nil)
            let shown = try await scene.resolve("two")?.officers.map(\.tenantKey)
            #expect(shown == ["cuu-chien-binh"])
        }
    }

    @Test func `who works for two tenants chooses, and only between them`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.admin.addOfficer(
                IdentityScene.addition("lan", "Chị Lan", role: .viewer, link: "second link"),
                to: scene.veterans.id
            )
            let ward = try await scene.admin.insertTenant(
                TenantDraft(key: "phuong-pleiku", kind: .ward, name: "Phường Pleiku", area: IdentityScene.ward)
            )
            let session = try await scene.signIn(scene.lan.account, "cookie")
            let before = try #require(try await scene.resolve("cookie"))
            #expect(before.acting == .nowhere)
            #expect(before.officers.map(\.tenantKey) == ["cuu-chien-binh", "phu-nu"])
            let choose = { tenant in
                try await scene.identity.chooseTenant(tenant, session: session, of: scene.lan.account)
            }
            #expect(try await choose(ward.id) == false)
            #expect(try await choose(scene.veterans.id))
            guard case .officer(let acting) = try await scene.resolve("cookie")?.acting else {
                throw StoreError.notFound
            }
            #expect(acting.officer.tenantKey == "cuu-chien-binh")
            #expect(acting.officer.role == .viewer)
            let stranger = try await scene.identity.chooseTenant(
                scene.veterans.id,
                session: session,
                of: scene.minh.account
            )
            #expect(stranger == false)
        }
    }

    @Test func `an officer of a branch sees it and what lies below, one of a ward what became part of it`() async throws
    {
        try await IdentityScene.with { scene in
            let branch = OfficerScope.branch(IdentityScene.top)
            let area = OfficerScope.area(IdentityScene.ward)
            for (login, scope) in [("hoa", branch), ("mai", area)] {
                let added = try await scene.admin.addOfficer(
                    IdentityScene.addition(login, role: .editor, scope: scope),
                    to: scene.women.id
                )
                _ = try await scene.signIn(added.officer.account, login)
            }
            guard case .officer(let hoa) = try await scene.resolve("hoa")?.acting,
                case .part(let branches, let noAreas) = hoa.part
            else { throw StoreError.notFound }
            #expect(Set(branches) == [IdentityScene.top, IdentityScene.below, IdentityScene.deepest])
            #expect(noAreas.isEmpty)
            guard case .officer(let mai) = try await scene.resolve("mai")?.acting,
                case .part(let noBranches, let areas) = mai.part
            else { throw StoreError.notFound }
            #expect(noBranches.isEmpty)
            #expect(
                Set(areas) == [
                    IdentityScene.ward, IdentityScene.hamlet, IdentityScene.mergedWard, IdentityScene.endedHamlet,
                ]
            )
        }
    }

    @Test func `an ended officer, a suspended tenant and a disabled account show at the next request`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.admin.addOfficer(IdentityScene.addition("mai"), to: scene.women.id)
            _ = try await scene.signIn(scene.lan.account, "cookie")
            _ = try await scene.admin.suspendTenant(scene.women.id)
            guard case .suspended(let officer) = try await scene.resolve("cookie")?.acting else {
                throw StoreError.notFound
            }
            #expect(officer.tenantKey == "phu-nu")
            _ = try await scene.admin.resumeTenant(scene.women.id)
            guard case .officer = try await scene.resolve("cookie")?.acting else { throw StoreError.notFound }
            _ = try await scene.admin.endOfficer(scene.lan.id, of: scene.women.id)
            let ended = try #require(try await scene.resolve("cookie"))
            #expect(ended.acting == .nowhere)
            #expect(ended.officers.isEmpty)
            try await scene.admin.disableAccount(scene.lan.account)
            #expect(try await scene.resolve("cookie") == nil)
            try await scene.admin.enableAccount(scene.lan.account)
            #expect(try await scene.resolve("cookie") == nil)
        }
    }

    @Test func `a session ends when it is too old, and when it was not used for too long`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.signIn(scene.lan.account, "short", lifetime: .seconds(-1))
            #expect(try await scene.resolve("short") == nil)
            _ = try await scene.signIn(scene.lan.account, "idle")
            try await scene.migrated.database.run(
                "update identity.sessions set last_seen_at = now() - interval '31 minutes'"
            )
            #expect(try await scene.resolve("idle") == nil)
            #expect(
                try await scene.identity.sessions(of: scene.lan.account, idleLimit: IdentityScene.idleLimit).isEmpty
            )
        }
    }

    @Test func `use is noted, to the minute`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.signIn(scene.lan.account, "cookie")
            let seen = "select extract(epoch from now() - last_seen_at)::int / 60 from identity.sessions"
            for minutes in [0, 20] {
                try await scene.migrated.database.run(
                    "update identity.sessions set last_seen_at = now() - interval '\(minutes) minutes'"
                )
                _ = try await scene.resolve("cookie")
                #expect(try await scene.migrated.database.run(seen) == "0\n")
            }
            let writes = "select xmin from identity.sessions"
            let before = try await scene.migrated.database.run(writes)
            _ = try await scene.resolve("cookie")
            #expect(try await scene.migrated.database.run(writes) == before)
        }
    }

    @Test func `a right one-time code makes the session whole under another token`() async throws {
        try await IdentityScene.with { scene in
            let id = try await scene.identity.insertSession(
                SessionDraft(
                    account: scene.lan.account,
                    tokenHash: IdentityScene.hash("half"),
                    device: String(repeating: "x", count: 1000),
                    isSecondFactorPassed: false,
                    lifetime: .seconds(60)
                )
            )
            #expect(try await scene.resolve("half")?.isSecondFactorPassed == false)
            #expect(try await scene.identity.passSecondFactor(id, newTokenHash: IdentityScene.hash("whole")))
            #expect(try await scene.resolve("half") == nil)
            #expect(try await scene.resolve("whole")?.isSecondFactorPassed == true)
        }
    }

    @Test func `sessions are listed and ended by their owner alone`() async throws {
        try await IdentityScene.with { scene in
            let first = try await scene.signIn(scene.lan.account, "first")
            let second = try await scene.signIn(scene.lan.account, "second")
            _ = try await scene.signIn(scene.minh.account, "his")
            let list = { try await scene.identity.sessions(of: scene.lan.account, idleLimit: IdentityScene.idleLimit) }
            #expect(Set(try await list().map(\.id)) == [first, second])
            #expect(try await scene.identity.endSession(first, of: scene.minh.account) == false)
            #expect(try await scene.identity.endSession(first, of: scene.lan.account))
            #expect(try await scene.resolve("first") == nil)
            #expect(try await scene.identity.endSessions(of: scene.lan.account, keeping: second) == 0)
            #expect(try await scene.identity.endSessions(of: scene.lan.account) == 1)
            #expect(try await list().isEmpty)
            #expect(try await scene.resolve("his") != nil)
        }
    }

    @Test func `an account has no more than so many sessions, and the oldest goes`() async throws {
        try await IdentityScene.with { scene in
            for number in 0...IdentityDatabase.sessionsPerAccount {
                _ = try await scene.signIn(scene.lan.account, "cookie \(number)")
            }
            #expect(try await scene.resolve("cookie 0") == nil)
            #expect(try await scene.resolve("cookie 1") != nil)
            let last = "cookie \(IdentityDatabase.sessionsPerAccount)"
            #expect(try await scene.resolve(last) != nil)
        }
    }

    @Test func `what opens a disabled account opens nothing, even what was not ended with it`() async throws {
        try await IdentityScene.with { scene in
            _ = try await scene.signIn(scene.lan.account, "cookie")
            let token = IdentityScene.hash("token")
            _ = try await scene.identity.insertToken(
                APITokenDraft(
                    account: scene.lan.account,
                    workplace: .tenant(scene.women.id),
                    tokenHash: token,
                    name: "x",
                    scopes: [.read],
                    lifetime: .seconds(60)
                )
            )
            #expect(try await scene.identity.resolve(token: token) != nil)
            try await scene.migrated.database.run("update identity.accounts set disabled_at = now()")
            #expect(try await scene.resolve("cookie") == nil)
            #expect(try await scene.identity.resolve(token: token) == nil)
        }
    }

    @Test func `a disabled account begins no session`() async throws {
        try await IdentityScene.with { scene in
            try await scene.admin.disableAccount(scene.lan.account)
            #expect(await refusal { _ = try await scene.signIn(scene.lan.account, "cookie") } == .notFound)
        }
    }
}
