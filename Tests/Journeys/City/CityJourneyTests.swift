import Foundation
import Spreadsheet
import TestSupport
import Testing

/// Two organisations, some people in both, a class that one holds for both in a ward's learning centre, a register by Excel: and
/// what the city sees of it, in a browser, over the API and by command.
@Suite(.serialized) struct CityJourneyTests {
    @Test(.timeLimit(.minutes(10)))
    func `what two organisations record is a right sum, and a right number of persons, that the city can take apart`()
        async throws
    {
        try await Site.with { site in
            try await ChromeDriver.with { driver in
                try await driver.withBrowser("lan") { lan in
                    try await driver.withBrowser("binh") { binh in
                        try await driver.withBrowser("hanh") { hanh in
                            let centre = try await driver.withWard(site)
                            let journey = CityJourney(
                                lan: Newcomer(browser: lan, site: site, person: site.lan),
                                binh: Newcomer(browser: binh, site: site, person: site.stranger),
                                hanh: Newcomer(browser: hanh, site: site, person: site.viewer),
                                site: site,
                                centre: centre
                            )
                            try await journey.go()
                        }
                    }
                }
            }
        }
    }
}

extension ChromeDriver {
    /// The ward writes its learning centre down, with a room, for everybody to hold classes in; gives its address.
    fileprivate func withWard(_ site: Site) async throws -> String {
        var path = ""
        try await withBrowser("mai") { browser in
            let mai = Newcomer(browser: browser, site: site, person: site.ward)
            try await mai.enter()
            try await browser.open(site.address + "/centres")
            _ = try await browser.script("document.querySelectorAll('details').forEach(d => d.open = true)")
            try await browser.type("Trung tâm học tập cộng đồng phường Hội Phú", into: "name")
            try await browser.press("Thêm")
            path = try await browser.path
            #expect(path.hasPrefix("/centres/"))
            _ = try await browser.script("document.querySelectorAll('details').forEach(d => d.open = true)")
            try await browser.type("Hội trường", into: "room_name")
            try await browser.press("Thêm")
            #expect(try await browser.text.contains("Hội trường"))
            try await mai.show("centre")
        }
        return path
    }
}

/// The steps, each on what the one before left.
private struct CityJourney {
    let lan: Newcomer
    let binh: Newcomer
    let hanh: Newcomer
    let site: Site
    /// Where the centre is shown.
    let centre: String

    private static let exchange = WebExchange()
    /// By citizen ID, so that who is in both is known: An is in both.
    private static let women = [
        ("Nguyễn Thị An", "064160001234"), ("Rơ Châm H'Lan", "064172000011"), ("Ksor H'Bia", "064180000022"),
    ]
    private static let farmers = [
        ("Nguyễn Thị An", "064160001234"), ("Trần Văn Dũng", "064065000033"), ("Siu Blơ", "064070000044"),
    ]

    func go() async throws {
        try await lan.enter()
        try await binh.enter()
        try await hanh.enter(first: "/city")
        #expect(try await hanh.browser.text.contains("Số liệu thành phố"))
        let lanAPI = try await client(lan)
        let binhAPI = try await client(binh)
        let city = APIClient(exchange: Self.exchange, site: site, token: try await hanh.makeToken(scope: "read"))
        try await take(Self.women, lanAPI, lan.browser.downloads)
        try await take(Self.farmers, binhAPI, binh.browser.downloads)

        // last year's: whatever the day, it is over
        let year = Calendar(identifier: .gregorian).component(.year, from: Date()) - 1
        let (classID, host) = try await holdClass(lanAPI, year: year)
        try await enrol(lanAPI, "/classes/\(classID)/enrolments")
        try await enrol(binhAPI, "/hosts/\(host)/classes/\(classID)/enrolments")
        try await takeRegister(classID)
        try await sendRegister(classID, lanAPI)
        try await seeCentre(classID)

        try await seeTotals(city, year: year)
        try await lookAtCity(year: year)
        try await explain(year: year)
        try await keepOut(city, classID)
    }

    private func client(_ person: Newcomer) async throws -> APIClient {
        APIClient(exchange: Self.exchange, site: site, token: try await person.makeToken())
    }

    /// A list of one's own members, taken as it is.
    private func take(_ people: [(name: String, citizenID: String)], _ api: APIClient, _ folder: URL) async throws {
        let path = folder.appending(path: "hội viên.csv")
        let writer = try CSVWriter(path: path.path)
        try writer.append(["STT", "Họ và tên", "Số CCCD"].map(SheetOutput.text))
        for (number, person) in people.enumerated() {
            try writer.append([.number(Double(number + 1)), .text(person.name), .text(person.citizenID)])
        }
        try writer.finish()
        let headers = [
            "Authorization": "Bearer \(api.token)", "Idempotency-Key": UUID().uuidString, "File-Name": "danh-sach.csv",
            "Content-Type": "text/csv",
        ]
        let uploaded = try await Self.exchange.send(
            "POST",
            site.address + "/api/v1/imports",
            headers,
            body: Data(contentsOf: path)
        )
        let id = uploaded.json["id"].text ?? ""
        for noun in ["check", "approval"] {
            let version = try await api.get("/imports/\(id)").json["version"].whole
            let ran = try await api.send("POST", "/imports/\(id)/\(noun)", version: version)
            #expect(ran.json["run"]["outcomes"] == ["new": 3], "\(ran.json)")
        }
    }

