import HTTPTypes
import Testing

@testable import Web

@Suite struct DoorTests {
    @Test(arguments: [
        ("https://hoctap.example.vn", "https://hoctap.example.vn", true), ("https://A.vn/", "https://a.vn", true),
        ("https://a.vn:443", "https://a.vn", true), ("https://a.vn:8443", "https://a.vn:8443", true),
        ("http://localhost:8080", "http://localhost:8080", false), ("http://127.0.0.1", "http://127.0.0.1", false),
        ("http://[::1]:8080", "http://[::1]:8080", false),
    ])
    func `an address is written as browsers write an origin`(_ text: String, _ origin: String, _ isSecure: Bool) throws
    {
        let url = try BaseURL(text)
        #expect(url.origin == origin)
        #expect(url.isSecure == isSecure)
    }

    @Test(arguments: [
        ("http://hoctap.example.vn", BaseURL.Refusal.plainHTTP), ("http://localhost.evil.vn", .plainHTTP),
        ("", .notAnOrigin), ("hoctap.vn", .notAnOrigin), ("ftp://a.vn", .notAnOrigin), ("https://", .notAnOrigin),
        ("https://a.vn/x", .notAnOrigin), ("https://u:p@a.vn", .notAnOrigin), ("https://a.vn?x", .notAnOrigin),
        ("https://học.vn", .notAnOrigin),
    ])
    func `plain HTTP is for this machine only, and an address is no more than an origin`(
        _ text: String,
        _ refusal: BaseURL.Refusal
    ) {
        #expect(throws: refusal) { try BaseURL(text) }
    }

