import Testing

@testable import Web

@Suite struct PasswordTests {
    /// As quick as Argon2id allows: the tests look at what is done, not at how dear it is.
    private static let cheap = PasswordHasher.Cost(passes: 1, memoryBytes: 64 * 1024)

    @Test func `a password is right for its own hash and for no other`() async throws {
        let hasher = PasswordHasher(cost: Self.cheap)
        let hash = try await hasher.hash("một câu dài dễ nhớ")
        #expect(hash.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(try await hasher.verify("một câu dài dễ nhớ", against: hash) == .right)
        #expect(try await hasher.verify("một câu dài dễ nhơ", against: hash) == .wrong)
        #expect(try await hasher.hash("một câu dài dễ nhớ") != hash)
    }

    @Test func `the usual cost is two passes over 19 MiB`() async throws {
        let hash = try await PasswordHasher().hash("một câu dài dễ nhớ")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    }

    @Test func `a password typed as NFC and as NFD is one password`() async throws {
        let hasher = PasswordHasher(cost: Self.cheap)
        let hash = try await hasher.hash("ti\u{1ebf}ng Vi\u{1ec7}t")
        #expect(try await hasher.verify("tie\u{302}\u{301}ng Vie\u{323}\u{302}t", against: hash) == .right)
    }

    @Test func `a name that nobody has costs a hash and is wrong`() async throws {
        let hasher = PasswordHasher(cost: .standard)
        _ = try await hasher.verify("x", against: nil)
        let start = ContinuousClock.now
        #expect(try await hasher.verify("bất kỳ", against: nil) == .wrong)
        #expect(start.duration(to: .now) > .milliseconds(3))
    }

    @Test func `a hash of another cost is right and is replaced`() async throws {
        let old = try await PasswordHasher(cost: Self.cheap).hash("một câu dài dễ nhớ")
        let hasher = PasswordHasher(cost: .init(passes: 2, memoryBytes: 64 * 1024))
        guard case .rightAndRehashed(let renewed) = try await hasher.verify("một câu dài dễ nhớ", against: old) else {
            Issue.record("the hash was not made anew")
            return
        }
        #expect(renewed.hasPrefix("$argon2id$v=19$m=64,t=2,p=1$"))
        #expect(try await hasher.verify("một câu dài dễ nhớ", against: renewed) == .right)
    }

    @Test func `what is stored and is no hash is wrong`() async throws {
        let hasher = PasswordHasher(cost: Self.cheap)
        for stored in ["", "x", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", String(repeating: "$", count: 4000)] {
            #expect(try await hasher.verify("x", against: stored) == .wrong)
        }
    }

    @Test func `a flood is refused at once and does not grow`() async throws {
        let hasher = PasswordHasher(
            cost: .init(passes: 3, memoryBytes: 8 * 1024 * 1024),
            threadLimit: 1,
            waitingLimit: 4
        )
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask { (try? await hasher.hash("một câu dài dễ nhớ")) != nil }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(results.contains(true))
        #expect(results.contains(false))
        #expect(try await hasher.verify("x", against: nil) == .wrong)
    }

    @Test(arguments: [
        ("ngắn", PasswordRule.Problem.tooShort), ("1234567", .tooShort),
        (String(repeating: "a b", count: 200), .tooLong),
        ("12345678", .tooCommon), ("87654321", .tooCommon), ("matkhau123", .tooCommon), ("Mật khẩu 123", .tooCommon),
        ("Pleiku2024", .tooCommon), ("anhyeuem", .tooCommon), ("qwertyuiop", .tooCommon), ("asdfghjkl", .tooCommon),
        ("aaaaaaaaaa", .tooCommon), ("1212121212", .tooCommon), ("PASSWORD1", .tooCommon), ("hoctap123", .tooCommon),
        ("khuyenhoc2025", .tooCommon), ("nguyen.hanh1", .containsLogin),
    ])
    func `a password that others would try is refused`(_ password: String, _ problem: PasswordRule.Problem) {
        #expect(PasswordRule.problem(of: password, login: "nguyen.hanh") == problem)
    }

    @Test(arguments: [
        "một câu dài dễ nhớ", "correct horse battery staple", "Kpă Thuyên 1957", "!@#$%^&*()_+-=", "20141957ab",
        "密码很长而且不好猜", "nguyen.hanh và ba con mèo đen",
    ])
    func `length is enough, whatever the characters`(_ password: String) {
        #expect(PasswordRule.problem(of: password, login: "nguyen.hanh") == nil)
    }

    @Test func `letters and marks typed apart count once`() {
        #expect(PasswordRule.problem(of: "e\u{302}\u{301}e\u{302}\u{301}o\u{31b}\u{301}x", login: "a") == .tooShort)
    }
}
