import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The pages of the programme's work, over HTTP and a database.
@Suite struct WorkPageTests {
    private static let plan = [
        "title": "Kế hoạch 2026", "year": "2026", "issued_on": "15/01/2026", "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
    ]

    /// Adds a record by its form, and goes where that leads.
    private func add(
        _ path: String,
        _ typed: [String: String],
        _ browser: OfficeBrowser
    ) async throws -> (path: String, page: HTTPAnswer) {
        let list = try await browser.get(path)
        let answer = try await browser.post(path, OfficeBrowser.form(list, to: path, typed))
        let sheet = String((answer["Location"] ?? "").prefix { $0 != "?" })
        return (sheet, try await browser.follow(answer))
    }

    @Test func `every list opens in both languages for a viewer, who may add nothing`() async throws {
        try await OfficeScene.with { scene in
            let viewer = scene.browser(.viewer)
            for path in [
                "", "/plans", "/tasks", "/communications", "/trainings", "/roll", "/gatherings", "/inspections",
                "/funds",
                "/awards", "/returns", "/targets",
            ] {
                for language in ["vi", "en"] {
                    let page = try await viewer.get("/programme\(path)", language: language)
                    #expect(page.status == 200 && !page.body.contains("method=\"post\" action=\"/programme"), "\(path)")
                }
            }
            let forged = Self.plan.merging(["key": FormKey().text]) { $1 }
            #expect(try await viewer.post("/programme/plans", forged).status == 403)
            let targets = try await viewer.get("/programme/targets")
            #expect(targets.body.contains("Pleiku plan 2014") && targets.body.contains("chưa đối chiếu nguồn"))
        }
    }

