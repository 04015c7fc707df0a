import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The pages of classes, over HTTP and a database.
@Suite struct ClassPageTests {
    @Test func `a class is added, found in the list, planned, filled and taken through its life`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = try await scene.addClass(["title": "Tin học cơ bản", "completion_percent": "80"])
            let sheet = try await browser.get(path)
            #expect(sheet.body.contains("Tin học cơ bản") && sheet.body.contains("ít nhất 80% số buổi"))
            #expect(sheet.body.contains("Chưa có buổi học nào"))
            let list = try await browser.get("/classes")
            #expect(list.body.contains("Tin học cơ bản") && list.body.contains(path))
            #expect(try await browser.get("/classes?text=tin%20h").body.contains("Tin học cơ bản"))
            #expect(try await browser.get("/classes?text=khong").body.contains("Không có lớp nào như vậy"))
            #expect(try await browser.get("/classes?after=x&state=y&topic=z&when=w").status == 200)

            let typed = ["held_on": "02/03/2026", "starts_at": "7h30", "ends_at": "9:00", "until": "16/3/2026"]
            let planned = try await browser.post(
                "\(path)/sessions",
                OfficeBrowser.form(sheet, to: "\(path)/sessions", typed)
            )
            let timetable = try await browser.follow(planned)
            for day in ["Thứ Hai 02/03/2026", "Thứ Hai 09/03/2026", "Thứ Hai 16/03/2026"] {
                #expect(timetable.body.contains(day), "\(day)")
            }
            #expect(timetable.body.contains("07:30 – 09:00"))

