import Foundation
import Programme
import Reports
import Store
import Testing

@testable import Web

/// Certificates and records of learning, over HTTP and a database.
@Suite struct LearningPageTests {
    private static let topic = "0198c0de-0000-7000-8000-000000000003"

    @Test func `who completed a class gets a certificate, which anybody with its code may verify, and it is revoked`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (path, register) = try await scene.runningClass(["title": "Sơ cứu"])
            var form = OfficeBrowser.form(try await browser.get(register), to: register)
            form["present"] = "1"
            #expect(try await browser.post(register, form).status == 303)
            var finish = OfficeBrowser.form(try await browser.get("\(path)/completion"), to: "\(path)/completion")
            finish["finish"] = "yes"
            #expect(try await browser.post("\(path)/completion", finish).status == 303)
            let issuing = "\(path)/certificates"
            let page = try await browser.get(issuing)
            let enrolment = page.body.firstMatch(of: #/name="enrolment" value="([^"]+)"/#).map { String($0.1) } ?? ""
            let unsigned = OfficeBrowser.form(page, to: issuing, ["enrolment": enrolment])
            #expect(try await browser.post(issuing, unsigned).status == 422)
            let signed = unsigned.merging(["signatory": "Chủ tịch Lê Thị Mai"]) { $1 }
            let done = try await browser.follow(browser.post(issuing, signed))
            let certificate = done.body.firstMatch(of: #/href="(\/certificates\/[^"]+)"/#).map { String($0.1) } ?? ""
            let printed = try await browser.get(certificate)
            #expect(printed.body.contains("Nguyễn Thị Hạnh") && printed.body.contains("GCN-PHU-NU-2026-0001"))
            let code = printed.body.firstMatch(of: #/\/v\/([0-9A-Z]{26})/#).map { String($0.1) } ?? ""
            let public0 = try await scene.client.get("/v/\(code.lowercased())", ["Accept": "text/html"])
            #expect(public0.status == 200 && public0.body.contains("còn hiệu lực"))
            #expect(public0.body.contains("N. T. Hạnh") && !public0.body.contains("Nguyễn"))
            #expect(public0.body.contains("Sơ cứu") && public0.body.contains("Hội Liên hiệp Phụ nữ"))
            for secret in [scene.hanh.description, "1960", "Lê Thị Mai", enrolment] {
                #expect(!public0.body.contains(secret), "\(secret)")
            }
            #expect(try await scene.browser(.stranger).get(certificate).status == 404)
            let revoke = OfficeBrowser.form(printed, to: "\(certificate)/revocation", ["reason": "Cấp nhầm"])
            let revoked = try await browser.follow(browser.post("\(certificate)/revocation", revoke))
            #expect(revoked.body.contains("Cấp nhầm"))
            let public1 = try await scene.client.get("/v/\(code)", ["Accept": "text/html"])
            #expect(public1.body.contains("đã bị thu hồi") && !public1.body.contains("Cấp nhầm"))
        }
    }

    @Test func `a code that nobody has and one that is none are answered alike`() async throws {
        try await OfficeScene.with { scene in
            var bodies: Set<String> = []
            for code in ["0000000000000000000000000A", "x", "%27;--", String(repeating: "Z", count: 26), "abc%00"] {
                let answer = try await scene.client.get("/v/\(code)", ["Accept": "text/html"])
                #expect(answer.status == 404)
                bodies.insert(answer.body)
            }
            #expect(bodies.count == 1)
            #expect(bodies.first?.contains("Không có giấy chứng nhận nào") == true)
        }
    }

    @Test
    func `learning elsewhere is declared, verified and refused, and what was typed stays when it cannot be taken`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)/learning"
            let page = try await browser.get(path)
            #expect(page.body.contains("Chưa ghi việc học nào"))
            let wrong = ["title": "Chăm sóc người già", "topic": "", "ended_on": "1/1/2099", "hours": "nhiều"]
            let refused = try await browser.post(
                "\(path)/records",
                OfficeBrowser.form(page, to: "\(path)/records", wrong)
            )
            #expect(refused.status == 422)
            let kept = OfficeBrowser.form(refused, to: "\(path)/records")
            #expect(kept["title"] == "Chăm sóc người già" && kept["hours"] == "nhiều")
            let right = [
                "title": "Chăm sóc người già", "topic": Self.topic, "provider": "Trạm y tế", "started_on": "1/10/2025",
                "ended_on": "3/10/2025", "hours": "7,5",
            ]
            let form = OfficeBrowser.form(refused, to: "\(path)/records", right)
            let declared = try await browser.follow(browser.post("\(path)/records", form))
            #expect(declared.body.contains("Chăm sóc người già") && declared.body.contains("Tự khai"))
            #expect(declared.body.contains("7 giờ 30 phút"))
            let action = declared.body.firstMatch(of: #/action="([^"]+\/records\/[^"]+)"/#).map { String($0.1) } ?? ""
            var deed = OfficeBrowser.form(declared, to: action)
            deed["deed"] = "verify"
            let verified = try await browser.follow(browser.post(action, deed))
            #expect(verified.body.contains("Đã xác nhận"))
            #expect(verified.body.contains("<h2>2025 <span class=\"note\">7 giờ 30 phút"))
            deed["key"] = OfficeBrowser.form(verified, to: action)["key"]
            let stale = try await browser.post(action, deed)
            #expect(stale.status == 422 && stale.body.contains("Người khác vừa sửa"))
            #expect(try await scene.browser(.viewer).post(action, deed).status == 403)
            #expect(try await scene.browser(.stranger).get(path).status == 404)
        }
    }

    @Test func `plans are registered for a year and done, and the record is handed out as a workbook`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)/learning"
            let page = try await browser.get(path)
            let empty = OfficeBrowser.form(page, to: "\(path)/plans")
            #expect(try await browser.post("\(path)/plans", empty).status == 422)
            let form = empty.merging(["plan_year": "2026", "goal": "Học dùng điện thoại"]) { $1 }
            let planned = try await browser.follow(browser.post("\(path)/plans", form))
            #expect(planned.body.contains("Học dùng điện thoại") && planned.body.contains("Đã đăng ký"))
            let action = planned.body.firstMatch(of: #/action="([^"]+\/plans\/[^"]+)"/#).map { String($0.1) } ?? ""
            var deed = OfficeBrowser.form(planned, to: action)
            deed["deed"] = "done"
            #expect(try await browser.follow(browser.post(action, deed)).body.contains("Đã thực hiện"))
            let file = try await browser.get("\(path)/file")
            #expect(file.status == 200 && file["Content-Disposition"]?.contains("ho-so-hoc-tap.xlsx") == true)
        }
    }

    @Test func `verified learning elsewhere gets a certificate, once`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)/learning"
            let typed = ["title": "Chăm sóc cây", "topic": Self.topic, "ended_on": "3/10/2025", "hours": "7"]
            let form = OfficeBrowser.form(try await browser.get(path), to: "\(path)/records", typed)
            let declared = try await browser.follow(browser.post("\(path)/records", form))
            #expect(!declared.body.contains("Cấp giấy chứng nhận"))
            let action = declared.body.firstMatch(of: #/action="([^"]+\/records\/[^"]+)"/#).map { String($0.1) } ?? ""
            let verify = OfficeBrowser.form(declared, to: action, ["deed": "verify"])
            let verified = try await browser.follow(browser.post(action, verify))
            #expect(verified.body.contains("Cấp giấy chứng nhận"))
            var certify = OfficeBrowser.form(verified, to: action, ["deed": "certify", "signatory": " "])
            #expect(try await browser.post(action, certify).status == 422)
            certify["signatory"] = "Chủ tịch Lê Thị Mai"
            let done = try await browser.follow(browser.post(action, certify))
            #expect(done.body.contains("Đã cấp giấy chứng nhận") && done.body.contains("GCN-PHU-NU-"))
            let again = OfficeBrowser.form(done, to: action, ["deed": "certify", "signatory": "Chủ tịch"])
            #expect(try await browser.post(action, again).status == 422)
            #expect(try await browser.get(path).body.components(separatedBy: "/certificates/").count == 2)
        }
    }

    @Test func `the record across years is printed as PDF, or it is said why not`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.viewer)
            let path = "/members/\(scene.hlan)/learning"
            _ = try await scene.tenants.write(scene.context) { tx in
                _ = try await tx.plans.register(scene.hlan, year: 2026, topic: nil, goal: "Học tiếng Jrai & chữ <Đê>")
            }
            let page = try await browser.get(path)
            let file = try await browser.get("\(path)/pdf")
            if PDFRenderer.isInstalled {
                #expect(page.body.contains("\(path)/pdf"))
                #expect(file.status == 200 && file["Content-Type"] == "application/pdf")
                #expect(file["Content-Disposition"]?.contains("ho-so-hoc-tap.pdf") == true)
                #expect(file.body.hasPrefix("%PDF-"))
            } else {
                #expect(!page.body.contains("\(path)/pdf") && page.body.contains("weasyprint"))
                #expect(file.status == 503 && file.body.contains("weasyprint"))
            }
            #expect(try await scene.browser(.stranger).get("\(path)/pdf").status == 404)
            let areas = try await AreaBook(AreaRepository(pool: scene.pool)).history
            let content = try await scene.tenants.read(scene.context) { tx in
                LearningContent(
                    member: try await tx.members.find(scene.hlan),
                    history: try await tx.learning.find(scene.hlan),
                    records: [],
                    plans: [],
                    words: try await ClassWords.read(tx, areas, .vietnamese)
                )
            }
            let renderer = try PageRenderer(assets: AssetPaths())
            let sheet = LearningRecordSheet(content, organisation: "Hội Liên hiệp Phụ nữ")
            let html = renderer.html(sheet, PageFrame(language: .vietnamese, path: nil))
            #expect(html.contains("Rơ Châm H&#39;Lan") && html.contains("Học tiếng Jrai &amp; chữ &lt;Đê&gt;"))
            #expect(html.contains("In từ hệ thống lúc") && renderer.printStyle.contains("size: A4"))
        }
    }
}