    @Test func `a plan gets a task, which is reported on until it is done and is late on the first page before`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (path, sheet) = try await add("/programme/plans", Self.plan, browser)
            #expect(sheet.body.contains("Kế hoạch 2026") && sheet.body.contains("Đã ban hành"))
            let wrong = ["task_title": "", "task_due_on": "ngày mai"]
            let refused = try await browser.post("\(path)/tasks", OfficeBrowser.form(sheet, to: "\(path)/tasks", wrong))
            #expect(
                refused.status == 422 && refused.body.contains("ngày mai")
                    && refused.body.contains("<details class=\"deed\" open>")
            )
            let due = CalendarDay.inVietnam().adding(days: -3)?.vietnamese ?? ""
            let right = ["task_title": "Phát động", "task_due_on": due]
            let added = try await browser.follow(
                browser.post("\(path)/tasks", OfficeBrowser.form(refused, to: "\(path)/tasks", right))
            )
            #expect(added.body.contains("Phát động") && added.body.contains("Trễ 3 ngày"))
            #expect(try await browser.get("/").body.contains("Trễ 3 ngày"))
            let link = added.body.firstMatch(of: #/href="(\/programme\/tasks\/[^"]+)"/#).map { String($0.1) }
            let task = try #require(link)
            let page = try await browser.get(task)
            let report = ["state": "done", "progress": "50", "report": "Xong <b>hết</b>"]
            let done = try await browser.follow(browser.post(task, OfficeBrowser.form(page, to: task, report)))
            #expect(done.body.contains("100%") && done.body.contains("Đã xong") && done.body.contains("&lt;b&gt;"))
            #expect(!(try await browser.get("/").body.contains("Trễ 3 ngày")))
            let stale = OfficeBrowser.form(page, to: task, ["state": "started", "key": FormKey().text])
            #expect(try await browser.post(task, stale).status == 409)
            #expect(try await scene.browser(.stranger).get(task).status == 404)
            #expect(try await scene.browser(.stranger).get(path).status == 404)
        }
    }

    @Test func `a form that must be mended keeps what was typed, and a change by somebody else is said`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let list = try await browser.get("/programme/communications")
            let typed = ["title": "Nói chuyện", "held_on": "31/02/2026", "occasions": "0", "turns": "1.200"]
            let action = "/programme/communications"
            let refused = try await browser.post(action, OfficeBrowser.form(list, to: action, typed))
            #expect(refused.status == 422 && refused.body.contains("value=\"Nói chuyện\""))
            let mended = ["held_on": "01/03/2026", "occasions": "2"]
            let made = try await browser.post(action, OfficeBrowser.form(refused, to: action, mended))
            let path = String((made["Location"] ?? "").prefix { $0 != "?" })
            let sheet = try await browser.get(path)
            #expect(sheet.body.contains("1.200"))
            let first = OfficeBrowser.form(sheet, to: path, ["title": "Nói chuyện chuyên đề"])
            #expect(try await browser.post(path, first).status == 303)
            let second = OfficeBrowser.form(sheet, to: path, ["title": "Khác", "key": FormKey().text])
            let conflict = try await browser.post(path, second)
            #expect(conflict.status == 409 && conflict.body.contains("Nói chuyện chuyên đề"))
            let file = try await browser.get("\(action)/file?year=2026")
            #expect(file["Content-Disposition"]?.contains("tuyen-truyen.xlsx") == true && file.body.hasPrefix("PK"))
            let removal = OfficeBrowser.form(try await browser.get(path), to: "\(path)/removal")
            #expect(try await browser.follow(browser.post("\(path)/removal", removal)).body.contains("Đã xóa"))
        }
    }

    @Test func `people of the roll are recorded as trained, and an officer of a part reads no names`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let person = ["full_name": "Siu H'Nga", "audience": "association_officer", "position": "Chi hội trưởng"]
            _ = try await add("/programme/roll", person, browser)
            let training = [
                "title": "Nâng cao nhận thức", "audience": "association_officer", "held_on": "08/04/2026",
                "ends_on": "08/04/2026", "hours": "8",
            ]
            let (path, sheet) = try await add("/programme/trainings", training, browser)
            let all = "\(path)/people/all"
            let page = try await browser.follow(browser.post(all, OfficeBrowser.form(sheet, to: all)))
            #expect(page.body.contains("1 người") && page.body.contains("Siu H&#39;Nga"))
            #expect(try await browser.get("/programme/targets").body.contains("100 %"))
            let part = scene.browser(.branchEditor)
            #expect(!(try await part.get(path).body.contains("Siu H")))
            #expect(!(try await part.get("/programme/roll").body.contains("Siu H")))
            let off = "\(path)/people/removal"
            let removed = try await browser.follow(browser.post(off, OfficeBrowser.form(page, to: off)))
            #expect(removed.body.contains("Chưa ghi ai dự"))
        }
    }

    @Test func `a fund refuses what it does not hold, and an entry is taken back by another`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (path, sheet) = try await add("/programme/funds", ["name": "Quỹ khuyến học"], browser)
            let entries = "\(path)/entries"
            let spend = ["direction": "spending", "kind": "activity", "amount": "500.000", "entered_on": "01/02/2026"]
            let short = try await browser.post(entries, OfficeBrowser.form(sheet, to: entries, spend))
            #expect(short.status == 422 && short.body.contains("Quỹ không đủ tiền"))
            let income = ["direction": "income", "kind": "sponsor", "amount": "1.000.000", "entered_on": "01/02/2026"]
            let held = try await browser.follow(browser.post(entries, OfficeBrowser.form(short, to: entries, income)))
            #expect(held.body.contains("1.000.000"))
            let reversal = "\(entries)/reversal"
            let form = OfficeBrowser.form(held, to: reversal, ["reason": "Ghi nhầm"])
            let entry = held.body.firstMatch(of: #/<option value="([0-9a-f-]{36})"/#).map { String($0.1) } ?? ""
            let back = try await browser.follow(
                browser.post(reversal, form.merging(["entry": entry]) { $1 })
            )
            #expect(back.body.contains("đã ghi đảo") && back.body.contains("Ghi nhầm"))
        }
    }

    @Test func `a finding is entered and mended, and an award is cancelled`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let inspection = ["title": "Kiểm tra", "inspected": "Chi hội 1", "held_on": "10/06/2026"]
            let (path, sheet) = try await add("/programme/inspections", inspection, browser)
            let findings = "\(path)/findings"
            let typed = ["finding": "Thiếu sổ", "measure": "Lập sổ", "due_on": "01/07/2026"]
            let found = try await browser.follow(browser.post(findings, OfficeBrowser.form(sheet, to: findings, typed)))
            let done = "\(findings)/completion"
            let id = found.body.firstMatch(of: #/<option value="([0-9a-f-]{36})"/#).map { String($0.1) } ?? ""
            let outcome = ["finding_id": id, "done_on": "20/06/2026", "outcome": "Đã lập"]
            let mended = try await browser.follow(browser.post(done, OfficeBrowser.form(found, to: done, outcome)))
            #expect(mended.body.contains("20/06/2026: Đã lập"))

            let award = [
                "recipient_name": "Kpă Thuyên", "kind": "scholarship", "recipient_kind": "pupil", "amount": "500000",
                "awarded_on": "05/09/2025",
            ]
            let (given, page) = try await add("/programme/awards", award, browser)
            let cancel = "\(given)/cancellation"
            let cancelled = try await browser.follow(browser.post(cancel, OfficeBrowser.form(page, to: cancel)))
            #expect(cancelled.body.contains("Huỷ ngày"))
        }
    }

    @Test func `a return is counted, sent to the association, sent back, approved and locked`() async throws {
        try await OfficeScene.with { scene in
            try await scene.database.database.run(
                "insert into app.associations select id, '2014-06-25' from app.tenants where key = 'nong-dan'"
            )
            let browser = scene.browser(.editor)
            let lead = scene.browser(.stranger)
            let (path, sheet) = try await add("/programme/returns", ["year": "2025", "period": "year"], browser)
            #expect(sheet.body.contains("Số hội viên đang sinh hoạt"))
            let again = try await browser.get("/programme/returns")
            let twice = OfficeBrowser.form(again, to: "/programme/returns", ["year": "2025", "period": "year"])
            #expect(try await browser.post("/programme/returns", twice).body.contains("Đã có báo cáo"))
            #expect(try await lead.get(path).status == 404)
            #expect(try await send(path, "submission", 1, browser).status == 303)
            #expect(try await lead.get("/programme/returns?year=2025").body.contains("Hội Liên hiệp Phụ nữ"))
            let wordless = try await send(path, "decision", 2, lead, ["deed": "return", "reply": ""])
            #expect(wordless.status == 422)
            let back = try await send(path, "decision", 2, lead, ["deed": "return", "reply": "Thiếu tập huấn"])
            #expect(back.status == 303)
            #expect(try await browser.get(path).body.contains("Thiếu tập huấn"))
            #expect(try await send(path, "submission", 3, browser).status == 303)
            #expect(try await send(path, "decision", 4, browser, ["deed": "approve"]).status == 422)
            #expect(try await send(path, "decision", 3, lead, ["deed": "approve"]).status == 409)
            #expect(try await send(path, "decision", 4, lead, ["deed": "approve"]).status == 303)
            #expect(try await send(path, "lock", 5, lead).status == 303)
            let locked = try await browser.get(path)
            #expect(locked.body.contains("Đã khoá") && locked.body.contains("Mã băm"))
            #expect(try await send(path, "decision", 6, lead, ["deed": "return", "reply": "x"]).status == 422)
            let file = try await browser.get("\(path)/file")
            #expect(file["Content-Disposition"]?.contains("bao-cao.xlsx") == true)
        }
    }

    /// Does a step of a return.
    private func send(
        _ path: String,
        _ step: String,
        _ version: Int,
        _ browser: OfficeBrowser,
        _ typed: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        let form = ["key": FormKey().text, "version": String(version)].merging(typed) { $1 }
        return try await browser.post("\(path)/\(step)", form)
    }
}
