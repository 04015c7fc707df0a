import Foundation
import Hummingbird
import Programme
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Over real HTTP.
@Suite struct WebServerTests {
    private struct Sample: Codable {
        let name: String
        let count: Int
    }

    private static let routes: [Route] = [
        .open(.get, "/open") { request in .text("\(request.language.rawValue) \(request.query["q"] ?? "-")") },
        .open(.post, "/form") { request in .text("\(try await request.form()["name"] ?? "-")") },
        .open(.post, "/api/v1/sample") { request in try .json(try await request.json(Sample.self)) },
        .open(.get, "/api/v1/members/{id}") { request in
            .text(try request.identity("id", of: IdentitySubject.Member.self).description)
        },
        .passwordGiven(.get, "/half") { _, principal in .text(principal.displayName) },
        .signedIn(.get, "/me") { _, principal in .text(principal.displayName) },
        .officer(.viewer, .get, "/viewer") { _, officer in .text(officer.context.role.rawValue) },
        .officer(.editor, .post, "/editor") { _, _ in .text("changed") },
        .officer(.administrator, .get, "/administrator") { _, _ in .text("administrator") },
        .open(.get, "/broken") { _ in throw TestSupportError("a secret of the program") },
    ]

    private func server(_ principals: [String: Principal] = [:]) throws -> RunningServer {
        var server = try RunningServer()
        server.routes = Self.routes
        server.principals = principals
        return server
    }

    @Test func `an open route answers everybody, with every header that keeps browsers safe`() async throws {
        try await server().run { client async throws in
            let answer = try await client.get("/open?q=%C4%91%C6%B0%E1%BB%9Dng")
            #expect(answer.status == 200)
            #expect(answer.body == "vi đường")
            let policy = try #require(answer["Content-Security-Policy"])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer["X-Content-Type-Options"] == "nosniff")
            #expect(answer["X-Frame-Options"] == "DENY")
            #expect(answer["Referrer-Policy"] == "same-origin")
            #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
            #expect(answer["Cache-Control"] == "no-store")
            #expect(answer["Strict-Transport-Security"] == nil)
            #expect(answer["X-Request-Id"].flatMap(UUID.init(uuidString:)) != nil)
            #expect(try await client.get("/open", ["Accept-Language": "en"]).body == "en -")
        }
    }

    @Test func `with HTTPS the browser is told to stay with it`() async throws {
        var server = try RunningServer(baseURL: "https://hoctap.example.vn")
        server.routes = Self.routes
        try await server.run { client async throws in
            let age = try await client.get("/open")["Strict-Transport-Security"] ?? ""
            #expect((Int(age.replacing("max-age=", with: "")) ?? 0) >= 31_536_000)
        }
    }

    @Test func `HEAD is GET without a body, and an address says what it takes`() async throws {
        try await server().run { client async throws in
            let head = try await client.send("HEAD", "/open")
            #expect(head.status == 200)
            #expect(head.body == "")
            #expect(head["Content-Length"] == "4")
            let refused = try await client.send("DELETE", "/open")
            #expect(refused.status == 405)
            #expect(refused["Allow"] == "GET, HEAD, OPTIONS")
            let options = try await client.send("OPTIONS", "/form")
            #expect(options.status == 204)
            #expect(options["Allow"] == "OPTIONS, POST")
            #expect(try await client.send("PROPFIND", "/open").status == 405)
            #expect(try await client.send("BREW", "/open").status == 400)
        }
    }

    @Test func `what is not there is not found, for programs as a document and for people as a page`() async throws {
        try await server().run { client async throws in
            let document = try await client.get("/api/v1/nothing")
            #expect(document.status == 404)
            #expect(document["Content-Type"] == "application/problem+json")
            let json = try document.json()
            #expect(json["type"] as? String == "http://localhost:8080/problems/not-found")
            #expect(json["title"] as? String == "Không tìm thấy")
            #expect(json["status"] as? Int == 404)
            #expect(json["instance"] as? String == document["X-Request-Id"].map { "urn:uuid:\($0)" })
            let page = try await client.get("/nothing", ["Accept": "text/html,*/*"])
            #expect(page.status == 404)
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
            #expect(page.body.contains("<h1>Không tìm thấy</h1>"))
            #expect(try await client.get("/api/v1/members/1").status == 404)
            let id = MemberID.next()
            #expect(try await client.get("/api/v1/members/\(id)").body == "\(id)")
        }
    }