    @Test func `the cookie is the host's own over TLS, and works on this machine without`() throws {
        let secure = SessionCookie(baseURL: try BaseURL("https://a.vn"))
        let token = SecretToken(.session)
        #expect(
            secure.set(token, maximumAgeSeconds: 60)
                == "__Host-hoctap=\(token.text); Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure"
        )
        #expect(secure.clear == "__Host-hoctap=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure")
        let plain = SessionCookie(baseURL: try BaseURL("http://localhost:8080"))
        #expect(
            plain.set(token, maximumAgeSeconds: 60)
                == "hoctap=\(token.text); Max-Age=60; Path=/; HttpOnly; SameSite=Lax"
        )
    }

    @Test func `cookies are found by their bytes`() {
        var headers = HTTPFields()
        headers.append(HTTPField(name: .cookie, value: "a=1; hoctap=x=y; b"))
        headers.append(HTTPField(name: .cookie, value: "c=2; hoctap=later"))
        let cookies = CookieHeader(headers)
        #expect(cookies["a"] == "1")
        #expect(cookies["hoctap"] == "x=y")
        #expect(cookies["c"] == "2")
        #expect(cookies["b"] == nil)
        #expect(cookies["A"] == nil)
    }

    @Test(arguments: [
        ("same-origin", nil, true, true), ("none", nil, true, true), ("same-site", nil, true, false),
        ("cross-site", "https://a.vn", true, false), (nil, "https://a.vn", true, true),
        (nil, "https://b.vn", true, false),
        (nil, "null", true, false), (nil, "https://a.vn.evil.vn", true, false), (nil, "http://a.vn", true, false),
        (nil, nil, true, false), (nil, nil, false, true),
    ])
    func `only our own pages change anything in the name of a cookie`(
        _ site: String?,
        _ origin: String?,
        _ hasCookie: Bool,
        _ isAllowed: Bool
    ) throws {
        let guardian = CrossOriginGuard(baseURL: try BaseURL("https://a.vn"))
        var headers = HTTPFields()
        headers[.secFetchSite] = site
        headers[.origin] = origin
        if hasCookie { headers[.cookie] = "__Host-hoctap=x" }
        for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
            #expect(guardian.allows(method, headers) == isAllowed)
        }
        #expect(guardian.allows(.get, headers))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"),
        ("2001:DB8:1:2:3::4", "2001:db8:1:2:3::4", "2001:db8:1:2::"), ("[::1]", "::1", "::"),
    ])
    func `an address is read in every form`(_ text: String, _ shown: String, _ network: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.description == shown)
        #expect(address.network.description == network)
    }

    @Test(arguments: ["", "localhost", "192.0.2", "192.0.2.256", "fe80::1%eth0", "1.2.3.4:80", "::1\0", "[::1"])
    func `what is no address is none`(_ text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func `the client is the last one whom no proxy of ours names as a proxy of ours`() throws {
        let proxies = try TrustedProxies(["10.0.0.0/8", "fd00::/8", "127.0.0.1"])
        func client(_ peer: String, _ forwarded: String...) throws -> String {
            proxies.client(peer: try #require(NetworkAddress(peer)), forwardedFor: forwarded).description
        }
        #expect(try client("203.0.113.9", "198.51.100.1") == "203.0.113.9")
        #expect(try client("10.1.2.3", "198.51.100.1") == "198.51.100.1")
        #expect(try client("10.1.2.3", "1.1.1.1, 198.51.100.1 , 10.9.9.9") == "198.51.100.1")
        #expect(try client("10.1.2.3", "1.1.1.1", "198.51.100.1", "fd00::1") == "198.51.100.1")
        #expect(try client("10.1.2.3", "1.1.1.1, junk") == "10.1.2.3")
        #expect(try client("10.1.2.3", "1.1.1.1, junk, 10.0.0.1") == "10.0.0.1")
        #expect(try client("127.0.0.1") == "127.0.0.1")
        #expect(
            TrustedProxies.none.client(peer: try #require(NetworkAddress("127.0.0.1")), forwardedFor: ["1.1.1.1"])
                .isIPv4
        )
        #expect(throws: TrustedProxies.Unreadable.self) { try TrustedProxies(["10.0.0.0/33"]) }
        #expect(throws: TrustedProxies.Unreadable.self) { try TrustedProxies(["nginx"]) }
    }

    @Test func `a proxy's word about the scheme counts only from a proxy of ours`() throws {
        let proxies = try TrustedProxies(["10.0.0.0/8"])
        let ours = try #require(NetworkAddress("10.0.0.1"))
        let stranger = try #require(NetworkAddress("203.0.113.9"))
        #expect(proxies.isSecure(peer: ours, forwardedProto: "https") == true)
        #expect(proxies.isSecure(peer: ours, forwardedProto: "https, http") == false)
        #expect(proxies.isSecure(peer: ours, forwardedProto: nil) == nil)
        #expect(proxies.isSecure(peer: stranger, forwardedProto: "https") == nil)
    }

    @Test func `a bucket gives its burst, then one each interval, and fills up again`() {
        let limiter = RateLimiter<String>(RateLimit(burst: 3, interval: .seconds(1)))
        let start = ContinuousClock.now
        for _ in 0..<3 { #expect(limiter.take("a", at: start) == nil) }
        #expect(limiter.take("a", at: start) == .seconds(1))
        #expect(limiter.take("b", at: start) == nil)
        #expect(limiter.take("a", at: start + .milliseconds(999)) == .milliseconds(1))
        #expect(limiter.take("a", at: start + .seconds(1)) == nil)
        #expect(limiter.take("a", at: start + .seconds(1)) == .seconds(1))
        for _ in 0..<3 { #expect(limiter.take("a", at: start + .seconds(60)) == nil) }
        #expect(limiter.take("a", at: start + .seconds(60)) != nil)
    }

    @Test func `a flood of strangers takes no more memory than it may`() {
        let limiter = RateLimiter<Int>(RateLimit(burst: 1, interval: .seconds(60)), capacity: 1000)
        let start = ContinuousClock.now
        for key in 0..<10_000 {
            _ = limiter.take(key, at: start)
            if key % 100 == 0 { #expect(limiter.take(-1, at: start) != nil || key == 0) }
        }
        #expect(limiter.count <= 1000)
    }

    @Test(arguments: [
        (nil, nil, Language.vietnamese), ("en", nil, .english), ("vi", "en", .vietnamese),
        ("fr", "en-US,en;q=0.9", .english),
        (nil, "en-US,en;q=0.9,vi;q=0.1", .vietnamese), (nil, "fr,de", .vietnamese), (nil, "english", .vietnamese),
    ])
    func `the language is the one chosen, else Vietnamese unless only English is asked for`(
        _ cookie: String?,
        _ accepted: String?,
        _ language: Language
    ) {
        #expect(Language.wanted(cookie: cookie, acceptLanguage: accepted) == language)
    }

    @Test func `the names of our own header fields are such`() {
        let names: [HTTPField.Name] = [
            .secFetchSite, .forwardedFor, .forwardedProto, .requestID, .frameOptions, .openerPolicy, .resourcePolicy,
            .permissionsPolicy, .referrerPolicy,
        ]
        #expect(Set(names).count == names.count)
        #expect(!names.contains(.te))
    }
}
