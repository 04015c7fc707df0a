import Foundation
import Programme
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct AccountTests {
    @Test func `a new password wants the old one, and ends the other sessions`() async throws {
        try await SignInScene.with { scene in
            let elsewhere = Browser(client: scene.client)
            elsewhere.fields["User-Agent"] = "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36"
            try await scene.signIn("hoa", elsewhere)
            try await scene.signIn("hoa")
            #expect(try await scene.browser.get("/account").body.contains("<strong>Chrome, Android</strong>"))
            let new = "ba con mèo đen"
            for form in [
                ["password": "sai rồi", "new": new, "repeated": new],
                ["password": SignInScene.password, "new": new, "repeated": "khác"],
                ["password": SignInScene.password, "new": "matkhau123", "repeated": "matkhau123"],
            ] {
                #expect(try await scene.browser.post("/account/password", form).status == 422)
            }
            let form = ["password": SignInScene.password, "new": new, "repeated": new]
            #expect(try await scene.browser.post("/account/password", form)["Location"] == "/account?done=password")
            #expect(try await scene.browser.get("/account?done=password").body.contains("Đã đổi mật khẩu."))
            #expect(try await elsewhere.get("/account").status == 303)
            #expect(try await scene.signIn("hoa", elsewhere).status == 422)
            #expect(try await scene.signIn("hoa", elsewhere, password: new).status == 303)
        }
    }

    @Test func `one sees one's own sessions and ends them, and nobody else's`() async throws {
        try await SignInScene.with { scene in
            let other = Browser(client: scene.client)
            try await scene.signIn("hoa", other)
            try await scene.signIn("hoa")
            let page = try await scene.browser.get("/account")
            let ids = page.body.matches(of: #/\/account\/sessions\/([0-9a-f-]{36})\/removal/#).map { String($0.1) }
            #expect(ids.count == 2)
            let stranger = Browser(client: scene.client)
            try await scene.signIn("lan", stranger)
            for id in ids {
                #expect(try await stranger.post("/account/sessions/\(id)/removal", [:]).status == 404)
            }
            #expect(try await other.get("/account").status == 200)
            #expect(try await scene.browser.post("/account/sessions/removal", [:]).status == 303)
            #expect(try await other.get("/account").status == 303)
            #expect(try await scene.browser.get("/account").status == 200)
        }
    }

    @Test func `the language goes with the account`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            _ = try await scene.browser.post("/account/language", ["language": "en"])
            #expect(try await scene.browser.get("/account").body.contains("<h1>My account</h1>"))
            let elsewhere = Browser(client: scene.client)
            try await scene.signIn("hoa", elsewhere)
            #expect(try await elsewhere.get("/account").body.contains("<h1>My account</h1>"))
        }
    }

    @Test func `a token lets a program act as its officer, reads only if it says so, and ends at once`() async throws {
        try await SignInScene.with { scene in
            let browser = scene.browser
            try await scene.signIn("hoa")
            _ = try await browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"])
            let bad = try await browser.post("/account/tokens", ["name": "", "days": "90", "scope": "read"])
            #expect(bad.status == 422)
            let made = try await browser.post(
                "/account/tokens",
                ["name": "Máy tính <b>", "days": "90", "scope": "read"]
            )
            let token = try #require(made.body.firstMatch(of: #/hoctap_[A-Za-z0-9]{46}/#)).output
            let list = try await browser.get("/account/tokens")
            #expect(!list.body.contains(token))
            #expect(list.body.contains("Máy tính &lt;b&gt;"))
            let bearer = ["Authorization": "Bearer \(token)"]
            #expect(try await scene.client.get("/desk", bearer).body == "\(SignInScene.women) viewer true")
            for path in ["/account", "/account/tokens", "/account/second-factor"] {
                #expect(try await scene.client.get(path, bearer).status == 403, "\(path)")
            }
            let id = try #require(list.body.firstMatch(of: #/\/account\/tokens\/([0-9a-f-]{36})\/removal/#)?.1)
            let stranger = Browser(client: scene.client)
            try await scene.signIn("lan", stranger)
            #expect(try await stranger.post("/account/tokens/\(id)/removal", [:]).status == 404)
            #expect(try await browser.post("/account/tokens/\(id)/removal", [:]).status == 303)
            #expect(try await scene.client.get("/desk", bearer).status == 401)
        }
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36 Edg/120",
            "Edge, Windows"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone"
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"), ("curl/8", ""),
        ("", ""),
    ])
    func `a session is named by browser and system`(_ userAgent: String, _ words: String) {
        #expect(DeviceName.words(for: userAgent) == words)
    }

    @Test(arguments: [
        (0.0, "01/01/1970 07:00"), (-25_200, "01/01/1970 00:00"), (-25_260, "31/12/1969 23:59"),
        (1_700_000_000, "15/11/2023 05:13"),
    ])
    func `a moment is written as people here write it`(_ seconds: Double, _ text: String) {
        #expect(Moment.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `a telephone reads the picture's size and margin`() throws {
        let code = try #require(QRCode("otpauth://totp/hoctap:hoa?secret=AAAA"))
        #expect(code.size >= 21 + 2 * QRCode.margin)
        #expect(code.path.hasPrefix("M\(QRCode.margin) \(QRCode.margin)h1v1h-1z"))
        #expect(QRCode(String(repeating: "x", count: 10_000)) == nil)
    }
}