    /// A class with two evenings in December, open to other organisations.
    private func holdClass(_ api: APIClient, year: Int) async throws -> (id: String, host: String) {
        let topic = try await api.get("/topics").json["items"].elements.first?["id"] ?? .null
        let made = try await api.send(
            "POST",
            "/classes",
            [
                "title": "Tin học cơ bản", "topic": topic, "starts_on": .text("\(year)-12-05"),
                "ends_on": .text("\(year)-12-12"), "enrolment": "open",
                "centre": .text(String(centre.dropFirst("/centres/".count))),
            ]
        )
        #expect(made.status == 201, "\(made.json)")
        let id = made.json["id"].text ?? ""
        let sessions: JSON = .list(["05", "12"].map { ["held_on": .text("\(year)-12-\($0)"), "minutes": 90] })
        let added = try await api.send("POST", "/classes/\(id)/sessions", ["sessions": sessions])
        #expect(added.status == 200, "\(added.json)")
        for state in ["open", "running"] {
            let version = try await api.get("/classes/\(id)").json["version"].whole
            let moved = try await api.send("POST", "/classes/\(id)/state", ["state": .text(state)], version: version)
            #expect(moved.status == 200, "\(moved.json)")
        }
        return (id, try await api.get("/tenant").json["id"].text ?? "")
    }

    /// What the guests' organisation sees of the class, the centre named and nobody of the host's.
    private func seeCentre(_ classID: String) async throws {
        try await binh.browser.open(site.address + "/classes/open?scope=visited")
        let text = try await binh.browser.text
        #expect(text.contains("Tin học cơ bản") && text.contains(Site.tenantName))
        #expect(!text.contains("H'Bia"))
        try await binh.browser.open(site.address + centre)
        #expect(try await binh.browser.text.contains("Hội trường"))
    }

    /// Everybody whom one has.
    private func enrol(_ api: APIClient, _ path: String) async throws {
        let members = try await api.get("/members").json["items"].elements.map { $0["id"] }
        let enrolled = try await api.send("POST", path, ["members": .list(members)])
        #expect(enrolled.status == 200 && enrolled.json["items"].elements.count == 3, "\(enrolled.json)")
    }

    /// Downloads the register, marks everybody present on the first evening, and takes it back.
    private func takeRegister(_ classID: String) async throws {
        let browser = lan.browser
        try await browser.open(site.address + "/classes/\(classID)")
        let sheet = try await browser.download("Tải bảng điểm danh")
        let filled = browser.downloads.appending(path: "đã điểm danh.xlsx").path
        try Self.fill(sheet, to: filled)
        try await browser.open(site.address + "/classes/\(classID)")
        try await browser.attach(filled, to: "file")
        try await browser.press("Tải lên")
        #expect(try await browser.text.contains("Nguyễn Thị An"))
        try await lan.show("register-by-excel")
        try await browser.press("Ghi những thay đổi")
        #expect(try await browser.path == "/classes/\(classID)")
    }

    /// A program downloads the register too, and asks what would change: nothing but what it fills in.
    private func sendRegister(_ classID: String, _ api: APIClient) async throws {
        let path = "/classes/\(classID)/attendance/file"
        let sheet = lan.browser.downloads.appending(path: "sổ.xlsx").path
        let filled = lan.browser.downloads.appending(path: "sổ đã điền.xlsx").path
        for (day, count) in [("05/12", 0), ("12/12", 6)] {
            try await api.get(path).body.write(to: URL(filePath: sheet))
            try Self.fill(sheet, to: filled, day: day)
            let headers = [
                "Authorization": "Bearer \(api.token)", "Idempotency-Key": UUID().uuidString, "File-Name": "so.xlsx",
                "Content-Type": "application/octet-stream",
            ]
            let told = try await Self.exchange.send(
                "POST",
                site.address + "/api/v1\(path)?dry_run=true",
                headers,
                body: Data(contentsOf: URL(filePath: filled))
            )
            #expect(told.json["is_written"] == false, "\(told.json)")
            #expect(told.json["changes"].elements.count == count, "\(told.json)")
        }
    }

