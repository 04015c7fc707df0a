import Foundation
import Programme
import Testing

@testable import Web

/// The pages of titles, over HTTP and a database.
@Suite struct TitlePageTests {
    private static let family = "0198c0de-0001-7000-8000-000000000004"

    @Test func `a ward registers, scores, reviews, proposes and decides, and anybody verifies the certificate`()
        async throws
    {
        try await OfficeScene.with { scene in
            try await Self.makeWard(scene)
            let browser = scene.browser(.editor)
            let registering = try await browser.get("/titles/registration?year=2026&title=\(Self.family)")
            let form = OfficeBrowser.form(
                registering,
                to: "/titles/registration",
                ["area": OfficeScene.ward, "registered_on": "20/01/2026"]
            )
            let list = try await browser.follow(browser.post("/titles/registration", form))
            #expect(list.body.contains("Rơ Châm Hyéo") && list.body.contains("Đăng ký mới"))
            let link = list.body.firstMatch(of: #/<a href="(\/titles\/[0-9a-f-]{36})">Rơ/#).map { String($0.1) }
            let path = try #require(link)
            let id = String(path.dropFirst("/titles/".count))

            let sheet = try await browser.get(path)
            let tooMany = [
                "item.1.1": "20", "item.1.2": "10", "item.2.1": "26", "item.2.2": "15", "item.3": "15", "item.4": "15",
            ]
            let refused = try await browser.post(
                "\(path)/score",
                OfficeBrowser.form(sheet, to: "\(path)/score", tooMany)
            )
            #expect(refused.status == 422 && refused.body.contains("Điểm vượt mức tối đa"))
            let good = tooMany.merging(["item.2.1": "25"]) { $1 }
            let scored = try await browser.follow(
                browser.post("\(path)/score", OfficeBrowser.form(sheet, to: "\(path)/score", good))
            )
            #expect(scored.body.contains("Đã chấm điểm") && scored.body.contains("100 điểm"))

            let review = [
                "chair": "Ksor Chi", "secretary": "Lê Hoa", "present": "30", "votes_for": "31", "held_on": "01/11/2025",
            ]
            let votes = try await step("review", id, browser, review)
            #expect(votes.status == 422 && votes.body.contains("Số phiếu nhiều hơn số người dự"))
            let passed = try await step("review", id, browser, review.merging(["votes_for": "29"]) { $1 })
            #expect(passed.status == 303)
            let proposal = ["number": "3/TTr-HKH", "proposer": "Hội Khuyến học", "proposed_on": "05/11/2025"]
            #expect(try await step("propose", id, browser, proposal).status == 303)
            let decision = [
                "number": "", "signatory": "Nguyễn Văn An", "signatory_title": "Chủ tịch", "decided_on": "10/11/2025",
            ]
            #expect(try await step("recognise", id, browser, decision).status == 422)
            let decided = decision.merging(["number": "42/QĐ-UBND"]) { $1 }
            #expect(try await step("recognise", id, browser, decided).status == 303)

            let decisions = try await browser.get("/titles/decisions?year=2026&title=\(Self.family)")
            let found = decisions.body.firstMatch(of: #/href="(\/titles\/decisions\/[0-9a-f-]+)"/#).map { String($0.1) }
            let attached = try #require(found)
            let page = try await browser.get(attached)
            #expect(page.body.contains("42/QĐ-UBND") && page.body.contains("GCN-PHU-NU-2025-0001"))
            let file = try await browser.get("\(attached)/file")
            #expect(file.status == 200 && file["Content-Disposition"]?.contains("danh-sach-kem-theo.xlsx") == true)
            let certified = try await browser.get(path)
            let code = certified.body.firstMatch(of: #/\/v\/([0-9A-Z]{26})/#).map { String($0.1) }
            let verified = try await scene.client.get("/v/\(try #require(code))", ["Accept": "text/html"])
            #expect(verified.status == 200 && verified.body.contains("GCN-PHU-NU-2025-0001"))
            #expect(!verified.body.contains("Rơ Châm Hyéo") && verified.body.contains("R. C. Hyéo"))

            let again = try await step("recognise", id, browser, decided.merging(["number": "43/QĐ-UBND"]) { $1 })
            #expect(again.status == 422 && again.body.contains("Đã có quyết định cho danh hiệu và năm này"))
            #expect(try await scene.browser(.stranger).get(path).status == 404)
            #expect(try await scene.browser(.viewer).get(path).status == 200)
            #expect(try await scene.browser(.viewer).post("\(path)/score", ["key": FormKey().text]).status == 403)
        }
    }

    @Test func `scores come by a file, of which every wrong cell is named and nothing is taken until all are right`()
        async throws
    {
        try await OfficeScene.with { scene in
            try await Self.makeWard(scene)
            let browser = scene.browser(.editor)
            let query = "year=2026&title=\(Self.family)"
            let registering = try await browser.get("/titles/registration?\(query)")
            let form = OfficeBrowser.form(
                registering,
                to: "/titles/registration",
                ["area": OfficeScene.ward, "registered_on": "20/01/2026"]
            )
            let list = try await browser.follow(browser.post("/titles/registration", form))
            let id = try #require(list.body.firstMatch(of: #/name="id" value="([0-9a-f-]+)"/#).map { String($0.1) })
            let head =
                "Mã phiếu: trinh-dien-gia-dinh/1/2026\n\nSTT;Mã hồ sơ;Tên;1.1 (20);1.2 (10);2.1 (25);2.2 (15);3 (15);4 (15)\n"
            let wrong = head + "1;\(id);Rơ Châm Hyéo;21;10;nhiều;15;15;15\n2;x;;1;1;1;1;1;1\n"
            let refused = try await browser.upload("/titles/scores?\(query)", fileName: "a.csv", text: wrong)
            #expect(refused.status == 422 && refused.body.contains("D4") && refused.body.contains("F4"))
            #expect(refused.body.contains("B5"))
            let other = head.replacing("/2026", with: "/2025") + "1;\(id);;20;10;25;15;15;15\n"
            #expect(try await browser.upload("/titles/scores?\(query)", fileName: "a.csv", text: other).status == 422)
            let half = head + "1;\(id);Rơ Châm Hyéo;20;10;;15;15;15\n"
            let missing = try await browser.upload("/titles/scores?\(query)", fileName: "a.csv", text: half)
            #expect(missing.status == 422 && missing.body.contains("F4") && missing.body.contains("chưa chấm"))
            let good = head + "1;\(id);Rơ Châm Hyéo;20;7,5;25;15;15;15\n;;NGƯỜI LẬP;;;;;;\n"
            #expect(try await browser.upload("/titles/scores?\(query)", fileName: "a.csv", text: good).status == 303)
            #expect(try await browser.get("/titles/\(id)").body.contains("97,5"))
            let file = try await browser.get("/titles/scores/file?\(query)")
            #expect(file.status == 200 && file.body.utf8.count > 1000)
        }
    }

    @Test func `evidence that is not what it says is refused with what to do, and days are kept in their order`()
        async throws
    {
        try await OfficeScene.with { scene in
            try await Self.makeWard(scene)
            let browser = scene.browser(.editor)
            let registering = try await browser.get("/titles/registration?year=2026&title=\(Self.family)")
            let form = OfficeBrowser.form(
                registering,
                to: "/titles/registration",
                ["area": OfficeScene.ward, "registered_on": "20/01/2026"]
            )
            let list = try await browser.follow(browser.post("/titles/registration", form))
            let id = try #require(list.body.firstMatch(of: #/name="id" value="([0-9a-f-]+)"/#).map { String($0.1) })
            let action = "/titles/\(id)/evidence"
            let script = "%PDF-1.4\n1 0 obj<</S/JavaScript>>endobj\n%%EOF\n"
            for (name, text, words) in [
                ("a.jpg", "%PDF-1.4\n%%EOF\n", "nội dung không đúng với tên tệp"), ("a.pdf", "MZ", "không phải PDF"),
                ("a.pdf", script, "mã lệnh"),
            ] {
                let answer = try await browser.upload(action, fileName: name, text: text)
                #expect(answer.status == 422 && answer.body.contains(words), "\(words)")
            }
            let kept = try await browser.upload(action, fileName: "biên bản.pdf", text: "%PDF-1.4\n%%EOF\n")
            #expect(kept.status == 303)
            let page = try await browser.get("/titles/\(id)")
            let link = try #require(page.body.firstMatch(of: #/href="(\/titles\/[0-9a-f-]+\/evidence\/[0-9a-f-]+)"/#))
            let file = try await browser.get(String(link.1))
            #expect(file.body.hasPrefix("%PDF") && file["Content-Disposition"]?.hasPrefix("attachment") == true)

            let days = try await browser.get("/titles/deadlines?year=2026")
            let typed = ["registered": "31/03/2026", "scored": "31/10/2026", "reviewed": "01/10/2026"]
            let refused = try await browser.post(
                "/titles/deadlines",
                OfficeBrowser.form(days, to: "/titles/deadlines", typed)
            )
            #expect(refused.status == 422)
            let right = OfficeBrowser.form(refused, to: "/titles/deadlines", ["reviewed": "10/11/2026"])
            #expect(try await browser.follow(browser.post("/titles/deadlines", right)).body.contains("10/11/2026"))
        }
    }

    /// Chooses a step for one registration, fills in its form and sends it.
    private func step(
        _ step: String,
        _ id: String,
        _ browser: OfficeBrowser,
        _ typed: [String: String]
    ) async throws -> HTTPAnswer {
        let selection = ["id": id, "step": step, "year": "2026", "title": Self.family]
        let page = try await browser.post("/titles/selection", selection)
        #expect(page.status == 200, "\(step)")
        let action = "/titles/steps/\(step)"
        let form = OfficeBrowser.form(page, to: action, typed).merging(["id": id]) { $1 }
        return try await browser.post(action, form)
    }

    /// The first organisation is a ward with one household.
    private static func makeWard(_ scene: OfficeScene) async throws {
        try await scene.database.database.run(
            """
            update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where key = 'phu-nu';
            insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
            select id, '0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f91', 'household', 'Rơ Châm Hyéo', area_id, 'hyeo', 'ro cham hyeo'
            from app.tenants where key = 'phu-nu';
            """
        )
    }
}
