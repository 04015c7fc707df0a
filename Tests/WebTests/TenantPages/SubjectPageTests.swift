import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The pages of households, clans, communities and units, over HTTP and a database.
@Suite struct SubjectPageTests {
    private func withWard(_ body: (OfficeScene, OfficeBrowser) async throws -> Void) async throws {
        try await OfficeScene.with { scene in
            try await scene.database.database.run(
                "update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where key = 'phu-nu'"
            )
            try await body(scene, scene.browser(.editor))
        }
    }

    @Test func `a household is added, asked about when there is one like it, filled with people, ended and re-opened`()
        async throws
    {
        try await withWard { scene, browser in
            let list = try await browser.get("/subjects/household")
            #expect(list.status == 200 && list.body.contains("Chưa có gì trong danh sách"))
            let new = "/subjects/household/new"
            let empty = try await browser.get(new)
            let refused = try await browser.post(new, OfficeBrowser.form(empty, to: new, ["name": "Hộ 12"]))
            #expect(refused.status == 422 && refused.body.contains("Cần sửa"))
            let typed = ["name": "Rơ Châm Hyéo", "people_count": "5", "children_count": "0", "code": "GH-1"]
            let made = try await browser.post(new, OfficeBrowser.form(refused, to: new, typed))
            #expect(made.status == 303)
            let path = String((made["Location"] ?? "").prefix { $0 != "?" })
            let sheet = try await browser.get(path)
            #expect(sheet.body.contains("Rơ Châm Hyéo") && sheet.body.contains("GH-1"))

            let again = try await browser.post(
                new,
                OfficeBrowser.form(try await browser.get(new), to: new, ["name": "ro cham hyeo"])
            )
            #expect(again.status == 422 && again.body.contains("Đã có nơi cùng tên"))
            let sure = try await browser.post(new, OfficeBrowser.form(again, to: new, ["sure": "yes"]))
            #expect(sure.status == 303)

            let person = OfficeBrowser.form(
                sheet,
                to: "\(path)/people",
                ["full_name": "Rơ Châm H'Lan", "relation": "vợ", "birth_year": "1985", "citizen_id": "064185000001"]
            )
            let withPerson = try await browser.follow(browser.post("\(path)/people", person))
            #expect(withPerson.body.contains("vợ, 1985") && !withPerson.body.contains("064185000001"))
            let wrong = OfficeBrowser.form(withPerson, to: "\(path)/people", ["full_name": "12"])
            #expect(try await browser.post("\(path)/people", wrong).status == 422)

            let end = OfficeBrowser.form(
                withPerson,
                to: "\(path)/ending",
                ["ended_on": "01/03/2025", "reason": "moved"]
            )
            let ended = try await browser.follow(browser.post("\(path)/ending", end))
            #expect(ended.body.contains("Chuyển đi nơi khác, 01/03/2025"))
            let back = OfficeBrowser.form(ended, to: "\(path)/return")
            #expect(try await browser.follow(browser.post("\(path)/return", back)).body.contains("Đã khôi phục"))

            #expect(try await scene.browser(.stranger).get(path).status == 404)
            #expect(try await scene.browser(.viewer).get(path).status == 200)
            #expect(try await scene.browser(.viewer).post("\(path)/ending", end).status == 403)
            #expect(try await browser.get("/subjects/nonsense").status == 404)
        }
    }

    @Test func `names are searched without standing in an address`() async throws {
        try await withWard { scene, browser in
            for name in ["Nguyễn Văn Hạnh", "Trần Thị Hoa"] {
                let new = "/subjects/household/new"
                _ = try await browser.post(new, OfficeBrowser.form(try await browser.get(new), to: new, ["name": name]))
            }
            let list = try await browser.get("/subjects/household")
            #expect(list.body.contains("2 trong danh sách"))
            let search = OfficeBrowser.form(list, to: "/subjects/household/search", ["text": "hanh"])
            let found = try await browser.post("/subjects/household/search", search)
            let address = try #require(found["Location"])
            #expect(!address.lowercased().contains("hanh"))
            let page = try await browser.get(address)
            #expect(page.body.contains("Nguyễn Văn Hạnh") && !page.body.contains("Trần Thị Hoa"))
        }
    }

