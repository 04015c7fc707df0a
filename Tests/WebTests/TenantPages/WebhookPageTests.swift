import Foundation
import Programme
import Store
import Testing

@testable import Web

@Suite struct WebhookPageTests {
    @Test func `an administrator sets a receiver up, tries it, stops it and removes it`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.administrator)
            let empty = try await browser.get("/webhooks")
            let form = OfficeBrowser.form(empty, to: "/webhooks", ["url": "https://ke-toan.example.vn/x"])
            #expect(try await browser.post("/webhooks", form).status == 422)
            let typed = form.merging(["url": "https://10.0.0.1/", "event": "import.finished"]) { $1 }
            let closed = try await browser.post("/webhooks", typed)
            #expect(closed.status == 422 && closed.body.contains("https://10.0.0.1/"))
            let right = form.merging(["event": "import.finished"]) { $1 }
            let made = try await browser.post("/webhooks", right)
            #expect(made.status == 200 && made.body.contains("whsec_"))
            let again = try await browser.follow(try await browser.post("/webhooks", right))
            #expect(again.status == 200 && !again.body.contains("whsec_"))
            let path = try #require(again.body.firstMatch(of: #/\/webhooks\/[0-9a-f-]{36}/#)).output
            for (step, word) in [("test", "Đã xếp một tin thử"), ("stop", "Đã dừng"), ("resumption", "gửi tiếp")] {
                let page = try await browser.get(String(path))
                let fields = OfficeBrowser.form(page, to: "\(path)/\(step)")
                let shown = try await browser.follow(try await browser.post("\(path)/\(step)", fields))
                #expect(shown.status == 200 && shown.body.contains(word), "\(step)")
            }
            #expect(try await scene.browser(.editor).get(String(path)).status == 403)
            #expect(try await scene.browser(.stranger).get(String(path)).status == 404)
            let fields = OfficeBrowser.form(try await browser.get(String(path)), to: "\(path)/removal")
            let left = try await browser.follow(try await browser.post("\(path)/removal", fields))
            #expect(left.body.contains("Chưa báo cho phần mềm nào"))
        }
    }
}
