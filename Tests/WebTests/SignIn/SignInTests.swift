import Foundation
import Programme
import Store
import TestSupport
import Testing

@testable import Web

/// Over real HTTP, against the real database.
@Suite struct SignInTests {
    @Test func `with name and password one is in, is led back, and out again`() async throws {
        try await SignInScene.with { scene in
            let browser = scene.browser
            let door = try await browser.get("/desk")
            #expect(door["Location"] == "/sign-in?back=/desk")
            let page = try await browser.get("/sign-in?back=/desk")
            #expect(page.body.contains(#"<input type="hidden" name="back" value="/desk">"#))
            let answer = try await browser.post(
                "/sign-in",
                [
                    "login": " Hoa ".trimmingCharacters(in: .whitespaces), "password": SignInScene.password,
                    "back": "/desk",
                ]
            )
            #expect(answer.status == 303)
            #expect(answer["Location"] == "/desk")
            #expect(answer["Set-Cookie"]?.contains("HttpOnly; SameSite=Lax") == true)
            #expect(try await browser.get("/desk")["Location"] == "/sign-in/tenant")
            let choice = try await browser.get("/sign-in/tenant")
            #expect(choice.body.contains(SignInScene.women) && choice.body.contains(SignInScene.veterans))
            _ = try await browser.post("/sign-in/tenant", ["tenant": "\(scene.veteransID)"])
            #expect(try await browser.get("/desk").body == "\(SignInScene.veterans) viewer true")
            _ = try await browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"])
            #expect(try await browser.get("/desk").body == "\(SignInScene.women) viewer true")
            let cookies = browser.cookies
            #expect(try await browser.post("/sign-out", [:])["Location"] == "/sign-in")
            #expect(browser.cookies["hoctap"] == nil)
            let old = ["Cookie": "hoctap=\(cookies["hoctap"] ?? "")"]
            #expect(try await scene.client.get("/desk", old).status == 401)
        }
    }

    @Test func `a wrong name and a wrong password look the same`() async throws {
        try await SignInScene.with { scene in
            let answers = [
                try await scene.signIn("hoa", password: "không phải câu này"), try await scene.signIn("nobody"),
                try await scene.signIn("hoa", password: ""), try await scene.signIn("", password: ""),
                try await scene.signIn("hoa", password: String(repeating: "x", count: 100_000)),
                try await scene.signIn("'; drop table identity.accounts --\u{1}"),
            ]
            for answer in answers {
                #expect(answer.status == 422)
                #expect(answer.body.contains("Tên đăng nhập hoặc mật khẩu không đúng."))
                #expect(answer["Set-Cookie"] == nil)
            }
        }
    }

    @Test func `wrong tries are slowed down by name, whoever tries, and not for others`() async throws {
        try await SignInScene.with { scene in
            var statuses: [Int] = []
            for number in 0..<7 {
                let browser = Browser(client: scene.client)
                browser.fields["X-Forwarded-For"] = "203.0.113.\(number)"
                statuses.append(try await scene.signIn("hoa", browser, password: "sai rồi \(number)").status)
            }
            #expect(statuses.prefix(5).allSatisfy { $0 == 422 })
            #expect(statuses.last == 429)
            let refused = try await scene.signIn("hoa")
            #expect(refused.status == 429)
            #expect((1...900).contains(Int(refused["Retry-After"] ?? "") ?? 0))
            #expect(try await scene.signIn("lan").status == 303)
        }
    }

    @Test func `what is taken away counts from the next request on`() async throws {
        try await SignInScene.with { scene in
            let browser = scene.browser
            try await scene.signIn("hoa")
            _ = try await browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"])
            #expect(try await browser.get("/desk").status == 200)
            _ = try await scene.admin.endOfficer(scene.hoa.officer.id, of: scene.womenID)
            #expect(try await browser.get("/desk")["Location"] == "/sign-in/tenant")
            #expect(try await browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"]).status == 404)
            let account = scene.hoa.officer.account
            try await scene.database.database.run(
                "update identity.accounts set disabled_at = now() where id = '\(account)'"
            )
            #expect(try await browser.get("/account")["Location"] == "/sign-in?back=/account")
            #expect(try await scene.signIn("hoa").status == 422)
        }
    }

    @Test func `a session ends when it was not used, and in any case after its time`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            #expect(try await scene.browser.get("/account").status == 200)
            try await scene.database.database.run(
                "update identity.sessions set last_seen_at = now() - interval '61 minutes'"
            )
            #expect(try await scene.browser.get("/account").status == 303)
            try await scene.signIn("hoa")
            #expect(try await scene.browser.get("/account").status == 200)
            try await scene.database.database.run(
                "update identity.sessions set expires_at = now() - interval '1 second'"
            )
            #expect(try await scene.browser.get("/account").status == 303)
        }
    }

    @Test func `signing in anew gives a new token and ends the old one`() async throws {
        try await SignInScene.with { scene in
            try await scene.signIn("hoa")
            let first = try #require(scene.browser.cookies["hoctap"])
            try await scene.signIn("hoa")
            #expect(scene.browser.cookies["hoctap"] != first)
            #expect(try await scene.client.get("/account", ["Cookie": "hoctap=\(first)"]).status == 401)
            #expect(try await scene.browser.get("/account").status == 200)
        }
    }

    @Test func `a link sets the first password once, and no weak one`() async throws {
        try await SignInScene.with { scene in
            let (addition, link) = SignInScene.addition("minh", "Nguyễn Văn Minh", .viewer)
            _ = try await scene.admin.addOfficer(addition, to: scene.womenID)
            let path = "/invitation/\(link.text)"
            let page = try await scene.browser.get(path)
            #expect(page.status == 200)
            #expect(page.body.contains("<code>minh</code>"))
            #expect(!page.body.contains(link.text))
            for (password, repeated) in [("12345678", "12345678"), ("ngắn", "ngắn"), (SignInScene.password, "khác")] {
                let refused = try await scene.browser.post(path, ["new": password, "repeated": repeated])
                #expect(refused.status == 422)
            }
            let set = try await scene.browser.post(path, ["new": "ba con mèo đen", "repeated": "ba con mèo đen"])
            #expect(set["Location"] == "/sign-in?done=password")
            #expect(try await scene.browser.get(path).status == 404)
            #expect(try await scene.signIn("minh", password: "ba con mèo đen").status == 303)
            #expect(try await scene.browser.get("/desk").body == "\(SignInScene.women) viewer true")
            for dead in ["/invitation/x", "/invitation/\(SecretToken(.invitation).text)"] {
                #expect(try await scene.browser.get(dead).status == 404)
            }
        }
    }
}