    @Test func `a mistake of ours says nothing of how we are made`() async throws {
        try await server().run { client async throws in
            for accept in ["text/html", "application/json"] {
                let answer = try await client.get("/broken", ["Accept": accept])
                #expect(answer.status == 500)
                #expect(!answer.body.contains("secret"))
                #expect(!answer.body.contains("Error"))
                #expect(answer.body.contains(answer["X-Request-Id"] ?? "?"))
            }
        }
    }

    @Test func `JSON that has not the shape is named by its field`() async throws {
        try await server().run { client async throws in
            let type = ["Content-Type": "application/json"]
            func post(_ body: String) async throws -> HTTPAnswer {
                try await client.send("POST", "/api/v1/sample", type, body: body)
            }
            #expect(try await post(#"{"name":"a","count":1}"#).body == #"{"count":1,"name":"a"}"#)
            for (body, status, field, code) in [
                (#"{"name":"a"}"#, 422, "count", "field.missing"),
                (#"{"name":1,"count":1}"#, 422, "name", "field.type"),
                (#"{"name":"a","count":1.5}"#, 422, nil, "field.value"), ("{", 400, nil, "json.malformed"),
                ("[1]", 400, nil, "field.type"),
            ] as [(String, Int, String?, String)] {
                let answer = try await post(body)
                #expect(answer.status == status, "\(body)")
                let problem = (try answer.json()["problems"] as? [[String: Any]])?.first
                #expect(problem?["field"] as? String == field, "\(body)")
                #expect(problem?["code"] as? String == code, "\(body)")
            }
            #expect(try await client.send("POST", "/api/v1/sample", body: "{}").status == 415)
            let deep = String(repeating: "[", count: 100_000)
            #expect(try await post(deep).status == 400)
        }
    }

    @Test func `a body beyond the limit is refused, and the connection closed`() async throws {
        try await server().run { client async throws in
            let type = ["Content-Type": "application/x-www-form-urlencoded"]
            let large = try await client.post("/form", form: "name=" + String(repeating: "x", count: 300_000))
            #expect(large.status == 413)
            #expect(large["Connection"] == "close")
            let declared = try await client.send(
                "POST",
                "/form",
                type.merging(["Content-Length": "99999999999"]) { $1 },
                body: "name=x"
            )
            #expect(declared.status == 413)
            let chunk = "2000\r\n\(String(repeating: "x", count: 8192))\r\n"
            let head =
                "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
            #expect(try await client.raw(head + String(repeating: chunk, count: 40)).status == 413)
            let unwanted = "GET /open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            let answer = try await client.raw(unwanted + String(repeating: chunk, count: 40))
            #expect(answer.status == 200)
            #expect(answer["Connection"] == "close")
            #expect(try await client.post("/form", form: "name=ok").body == "ok")
            #expect(try await client.post("/form", form: "name=%ff").status == 400)
        }
    }

    @Test func `who may use a route is decided before its handler runs`() async throws {
        var tokens: [String: SecretToken] = [:]
        var principals: [String: Principal] = [:]
        func add(_ name: String, _ principal: Principal, _ kind: SecretToken.Kind = .session) {
            let token = SecretToken(kind)
            tokens[name] = token
            principals[token.text] = principal
        }
        add("nobody", .sample(nil))
        add("viewer", .sample(.viewer))
        add("editor", .sample(.editor))
        add("administrator", .sample(.administrator))
        add("owing", .sample(.administrator, secondFactor: .owed))
        add("unset", .sample(.administrator, secondFactor: .unset))
        add("reading", .sample(.administrator, holder: .token(APITokenID.next(), scopes: [.read])), .api)
        add("writing", .sample(.editor, holder: .token(APITokenID.next(), scopes: [.read, .write])), .api)
        let expected: [(String, [Int])] = [
            ("-", [401, 401, 401, 401]), ("nobody", [200, 403, 403, 403]), ("viewer", [200, 200, 403, 403]),
            ("editor", [200, 200, 200, 403]), ("administrator", [200, 200, 200, 200]), ("owing", [403, 403, 403, 403]),
            ("unset", [200, 403, 403, 403]),
            ("reading", [200, 200, 403, 200]), ("writing", [200, 200, 200, 403]),
        ]
        try await server(principals).run { [tokens] client async throws in
            for (name, statuses) in expected {
                var fields: [String: String] = ["Sec-Fetch-Site": "same-origin"]
                if let token = tokens[name] {
                    fields[token.kind == .api ? "Authorization" : "Cookie"] =
                        token.kind == .api ? "Bearer \(token.text)" : "hoctap=\(token.text)"
                }
                let calls = [("GET", "/me"), ("GET", "/viewer"), ("POST", "/editor"), ("GET", "/administrator")]
                for (call, status) in zip(calls, statuses) {
                    #expect(try await client.send(call.0, call.1, fields).status == status, "\(name) \(call.1)")
                }
            }
        }
    }

    @Test func `a browser that is not signed in is led to the door and back`() async throws {
        try await server().run { client async throws in
            let answer = try await client.get("/viewer?page=2", ["Accept": "text/html"])
            #expect(answer.status == 303)
            #expect(answer["Location"] == "/sign-in?back=/viewer%3Fpage%3D2")
            #expect(try await client.get("/viewer")["WWW-Authenticate"] == "Bearer")
        }
    }

    @Test func `a page of another site changes nothing`() async throws {
        let token = SecretToken(.session)
        try await server([token.text: .sample(.editor)]).run { client async throws in
            let cookie = ["Cookie": "hoctap=\(token.text)"]
            for fields in [["Sec-Fetch-Site": "cross-site"], ["Origin": "https://evil.vn"], [:]] {
                #expect(try await client.send("POST", "/editor", cookie.merging(fields) { $1 }).status == 403)
            }
            let own = cookie.merging(["Origin": "http://localhost:8080"]) { $1 }
            #expect(try await client.send("POST", "/editor", own).status == 200)
        }
    }

    @Test func `too many requests are told when to come back`() async throws {
        var server = try server()
        server.configuration.sourceLimit = RateLimit(burst: 5, interval: .seconds(30))
        server.configuration.proxies = try TrustedProxies(["127.0.0.1"])
        try await server.run { client async throws in
            for _ in 0..<5 { #expect(try await client.get("/open", ["X-Forwarded-For": "203.0.113.1"]).status == 200) }
            let refused = try await client.get("/open", ["X-Forwarded-For": "203.0.113.1"])
            #expect(refused.status == 429)
            #expect((1...30).contains(Int(refused["Retry-After"] ?? "") ?? 0))
            #expect(try await client.get("/open", ["X-Forwarded-For": "203.0.113.2"]).status == 200)
        }
    }

    @Test func `what came unencrypted through a proxy of ours is refused`() async throws {
        var server = try RunningServer(baseURL: "https://hoctap.example.vn")
        server.routes = Self.routes
        server.configuration.proxies = try TrustedProxies(["127.0.0.1"])
        try await server.run { client async throws in
            #expect(try await client.get("/open", ["X-Forwarded-Proto": "https"]).status == 200)
            #expect(try await client.get("/open", ["X-Forwarded-Proto": "http"]).status == 403)
        }
    }

    @Test func `what is no HTTP gets a short answer`() async throws {
        try await server().run { client async throws in
            let long = String(repeating: "x", count: 40_000)
            for text in [
                "nonsense\r\n\r\n", "GET /open HTTP/1.1\r\nX: \(long)\r\n\r\n",
                "GET /open HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            ] {
                #expect(try await client.raw(text).status == 400)
            }
            #expect(try await client.get("/open").status == 200)
        }
    }
}