            for (state, shown) in [("open", "Đang ghi danh"), ("running", "Đang học")] {
                var form = OfficeBrowser.form(try await browser.get(path), to: "\(path)/state")
                form["state"] = state
                let moved = try await browser.post("\(path)/state", form)
                #expect(try await browser.follow(moved).body.contains(shown))
            }
            let english = try await browser.get(path, language: "en")
            #expect(english.body.contains("Running") && english.body.contains("Monday 02/03/2026"))
        }
    }

    @Test func `a form with mistakes keeps what was typed and says where`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let page = try await browser.get("/classes/new")
            let typed = [
                "title": "", "topic": "", "starts_on": "31/2/2026", "ends_on": "1/1/2026", "capacity": "không",
                "completion_percent": "120", "teacher": "Cô Ánh",
            ]
            let refused = try await browser.post("/classes/new", OfficeBrowser.form(page, to: "/classes/new", typed))
            #expect(refused.status == 422)
            let kept = OfficeBrowser.form(refused, to: "/classes/new")
            for (name, text) in typed { #expect(kept[name] == text, "\(name)") }
            #expect(refused.body.components(separatedBy: "field-wrong").count - 1 == 5)
            #expect(refused.body.contains("Cần một số từ 1 đến 100"))
        }
    }

    @Test func `two who change a class at once both keep what they typed`() async throws {
        try await OfficeScene.with { scene in
            let path = try await scene.addClass(["title": "Làm bánh"])
            let edit = "\(path)/edit"
            let (one, other) = (scene.browser(.editor), scene.browser(.administrator))
            let page = try await one.get(edit)
            let theirs = OfficeBrowser.form(
                try await other.get(edit),
                to: edit,
                ["teacher": "Cô Lan", "place": "Hội trường"]
            )
            #expect(try await other.post(edit, theirs).status == 303)
            let mine = OfficeBrowser.form(page, to: edit, ["teacher": "Cô Hoa", "capacity": "30"])
            let conflict = try await one.post(edit, mine)
            #expect(conflict.status == 409)
            #expect(conflict.body.contains("người khác vừa ghi “Cô Lan”"))
            let again = OfficeBrowser.form(conflict, to: edit)
            #expect(again["teacher"] == "Cô Hoa" && again["capacity"] == "30" && again["place"] == "Hội trường")
            #expect(try await one.post(edit, again).status == 303)
            let sheet = try await one.get(path)
            #expect(sheet.body.contains("Cô Hoa") && sheet.body.contains("Hội trường"))
        }
    }

    @Test func `members are found and ticked, a whole branch is enrolled, and who has no place waits`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = try await scene.addClass(["title": "Thêu", "capacity": "4"])
            let people = "\(path)/enrolments"
            let found = try await browser.follow(browser.post("\(people)/search", ["text": "nguyen thi hanh"]))
            #expect(found.body.contains("Nguyễn Thị Hạnh") && !found.body.contains("Trần Văn Bình"))
            var form = OfficeBrowser.form(found, to: people)
            let nobody = try await browser.post(people, form)
            #expect(nobody.status == 422 && nobody.body.contains("Chưa chọn ai"))
            form["member"] = scene.hanh.description
            let enrolled = try await browser.follow(browser.post(people, form))
            #expect(enrolled.body.contains("Đã ghi danh 1 người") && enrolled.body.contains("Nguyễn Thị Hạnh"))
            let page = try await browser.get(people)
            let branch = OfficeBrowser.form(page, to: "\(people)/branch", ["whole_branch": scene.top.description])
            let sheet = try await browser.follow(browser.post("\(people)/branch", branch))
            #expect(sheet.body.contains("Hết chỗ: 1 người vào danh sách chờ"))
            #expect(sheet.body.contains("4 trên 4 chỗ, 1 người chờ"))
            let cancelled = try await scene.cancelFirstSeat(path, browser)
            #expect(cancelled.body.contains("4 trên 4 chỗ") && !cancelled.body.contains("người chờ"))
        }
    }

    @Test func `a register is taken in one form, and saving it again changes nothing`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (_, register) = try await scene.runningClass()
            let page = try await browser.get(register)
            var form = OfficeBrowser.form(page, to: register)
            form["present"] = "1"
            form["minutes.2"] = "45"
            let saved = try await browser.post(register, form)
            #expect(saved["Location"] == "\(register)?done=register")
            let after = try await browser.follow(saved)
            #expect(after.body.contains("value=\"1\" checked") && after.body.contains("value=\"2\" checked"))
            #expect(after.body.contains("name=\"minutes.2\" value=\"45\""))
            var again = OfficeBrowser.form(after, to: register)
            again["present"] = "1"
            // the box of the second is empty and its minutes are as they were: absent
            let third = try await browser.post(register, again)
            #expect(third["Location"] == "\(register)?done=register")
            let last = try await browser.get(register)
            #expect(!last.body.contains("value=\"2\" checked"))
            var same = OfficeBrowser.form(last, to: register)
            same["present"] = "1"
            #expect(try await browser.post(register, same)["Location"] == "\(register)?done=same")
            var all = OfficeBrowser.form(try await browser.get(register), to: register)
            all["all"] = "yes"
            #expect(try await browser.post(register, all).status == 303)
            #expect(try await browser.get(register).body.components(separatedBy: " checked").count - 1 == 3)
        }
    }

    @Test func `a register says at its line what cannot be, and what somebody else wrote meanwhile`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (_, register) = try await scene.runningClass()
            let page = try await browser.get(register)
            var wrong = OfficeBrowser.form(page, to: register)
            wrong["minutes.1"] = "1500"
            let refused = try await browser.post(register, wrong)
            #expect(refused.status == 422 && refused.body.contains("Số phút phải từ 1 đến 1440"))
            #expect(OfficeBrowser.form(refused, to: register)["minutes.1"] == "1500")

            var theirs = OfficeBrowser.form(try await browser.get(register), to: register)
            theirs["minutes.1"] = "60"
            #expect(try await browser.post(register, theirs).status == 303)
            var mine = OfficeBrowser.form(page, to: register)
            mine["minutes.1"] = "30"
            let conflict = try await browser.post(register, mine)
            #expect(conflict.status == 409 && conflict.body.contains("người khác vừa ghi: 60 phút"))
            #expect(OfficeBrowser.form(conflict, to: register)["minutes.1"] == "30")
        }
    }

    @Test func `a register of a frozen year says so, and keeps what was typed`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (_, register) = try await scene.runningClass()
            var typed = OfficeBrowser.form(try await browser.get(register), to: register)
            typed["minutes.1"] = "60"
            let close = "insert into tally.closed_years (year) select generate_series(2015, 2035)"
            _ = try await scene.database.database.run(close)
            let refused = try await browser.post(register, typed)
            #expect(refused.status == 422 && refused.body.contains("Số liệu của năm này đã chốt"))
        }
    }

    @Test func `a register is taken from a file, shown before, and the same file again changes nothing`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (path, register) = try await scene.runningClass()
            let workbook = try await browser.get("\(path)/attendance/file")
            #expect(workbook.status == 200)
            #expect(workbook["Content-Disposition"] == "attachment; filename=\"diem-danh.xlsx\"")
            let code = path.split(separator: "/").last ?? ""
            let head = "Mã lớp: \(code)\nSố ghi danh;Họ và tên;Buổi 1 (05/03/2026)\n"
            let action = "\(path)/attendance"

            let wrong = try await browser.upload(action, fileName: "a.csv", text: head + "1;Người khác;x\n2;;nhiều\n")
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("<strong>B3</strong>") && wrong.body.contains("<strong>C4</strong>"))
            let other = head.replacing(code, with: "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f50")
            let another = try await browser.upload(action, fileName: "a.csv", text: other + "1;;x\n")
            #expect(another.status == 422 && another.body.contains("bảng điểm danh của lớp khác"))

            let list = head + "1;Nguyễn Thị Hạnh;x\n2;;30\n"
            let shown = try await browser.upload(action, fileName: "a.csv", text: list)
            #expect(shown.status == 200 && shown.body.contains("2 thay đổi"))
            #expect(shown.body.contains("05/03/2026: vắng → 30 phút"))
            #expect(!(try await browser.get(register)).body.contains(" checked"))
            let take = OfficeBrowser.form(shown, to: "\(action)/changes")
            let taken = try await browser.post("\(action)/changes", take)
            #expect(taken["Location"] == "\(path)?done=register")
            #expect(try await browser.get(register).body.components(separatedBy: " checked").count - 1 == 2)
            let again = try await browser.upload(action, fileName: "a.csv", text: list)
            #expect(again.body.contains("không có gì thay đổi") && !again.body.contains("\(action)/changes"))

            var theirs = OfficeBrowser.form(try await browser.get(register), to: register)
            theirs["minutes.2"] = "50"
            theirs["present"] = "1"
            #expect(try await browser.post(register, theirs).status == 303)
            let stale = take.merging(["key": FormKey().text, "changes": "1.2.0.30"]) { $1 }
            let conflict = try await browser.post("\(action)/changes", stale)
            #expect(conflict.status == 409 && conflict.body.contains("Người khác vừa điểm danh"))
        }
    }

    @Test func `a class is finished by its rule, shown before it is recorded`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let (path, register) = try await scene.runningClass()
            var form = OfficeBrowser.form(try await browser.get(register), to: register)
            form["present"] = "1"
            #expect(try await browser.post(register, form).status == 303)
            let completion = "\(path)/completion"
            let shown = try await browser.get(completion)
            #expect(shown.body.contains("1 trên 3 người hoàn thành") && shown.body.contains("thiếu 1 buổi"))
            var finish = OfficeBrowser.form(shown, to: completion)
            finish["finish"] = "yes"
            let sheet = try await browser.follow(browser.post(completion, finish))
            #expect(sheet.body.contains("Đã kết thúc") && sheet.body.contains("Hoàn thành"))
            #expect(sheet.body.contains("Chưa hoàn thành"))
        }
    }

    @Test func `other organisations find nothing of it, viewers change nothing, and officers of a part change theirs`()
        async throws
    {
        try await OfficeScene.with { scene in
            let (path, register) = try await scene.runningClass()
            let own = [
                path, "\(path)/edit", "\(path)/enrolments", "\(path)/completion", register, "\(path)/attendance/file",
            ]
            for address in own { #expect(try await scene.browser(.stranger).get(address).status == 404, "\(address)") }
            for address in ["\(path)/edit", "\(path)/enrolments", "/classes/new"] {
                #expect(try await scene.browser(.viewer).get(address).status == 403, "\(address)")
            }
            #expect(try await scene.browser(.viewer).get(path).status == 200)
            let page = try await scene.browser(.branchEditor).get(path)
            #expect(!page.body.contains("Nguyễn Thị Hạnh"))
            var form = OfficeBrowser.form(page, to: "\(path)/state")
            form["state"] = "cancelled"
            let refused = try await scene.browser(.branchEditor).post("\(path)/state", form)
            #expect(refused.status == 422 || refused.status == 403)
        }
    }

    @Test func `a class open to others admits their members, and neither sees the other's people`() async throws {
        try await OfficeScene.with { scene in
            let (path, register) = try await scene.runningClass(["enrolment": "open"])
            let guest = try await scene.tenants.write(scene.strangerContext) { tx in
                try await tx.members.insert(OfficeScene.record("Ksor Khách", birth: "1980"), branch: nil)
            }
            let stranger = scene.browser(.stranger)
            let list = try await stranger.get("/classes/open")
            let open = "/classes/open/\(scene.context.tenant)/\(path.split(separator: "/").last ?? "")"
            #expect(list.body.contains(open) && list.body.contains("Hội Liên hiệp Phụ nữ"))
            let sheet = try await stranger.get(open)
            #expect(sheet.status == 200 && !sheet.body.contains("Nguyễn Thị Hạnh"))
            var form = OfficeBrowser.form(try await stranger.get("\(open)/enrolments"), to: "\(open)/enrolments")
            form["member"] = guest.description
            let enrolled = try await stranger.follow(stranger.post("\(open)/enrolments", form))
            #expect(enrolled.body.contains("Ksor Khách") && enrolled.body.contains("Đã ghi danh 1 người"))
            #expect(try await stranger.get("/classes/open?scope=visited").body.contains(open))
            let host = try await scene.browser(.editor).get(path)
            #expect(host.body.contains("Khách: Hội Nông dân") && !host.body.contains("Ksor Khách"))
            #expect(try await scene.browser(.editor).get(register).body.contains("Khách: Hội Nông dân"))
        }
    }
}

