internal import CSodium
internal import Foundation

/// Passwords to what is stored for them and back: Argon2id through libsodium, in the form `$argon2id$v=19$m=...`, which
/// carries its cost and its salt.
///
/// One hash takes `Cost.memoryBytes` and some tens of milliseconds on purpose, so that a stolen table is dear to
/// search. A flood of sign-ins must not take the server's memory or its threads with it: hashes run on a few threads of
/// their own, a bounded number waits, and what is beyond is refused with `Busy`. Unknown names take the same time as
/// known ones.
package struct PasswordHasher: Sendable {
    /// What one hash costs. The default is the second line of OWASP's table for Argon2id.
    package struct Cost: Sendable, Equatable {
        /// Passes over the memory.
        package let passes: Int
        /// Whole KiB, at least 8.
        package let memoryBytes: Int

        /// `passes` over `memoryBytes` of memory.
        package init(passes: Int, memoryBytes: Int) {
            self.passes = passes
            self.memoryBytes = memoryBytes
        }

        /// Two passes over 19 MiB.
        package static let standard = Cost(passes: 2, memoryBytes: 19 * 1024 * 1024)
    }

    /// Too many hashes wait. The caller is to come back in a few seconds.
    package struct Busy: Error {}

    /// What a look at a password found.
    package enum Verdict: Sendable, Equatable {
        /// Not the password, or there is none.
        case wrong
        /// The password.
        case right
        /// The password, and what is to be stored in the old hash's place, because the cost has changed.
        case rightAndRehashed(String)
    }

    /// Hashes at once: each holds 19 MiB and a core.
    package static let threadLimit = 2
    /// Hashes that wait: two seconds of work at 50 ms each.
    package static let waitingLimit = 64

    private let cost: Cost
    private let threads: PasswordThreads

    /// A hasher with threads of its own. One is enough for a process.
    package init(
        cost: Cost = .standard,
        threadLimit: Int = PasswordHasher.threadLimit,
        waitingLimit: Int = PasswordHasher.waitingLimit
    ) {
        self.cost = cost
        threads = PasswordThreads(threadLimit: threadLimit, waitingLimit: waitingLimit)
    }

    /// What to store for a password. Two calls never return the same.
    /// - Throws: `Busy`.
    package func hash(_ password: String) async throws(Busy) -> String {
        let cost = cost
        guard let hash = await threads.run({ Self.hash(password, cost: cost) }), let hash else { throw Busy() }
        return hash
    }

    /// Whether the password is the one of this hash. Without a hash (nobody has this name) it takes as long and says
    /// `wrong`.
    /// - Throws: `Busy`.
    package func verify(_ password: String, against hash: String?) async throws(Busy) -> Verdict {
        let cost = cost
        guard let verdict = await threads.run({ Self.verify(password, against: hash, cost: cost) }) else {
            throw Busy()
        }
        return verdict
    }

    /// The bytes that are hashed: NFC, so that one word typed on two keyboards is one password.
    static func bytes(of password: String) -> [CChar] {
        password.precomposedStringWithCanonicalMapping.utf8.map { CChar(bitPattern: $0) }
    }

    /// Nil when there is not enough memory.
    private static func hash(_ password: String, cost: Cost) -> String? {
        guard sodium_init() >= 0 else { return nil }
        let bytes = bytes(of: password)
        var output = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = crypto_pwhash_str(
            &output,
            bytes,
            UInt64(bytes.count),
            UInt64(cost.passes),
            cost.memoryBytes
        )
        guard status == 0 else { return nil }
        return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func verify(_ password: String, against hash: String?, cost: Cost) -> Verdict {
        guard sodium_init() >= 0 else { return .wrong }
        let stored = hash ?? nobodysHash(cost: cost)
        let bytes = bytes(of: password)
        guard crypto_pwhash_str_verify(stored, bytes, UInt64(bytes.count)) == 0, hash != nil else { return .wrong }
        let isCurrent = crypto_pwhash_str_needs_rehash(stored, UInt64(cost.passes), cost.memoryBytes) == 0
        guard !isCurrent, let renewed = Self.hash(password, cost: cost) else { return .right }
        return .rightAndRehashed(renewed)
    }

    /// A hash that no password has, at the same cost as the others.
    private static func nobodysHash(cost: Cost) -> String {
        let salt = String(repeating: "A", count: 22)
        let hash = String(repeating: "A", count: 43)
        return "$argon2id$v=19$m=\(cost.memoryBytes / 1024),t=\(cost.passes),p=1$\(salt)$\(hash)"
    }
}
