import Postgres
import Programme
import Store
import Testing

@Suite struct SignInTests {
    private static let account = SignInSubject(hash: IdentityScene.hash("login lan"), rule: .account)
    private static let source = SignInSubject(hash: IdentityScene.hash("from 10.0.0.1"), rule: .source)

    private func makeWaitEnd(_ scene: IdentityScene) async throws {
        try await scene.migrated.database.run("update identity.sign_in_attempts set blocked_until = now()")
    }

    private func delaySeconds(_ admission: SignInAdmission) -> Double {
        guard case .delayed(let delay) = admission else { return 0 }
        return Double(delay.components.seconds)
    }

    @Test func `some failures are free, then each doubles the wait, up to the longest`() async throws {
        try await IdentityScene.with { scene in
            for _ in 0..<Self.account.rule.freeFailures {
                #expect(try await scene.identity.admitSignIn([Self.account]) == .admitted)
            }
            var waits: [Double] = []
            for _ in 0..<12 {
                #expect(try await scene.identity.admitSignIn([Self.account]) == .admitted)
                let delayed = try await scene.identity.admitSignIn([Self.account])
                waits.append(delaySeconds(delayed))
                try await makeWaitEnd(scene)
            }
            #expect((1...2).contains(waits[0]))
            #expect((3...4).contains(waits[1]))
            #expect((7...8).contains(waits[2]))
            #expect((890...900).contains(waits[11]))
        }
    }

    @Test func `an attempt that is not admitted counts for nothing`() async throws {
        try await IdentityScene.with { scene in
            for _ in 0...Self.account.rule.freeFailures { _ = try await scene.identity.admitSignIn([Self.account]) }
            let failures = "select failures from identity.sign_in_attempts"
            let before = try await scene.migrated.database.run(failures)
            for _ in 0..<5 {
                #expect(try await scene.identity.admitSignIn([Self.account, Self.source]) != .admitted)
            }
            #expect(try await scene.migrated.database.run(failures) == before)
        }
    }

    @Test func `success forgets the account's failures and not the source's`() async throws {
        try await IdentityScene.with { scene in
            let subjects = [Self.account, Self.source]
            for _ in 0..<3 { #expect(try await scene.identity.admitSignIn(subjects) == .admitted) }
            try await scene.identity.signInSucceeded(account: Self.account, source: Self.source)
            #expect(try await scene.migrated.database.run("select failures from identity.sign_in_attempts") == "2\n")
            for _ in 0..<2 { try await scene.identity.signInSucceeded(account: Self.account, source: Self.source) }
            #expect(try await scene.migrated.database.run("select count(*) from identity.sign_in_attempts") == "0\n")
        }
    }

    @Test func `many at once get no more tries than one after the other`() async throws {
        try await IdentityScene.with { scene in
            let admissions = try await atOnce(40) { try await scene.identity.admitSignIn([Self.account]) }
            #expect(admissions.count { $0 == .admitted } == Int(Self.account.rule.freeFailures) + 1)
        }
    }

    @Test func `many accounts from many sources at once do not lock each other out`() async throws {
        try await IdentityScene.with { scene in
            let subjects = (0..<6).map { SignInSubject(hash: IdentityScene.hash("subject \($0)"), rule: .source) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in 0..<30 {
                    group.addTask {
                        let pair = [subjects[round % 6], subjects[(round * 5 + 1) % 6]]
                        _ = try await scene.identity.admitSignIn(pair)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `failures of yesterday count no more`() async throws {
        try await IdentityScene.with { scene in
            for _ in 0...Self.account.rule.freeFailures { _ = try await scene.identity.admitSignIn([Self.account]) }
            try await scene.migrated.database.run(
                "update identity.sign_in_attempts set last_failed_at = now() - interval '25 hours', blocked_until = now()"
            )
            for _ in 0..<Self.account.rule.freeFailures {
                #expect(try await scene.identity.admitSignIn([Self.account]) == .admitted)
            }
        }
    }

    @Test func `a purge removes what has ended, and nothing that works`() async throws {
        try await IdentityScene.with { scene in
            let ended = try await scene.signIn(scene.lan.account, "ended")
            _ = try await scene.signIn(scene.lan.account, "open")
            try await scene.identity.endSession(ended, of: scene.lan.account)
            _ = try await scene.identity.admitSignIn([Self.account, Self.source])
            let nothing = try await scene.identity.purge()
            #expect([nothing.sessions, nothing.invitations, nothing.tokens, nothing.attempts] == [0, 0, 0, 0])
            try await scene.migrated.database.run(
                """
                update identity.sessions set ended_at = ended_at - interval '8 days';
                update identity.invitations set expires_at = now() - interval '8 days' where token_hash in
                    (select token_hash from identity.invitations limit 1);
                update identity.sign_in_attempts set last_failed_at = now() - interval '2 days'
                    where subject_hash in (select subject_hash from identity.sign_in_attempts limit 1);
                """
            )
            let purge = try await scene.identity.purge()
            #expect([purge.sessions, purge.invitations, purge.tokens, purge.attempts] == [1, 1, 0, 1])
            #expect(purge.isComplete)
            #expect(try await scene.resolve("open") != nil)
        }
    }
}
