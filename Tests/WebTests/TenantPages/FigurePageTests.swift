import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@testable import Web

/// The first page and the pages of a tenant's own figures, over HTTP, a database and a real fold.
@Suite struct FigurePageTests {
    /// The number that stands in the cell under a heading, of the row of a table that begins with a name.
    private func cell(_ page: HTTPAnswer, _ table: String, _ row: String, _ label: String) -> String? {
        guard let start = page.body.range(of: "id=\"\(table)-table\"") else { return nil }
        let body = page.body[start.upperBound...]
        let text = body[..<(body.range(of: "</table>")?.lowerBound ?? body.endIndex)]
        let rows = text.components(separatedBy: "<tr").filter {
            $0.contains(">\(row)</a></th>") || $0.contains(">\(row)</th>")
        }
        guard let found = rows.first?.range(of: "data-label=\"\(label)\"") else { return nil }
        return rows.first?[found.upperBound...].firstMatch(of: #/data-value="([0-9.]+)"/#).map { String($0.1) }
    }

    @Test func `the first day ticks itself, step by step`() async throws {
        try await OfficeScene.with { scene in
            let stranger = scene.browser(.stranger)
            let start = try await stranger.get("/")
            #expect(start.status == 200)
            #expect(start.body.contains("Đã xong 0 trên 5 bước."))
            #expect(start.body.contains("<a class=\"btn btn-primary btn-lg\" href=\"/branches\">Ghi các chi hội</a>"))
            let form = OfficeBrowser.form(try await stranger.get("/branches"), to: "/branches", ["name": "Chi hội A"])
            _ = try await stranger.post("/branches", form)
            let next = try await stranger.get("/")
            #expect(next.body.contains("Đã xong 1 trên 5 bước."))
            #expect(next.body.contains("<a class=\"btn btn-primary btn-lg\" href=\"/imports\">"))
            // who may only look is not told to do anything
            #expect(!(try await scene.browser(.viewer).get("/").body.contains("class=\"steps\"")))
        }
    }

    @Test func `an organisation sees its members and each number leads to what it is made of`() async throws {
        try await OfficeScene.with { scene in
            try await CityFixture.fold(scene.database)
            let browser = scene.browser(.viewer)
            let year = CalendarDay.inVietnam().year
            let home = try await browser.get("/")
            #expect(home.body.contains("<a href=\"/members\"><strong>5</strong></a>"))
            #expect(home.body.contains("data-table=\"branches-table\""))
            let figures = try await browser.get("/figures")
            #expect(cell(figures, "branches", "Chi hội 1", "Hội viên hiện có") == "4")
            #expect(cell(figures, "branches", "Tổ 1", "Hội viên hiện có") == "1")
            #expect(cell(figures, "branches", "Cộng", "Hội viên hiện có") == "5")
            #expect(figures.body.contains("href=\"/members?branch=\(scene.top)\""))
            let cells = try await browser.get("/figures/cells?measure=members&year=\(year)&branch=\(scene.top)")
            #expect(cells.status == 200 && cells.body.contains("4 tư cách hội viên"))
            // nothing of the neighbour's, and nothing of a part that is not one's own
            #expect(!(try await scene.browser(.stranger).get("/figures").body.contains("Chi hội 1")))
            #expect(
                cell(try await scene.browser(.branchEditor).get("/figures"), "branches", "Tổ 1", "Hội viên hiện có")
                    == nil
            )
            for wrong in ["measure=x", "", "measure=members&month=13", "measure=members&branch=x"] {
                #expect(try await browser.get("/figures/cells?\(wrong)").status == 404, "\(wrong)")
            }
            #expect(try await browser.get("/figures?year=abc").status == 200)
        }
    }

    @Test func `every table of figures is handed out as a workbook and as text`() async throws {
        try await OfficeScene.with { scene in
            try await CityFixture.fold(scene.database)
            let browser = scene.browser(.viewer)
            for table in ["branches", "months", "cells"] {
                let query = table == "cells" ? "?measure=members" : ""
                let text = try await browser.get("/figures/file/\(table)/csv\(query)")
                #expect(text.status == 200 && text["Content-Type"] == "text/csv; charset=utf-8", "\(table)")
                #expect(text.body.contains("Số liệu đến"), "\(table)")
                let workbook = try await browser.get("/figures/file/\(table)/xlsx\(query)")
                #expect(workbook["Content-Disposition"]?.contains("so-lieu-\(table).xlsx") == true)
            }
            #expect(try await browser.get("/figures/file/branches/csv").body.contains("Chi hội 1"))
            #expect(try await browser.get("/figures/file/nothing/csv").status == 404)
            #expect(try await browser.get("/figures/file/branches/pdf").status == 404)
        }
    }

    @Test func `a ward sees its titles by hamlet with the share, and its days`() async throws {
        try await OfficeScene.with { scene in
            let year = CalendarDay.inVietnam().year
            let browser = scene.browser(.administrator)
            try await scene.database.database.run(
                "update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where id = '\(scene.context.tenant)'"
            )
            let start = try await browser.get("/")
            #expect(start.body.contains("Đưa danh sách hộ vào") && start.body.contains("Đã xong 1 trên 5 bước."))
            try await Self.fillWard(scene, year)
            let home = try await browser.get("/")
            #expect(!home.body.contains("class=\"steps\""))
            #expect(cell(home, "titles", "Gia đình học tập", "Tổng số") == "8")
            #expect(cell(home, "titles", "Gia đình học tập", "Đăng ký") == "3")
            #expect(cell(home, "titles", "Gia đình học tập", "Công nhận") == "2")
            #expect(cell(home, "titles", "Gia đình học tập", "Tỷ lệ") == "25.0")
            #expect(cell(home, "hamlets", "Ghi cho cả phường, xã", "Đang xét") == "1")
            #expect(home.body.contains("state=recognised"))
            let file = try await browser.get("/titles/figures/titles/csv")
            #expect(file.status == 200 && file.body.contains("Gia đình học tập"))
            #expect(try await browser.get("/titles/figures/other/csv").status == 404)
        }
    }

    /// The ward has four households: two recognised, one registered, one withdrawn.
    private static func fillWard(_ scene: OfficeScene, _ year: Int) async throws {
        let tenant = scene.context.tenant
        let states = ["recognised", "recognised", "registered", "withdrawn"]
        let rows = states.enumerated().map { index, state in
            """
            insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key) values
                ('\(tenant)', '00000000-0000-7000-8002-00000000000\(index)', 'household', 'Hộ \(index)', '\(OfficeScene.ward)', 'a', 'ho');
            insert into app.registrations (tenant_id, id, subject_id, title_type_id, year, kind, registered_on, state, area_id)
            values ('\(tenant)', '00000000-0000-7000-8003-00000000000\(index)', '00000000-0000-7000-8002-00000000000\(index)',
                '0198c0de-0001-7000-8000-000000000004', \(year), 'new', '\(year)-01-20', '\(state)', '\(OfficeScene.ward)');

            """
        }.joined()
        try await scene.database.database.run(
            """
            set session_replication_role = replica;
            \(rows)
            insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source) values
                ('\(tenant)', gen_random_uuid(), '\(OfficeScene.ward)', 'household', \(year), '\(year)-01-01', 8, 'UBND');
            """
        )
    }
}
