import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct PageTests {
    private func renderer() throws -> PageRenderer {
        var assets = AssetPaths()
        assets.own = "/assets/2/hoctap.css"
        return try PageRenderer(assets: assets)
    }

    @Test func `what somebody typed is text, whatever is typed behind a quotation mark`() throws {
        let hostile = [
            "\"\u{301} onfocus=alert(1) autofocus x=\"", "<script>alert(1)</script>", "'><img src=x>", "<\u{338}b>",
            "&\u{301}lt;",
            "\"\u{200d}><b>",
        ]
        for text in hostile {
            let html = try renderer().html(
                SignInPage(login: text, problem: text),
                PageFrame(language: .vietnamese, path: nil)
            )
            let plain = Array(html.utf8)
            for needle in ["\"\u{301}", "<script>", "<img", "<\u{338}", "\"\u{200d}", "<b>"] {
                #expect(!contains(plain, Array(needle.utf8)), "\(text)")
            }
            #expect(contains(plain, Array("&quot;".utf8)) || !text.contains("\""))
        }
    }

    @Test func `a page begins as HTML does and says its language`() throws {
        for language in Language.allCases {
            let html = try renderer().html(SignInPage(), PageFrame(language: language, path: SignInPage.path))
            #expect(html.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(html.contains("<h1>\(language == .english ? "Sign in" : "Đăng nhập")</h1>"))
            #expect(html.contains("href=\"/assets/2/hoctap.css\""))
            #expect(html.contains("<a class=\"skip\" href=\"#page\">"))
        }
    }

    @Test func `who is signed in sees the tenant, the tasks and the way out`() throws {
        let frame = PageFrame(language: .english, path: LocalPath("/account"), principal: .sample(.viewer))
        let html = try renderer().html(SignInPage(), frame)
        #expect(html.contains("Nguyễn Thị Hạnh"))
        #expect(html.contains("Hội Khuyến học"))
        #expect(html.contains("<a href=\"/account\" aria-current=\"page\">"))
        #expect(html.contains("action=\"/sign-out\""))
        let stranger = try renderer().html(SignInPage(), PageFrame(language: .english, path: nil))
        #expect(!stranger.contains("<nav"))
        #expect(!stranger.contains("/sign-out"))
    }

    @Test func `the language is changed by a button that leads back`() async throws {
        try await RunningServer().run { client async throws in
            let own = ["Origin": "http://localhost:8080"]
            let answer = try await client.post("/language", form: "language=en&back=%2Fmembers%3Fpage%3D2", own)
            #expect(answer.status == 303)
            #expect(answer["Location"] == "/members?page=2")
            #expect(answer["Set-Cookie"]?.hasPrefix("hoctap-language=en; Max-Age=31536000; Path=/; HttpOnly") == true)
            let page = try await client.get("/problems/not-found", ["Cookie": "hoctap-language=en"])
            #expect(page.body.contains("<h1>Not found</h1>"))
            #expect(page["Content-Language"] == "en")
            #expect(try await client.post("/language", form: "language=en&back=%2F%2Fevil.vn", own)["Location"] == "/")
            #expect(try await client.post("/language", form: "language=fr", own).status == 400)
        }
    }

    @Test func `style sheets are Debian's and ours, kept for a year under an address that changes with them`()
        async throws
    {
        try await RunningServer().run { client async throws in
            let page = try await client.get("/problems/not-found")
            let sheets = page.body.matches(of: #/<link rel="stylesheet" href="([^"]+)">/#).map { String($0.1) }
            #expect(sheets.count == 2)
            for sheet in sheets {
                let answer = try await client.get(sheet)
                #expect(answer.status == 200)
                #expect(answer["Content-Type"] == "text/css; charset=utf-8")
                #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
                #expect(!answer.body.contains("sourceMappingURL"))
            }
            let bootstrap = try await client.get(sheets[0])
            #expect(bootstrap.body.contains("Bootstrap"))
            #expect(try await client.get("/assets/0000000000000000/hoctap.css").status == 404)
        }
    }

    @Test func `style sheets and scripts go out shortened to those who can take them so`() async throws {
        try await RunningServer().run { client async throws in
            let page = try await client.get("/problems/not-found")
            let script = #/<script src="([^"]+menu\.js)" defer><\/script>/#
            let files = page.body.matches(of: #/<link rel="stylesheet" href="([^"]+)">/#).map { String($0.1) }
            let all = files + [String(try #require(page.body.firstMatch(of: script)).1)]
            for file in all {
                let plain = try await client.get(file)
                #expect(plain["Content-Encoding"] == nil && plain["Vary"] == "accept-encoding")
                let short = try await client.get(file, ["Accept-Encoding": "br;q=1.0, gzip;q=0.8"])
                #expect(short["Content-Encoding"] == "gzip" && short["ETag"] != plain["ETag"], "\(file)")
                let (long, brief) = (
                    plain["Content-Length"].flatMap(Int.init), short["Content-Length"].flatMap(Int.init)
                )
                #expect(try #require(brief) < (try #require(long)) * 7 / 10, "\(file)")
                let refused = try await client.get(file, ["Accept-Encoding": "gzip;q=0"])
                #expect(refused["Content-Encoding"] == nil)
            }
        }
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }
}
