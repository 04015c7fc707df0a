import Postgres
import Programme
import Store
import Testing

@Suite struct AccountTests {
    @Test(arguments: [
        ("Lan", "lan"), ("lan@pleiku.vn", "lan@pleiku.vn"), ("0905123456", "0905123456"), ("ab", nil), ("-lan", nil),
        ("lân", nil), ("", nil), (String(repeating: "a", count: 65), nil), ("lan\u{0}", nil), ("İlan", nil),
    ])
    func `a sign-in name has one shape`(_ typed: String, _ login: String?) {
        #expect(Account.login(typed) == login)
    }

    @Test func `an account is found by its name in any case, and a stranger is not`() async throws {
        try await IdentityScene.with { scene in
            let found = try #require(try await scene.identity.credentials(login: "LAN"))
            #expect(found.account.id == scene.lan.account)
            #expect(found.passwordHash == nil)
            #expect(found.secondFactor == .none)
            #expect(!found.account.isDisabled)
            #expect(try await scene.identity.credentials(account: scene.lan.account) == found)
            #expect(try await scene.identity.credentials(login: "nobody") == nil)
            #expect(try await scene.identity.credentials(login: "'; drop table x") == nil)
        }
    }

    @Test func `a new password ends the other sessions and every open link`() async throws {
        try await IdentityScene.with { scene in
            let kept = try await scene.signIn(scene.lan.account, "kept")
            _ = try await scene.signIn(scene.lan.account, "other")
            _ = try await scene.signIn(scene.minh.account, "his")
            try await scene.identity.setPassword(scene.lan.account, hash: "$argon2id$1", keeping: kept)
            #expect(try await scene.resolve("kept") != nil)
            #expect(try await scene.resolve("other") == nil)
            #expect(try await scene.resolve("his") != nil)
            #expect(try await scene.identity.invitation(IdentityScene.hash("link of lan")) == nil)
            #expect(try await scene.identity.invitation(IdentityScene.hash("link of minh")) != nil)
            #expect(try await scene.identity.credentials(login: "lan")?.passwordHash == "$argon2id$1")
        }
    }

    @Test func `a hash is made stronger only while the password is the same`() async throws {
        try await IdentityScene.with { scene in
            let lan = scene.lan.account
            try await scene.identity.setPassword(lan, hash: "weak")
            _ = try await scene.signIn(lan, "cookie")
            #expect(try await scene.identity.rehashPassword(lan, from: "other", to: "strong") == false)
            #expect(try await scene.identity.rehashPassword(lan, from: "weak", to: "strong"))
            #expect(try await scene.identity.credentials(login: "lan")?.passwordHash == "strong")
            #expect(try await scene.resolve("cookie") != nil)
        }
    }

    @Test func `the language is the account's`() async throws {
        try await IdentityScene.with { scene in
            try await scene.identity.setLanguage(scene.lan.account, .english)
            #expect(try await scene.identity.credentials(login: "lan")?.account.language == .english)
            #expect(try await scene.identity.credentials(login: "minh")?.account.language == .vietnamese)
        }
    }

    @Test func `a disabled account takes no password`() async throws {
        try await IdentityScene.with { scene in
            try await scene.admin.disableAccount(scene.lan.account)
            let error = await refusal { try await scene.identity.setPassword(scene.lan.account, hash: "x") }
            #expect(error == .notFound)
            #expect(try await scene.identity.credentials(login: "lan")?.account.isDisabled == true)
        }
    }

    @Test func `one-time codes are asked for from the first right one on`() async throws {
        try await IdentityScene.with { scene in
            let (identity, lan) = (scene.identity, scene.lan.account)
            #expect(try await identity.useSecondFactor(lan, step: 10) == false)
            #expect(try await identity.beginSecondFactor(lan, sealedSecret: [1, 2, 3]))
            #expect(try await identity.credentials(account: lan)?.secondFactor == .enrolling(sealedSecret: [1, 2, 3]))
            let codes = (0..<8).map { IdentityScene.hash("code \($0)") }
            let wrong = try await identity.confirmSecondFactor(lan, sealedSecret: [9], step: 100, recoveryCodes: codes)
            #expect(wrong == false)
            #expect(try await identity.countRecoveryCodes(lan) == 0)
            let right = try await identity.confirmSecondFactor(
                lan,
                sealedSecret: [1, 2, 3],
                step: 100,
                recoveryCodes: codes
            )
            #expect(right)
            let confirmed = try #require(try await identity.credentials(account: lan))
            #expect(confirmed.secondFactor == .confirmed(sealedSecret: [1, 2, 3], lastStep: 100))
            #expect(confirmed.account.hasSecondFactor)
            #expect(try await identity.beginSecondFactor(lan, sealedSecret: [4]) == false)
            #expect(try await identity.countRecoveryCodes(lan) == 8)
            try await identity.removeSecondFactor(lan)
            #expect(try await identity.credentials(account: lan)?.secondFactor == AccountCredentials.SecondFactor.none)
            #expect(try await identity.countRecoveryCodes(lan) == 0)
        }
    }

    @Test func `a code and a recovery code work once, however many come at once`() async throws {
        try await IdentityScene.with { scene in
            let (identity, lan) = (scene.identity, scene.lan.account)
            _ = try await identity.beginSecondFactor(lan, sealedSecret: [1])
            let code = IdentityScene.hash("code")
            _ = try await identity.confirmSecondFactor(lan, sealedSecret: [1], step: 1, recoveryCodes: [code])
            #expect(try await identity.useSecondFactor(lan, step: 1) == false)
            let steps = try await atOnce(20) { try await identity.useSecondFactor(lan, step: 2) }
            #expect(steps.count(where: \.self) == 1)
            #expect(try await identity.useSecondFactor(lan, step: 1) == false)
            let recoveries = try await atOnce(20) { try await identity.useRecoveryCode(lan, code) }
            #expect(recoveries.count(where: \.self) == 1)
            #expect(try await identity.useRecoveryCode(scene.minh.account, code) == false)
        }
    }

    @Test func `a hash shows no bytes`() {
        let hash = IdentityScene.hash("secret")
        #expect("\(hash)" == "SecretHash")
        #expect(String(reflecting: hash) == "SecretHash")
        var dumped = ""
        dump(hash, to: &dumped)
        let digits = dumped.filter(\.isNumber)
        #expect(digits.isEmpty)
        #expect(SecretHash([1, 2, 3]) == nil)
    }
}

/// Runs the same work many times at once.
func atOnce<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable () async throws -> Value) async throws -> [Value]
{
    try await withThrowingTaskGroup(of: Value.self) { group in
        for _ in 0..<count { group.addTask { try await body() } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
