import Foundation
import Postgres
import Programme
import Reports
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct ReportPageTests {
    /// Makes what waits, as the server's runner does.
    private static func make(_ scene: OfficeScene) async throws {
        let maker = ReportMaker(
            tenants: scene.tenants,
            city: CityDatabase(pool: scene.pool),
            printer: ReportMaker.printer(),
            origin: "http://localhost:8080",
            folder: NSTemporaryDirectory()
        )
        for waiting in try await ReportQueue(pool: scene.pool).waiting() { _ = try await maker.make(waiting) }
    }

    private static func ask(_ browser: OfficeBrowser) async throws -> HTTPAnswer {
        let page = try await browser.get("/reports")
        let form = OfficeBrowser.form(page, to: "/reports", ["year": "2025", "period": "year"])
        return try await browser.post("/reports", form)
    }

    @Test func `a report is asked for, made, signed, handed out and verified, and names nobody to the public`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let asked = try await Self.ask(browser)
            #expect(asked.status == 303)
            let path = try #require(asked["Location"])
            let waiting = try await browser.get(path)
            #expect(waiting.body.contains("Đang chờ lập") && !waiting.body.contains("/files/"))
            try await Self.make(scene)
            let draft = try await browser.get(path)
            #expect(draft.body.contains("Bản nháp") && draft.body.contains("\(path)/files/xlsx"))
            let book = try await browser.get("\(path)/files/xlsx")
            #expect(book.status == 200 && book["Content-Type"]?.contains("spreadsheetml") == true)
            let empty = OfficeBrowser.form(draft, to: "\(path)/signature", ["number": ""])
            let refused = try await browser.post("\(path)/signature", empty)
            #expect(refused.status == 422)
            let signature = [
                "number": "07/BC-HPN", "signed_on": "03/01/2026", "place": "Pleiku", "office": "CHỦ TỊCH",
                "signatory": "Trần Thị Ánh",
            ]
            let signed = try await browser.post(
                "\(path)/signature",
                OfficeBrowser.form(refused, to: "\(path)/signature", signature)
            )
            #expect(signed.status == 303)
            try await Self.make(scene)
            let issued = try await browser.get(path)
            #expect(issued.body.contains("Đã ký, phát hành") && !issued.body.contains("/removal"))
            let code = try #require(issued.body.firstMatch(of: /\/v\/([0-9A-Z]{26})/)).1
            let verified = try await scene.client.get("/v/\(code)", ["Accept": "text/html"])
            #expect(verified.status == 200 && verified.body.contains("07/BC-HPN"))
            #expect(verified.body.contains("Hội Liên hiệp Phụ nữ") && !verified.body.contains("Ánh"))
            let content = try await browser.get("\(path)/files/jsonl")
            #expect(content.body.contains("Trần Thị Ánh") && content.body.contains("07/BC-HPN"))
        }
    }

    @Test func `viewers read, officers of a part and others see nothing, in both languages`() async throws {
        try await OfficeScene.with { scene in
            let path = try #require(try await Self.ask(scene.browser(.editor))["Location"])
            let viewer = try await scene.browser(.viewer).get("/reports")
            #expect(viewer.body.contains(path) && !viewer.body.contains("action=\"/reports\""))
            #expect(
                try await scene.browser(.viewer).get(path, language: "en").body.contains("Report of an organisation")
            )
            #expect(try await scene.browser(.branchEditor).get(path).status == 404)
            #expect(try await scene.browser(.stranger).get(path).status == 404)
            #expect(try await !scene.browser(.branchEditor).get("/reports").body.contains(path))
            #expect(try await scene.browser(.editor).get("\(path)/files/xlsx").status == 404)
            #expect(try await scene.browser(.editor).get("\(path)/files/exe").status == 404)
        }
    }

    @Test func `a schedule is set and taken back`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let page = try await browser.get("/reports")
            let set = try await browser.post("/reports/schedules", OfficeBrowser.form(page, to: "/reports/schedules"))
            #expect(set.status == 303)
            let listed = try await browser.get("/reports")
            #expect(listed.body.contains("Thôi tự lập") && listed.body.contains("01/12/"))
            let off = OfficeBrowser.form(listed, to: "/reports/schedules")
            #expect(off["deed"] == "off")
            #expect(try await browser.post("/reports/schedules", off).status == 303)
            #expect(try await !browser.get("/reports").body.contains("Thôi tự lập"))
        }
    }

    @Test func `a member's record is asked for from the member, and goes with an erasure unless it is signed`()
        async throws
    {
        try await OfficeScene.with { scene in
            let id = try await scene.tenants.write(scene.context) { tx in
                try await tx.reports.ask(ReportSubject(.learningRecord, about: scene.hanh.uuid))
            }
            try await Self.make(scene)
            let made = try await scene.browser(.editor).get("/reports/\(id)/files/jsonl")
            #expect(made.body.contains("Họ và tên: Nguyễn Thị Hạnh"))
            try await scene.tenants.write(scene.context) { tx in
                let version = try await tx.members.find(scene.hanh).version
                _ = try await tx.members.erase(scene.hanh, version: version, reason: .request)
            }
            #expect(try await scene.browser(.editor).get("/reports/\(id)").status == 404)
        }
    }
}
