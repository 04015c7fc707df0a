import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The pages of members, over HTTP and a database.
@Suite struct MemberPageTests {
    @Test
    func `the list is sorted by given name and found without marks or by initials, and no address tells for whom`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.viewer)
            let list = try await browser.get("/members")
            #expect(list.status == 200)
            let names = ["Lê Thị Ánh", "Trần Văn Bình", "Phạm Thị Đào", "Nguyễn Thị Hạnh"]
            let places = names.map { list.body.range(of: $0)?.lowerBound }
            #expect(!places.contains(nil))
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
            for typed in ["nguyen thi hanh", "nth", "0905 123 456", "064160001234"] {
                let answer = try await browser.post("/members/search", ["text": typed, "state": "active"])
                #expect(answer.status == 303, "\(typed)")
                let address = answer["Location"] ?? ""
                #expect(address.hasPrefix("/members?find="))
                #expect(!address.contains("nguyen") && !address.contains("0905"))
                let found = try await browser.follow(answer)
                #expect(found.body.contains("Nguyễn Thị Hạnh"), "\(typed)")
                #expect(!found.body.contains("Trần Văn Bình"), "\(typed)")
                // Another officer's browser gets nothing out of the address.
                let other = try await scene.browser(.editor).get(address)
                #expect(other.body.contains("Trần Văn Bình"))
            }
            let nobody = try await browser.follow(browser.post("/members/search", ["text": "Không có ai"]))
            #expect(nobody.body.contains("Không tìm thấy ai"))
        }
    }

    @Test func `a list is narrowed by branch and by state`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.viewer)
            let form = ["text": "", "branch": scene.below.description, "state": "active"]
            let below = try await browser.follow(browser.post("/members/search", form))
            #expect(below.body.contains("Rơ Châm H&#39;Lan") && !below.body.contains("Trần Văn Bình"))
            let left = try await browser.get("/members?state=left")
            #expect(!left.body.contains("Trần Văn Bình"))
            #expect(try await browser.get("/members?state=nonsense&branch=x&area=y&find=z&after=q").status == 200)
        }
    }

    @Test func `a member is added once, however often the form is sent, and doubles are shown before`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let typed = ["full_name": "Hồ Thị Mới", "birth_date": "3/5/1961", "branch": scene.top.description]
            let form = OfficeBrowser.form(try await browser.get("/members/new"), to: "/members/new", typed)
            let first = try await browser.post("/members/new", form)
            #expect(first.status == 303)
            let second = try await browser.post("/members/new", form)
            #expect(second["Location"] == first["Location"])
            let page = try await browser.follow(first)
            #expect(page.body.contains("Hồ Thị Mới") && page.body.contains("03/05/1961"))
            let count = try await scene.tenants.read(scene.context) { try await $0.members.count(MemberFilter()) }
            #expect(count == 6)

            let again = OfficeBrowser.form(
                try await browser.get("/members/new"),
                to: "/members/new",
                ["full_name": "ho thi moi", "birth_date": "1961"]
            )
            let warned = try await browser.post("/members/new", again)
            #expect(warned.status == 422)
            #expect(warned.body.contains("Có thể đã có hồ sơ của người này"))
            #expect(warned.body.contains("Hồ Thị Mới, ") || warned.body.contains("Hồ Thị Mới</a>"))
            let sure = OfficeBrowser.form(warned, to: "/members/new")
            #expect(sure["sure"] == "yes" && sure["full_name"] == "ho thi moi")
            #expect(try await browser.post("/members/new", sure).status == 303)
        }
    }

    @Test func `what must be mended stands at its field, and what was typed stays`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let typed = ["full_name": "Hồ 2", "birth_date": "31/2/1960", "phone": "0905", "remark": "a \"b\" <c>"]
            let form = OfficeBrowser.form(try await browser.get("/members/new"), to: "/members/new", typed)
            let answer = try await browser.post("/members/new", form)
            #expect(answer.status == 422)
            let back = OfficeBrowser.form(answer, to: "/members/new")
            for (field, text) in typed { #expect(back[field] == text) }
            let field = try #require(answer.body.range(of: "<label for=\"birth_date\""))
            #expect(answer.body[field.upperBound...].prefix(400).contains("Cần sửa"))
            #expect(answer.body.contains("aria-invalid=\"true\""))
        }
    }

    @Test func `of two who change one record at once nobody loses what was typed`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)/edit"
            let page = try await browser.get(path)
            let mine = OfficeBrowser.form(page, to: path, ["occupation": "Giáo viên", "phone": "0905999999"])
            let theirs = OfficeBrowser.form(page, to: path, ["phone": "0905888888", "position": "Chi hội trưởng"])
            let other = scene.browser(.administrator)
            let theirKey = OfficeBrowser.form(try await other.get(path), to: path)["key"] ?? ""
            #expect(try await other.post(path, theirs.merging(["key": theirKey]) { $1 }).status == 303)
            let conflict = try await browser.post(path, mine)
            #expect(conflict.status == 409)
            #expect(conflict.body.contains("0905888888"))
            #expect(conflict.body.contains("Người khác vừa sửa: Chức vụ"))
            let again = OfficeBrowser.form(conflict, to: path)
            #expect(again["occupation"] == "Giáo viên" && again["phone"] == "0905999999")
            #expect(again["position"] == "Chi hội trưởng")
            #expect(try await browser.post(path, again).status == 303)
            let member = try await scene.tenants.read(scene.context) { try await $0.members.find(scene.hanh) }
            #expect(member.record.phone?.digits == "0905999999")
            #expect(member.record.texts[.occupation] == "Giáo viên")
            #expect(member.record.texts[.position] == "Chi hội trưởng")
        }
    }

    @Test func `a form that changes nothing writes nothing`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)/edit"
            let form = OfficeBrowser.form(try await browser.get(path), to: path)
            #expect(try await browser.post(path, form).status == 303)
            let member = try await scene.tenants.read(scene.context) { try await $0.members.find(scene.hanh) }
            #expect(member.version == 1)
        }
    }

    @Test func `a member is moved, leaves, joins again and dies`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)"
            let steps: [(String, [String: String], String)] = [
                (
                    "transfer", ["transfer_branch": scene.below.description, "transfer_date": "2024"],
                    "Chuyển sinh hoạt: Tổ 1"
                ),
                ("departure", ["leaving_date": "1/2/2025"], "Đã ra khỏi hội"),
                ("return", ["return_branch": scene.top.description, "return_date": "3/2025"], "Đang sinh hoạt"),
                ("death", ["death_date": "5/6/2025"], "Đã mất"),
            ]
            for (deed, typed, shown) in steps {
                let form = OfficeBrowser.form(try await browser.get(path), to: "\(path)/\(deed)", typed)
                let answer = try await browser.post("\(path)/\(deed)", form)
                #expect(answer.status == 303, "\(deed)")
                #expect(try await browser.follow(answer).body.contains(shown), "\(deed)")
            }
            let page = try await browser.get("/members/\(scene.hlan)")
            let bad = OfficeBrowser.form(page, to: "/members/\(scene.hlan)/departure", ["leaving_date": "32/1/2025"])
            let refused = try await browser.post("/members/\(scene.hlan)/departure", bad)
            #expect(refused.status == 422)
            #expect(refused.body.contains("role=\"alert\""))
        }
    }

    @Test func `a consent is recorded and withdrawn`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = "/members/\(scene.hanh)"
            let form = OfficeBrowser.form(try await browser.get(path), to: "\(path)/consents", ["given_on": "1/2/2025"])
            let answer = try await browser.follow(browser.post("\(path)/consents", form))
            #expect(answer.body.contains("Quản lý hội viên"))
            let action = try #require(answer.body.firstMatch(of: #/action="([^"]+withdrawal)"/#)).1
            let back = OfficeBrowser.form(answer, to: String(action))
            let withdrawn = try await browser.follow(browser.post(String(action), back))
            #expect(withdrawn.body.contains("Rút lại ngày"))
        }
    }

    @Test func `an administrator hands over everything kept, and erases it after saying so`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.administrator)
            let path = "/members/\(scene.hanh)"
            let dossier = try await browser.get("\(path)/dossier")
            #expect(dossier.status == 200)
            #expect(dossier.body.contains("064160001234"))
            let file = try await browser.get("\(path)/dossier/file")
            #expect(file["Content-Disposition"]?.hasPrefix("attachment") == true)
            #expect(file.body.contains("064160001234"))
            #expect(try await scene.browser(.editor).get("\(path)/dossier").status == 403)

            let page = try await browser.get("\(path)/erasure")
            let form = OfficeBrowser.form(page, to: "\(path)/erasure", ["reason": "request"])
            #expect(try await browser.post("\(path)/erasure", form).status == 422)
            let done = try await browser.post("\(path)/erasure", form.merging(["understood": "yes"]) { $1 })
            #expect(done["Location"] == "/members?done=erased")
            #expect(!(try await browser.get(path)).body.contains("Nguyễn Thị Hạnh"))
        }
    }
}
