import Foundation
import Programme
import Store
import TestSupport
import Testing

@testable import Web

/// Who comes to the city's pages, over real HTTP and against the real database.
@Suite struct CityDoorTests {
    private static let withoutApp: SignInPolicy = {
        var policy = SignInPolicy()
        policy.wantsSecondFactorOfAdministrators = false
        return policy
    }()

    @Test func `an officer of an organisation opens no page of the city, and cannot choose it`() async throws {
        try await SignInScene.with(policy: Self.withoutApp) { scene in
            try await scene.signIn("lan")
            #expect(try await scene.browser.get("/totals").status == 403)
            #expect(try await scene.browser.post("/sign-in/tenant", ["tenant": "city"]).status == 404)
            #expect(try await scene.browser.get("/desk").status == 200)
        }
    }

    @Test func `who sees the city opens no page of an organisation, and arrives at the city`() async throws {
        try await SignInScene.with(policy: Self.withoutApp) { scene in
            let account = scene.lan.officer.account
            let (mai, _) = SignInScene.addition("mai", "Mai", .administrator)
            _ = try await scene.admin.addOfficer(mai, to: scene.womenID)
            _ = try await scene.admin.endOfficer(scene.lan.officer.id, of: scene.womenID)
            try await scene.grantCity("lan")
            try await scene.signIn("lan")
            #expect(try await scene.browser.get("/totals").body == "city true")
            #expect(try await scene.browser.get("/desk").status == 403)
            try await scene.admin.revokeCity(account)
            #expect(try await scene.browser.get("/totals")["Location"] == "/sign-in?back=/totals")
        }
    }

    @Test func `who works for both chooses, and changes`() async throws {
        try await SignInScene.with(policy: Self.withoutApp) { scene in
            let browser = scene.browser
            try await scene.grantCity("lan")
            try await scene.signIn("lan")
            #expect(try await browser.get("/desk")["Location"] == "/sign-in/tenant")
            #expect(try await browser.get("/sign-in/tenant").body.contains("Thành phố"))
            _ = try await browser.post("/sign-in/tenant", ["tenant": "city"])
            #expect(try await browser.get("/totals").body == "city true")
            let other = try await browser.get("/desk")
            #expect(other.status == 403 && other.body.contains("Trang của nơi làm việc khác"))
            _ = try await browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"])
            #expect(try await browser.get("/desk").status == 200)
            #expect(try await browser.get("/totals").status == 403)
        }
    }

    @Test func `the city wants a second factor, as administrators must have one`() async throws {
        try await SignInScene.with { scene in
            try await scene.grantCity("hoa")
            try await scene.signIn("hoa")
            _ = try await scene.browser.post("/sign-in/tenant", ["tenant": "\(scene.womenID)"])
            #expect(try await scene.browser.get("/desk").status == 200)
            _ = try await scene.browser.post("/sign-in/tenant", ["tenant": "city"])
            #expect(try await scene.browser.get("/totals")["Location"] == "/account/second-factor")
        }
    }

    @Test func `a program's token for the city reads the city and no organisation`() async throws {
        try await SignInScene.with(policy: Self.withoutApp) { scene in
            let browser = scene.browser
            try await scene.grantCity("hoa")
            try await scene.signIn("hoa")
            _ = try await browser.post("/sign-in/tenant", ["tenant": "city"])
            let made = try await browser.post("/account/tokens", ["name": "Bảng", "days": "30", "scope": "write"])
            let token = try #require(made.body.firstMatch(of: #/hoctap_[A-Za-z0-9_-]+/#)?.0)
            let fields = ["Authorization": "Bearer \(token)"]
            #expect(try await scene.client.get("/totals", fields).body == "city true")
            #expect(try await scene.client.get("/desk", fields).status == 403)
            #expect(made.body.contains("(Chỉ xem)"))
        }
    }
}
