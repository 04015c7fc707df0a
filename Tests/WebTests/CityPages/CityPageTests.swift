import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

/// The city's pages over real HTTP, on totals that a real fold has made.
@Suite struct CityPageTests {
    @Test func `the first page shows persons beside the sum, and each number leads to what it is made of`() async throws
    {
        try await CityScene.with { scene async throws in
            let page = try await scene.browser.get("/city?year=2024")
            #expect(page.status == 200)
            #expect(page.body.contains("Số liệu đến"))
            let persons = try row("Hội viên hiện có", in: page.body, table: "persons")
            #expect(persons == ["3", "5", "1", "1"])
            #expect(try row("Người học trong năm 2024", in: page.body, table: "persons") == ["2", "3", "1", "0"])
            #expect(try row("Hội Phụ nữ", in: page.body, table: "organisations").first == "2")
            #expect(try row("Tây Sơn", in: page.body, table: "areas").last == "2")
            for path in links(in: page.body) where path.hasPrefix("/city") {
                let answer = try await scene.browser.get(path)
                #expect(answer.status == 200, "\(path)")
            }
        }
    }

    @Test func `the numbers of the page are those of the tables after a fold`() async throws {
        try await CityScene.with { scene async throws in
            let database = scene.migrated.database
            let held = "join app.class_sessions as s on s.tenant_id = a.host_id and s.id = a.session_id"
            for (measure, recount) in [
                ("attendances", "select count(*) from app.attendances as a \(held) where s.held_on >= '2025-01-01'"),
                ("sessions", "select count(*) from app.class_sessions where held_on >= '2025-01-01'"),
                ("members", "select count(*) from app.members where state = 'active'"),
            ] {
                let page = try await scene.browser.get("/city/cells?measure=\(measure)&year=2025")
                let counted = try await database.run(recount).trimmingCharacters(in: .whitespacesAndNewlines)
                #expect(page.body.contains("<p class=\"figure\"><strong>\(counted)</strong>"), "\(measure)")
            }
            try await CityFixture.takeBack(scene.migrated)
            #expect(try await learners(scene) == "2")
            try await CityFixture.fold(scene.migrated)
            #expect(try await learners(scene) == "1")
        }
    }

    @Test func `a past year is shown on its own boundaries or on those of today`() async throws {
        try await CityScene.with { scene async throws in
            let then = try await scene.browser.get("/city?year=2024&boundary=then").body
            #expect(try row("Hội Thương", in: then, table: "areas").last == "1")
            let now = try await scene.browser.get("/city?year=2024&boundary=today").body
            #expect(try row("Pleiku", in: now, table: "areas").last == "2")
            #expect(!now.contains(">Hội Thương<"))
        }
    }

    @Test func `a year that is signed is shown as signed, with its own as-of`() async throws {
        try await CityScene.with { scene async throws in
            try await CityFixture.freeze(2024, in: scene.migrated)
            let signed = try await page(scene)
            #expect(signed.contains("Năm 2024 đã chốt ngày") && signed.contains("SHA-256"))
            try await CityFixture.takeBack(scene.migrated)
            try await CityFixture.fold(scene.migrated)
            #expect(try await learners(scene) == "2")
            #expect(try await scene.browser.get("/city?year=2025").body.contains("đã chốt") == false)
        }
    }

    @Test func `an empty city says that there are no figures, and makes none up`() async throws {
        try await CityScene.with(filled: false) { scene async throws in
            let page = try await scene.browser.get("/city")
            #expect(page.status == 200)
            #expect(page.body.contains("Chưa có số liệu nào được cộng."))
            #expect(page.body.contains("Chưa có mẫu số: chưa tính được tỷ lệ."))
            #expect(!page.body.contains("<svg class=\"bar"))
            #expect(try await scene.browser.get("/city/persons?kind=learners").status == 200)
            #expect(try await scene.browser.get("/city/people").body.contains("Chưa có số liệu."))
        }
    }

