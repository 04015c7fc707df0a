import Foundation
import Testing

@testable import Web

@Suite struct SecretTests {
    @Test func `a token is 40 random characters, and a program's says so and carries a checksum`() throws {
        let session = SecretToken(.session)
        #expect(session.text.count == 40)
        let program = SecretToken(.api)
        #expect(program.text.hasPrefix("hoctap_"))
        #expect(program.text.count == 53)
        #expect(Set((0..<100).map { _ in SecretToken(.api).text }).count == 100)
        #expect(program.digest.count == 32)
        #expect(program.digest == SecretToken(program.text, kind: .api)?.digest)
    }

    @Test func `a token that was mistyped is refused without a look-up`() throws {
        let program = SecretToken(.api).text
        for index in program.indices {
            var changed = program
            changed.replaceSubrange(index...index, with: program[index] == "x" ? "y" : "x")
            #expect(SecretToken(changed, kind: .api) == nil)
        }
        for text in [
            "", "hoctap_", program + "x", String(program.dropLast()), " \(program)", SecretToken(.session).text,
        ] {
            #expect(SecretToken(text, kind: .api) == nil)
        }
        for text in ["", "x", program, String(repeating: "é", count: 40), String(repeating: "-", count: 40)] {
            #expect(SecretToken(text, kind: .session) == nil)
        }
    }

    @Test func `a secret does not show itself to what prints it`() throws {
        let token = SecretToken(.api)
        let code = RecoveryCode()
        let password = OneTimePassword()
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        for text in [token.text, code.text, Base32.encode(password.secret)] {
            for value in [token, code, password, keys] as [Any] {
                var dumped = ""
                dump(value, to: &dumped)
                #expect(!"\(value) \(String(reflecting: value)) \(dumped)".contains(text))
            }
        }
    }

    /// RFC 6238, appendix B, SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `the codes are those of RFC 6238`(_ seconds: Int, _ code: String) {
        let password = OneTimePassword(secret: Data("12345678901234567890".utf8))
        let step = OneTimePassword.step(at: Date(timeIntervalSince1970: Double(seconds)))
        #expect(password.code(at: step, digits: 8) == code)
        #expect(password.code(at: step) == String(code.suffix(6)))
    }

    @Test func `a code works once, and one step before and after`() throws {
        let password = OneTimePassword()
        let now = Date(timeIntervalSince1970: 1_700_000_010)
        let step = OneTimePassword.step(at: now)
        for offset in Int64(-1)...1 {
            #expect(password.step(of: password.code(at: step + offset), at: now, after: nil) == step + offset)
        }
        let code = password.code(at: step)
        #expect(password.step(of: "\(code.prefix(3)) \(code.suffix(3))", at: now, after: step - 1) == step)
        #expect(password.step(of: code, at: now, after: step) == nil)
        #expect(password.step(of: password.code(at: step - 1), at: now, after: step) == nil)
        for wrong in ["", "12345", "1234567", "abcdef", password.code(at: step + 5)] where wrong != code {
            #expect(password.step(of: wrong, at: now, after: nil) == nil)
        }
    }

    @Test func `an app gets a link that it can read`() {
        let link = OneTimePassword(secret: Data("12345678901234567890".utf8)).link(login: "hạnh@pleiku")
        #expect(
            link == "otpauth://totp/hoctap:h%E1%BA%A1nh%40pleiku?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=hoctap"
                + "&algorithm=SHA1&digits=6&period=30"
        )
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [
        ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of RFC 4648`(_ text: String, _ encoded: String) {
        #expect(Base32.encode(text.utf8) == encoded)
        #expect(Base32.decode(encoded) == Array(text.utf8))
        #expect(Base32.decode("\(encoded.lowercased())-") == Array(text.utf8))
        #expect(Base32.decode("1\(encoded)") == nil)
    }

    @Test func `what is sealed opens with its key, for its record, unchanged`() throws {
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        let secret = Data("một bí mật".utf8)
        let sealed = try Sealed(secret, for: "totp 1", keys: keys)
        #expect(try sealed.open(for: "totp 1", keys: keys) == secret)
        #expect(sealed.bytes.count == 1 + 4 + 12 + secret.count + 16)
        #expect(try Sealed(secret, for: "totp 1", keys: keys) != sealed)
        #expect(throws: Sealed.Unreadable.self) { try sealed.open(for: "totp 2", keys: keys) }
        for index in sealed.bytes.indices {
            var changed = sealed.bytes
            changed[index] ^= 1
            #expect(throws: Sealed.Unreadable.self) { try Sealed(bytes: changed).open(for: "totp 1", keys: keys) }
        }
        for length in [0, 1, 5, 20] {
            #expect(throws: Sealed.Unreadable.self) {
                try Sealed(bytes: sealed.bytes.prefix(length)).open(for: "totp 1", keys: keys)
            }
        }
    }

    @Test func `a secret sealed before the key was exchanged still opens, and says that it is old`() throws {
        let old = Data(repeating: 7, count: 32)
        let sealed = try Sealed(Data([1, 2, 3]), for: "r", keys: try ServerKeys(current: old))
        let keys = try ServerKeys(current: Data(repeating: 8, count: 32), previous: [old])
        #expect(try sealed.open(for: "r", keys: keys) == Data([1, 2, 3]))
        #expect(!sealed.isCurrent(keys))
        #expect(try Sealed(Data([1, 2, 3]), for: "r", keys: keys).isCurrent(keys))
        let strangers = try ServerKeys(current: Data(repeating: 9, count: 32))
        #expect(throws: Sealed.Unreadable.self) { try sealed.open(for: "r", keys: strangers) }
        #expect(throws: ServerKeys.TooShort.self) { try ServerKeys(current: Data(repeating: 1, count: 31)) }
    }

    @Test func `a recovery code is taken however it is typed, and is its account's alone`() throws {
        let keys = try ServerKeys(current: Data(repeating: 7, count: 32))
        let code = RecoveryCode()
        #expect(code.text.count == 19)
        let typed = try #require(RecoveryCode(" \(code.text.lowercased().replacing("-", with: " "))"))
        #expect(typed.digest(account: "a", keys: keys) == code.digest(account: "a", keys: keys))
        #expect(typed.digest(account: "b", keys: keys) != code.digest(account: "a", keys: keys))
        #expect(Set(RecoveryCode.several().map(\.text)).count == RecoveryCode.count)
        for text in ["", "123456", String(code.text.dropLast()), code.text + "A", String(repeating: "A", count: 400)] {
            #expect(RecoveryCode(text) == nil)
        }
        let exchanged = try ServerKeys(
            current: Data(repeating: 8, count: 32),
            previous: [Data(repeating: 7, count: 32)]
        )
        #expect(code.digests(account: "a", keys: exchanged).contains(code.digest(account: "a", keys: keys)))
    }
}
