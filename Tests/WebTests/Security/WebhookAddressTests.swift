import Foundation
import Programme
import Store
import Testing

@testable import Web

@Suite struct WebhookAddressTests {
    @Test(arguments: [
        "https://ke-toan.example.vn/hoctap", "https://203.113.0.1:8443/x?y=1", "https://[2402:800::1]/x",
        "https://EXAMPLE.vn",
    ])
    func `an address on the open internet is taken`(_ text: String) throws {
        #expect(try WebhookAddress(text, allowsLocal: false).isSecure)
    }

    @Test(arguments: [
        "https://localhost/x", "https://a.localhost/", "https://localhost./", "https://127.0.0.1/", "https://10.1.2.3/",
        "https://192.168.1.1/", "https://172.20.0.1/", "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/", "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://[2001:db8::1]/", "https://2130706433/",
        "https://127.1/", "https://0x7f000001/", "https://0x7f.1/", "https://0177.0.0.1/", "https://224.0.0.1/",
        "https://255.255.255.255/",
    ])
    func `an address of this machine or of a private network is not`(_ text: String) {
        #expect(throws: WebhookAddress.Refusal.self) { try WebhookAddress(text, allowsLocal: false) }
    }

    @Test(arguments: [
        "http://ke-toan.example.vn/", "ftp://ke-toan.example.vn/", "https://", "ke-toan.example.vn",
        "https://a:b@x.vn/",
        "https://x.vn/#a", "https://x.vn/\r\nA: b", "https://x.vn/é", "https://x.vn:0/", "https://x.vn:65536/",
        "https://x.vn/" + String(repeating: "a", count: 500),
    ])
    func `what is no such address is not`(_ text: String) {
        #expect(throws: WebhookAddress.Refusal.self) { try WebhookAddress(text, allowsLocal: false) }
    }

    @Test func `for trying things out this machine may be told, and no other in the open`() throws {
        #expect(throws: Never.self) { try WebhookAddress("http://localhost:9000/x", allowsLocal: true) }
        #expect(throws: Never.self) { try WebhookAddress("http://127.0.0.1:9000/x", allowsLocal: true) }
        #expect(throws: WebhookAddress.Refusal.insecure) {
            try WebhookAddress("http://192.168.1.1/", allowsLocal: true)
        }
        #expect(throws: WebhookAddress.Refusal.closed) {
            try WebhookAddress("https://192.168.1.1/", allowsLocal: true)
        }
    }

    @Test func `a message is signed as the Standard Webhooks have it, with a key that only this server opens`() throws {
        let keys = try ServerKeys(current: Data(repeating: 1, count: 32))
        let (webhook, key) = (WebhookID.next(), WebhookKey())
        let sealed = try key.sealed(for: webhook, keys: keys)
        #expect(try WebhookKey(sealed, of: webhook, keys: keys).text == key.text)
        #expect(throws: Sealed.Unreadable.self) { try WebhookKey(sealed, of: WebhookID.next(), keys: keys) }
        let others = try ServerKeys(current: Data(repeating: 2, count: 32))
        #expect(throws: Sealed.Unreadable.self) { try WebhookKey(sealed, of: webhook, keys: others) }
        #expect(key.text.hasPrefix("whsec_") && Data(base64Encoded: String(key.text.dropFirst(6)))?.count == 32)
        let signature = key.signature(of: Array("{}".utf8), id: "msg_1", timestamp: 1_614_265_330)
        #expect(signature.hasPrefix("v1,"))
        #expect(signature == key.signature(of: Array("{}".utf8), id: "msg_1", timestamp: 1_614_265_330))
        #expect(signature != key.signature(of: Array("{}".utf8), id: "msg_1", timestamp: 1_614_265_331))
    }

    @Test func `only a yes is a yes`() {
        #expect(WebhookPost.outcome(of: 204) == .taken(status: 204))
        #expect(WebhookPost.outcome(of: 302) == .failed(.redirected, status: 302))
        #expect(WebhookPost.outcome(of: 410) == .gone(status: 410))
        #expect(WebhookPost.outcome(of: 503) == .failed(.refused, status: 503))
    }
}
