import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Web

/// The city's pages of titles over real HTTP, on totals that a real fold has made.
@Suite struct CityTitlePageTests {
    private func with(_ body: @escaping (CityScene) async throws -> Void) async throws {
        try await CityScene.with { scene async throws in
            try await CityTitleFixture.fill(scene.migrated)
            try await CityFixture.fold(scene.migrated)
            try await body(scene)
        }
    }

    @Test func `the first page has a bar for each target, with the words that say the same`() async throws {
        try await with { scene async throws in
            let body = try await scene.browser.get("/city?year=2019").body
            #expect(body.contains("aria-label=\"Gia đình học tập: đạt 56,67 %, chỉ tiêu 60 %\""))
            #expect(body.contains("<rect class=\"part\" width=\"56.67\" height=\"6\"/><line class=\"goal\" x1=\"60\""))
            #expect(body.contains("56,67 %: 85 trên 150 (15/01/2019: Danh sách của phường 2019); còn thiếu 5."))
            #expect(body.contains("1 phường, xã chưa có mẫu số, không tính vào tỷ lệ."))
            #expect(body.contains("Theo đà này đến 2020 sẽ đạt."))
            #expect(body.contains("75 %: 3 trên 4 (danh sách cuối năm 2019); còn thiếu 1."))
            // no script draws it, and nothing of it is a style
            #expect(!body.contains("style="))
        }
    }

    @Test func `the page of titles has each ward, on the boundaries asked for`() async throws {
        try await with { scene async throws in
            let then = try await scene.browser.get("/city/titles?year=2019")
            #expect(then.status == 200)
            #expect(
                try row("Tây Sơn", in: then.body).prefix(7) == ["100", "60", "40", "20", "50", "50 %", "83,33 %"]
            )
            #expect(try row("Cộng", in: then.body).prefix(6) == ["150", "105", "71", "34", "90", "56,67 %"])
            let now = try await scene.browser.get("/city/titles?year=2019&boundary=today").body
            #expect(try row("Pleiku", in: now).prefix(5) == ["150", "100", "67", "33", "85"])
            #expect(!now.contains(">Tây Sơn<"))
        }
    }

    @Test func `every number leads to its cells, and they add up to it`() async throws {
        try await with { scene async throws in
            let body = try await scene.browser.get("/city/titles?year=2019").body
            let found = links(in: body).filter { $0.hasPrefix("/city/titles/cells") }
            #expect(found.count > 20)
            for path in found {
                let answer = try await scene.browser.get(path)
                #expect(answer.status == 200, "\(path)")
            }
            let cells = try await scene.browser.get(
                "/city/titles/cells?kind=gia-dinh-hoc-tap&measure=recognised&year=2019"
            ).body
            #expect(cells.contains("<p class=\"figure\"><strong>90</strong>"))
            #expect(cells.contains(">UBND Gào<"))
        }
    }

    @Test(arguments: ["progress", "title-gia-dinh-hoc-tap", "rolls"])
    func `each table is handed out as a workbook and as CSV`(_ table: String) async throws {
        try await with { scene async throws in
            for form in ["csv", "xlsx"] {
                let file = try await scene.browser.get("/city/file/\(table)/\(form)?year=2019")
                #expect(file.status == 200)
                if form == "csv" { #expect(file.body.contains("Số liệu đến")) }
            }
        }
    }

    @Test func `the cells of a number are handed out too`() async throws {
        try await with { scene async throws in
            let file = try await scene.browser.get(
                "/city/file/title-cells/csv?kind=gia-dinh-hoc-tap&measure=counted&year=2019"
            )
            #expect(file.body.contains("UBND Tây Sơn,Tây Sơn,Tây Sơn,"))
            #expect(file.body.contains("Cộng,,,,,150\r\n"))
        }
    }

    @Test func `what cannot be true is said where it stands`() async throws {
        try await with { scene async throws in
            try await CityTitleFixture.countAgain(scene.migrated)
            try await CityFixture.fold(scene.migrated)
            let body = try await scene.browser.get("/city/titles?year=2019").body
            #expect(body.contains("Đăng ký 40 nhưng tổng số chỉ có 30. Xin cập nhật mẫu số."))
            #expect(body.contains("Xem lại: Hội Thương."))
        }
    }

    @Test(arguments: [
        "/city/titles/cells", "/city/titles/cells?kind=khong-co&measure=recognised",
        "/city/titles/cells?kind=gia-dinh-hoc-tap&measure=members",
        "/city/titles/cells?kind=gia-dinh-hoc-tap&measure=recognised&area=x", "/city/file/title-khong-co/csv",
    ])
    func `what there is not is not found`(_ path: String) async throws {
        try await with { scene async throws in
            #expect(try await scene.browser.get(path).status == 404, "\(path)")
            #expect(try await scene.officer.get(path).status == 403, "\(path)")
        }
    }

    /// The cells of the row of families with this name.
    private func row(_ name: String, in body: String) throws -> [String] {
        let section = try #require(
            body.components(separatedBy: "<section class=\"totals\" id=\"title-gia-dinh-hoc-tap\">").last
        )
        let rows = try #require(section.components(separatedBy: "</section>").first).components(separatedBy: "<tr")
        let text = try #require(rows.first { $0.contains(">\(name)<") })
        return text.matches(of: #/<td data-label="[^"]*">(?:<a href="[^"]*">)?([^<]*)/#).map { String($0.1) }
    }

    private func links(in body: String) -> Set<String> {
        let found = body.matches(of: #/href="([^"#][^"]*)"/#).map { match in
            String(match.1).replacingOccurrences(of: "&amp;", with: "&")
        }
        return Set(found)
    }
}