    @Test func `people are told apart by sex and age only as far as it tells nothing`() async throws {
        try await CityScene.with { scene async throws in
            let page = try await scene.browser.get("/city/people?year=2025").body
            #expect(page.contains("&lt;10") && page.contains("Làm tròn đến 5"))
        }
    }

    @Test(arguments: [
        "organisations", "areas", "homes", "periods", "persons", "measures", "targets", "returns", "people-members",
    ])
    func `each table is handed out as a workbook and as CSV`(_ table: String) async throws {
        try await CityScene.with { scene async throws in
            for form in ["csv", "xlsx"] {
                let file = try await scene.browser.get("/city/file/\(table)/\(form)?year=2024")
                #expect(file.status == 200)
                #expect(file["Content-Disposition"] == "attachment; filename=\"thanh-pho-\(table).\(form)\"")
                if form == "csv" { #expect(file.body.contains("Số liệu đến")) }
            }
        }
    }

    @Test func `a sum is handed out with all its cells`() async throws {
        try await CityScene.with { scene async throws in
            let file = try await scene.browser.get("/city/file/cells/csv?measure=minutes&year=2024&span=q1")
            #expect(file.body.contains("Hội Phụ nữ,Tây Sơn,Tây Sơn,Tháng 03/2024,4\r\n"))
            #expect(file.body.contains("Cộng,,,,6\r\n"))
        }
    }

    @Test(arguments: [
        "/city/cells", "/city/cells?measure=religion", "/city/cells?measure=members&area=x",
        "/city/cells?measure=members&organisation=00000000-0000-7000-8000-000000000000", "/city/persons",
        "/city/persons?kind=members&area=00000000-0000-7000-8000-000000000000", "/city/file/members/csv",
        "/city/file/areas/pdf", "/city/file/cells/csv",
    ])
    func `what there is not is not found`(_ path: String) async throws {
        try await CityScene.with { scene async throws in
            #expect(try await scene.browser.get(path).status == 404, "\(path)")
        }
    }

    @Test(arguments: ["/city?year=x&span=q9&boundary=no&by=week", "/city?year=99999", "/city?year=1", "/city?year=-5"])
    func `an address that says nothing sensible shows this year`(_ path: String) async throws {
        try await CityScene.with(filled: false) { scene async throws in
            #expect(try await scene.browser.get(path).status == 200)
        }
    }

    @Test func `an officer of an organisation sees no page of the city, and who sees the city none of theirs`()
        async throws
    {
        try await CityScene.with(filled: false) { scene async throws in
            for path in [
                "/city", "/city/cells?measure=members", "/city/persons?kind=members", "/city/people",
                "/city/file/areas/csv",
            ] {
                #expect(try await scene.officer.get(path).status == 403, "\(path)")
                #expect(try await scene.client.get(path, ["Accept": "text/html"]).status == 303, "\(path)")
            }
            #expect(try await scene.browser.get("/")["Location"] == "/city")
            #expect(try await scene.officer.get("/").status == 200)
        }
    }

    // MARK: Reading a page

    private func page(_ scene: CityScene) async throws -> String {
        try await scene.browser.get("/city?year=2024").body
    }

    /// How many persons learned in 2024, as the first page says.
    private func learners(_ scene: CityScene) async throws -> String? {
        try row("Người học trong năm 2024", in: try await page(scene), table: "persons").first
    }

    /// The cells of the row with this name.
    private func row(_ name: String, in body: String, table: String) throws -> [String] {
        let section = try #require(body.components(separatedBy: "<section class=\"totals\" id=\"\(table)\">").last)
        let rows = try #require(section.components(separatedBy: "</section>").first).components(separatedBy: "<tr")
        let text = try #require(rows.first { $0.contains(">\(name)<") })
        return text.matches(of: #/<td data-label="[^"]*"(?: data-value="[0-9.]+")?>(?:<a href="[^"]*">)?([^<]*)/#).map {
            String($0.1)
        }
    }

    private func links(in body: String) -> Set<String> {
        let found = body.matches(of: #/href="([^"#][^"]*)"/#).map { match in
            String(match.1).replacingOccurrences(of: "&amp;", with: "&")
        }
        return Set(found)
    }
}