extension OfficeScene {
    /// Adds a class by its form; gives its address.
    func addClass(_ typed: [String: String] = [:]) async throws -> String {
        let browser = browser(.editor)
        let topic = "0198c0de-0000-7000-8000-000000000004"
        let usual = ["title": "Lớp", "topic": topic, "starts_on": "1/3/2026", "ends_on": "30/4/2026"]
        let page = try await browser.get("/classes/new")
        let form = OfficeBrowser.form(page, to: "/classes/new", usual.merging(typed) { $1 })
        let answer = try await browser.post("/classes/new", form)
        return String((answer["Location"] ?? "/nowhere").prefix { $0 != "?" })
    }

    /// A class that goes on, with one session in the past and three members: Hạnh has number 1. Gives its address and that of
    /// the register.
    func runningClass(_ typed: [String: String] = [:]) async throws -> (path: String, register: String) {
        let browser = browser(.editor)
        let path = try await addClass(typed)
        guard let id = ClassID(String(path.split(separator: "/").last ?? "")) else { throw StoreError.notFound }
        let others = try await tenants.write(context) { tx in
            let day = CalendarDay(year: 2026, month: 3, day: 5) ?? .epoch
            _ = try await tx.sessions.insert([ClassSession(on: day, minutes: 90)], into: id)
            _ = try await tx.classes.move(id, version: 1, to: .running)
            let page = try await tx.members.list(MemberFilter())
            let others = page.members.map(\.id).filter { $0 != hanh }.prefix(2)
            _ = try await tx.enrolments.enrol([hanh] + others, in: ClassReference(host: tx.tenant, id: id))
            return Array(others)
        }
        guard others.count == 2 else { throw StoreError.notFound }
        let sheet = try await browser.get(path)
        let register = sheet.body.firstMatch(of: #/href="([^"]+\/register)"/#).map { String($0.1) }
        return (path, register ?? "/nowhere")
    }

    /// Gives up the first place that may be given up.
    func cancelFirstSeat(_ path: String, _ browser: OfficeBrowser) async throws -> HTTPAnswer {
        let page = try await browser.get(path)
        let action = "\(path)/enrolments/cancellation"
        var form = OfficeBrowser.form(page, to: action)
        let value = page.body.firstMatch(of: #/name="enrolment" value="([^"]+)"/#).map { String($0.1) }
        form["enrolment"] = value ?? ""
        return try await browser.follow(browser.post(action, form))
    }
}