    @Test func `a list is uploaded, looked at, and taken over once`() async throws {
        try await withWard { scene, browser in
            let text = "STT,Mã hộ,Họ và tên chủ hộ,Số người\n1,GH-1,Nguyễn Văn An,4\n2,GH-2,Hộ 2,3\n"
            let start = "/subjects/household/imports"
            #expect(try await browser.get("\(start)/form").status == 200)
            let nothing = try await browser.upload(start, fileName: "x.csv", text: "a,b\n1,2\n")
            #expect(nothing.status == 422)
            let uploaded = try await browser.upload(start, fileName: "hộ.csv", text: text)
            let path = try #require(uploaded["Location"])
            let looked = try await browser.get(path)
            #expect(looked.body.contains("Thêm mới: 1") && looked.body.contains("Dòng cần sửa: 1"))
            let file = try await browser.get("\(path)/problems")
            #expect(file["Content-Disposition"] == "attachment; filename=\"can-sua.csv\"")
            #expect(file.body.contains("Thiếu tên"))
            let form = OfficeBrowser.form(looked, to: "\(path)/approval")
            let kept = try await browser.post("\(path)/approval", form.filter { $0.key != "leaving_out" })
            #expect(kept.status == 422 && kept.body.contains("Chưa nhập gì"))
            let retry = OfficeBrowser.form(kept, to: "\(path)/approval", ["leaving_out": "yes"])
            let taken = try await browser.post("\(path)/approval", retry)
            #expect(taken["Location"] == path)
            #expect(try await browser.post("\(path)/approval", retry).status == 303)
            let count = try await scene.database.database.run("select count(*) from app.subjects")
            #expect(count.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
            let done = try await browser.get(path)
            #expect(done.body.contains("Danh sách này đã được nhập"))
            let undoing = OfficeBrowser.form(done, to: "\(path)/undoing")
            let undone = try await browser.follow(browser.post("\(path)/undoing", undoing))
            #expect(undone.body.contains("1 bản ghi do danh sách này thêm đã kết thúc, 0 bản ghi"))
            #expect(try await browser.post("\(path)/undoing", undoing).status == 422)
            let living = try await scene.database.database.run(
                "select count(*) from app.subjects where ended_on is null"
            )
            #expect(living.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
            #expect(try await scene.browser(.stranger).get(path).status == 404)
            #expect(!(try await browser.get("/imports")).body.contains("hộ.csv"))
        }
    }