    /// The workbook with an x in a session's column of each person.
    private static func fill(_ sheet: String, to path: String, day: String = "05/12") throws {
        let texts = try MessyList.texts(of: sheet)
        let heading = try #require(texts.first { $0.value.values.contains("Số ghi danh") })
        let seat = try #require(heading.value.first { $0.value == "Số ghi danh" }?.key)
        let first = try #require(heading.value.filter { $0.value.contains(day) }.keys.min())
        let writer = try WorkbookWriter(path: path)
        let target = try writer.addSheet(named: "Điểm danh")
        for row in 1...(texts.keys.max() ?? 1) {
            var cells = texts[row] ?? [:]
            if row > heading.key, cells[seat] != nil { cells[first] = "x" }
            let width = (cells.keys.max() ?? -1) + 1
            try writer.append((0..<max(width, 1)).map { cells[$0].map(SheetOutput.text) ?? .empty }, to: target)
        }
        try writer.finish()
    }

    /// Seconds later, over the API: six attendances, of five people.
    private func seeTotals(_ city: APIClient, year: Int) async throws {
        try await until("the totals have everything") {
            let totals = try await city.get("/city/totals?year=\(year)").json
            return totals["amounts"]["attendances"].whole == 6 && totals["amounts"]["members"].whole == 6
        }
        let totals = try await city.get("/city/totals?year=\(year)").json
        #expect(totals["status"]["pending"] == 0 && totals["status"]["is_worked"] == true)
        #expect(totals["amounts"]["minutes"] == 540 && totals["amounts"]["classes"] == 1)
        let byName = totals["organisations"].elements.map { ($0["name"].text ?? "", $0["amounts"]) }
        #expect(byName.first { $0.0 == Site.tenantName }?.1["attendances"] == 3)
        #expect(byName.first { $0.0 == Site.tenantName }?.1["sessions"] == 1)
        #expect(byName.first { $0.0 == Site.strangerTenantName }?.1["attendances"] == 3)
        for persons in [totals["members"], totals["learners"]] { expectPersons(persons) }
        let cells = try await city.get("/city/cells?measure=attendances&year=\(year)").json
        #expect(cells["total"] == 6 && cells["cells"].elements.compactMap { $0["amount"].whole }.reduce(0, +) == 6)
    }

    /// Six memberships of five people, An being in both.
    private static let (persons, overlap, unlinkable): (Int, Int, Int) = (5, 1, 0)

    private func expectPersons(_ found: JSON) {
        #expect(found["memberships"] == 6, "\(found)")
        #expect(found["persons"].whole == Self.persons && found["overlap"].whole == Self.overlap, "\(found)")
        #expect(found["unlinkable"].whole == Self.unlinkable, "\(found)")
    }

    /// The operator takes the numbers apart.
    private func explain(year: Int) async throws {
        let attendances = try await site.ask("totals", "explain", "attendances", "--year", "\(year)")
        #expect(attendances["published"] == 6 && attendances["adds_up"] == true, "\(attendances)")
        #expect(attendances["cells"].elements.compactMap { $0["amount"].whole } == [3, 3])
        #expect(attendances["cells"].elements.allSatisfy { $0["month"].text?.hasPrefix("\(year)-12") == true })
        let classes = try await site.ask("totals", "explain", "classes", "--year", "\(year)", "--area", "hoi-phu")
        #expect(classes["published"] == 1 && classes["adds_up"] == true, "\(classes)")
        let learners = try await site.ask("totals", "explain", "learners", "--year", "\(year)")
        #expect(learners["adds_up"] == true && learners["parts"].elements.count == 2, "\(learners)")
        expectPersons(learners)
    }

    /// The same on the page, and the number taken apart.
    private func lookAtCity(year: Int) async throws {
        let browser = hanh.browser
        try await browser.open(site.address + "/city?year=\(year)")
        try await hanh.show("city")
        let row = "section#persons tbody tr:nth-child(2) td"
        var numbers: [String] = []
        for cell in try await browser.elements(row) { numbers.append(try await browser.text(of: cell)) }
        #expect(numbers == ["\(Self.persons)", "6", "\(Self.overlap)", "\(Self.unlinkable)"])
        try await browser.open(site.address + "/city/cells?measure=attendances&year=\(year)")
        #expect(try await browser.text(of: browser.element(".figure")).hasPrefix("6 "))
        let text = try await browser.text
        #expect(text.contains(Site.tenantName) && text.contains(Site.strangerTenantName))
        #expect(text.contains("Tháng 12/\(year)"))
        try await hanh.show("city-cells")
        let names = (Self.women + Self.farmers).map(\.0)
        let source = try await browser.source
        for name in names { #expect(!source.contains(name), "the city is told of \(name)") }
    }

    /// The city opens nothing of an organisation, and an organisation nothing of the city.
    private func keepOut(_ city: APIClient, _ classID: String) async throws {
        for path in ["/members", "/classes/\(classID)", "/tenant"] {
            #expect(try await city.get(path).status == 403, "\(path)")
        }
        try await hanh.browser.open(site.address + "/members")
        #expect(try await hanh.browser.status == 403)
        try await lan.browser.open(site.address + "/city")
        #expect(try await lan.browser.status == 403)
    }
}
