import Foundation
import Programme
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SecondFactorTests {
    /// Sets up an app for who is signed in, and returns it with the codes on paper.
    private func enrol(_ browser: Browser) async throws -> (OneTimePassword, [String]) {
        let page = try await browser.get("/account/second-factor")
        let secret = try #require(page.body.firstMatch(of: #/<p class="secret">([A-Z2-7 ]+)</p>/#)?.1)
        let password = OneTimePassword(secret: Data(try #require(Base32.decode(String(secret)))))
        #expect(page.body.contains("<svg class=\"qr\""))
        let code = password.code(at: OneTimePassword.step(at: Date()) - 1)
        let answer = try await browser.post("/account/second-factor", ["code": code])
        #expect(answer.status == 200)
        return (password, answer.body.matches(of: #/<li>([A-Z2-7-]{19})</li>/#).map { String($0.1) })
    }

    @Test func `an administrator sets up an app before anything else, and gives its code from then on`() async throws {
        try await SignInScene.with { scene in
            let browser = scene.browser
            try await scene.signIn("lan")
            #expect(try await browser.get("/desk")["Location"] == "/account/second-factor")
            #expect(try await browser.post("/account/second-factor", ["code": "000000"]).status == 422)
            let step = OneTimePassword.step(at: Date()) - 1
            let (password, codes) = try await enrol(browser)
            #expect(codes.count == 10)
            #expect(try await browser.get("/desk").body == "\(SignInScene.women) administrator true")
            #expect(try await browser.post("/sign-out", [:]).status == 303)

            #expect(try await scene.signIn("lan")["Location"] == "/sign-in/code")
            let half = try #require(browser.cookies["hoctap"])
            for path in ["/desk", "/account", "/account/second-factor", "/account/tokens", "/sign-in/tenant"] {
                #expect(try await browser.get(path)["Location"] == "/sign-in/code", "\(path)")
            }
            let used = password.code(at: step)
            #expect(try await browser.post("/sign-in/code", ["code": used]).status == 422)
            let code = password.code(at: OneTimePassword.step(at: Date()) + 1)
            #expect(try await browser.post("/sign-in/code", ["code": code, "back": "/desk"])["Location"] == "/desk")
            #expect(browser.cookies["hoctap"] != half)
            #expect(try await scene.client.get("/account", ["Cookie": "hoctap=\(half)"]).status == 401)
            #expect(try await browser.get("/desk").status == 200)
            let removal = try await browser.post("/account/second-factor/removal", ["password": SignInScene.password])
            #expect(removal.status == 403)
        }
    }

    @Test func `a code on paper stands in once for a lost telephone`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            let (_, codes) = try await enrol(scene.browser)
            for (code, location) in [(codes[0].lowercased(), "/"), (codes[0], nil), (codes[1], "/")]
                as [(String, String?)]
            {
                try await scene.signIn("hoa")
                #expect(try await scene.browser.post("/sign-in/code", ["code": code])["Location"] == location)
            }
            let page = try await scene.browser.get("/account/second-factor")
            #expect(page.body.contains(": 8</p>"))
            let wrong = try await scene.browser.post("/account/second-factor/recovery-codes", ["password": "sai rồi"])
            #expect(wrong.status == 422)
            let new = try await scene.browser.post(
                "/account/second-factor/recovery-codes",
                ["password": SignInScene.password]
            )
            #expect(new.body.matches(of: #/<li>[A-Z2-7-]{19}</li>/#).count == 10)
            #expect(!new.body.contains(codes[2]))
            let removed = try await scene.browser.post(
                "/account/second-factor/removal",
                ["password": SignInScene.password]
            )
            #expect(removed["Location"] == "/account?done=factor")
            #expect(try await scene.signIn("hoa")["Location"] == "/")
        }
    }

    @Test func `one code opens one door, also when two type it at once`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            let (password, _) = try await enrol(scene.browser)
            let browsers = (0..<3).map { _ in Browser(client: scene.client) }
            for browser in browsers { try await scene.signIn("hoa", browser) }
            let code = password.code(at: OneTimePassword.step(at: Date()) + 1)
            async let first = browsers[0].post("/sign-in/code", ["code": code]).status
            async let second = browsers[1].post("/sign-in/code", ["code": code]).status
            #expect(try await [first, second].sorted() == [303, 422])
            #expect(try await browsers[2].post("/sign-in/code", ["code": code]).status == 422)
        }
    }

    @Test func `codes cannot be tried one after the other`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            _ = try await enrol(scene.browser)
            var statuses: [Int] = []
            // the pause doubles, so it outgrows what an attempt takes on a slow machine
            while statuses.count < 14, statuses.last != 429 {
                try await scene.signIn("hoa")
                let code = "0000\(statuses.count + 10)"
                statuses.append(try await scene.browser.post("/sign-in/code", ["code": code]).status)
            }
            #expect(statuses.count > 5)
            #expect(statuses.dropLast().allSatisfy { $0 == 422 })
            #expect(statuses.last == 429)
        }
    }

    @Test func `the secret is stored sealed, for its account alone`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            let (password, codes) = try await enrol(scene.browser)
            let stored = try await scene.database.database.run(
                "select encode(totp_secret, 'hex') from identity.accounts where totp_secret is not null"
            ).trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(!stored.contains(password.secret.map { String(format: "%02x", $0) }.joined()))
            let dump = try await scene.database.database.run(
                "select * from identity.recovery_codes; select * from identity.sessions; select * from identity.accounts"
            )
            for secret in codes + [scene.browser.cookies["hoctap"] ?? "-", SignInScene.password] {
                #expect(!dump.contains(secret))
                #expect(!dump.contains(secret.utf8.map { String(format: "%02x", $0) }.joined()))
            }
        }
    }
}
