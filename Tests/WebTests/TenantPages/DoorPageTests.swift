import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The page at the door, over HTTP and a database: nobody is signed in there.
@Suite struct DoorPageTests {
    private static let page = ["Accept": "text/html", "Origin": "http://localhost:8080"]
    private static let form = ["Content-Type": "application/x-www-form-urlencoded"]

    /// A class that is held today, whose first place is Nguyễn Thị Hạnh's, of 1960. Returns where its door is.
    private func door(_ scene: OfficeScene) async throws -> String {
        let today = CalendarDay.inVietnam().vietnamese
        let path = try await scene.addClass(["title": "Sơ cứu", "starts_on": today, "ends_on": today])
        guard let id = ClassID(String(path.split(separator: "/").last ?? "")) else { throw StoreError.notFound }
        let session = try await scene.tenants.write(scene.context) { tx in
            let sessions = try await tx.sessions.insert([ClassSession(on: .inVietnam(), minutes: 90)], into: id)
            _ = try await tx.classes.move(id, version: 1, to: .running)
            _ = try await tx.enrolments.enrol([scene.hanh], in: ClassReference(host: tx.tenant, id: id))
            return sessions[0]
        }
        return "\(path)/sessions/\(session)/door"
    }

    private func open(_ path: String, _ browser: OfficeBrowser) async throws -> String {
        var form = OfficeBrowser.form(try await browser.get(path), to: path)
        form["minutes"] = "30"
        let shown = try await browser.follow(browser.post(path, form))
        #expect(shown.status == 200 && shown.body.contains("http://localhost:8080/door") && shown.body.contains("<svg"))
        let code = shown.body.firstMatch(of: #/class="code"[^>]*>([0-9]{3}) ([0-9]{3})</#)
        return code.map { String($0.1 + $0.2) } ?? ""
    }

    private func enter(_ scene: OfficeScene, _ form: String) async throws -> HTTPAnswer {
        try await scene.client.post("/door", form: form, Self.page)
    }

    @Test func `somebody with the code, the number and the year is recorded without an account, and shown nothing`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = try await door(scene)
            let code = try await open(path, browser)
            let empty = try await scene.client.get("/door", Self.page)
            #expect(empty.status == 200 && empty.body.contains("Tôi có mặt") && empty.body.contains("/door.js"))
            let script = empty.body.firstMatch(of: #/<script src="([^"]+)"/#).map { String($0.1) } ?? ""
            let text = try await scene.client.get(script)
            #expect(text.status == 200 && text["Content-Type"]?.hasPrefix("text/javascript") == true)

            let spaced = "\(code.prefix(3))+\(code.suffix(3))"
            for _ in 0..<2 {
                let done = try await enter(scene, "code=\(spaced)&seat=1&year=1960")
                #expect(done.status == 200 && done.body.contains("Đã ghi có mặt"))
                for secret in ["Hạnh", "Sơ cứu", "1960", code, "Phụ nữ"] { #expect(!done.body.contains(secret)) }
            }
            let register = path.replacing("/door", with: "/register")
            #expect(try await browser.get(register).body.contains("value=\"1\" checked"))
            #expect(try await browser.get(path).body.contains("Điểm danh</a>: 1"))
            #expect(try await scene.database.database.run("select count(*) from app.attendances") == "1\n")
        }
    }

    @Test func `whatever is wrong at the door, it says the same`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.editor)
            let path = try await door(scene)
            let code = try await open(path, browser)
            let wrong = code == "000000" ? "000001" : "000000"
            var answers: Set<String> = []
            for (code, seat, year) in [
                (wrong, "1", "1960"), (code, "2", "1960"), (code, "1", "1961"), ("", "", ""), ("x", "y", "z"),
                (code, "-1", "1960"), (code, "1", "99999999999999999999"), (code, "1", "%27%3B--"),
                (String(repeating: "9", count: 5000), "1", "1960"), (code, "1", "19%C3%A160"), (code, "1.0", "1960"),
            ] {
                let answer = try await enter(scene, "code=\(code)&seat=\(seat)&year=\(year)")
                #expect(answer.status == 422, "\(code.prefix(10)) \(seat) \(year)")
                answers.insert(answer.body.replacing(#/value="[^"]*"/#, with: ""))
            }
            #expect(answers.count == 1 && answers.first?.contains("Chưa ghi được") == true)
            for body in ["code=%ff", "code=%00", "code=1&%"] {
                #expect(try await enter(scene, body).status == 400)
            }
            let foreign = Self.page.merging(["Origin": "https://evil.example"]) { $1 }
            let sent = try await scene.client.post("/door", form: "code=\(code)&seat=1&year=1960", foreign)
            #expect(sent.status == 403)
            #expect(try await scene.database.database.run("select count(*) from app.attendances") == "0\n")
            var close = OfficeBrowser.form(try await browser.get(path), to: path)
            close["deed"] = "close"
            #expect(try await browser.follow(browser.post(path, close)).body.contains("Mở mã trong"))
            #expect(try await enter(scene, "code=\(code)&seat=1&year=1960").status == 422)
        }
    }

    @Test func `an address that knocks too often has to wait`() async throws {
        try await OfficeScene.with { scene in
            var statuses: [Int] = []
            for number in 0..<70 {
                statuses.append(try await enter(scene, "code=\(100_000 + number)&seat=1&year=1960").status)
            }
            #expect(statuses.first == 422 && statuses.last == 429)
            #expect(Set(statuses) == [422, 429])
        }
    }

    @Test func `a door is opened by editors of its class, on its day, for a time that there is`() async throws {
        try await OfficeScene.with { scene in
            let path = try await door(scene)
            let browser = scene.browser(.editor)
            let form = OfficeBrowser.form(try await browser.get(path), to: path)
            for minutes in ["0", "100000", "x", ""] {
                #expect(try await browser.post(path, form.merging(["minutes": minutes]) { $1 }).status == 400)
            }
            #expect(try await scene.browser(.viewer).get(path).status == 403)
            #expect(try await scene.browser(.stranger).get(path).status == 404)
            let theirs = form.merging(["minutes": "30"]) { $1 }
            #expect(try await scene.browser(.stranger).post(path, theirs).status == 404)
            let outside = try await scene.browser(.branchEditor).post(path, theirs)
            #expect(outside.status == 422 || outside.status == 403)
            let (_, register) = try await scene.runningClass()
            let past = register.replacing("/register", with: "/door")
            let page = try await browser.get(past)
            #expect(page.body.contains("trong ngày học"))
            #expect(try await browser.post(past, theirs).status == 422)
        }
    }
}
