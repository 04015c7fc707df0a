import Foundation
import Testing

@testable import Web

/// The pages of learning centres, over HTTP and a database.
@Suite struct CentrePageTests {
    @Test func `a ward keeps its own centre, and everybody reads it`() async throws {
        try await OfficeScene.with { scene in
            try await scene.database.database.run(
                "update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where key = 'phu-nu'"
            )
            let browser = scene.browser(.editor)
            let list = try await browser.get("/centres")
            let typed = ["name": "", "address": "12 Trần Phú", "phone": "0269 38"]
            let refused = try await browser.post("/centres", OfficeBrowser.form(list, to: "/centres", typed))
            #expect(refused.status == 422)
            let form = OfficeBrowser.form(refused, to: "/centres", ["name": "Trung tâm phường Pleiku"])
            #expect(form["address"] == "12 Trần Phú")
            let made = try await browser.follow(browser.post("/centres", form))
            #expect(made.body.contains("Trung tâm phường Pleiku") && made.body.contains("12 Trần Phú"))
            let link = made.body.firstMatch(of: #/action="(\/centres\/[^"\/]+)"/#).map { String($0.1) }
            let path = try #require(link)
            let room = OfficeBrowser.form(made, to: "\(path)/rooms", ["room_name": "Phòng lớn", "seats": "80"])
            #expect(try await browser.follow(browser.post("\(path)/rooms", room)).body.contains("Phòng lớn, 80 chỗ"))
            let page = try await browser.get(path)
            let staff = ["full_name": "Siu Thị Bình", "position": "Giám đốc"]
            let person = OfficeBrowser.form(page, to: "\(path)/staff", staff)
            #expect(try await browser.follow(browser.post("\(path)/staff", person)).body.contains("Siu Thị Bình"))

            let stranger = scene.browser(.stranger)
            let seen = try await stranger.get(path)
            #expect(seen.status == 200 && seen.body.contains("Phòng lớn") && !seen.body.contains("Siu Thị Bình"))
            let forged = ["key": FormKey().text, "version": "1", "name": "Của tôi"]
            #expect(try await stranger.post(path, forged).status == 404)
            #expect(try await stranger.post("\(path)/rooms", ["key": FormKey().text, "room_name": "X"]).status == 404)
            #expect(try await scene.browser(.viewer).post(path, forged).status == 403)
        }
    }
}
