import Postgres
import Programme
import Store
import Testing

@Suite struct CityAccessTests {
    private func grant(
        _ scene: IdentityScene,
        _ login: String,
        name: String? = nil,
        isSteward: Bool = false
    ) async throws -> Bool {
        try await scene.admin.grantCity(
            CityGrant(
                login: login,
                displayName: name,
                invitationHash: IdentityScene.hash("city link of \(login) \(AccountID.next())"),
                invitationValidity: .seconds(3600),
                isSteward: isSteward
            )
        )
    }

    private func draft(
        _ account: AccountID,
        _ secret: String,
        _ scopes: Set<APITokenScope> = [.read]
    ) -> APITokenDraft {
        APITokenDraft(
            account: account,
            workplace: .city,
            tokenHash: IdentityScene.hash(secret),
            name: "Bảng số liệu",
            scopes: scopes,
            lifetime: .seconds(3600)
        )
    }

    @Test func `who sees the city and works for nobody looks at it at once, until it is taken back`() async throws {
        try await IdentityScene.with { scene in
            #expect(try await grant(scene, "Hanh", name: "Lê Thị Hạnh"))
            let hanh = try await scene.admin.account(login: "hanh").id
            _ = try await scene.signIn(hanh, "cookie")
            let session = try #require(try await scene.resolve("cookie"))
            #expect(session.acting == .city && session.seesCity && session.officers.isEmpty)
            try await scene.admin.revokeCity(hanh)
            #expect(try await scene.resolve("cookie") == nil)
            _ = try await scene.signIn(hanh, "again")
            let later = try #require(try await scene.resolve("again"))
            #expect(later.acting == .nowhere && !later.seesCity)
            #expect(await refusal { try await scene.admin.revokeCity(hanh) } == .notFound)
        }
    }

    @Test func `a session acts for an organisation or for the city, and who may not choose the city does not`()
        async throws
    {
        try await IdentityScene.with { scene in
            let session = try await scene.signIn(scene.lan.account, "cookie")
            let lan = scene.lan.account
            #expect(try await scene.identity.chooseCity(session: session, of: lan) == false)
            _ = try await grant(scene, "lan")
            #expect(try await scene.identity.chooseCity(session: session, of: lan))
            let atCity = try #require(try await scene.resolve("cookie"))
            #expect(atCity.acting == .city && atCity.officers.map(\.tenantKey) == ["phu-nu"])
            #expect(try await scene.identity.chooseTenant(scene.women.id, session: session, of: lan))
            guard case .officer = try await scene.resolve("cookie")?.acting else { throw StoreError.notFound }
            // one more workplace: a new session is asked which
            _ = try await scene.signIn(lan, "new")
            #expect(try await scene.resolve("new")?.acting == .nowhere)
            // the other session works for an organisation, and goes on
            try await scene.admin.revokeCity(lan)
            #expect(try await scene.resolve("cookie") != nil)
            #expect(try await scene.identity.chooseCity(session: session, of: lan) == false)
        }
    }

    @Test func `a grant that ended between two requests opens nothing, whatever the session says`() async throws {
        try await IdentityScene.with { scene in
            _ = try await grant(scene, "hanh", name: "Lê Thị Hạnh")
            let hanh = try await scene.admin.account(login: "hanh").id
            _ = try await scene.signIn(hanh, "cookie")
            try await scene.migrated.database.run("update identity.city_viewers set ended_at = now()")
            #expect(try await scene.resolve("cookie")?.acting == .nowhere)
        }
    }

    @Test func `a token for the city reads, ends with the grant, and is no tenant's`() async throws {
        try await IdentityScene.with { scene in
            let lan = scene.lan.account
            #expect(await refusal { _ = try await scene.identity.insertToken(draft(lan, "early")) } == .notFound)
            _ = try await grant(scene, "lan")
            let id = try await scene.identity.insertToken(draft(lan, "token"))
            let token = try #require(try await scene.identity.resolve(token: IdentityScene.hash("token")))
            #expect(token.id == id && token.acting == .city && token.context() == nil)
            #expect(try await scene.identity.tokens(of: lan).map(\.workplace) == [.city])
            try await scene.admin.revokeCity(lan)
            _ = try await grant(scene, "lan")
            #expect(try await scene.identity.resolve(token: IdentityScene.hash("token")) == nil)
        }
    }

    @Test func `a viewer becomes a steward, has a token that writes as long as that, and the change is written down`()
        async throws
    {
        try await IdentityScene.with { scene in
            let lan = scene.lan.account
            _ = try await grant(scene, "lan")
            let writing = draft(lan, "writes", [.read, .write])
            #expect(await refusal { _ = try await scene.identity.insertToken(writing) } == .notFound)
            let session = try await scene.signIn(lan, "cookie")
            #expect(try await scene.identity.chooseCity(session: session, of: lan))
            #expect(try await scene.resolve("cookie")?.isSteward == false)
            _ = try await grant(scene, "lan", isSteward: true)
            #expect(try await scene.resolve("cookie")?.isSteward == true)
            _ = try await scene.identity.insertToken(writing)
            let token = IdentityScene.hash("writes")
            #expect(try await scene.identity.resolve(token: token)?.isSteward == true)
            _ = try await grant(scene, "lan")
            #expect(try await scene.admin.cityViewers().map(\.isSteward) == [true], "who may already goes on as before")
            let all = try await scene.admin.cityViewers(includingEnded: true)
            #expect(all.map(\.isSteward) == [false, true] && all.map { $0.endedAt == nil } == [false, true])
            try await scene.admin.revokeCity(lan)
            #expect(try await scene.identity.resolve(token: token) == nil)
        }
    }

    @Test func `what was granted stays written down, and its account cannot be removed`() async throws {
        try await IdentityScene.with { scene in
            _ = try await grant(scene, "hanh", name: "Lê Thị Hạnh")
            #expect(try await grant(scene, "hanh"), "the link was not used yet, so there is another")
            let hanh = try await scene.admin.account(login: "hanh").id
            try await scene.admin.revokeCity(hanh)
            #expect(try await scene.admin.cityViewers().isEmpty)
            #expect(try await scene.admin.cityViewers(includingEnded: true).map(\.login) == ["hanh"])
            #expect(try await scene.admin.accountsWithoutTenant().isEmpty)
            let refused = await refusal { _ = try await scene.admin.removeAccounts([hanh]) }
            #expect(refused == .refused(.accountInUse))
            #expect(await refusal { _ = try await grant(scene, "nobody") } == .notFound)
            #expect(await refusal { _ = try await grant(scene, "x", name: "X") } == .refused(.loginTaken))
        }
    }
}