    @Test func `a person of a household is put right, with what is wrong beside the field`() async throws {
        try await withWard { scene, browser in
            let form = OfficeBrowser.form(
                try await browser.get("/subjects/household/new"),
                to: "/subjects/household/new"
            )
            let added = try await browser.post(
                "/subjects/household/new",
                form.merging(["name": "Rơ Châm Hyéo", "area": OfficeScene.ward]) { $1 }
            )
            let path = String((added["Location"] ?? "").prefix { $0 != "?" })
            let sheet = try await browser.get(path)
            let person = ["full_name": "Rơ Châm H'Lan", "birth_year": "1985"]
            _ = try await browser.post("\(path)/people", OfficeBrowser.form(sheet, to: "\(path)/people", person))
            let list = try await browser.get(path).body
            let edit = try #require(
                list.firstMatch(of: #/<a href="([^"]+\/people\/[0-9a-f-]{36})">/#).map { String($0.1) }
            )
            let page = try await browser.get(edit)
            #expect(page.body.contains("value=\"1985\""))
            for (typed, words) in [
                (["birth_year": "nhiều"], "Cần một số từ"), (["full_name": ""], "Xin điền vào đây"),
                (["citizen_id": "12"], "Số CCCD có 12 chữ số"),
            ] {
                let answer = try await browser.post(edit, OfficeBrowser.form(page, to: edit, typed))
                #expect(answer.status == 422 && answer.body.contains(words), "\(typed)")
                for text in typed.values { #expect(answer.body.contains("value=\"\(text)\""), "what was typed stays") }
            }
            let right = OfficeBrowser.form(page, to: edit, ["birth_year": "1986", "relation": "vợ"])
            let saved = try await browser.follow(browser.post(edit, right))
            #expect(saved.body.contains("vợ, 1986") || saved.body.contains("1986"))
            #expect(try await scene.browser(.viewer).get(edit).status == 403)
            #expect(try await scene.browser(.stranger).get(edit).status == 404)
        }
    }

    @Test func `what was merged names its successor by name or code, and an open registration keeps it`() async throws {
        try await withWard { scene, browser in
            let area = try #require(AreaID(OfficeScene.ward))
            let ids = try await scene.tenants.write(scene.context) { tx in
                var ids: [SubjectID] = []
                for (name, code) in [("Tổ 1", "T1"), ("Tổ 2", "T2"), ("Tổ 3", ""), ("Tổ 3", "")] {
                    var record = ProgrammeSubject(.community, name: name, area: area)
                    record.code = code
                    ids.append(try await tx.subjects.insert(record))
                }
                return ids
            }
            let title = "0198c0de-0001-7000-8000-000000000006"
            let registration = try await scene.tenants.write(scene.context) { tx in
                try await tx.registrations.register(
                    [ids[0]],
                    for: try #require(TitleTypeID(title)),
                    year: 2025,
                    on: try #require(CalendarDay("2025-01-20"))
                ).registered[0]
            }
            let path = "/subjects/community/\(ids[0])"
            let page = try await browser.get(path)
            #expect(page.body.contains("<option value=\"Tổ 2 (T2)\">"))
            func end(_ into: String) async throws -> HTTPAnswer {
                let typed = ["reason": "merged", "ended_on": "01/07/2025", "into": into]
                let form = OfficeBrowser.form(page, to: "\(path)/ending", typed).merging(["key": FormKey().text]) { $1 }
                return try await browser.post("\(path)/ending", form)
            }
            let open = try await end("T2")
            #expect(open.status == 422 && open.body.contains("rút đăng ký trước khi kết thúc"))
            #expect(open.body.contains("value=\"T2\""), "what was typed stays")
            try await scene.tenants.write(scene.context) { try await $0.registrations.withdraw([registration]) }
            for wrong in ["Tổ 3", "Tổ 9", "T9; T2"] {
                let answer = try await end(wrong)
                #expect(answer.status == 422 && answer.body.contains("hãy ghi mã"), "\(wrong)")
            }
            #expect(try await end("Tổ 2 (T2)").status == 303)
            #expect(try await browser.get(path).body.contains("/subjects/community/\(ids[1])"))
        }
    }

    @Test func `denominators are added with their source and corrected by new ones`() async throws {
        try await withWard { scene, browser in
            let path = "/denominators"
            let page = try await browser.get("\(path)?year=2025")
            let typed = ["year": "2025", "total": "250", "counted_on": "05/01/2025", "source": ""]
            let refused = try await browser.post(path, OfficeBrowser.form(page, to: path, typed))
            #expect(refused.status == 422)
            let form = OfficeBrowser.form(refused, to: path, ["source": "Công an phường"])
            let made = try await browser.follow(browser.post(path, form))
            #expect(made.body.contains("250") && made.body.contains("Công an phường, 05/01/2025"))
            let twice = OfficeBrowser.form(made, to: path, typed.merging(["source": "x"]) { $1 })
            #expect(try await browser.post(path, twice).status == 422)
            let link = made.body.firstMatch(of: #/correct=([0-9a-f-]+)/#).map { String($0.1) }
            let correction = try await browser.get("\(path)?year=2025&correct=\(try #require(link))")
            let corrected = OfficeBrowser.form(correction, to: path, ["total": "255"])
            #expect(corrected["correcting"] == link)
            let after = try await browser.follow(browser.post(path, corrected))
            #expect(after.body.contains("255") && !after.body.contains(">250"))
            #expect(try await scene.browser(.viewer).get(path).status == 200)
            #expect(try await scene.browser(.viewer).post(path, corrected).status == 403)
        }
    }

    @Test func `an organisation sees its members' families and writes down its help`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let page = try await browser.get("/families?year=2025")
            #expect(page.status == 200 && page.body.contains("5 hội viên"))
            let chosen = try await browser.get("/families?year=2025&member=\(scene.hanh)")
            let typed = ["done_on": "01/03/2025", "what": "Tặng sách vở"]
            let form = OfficeBrowser.form(chosen, to: "/families/help", typed)
            let done = try await browser.follow(browser.post("/families/help", form))
            #expect(done.body.contains("Tặng sách vở") && done.body.contains("1 người được hỗ trợ"))
            let fresh = try await browser.get("/families?year=2025&member=\(scene.hanh)")
            let wrong = OfficeBrowser.form(fresh, to: "/families/help", ["done_on": "01/03/2020", "what": "x"])
            #expect(try await browser.post("/families/help", wrong).status == 422)
            #expect(try await scene.browser(.stranger).get("/families?member=\(scene.hanh)").status == 404)
        }
    }
}
