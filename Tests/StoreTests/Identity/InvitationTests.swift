import Postgres
import Programme
import Store
import Testing

@Suite struct InvitationTests {
    private let hour: Duration = .seconds(3600)

    @Test func `a link sets the password once, and ends sessions and tokens`() async throws {
        try await IdentityScene.with { scene in
            let link = IdentityScene.hash("link of lan")
            let invited = try #require(try await scene.identity.invitation(link))
            #expect(invited.login == "lan")
            _ = try await scene.signIn(scene.lan.account, "cookie")
            _ = try await scene.identity.insertToken(
                APITokenDraft(
                    account: scene.lan.account,
                    workplace: .tenant(scene.women.id),
                    tokenHash: IdentityScene.hash("token"),
                    name: "Máy in",
                    scopes: [.read],
                    lifetime: hour
                )
            )
            let used = try await atOnce(10) { try await scene.identity.useInvitation(link, passwordHash: "hash") }
            #expect(used.compactMap(\.self) == [scene.lan.account])
            #expect(try await scene.resolve("cookie") == nil)
            #expect(try await scene.identity.resolve(token: IdentityScene.hash("token")) == nil)
            #expect(try await scene.identity.invitation(link) == nil)
            #expect(try await scene.identity.credentials(login: "lan")?.passwordHash == "hash")
            #expect(try await scene.identity.credentials(login: "minh")?.passwordHash == nil)
        }
    }

    @Test func `a link that is too old, unknown, or of a disabled account does nothing`() async throws {
        try await IdentityScene.with { scene in
            try await scene.migrated.database.run("update identity.invitations set expires_at = now()")
            for secret in ["link of lan", "nothing"] {
                #expect(try await scene.identity.invitation(IdentityScene.hash(secret)) == nil)
                let used = try await scene.identity.useInvitation(IdentityScene.hash(secret), passwordHash: "x")
                #expect(used == nil)
            }
            try await scene.admin.resetPassword(
                scene.lan.account,
                invitationHash: IdentityScene.hash("new"),
                validFor: hour
            )
            try await scene.admin.disableAccount(scene.lan.account)
            let used = try await scene.identity.useInvitation(IdentityScene.hash("new"), passwordHash: "x")
            #expect(used == nil)
            #expect(try await scene.identity.credentials(login: "lan")?.passwordHash == nil)
        }
    }

    @Test func `an administrator makes an officer in three steps, and each can be taken again`() async throws {
        try await IdentityScene.with { scene in
            let context = IdentityScene.context(scene.lan, of: scene.women)
            let make = {
                try await scene.identity.account(forLogin: "Hoa", displayName: "Chị Hoa", in: scene.women.id)
            }
            let account = try await make()
            #expect(account.isNew && !account.hasPassword)
            let again = try await make()
            #expect(again.id == account.id && !again.isNew && !again.hasPassword)
            let invite = { (secret: String) in
                try await scene.identity.invite(
                    account.id,
                    by: scene.women.id,
                    tokenHash: IdentityScene.hash(secret),
                    validFor: hour
                )
            }
            #expect(try await invite("too early") == .refused)
            let draft = OfficerDraft(displayName: "Chị Hoa", role: .editor)
            _ = try await scene.tenants.write(context) { try await $0.officers.insert(draft, account: account.id) }
            #expect(try await invite("first") == .issued)
            #expect(try await invite("second") == .issued)
            #expect(try await scene.identity.useInvitation(IdentityScene.hash("first"), passwordHash: "x") == nil)
            let used = try await scene.identity.useInvitation(IdentityScene.hash("second"), passwordHash: "x")
            #expect(used == account.id)
            #expect(try await invite("third") == .hasPassword)
            #expect(try await scene.identity.invitation(IdentityScene.hash("third")) == nil)
        }
    }

    @Test func `nobody gets into another tenant by inviting its officer`() async throws {
        try await IdentityScene.with { scene in
            // minh was invited by the operator and has not used the link: lan wants one too.
            let context = IdentityScene.context(scene.lan, of: scene.women)
            let error = await refusal {
                _ = try await scene.identity.account(forLogin: "minh", displayName: "Minh", in: scene.women.id)
            }
            #expect(error == .refused(.loginTaken))
            let draft = OfficerDraft(displayName: "Minh", role: .viewer)
            _ = try await scene.tenants.write(context) {
                try await $0.officers.insert(draft, account: scene.minh.account)
            }
            let invite = {
                try await scene.identity.invite(
                    scene.minh.account,
                    by: scene.women.id,
                    tokenHash: IdentityScene.hash("stolen"),
                    validFor: hour
                )
            }
            #expect(try await invite() == .invitedElsewhere)
            _ = try await scene.identity.useInvitation(IdentityScene.hash("link of minh"), passwordHash: "his")
            #expect(try await invite() == .hasPassword)
            #expect(try await scene.identity.useInvitation(IdentityScene.hash("stolen"), passwordHash: "hers") == nil)
            let found = try await scene.identity.account(forLogin: "minh", displayName: "x", in: scene.women.id)
            #expect(found.id == scene.minh.account && !found.isNew && found.hasPassword)
            #expect(try await scene.identity.credentials(login: "minh")?.account.displayName == "Nguyễn Văn Minh")
        }
    }
}
