import Postgres
import Programme
import Store
import Testing

@Suite struct APITokenTests {
    private func draft(
        _ scene: IdentityScene,
        _ secret: String,
        tenant: TenantID? = nil,
        scopes: Set<APITokenScope> = [.read, .write],
        lifetime: Duration = .seconds(3600)
    ) -> APITokenDraft {
        APITokenDraft(
            account: scene.lan.account,
            workplace: .tenant(tenant ?? scene.women.id),
            tokenHash: IdentityScene.hash(secret),
            name: "Phần mềm kế toán",
            scopes: scopes,
            lifetime: lifetime
        )
    }

    @Test func `a token acts as its officer, and as a viewer where it may only read`() async throws {
        try await IdentityScene.with { scene in
            let both = try await scene.identity.insertToken(draft(scene, "both"))
            _ = try await scene.identity.insertToken(draft(scene, "read", scopes: [.read]))
            let resolved = try #require(try await scene.identity.resolve(token: IdentityScene.hash("both")))
            #expect(resolved.id == both)
            #expect(resolved.scopes == [.read, .write])
            let context = try #require(resolved.context(requestID: "r"))
            #expect(context.actor == .program(scene.lan.id))
            #expect(context.tenant == scene.women.id)
            #expect(context.role == .administrator)
            let reading = try #require(try await scene.identity.resolve(token: IdentityScene.hash("read")))
            #expect(reading.context()?.role == .viewer)
            #expect(try await scene.identity.resolve(token: IdentityScene.hash("none")) == nil)
        }
    }

    @Test func `a token ends with its time, its owner's word, its officer, its tenant and its account`() async throws {
        try await IdentityScene.with { scene in
            let resolves = { try await scene.identity.resolve(token: IdentityScene.hash($0)) != nil }
            _ = try await scene.admin.addOfficer(IdentityScene.addition("mai"), to: scene.women.id)
            _ = try await scene.identity.insertToken(draft(scene, "old", lifetime: .seconds(-1)))
            #expect(try await resolves("old") == false)
            let token = try await scene.identity.insertToken(draft(scene, "token"))
            #expect(try await resolves("token"))
            _ = try await scene.admin.suspendTenant(scene.women.id)
            #expect(try await resolves("token") == false)
            _ = try await scene.admin.resumeTenant(scene.women.id)
            #expect(try await resolves("token"))
            #expect(try await scene.identity.revokeToken(token, of: scene.minh.account) == false)
            #expect(try await scene.identity.revokeToken(token, of: scene.lan.account))
            #expect(try await resolves("token") == false)
            _ = try await scene.identity.insertToken(draft(scene, "next"))
            _ = try await scene.admin.endOfficer(scene.lan.id, of: scene.women.id)
            #expect(try await resolves("next") == false)
        }
    }

    @Test func `tokens are listed for their owner, with their last use`() async throws {
        try await IdentityScene.with { scene in
            let token = try await scene.identity.insertToken(draft(scene, "token"))
            let list = { try await scene.identity.tokens(of: scene.lan.account) }
            #expect(try await list().map(\.id) == [token])
            #expect(try await list().first?.lastUsedAt == nil)
            _ = try await scene.identity.resolve(token: IdentityScene.hash("token"))
            #expect(try await list().first?.lastUsedAt != nil)
            #expect(try await scene.identity.tokens(of: scene.minh.account).isEmpty)
        }
    }

    @Test func `there is no token for a tenant that the account does not work for, and no end of them`() async throws {
        try await IdentityScene.with { scene in
            let foreign = await refusal {
                _ = try await scene.identity.insertToken(draft(scene, "x", tenant: scene.veterans.id))
            }
            #expect(foreign == .notFound)
            let made = try await atOnce(IdentityDatabase.tokensPerAccount + 10) {
                await refusal { _ = try await scene.identity.insertToken(draft(scene, "\(AccountID.next())")) }
            }
            #expect(made.count { $0 == nil } == IdentityDatabase.tokensPerAccount)
            #expect(made.count { $0 == .refused(.tooManyTokens) } == 10)
        }
    }
}
