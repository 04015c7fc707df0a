import Foundation
import Spreadsheet
import TestSupport
import Testing

/// A ward's years in a browser, as the officer who has them to do sees them.
@Suite(.serialized) struct WardYearBrowserTests {
    @Test(.timeLimit(.minutes(10)))
    func `a ward takes three hamlets from registration to certificates, renews, revokes, and is merged`() async throws {
        try await Site.with { site in
            try await ChromeDriver.with { driver in
                try await driver.withBrowser("nam") { browser in
                    try await WardYear.loadAreas(site, wards: ["tay-son"], in: browser.downloads)
                    let old = try await WardYear.ward(
                        "phuong-tay-son",
                        area: "tay-son",
                        name: "Phường Tây Sơn",
                        "nam.vo",
                        site
                    )
                    let nam = Newcomer(browser: browser, site: site, person: old)
                    try await nam.enter()
                    let token = try await nam.makeToken()
                    let api = APIClient(exchange: WebExchange(), site: site, token: token)
                    let areas = try await WardYear.areas(site, api)
                    try await WardYear.addHouseholds(api, of: "tay-son", areas)
                    try await driver.withBrowser("hanh") { other in
                        let hanh = Newcomer(browser: other, site: site, person: site.viewer)
                        try await hanh.enter(first: "/city")
                        try await WardYearByHand(nam: nam, hanh: hanh, api: api, areas: areas).go()
                    }
                }
            }
        }
    }
}

/// The steps, each on what the one before left.
private struct WardYearByHand {
    let nam: Newcomer
    /// Who sees the city.
    let hanh: Newcomer
    /// To count with, and to look.
    let api: APIClient
    let areas: [String: String]

    private var browser: Browser { nam.browser }
    private var site: Site { nam.site }

    func go() async throws {
        try await register(2019)
        try await scoreByExcel(2019)
        let name = try await scoreOne(2019)
        try await WardYear.count(api, year: 2019, in: areas["tay-son"] ?? "")
        try await decideAll(2019)
        try await verify(name)
        let bar = try await seeCity()
        try await register(2020)
        #expect(Set(try await WardYear.registrations(api, year: 2020).values.map { $0["kind"] }) == ["renewed"])
        try await scoreByExcel(2020)
        try await decideAll(2020)
        try await revokeOne()
        try await merge()
        #expect(try await seeCity() == bar)
    }

    /// The bar of families in 2019, as whoever cannot see it is told; once it has them all.
    private func seeCity() async throws -> String {
        let address = site.address + "/city?year=2019"
        let told = "Gia đình học tập: đạt 90 %"
        try await until("the city's bar has the families of 2019") {
            try await hanh.browser.open(address)
            return try await hanh.browser.source.contains(told)
        }
        try await hanh.show("city-progress")
        let label = "return [...document.querySelectorAll('.progress-bars svg')].map(bar => bar.ariaLabel).join('; ')"
        let bars = try await hanh.browser.script(label).text ?? ""
        #expect(bars.contains(told), "\(bars)")
        let text = try await hanh.browser.text
        #expect(!text.contains("Rơ Châm Hyéo"))
        return bars
    }

    private func list(_ year: Int, _ more: String = "") -> String {
        "\(site.address)/titles?year=\(year)&title=\(WardYear.family)\(more)"
    }

    /// One hamlet after the other.
    private func register(_ year: Int) async throws {
        for (number, hamlet) in WardYear.hamlets(of: "tay-son").enumerated() {
            try await browser.open(list(year))
            try await browser.press("Đăng ký theo danh sách")
            try await browser.choose(areas[hamlet] ?? "", in: "area")
            try await browser.type("15/02/\(year)", into: "registered_on")
            try await browser.follow(browser.element("main form[action='/titles/registration'] button"))
            #expect(try await browser.path == "/titles")
            let registered = try await WardYear.states(api, year: year)["registered"]
            #expect(registered == (number + 1) * WardYear.householdsOfHamlet)
        }
        try await nam.show("titles-registered")
    }

    /// The sheet downloaded, filled in and taken back; a wrong cell first, of which nothing is taken.
    private func scoreByExcel(_ year: Int) async throws {
        try await browser.open(list(year))
        try await browser.press("Chấm điểm bằng Excel")
        let address = try await browser.address
        let sheet = try await browser.download("Tải phiếu chấm điểm")
        for (marks, isRight) in [(WardYear.fullMarks.merging(["3": "16"]) { $1 }, false), (WardYear.fullMarks, true)] {
            let filled = browser.downloads.appending(path: "đã chấm \(year) \(isRight).xlsx").path
            try Self.fill(sheet, to: filled, marks)
            try await browser.open(address)
            try await browser.attach(filled, to: "file")
            try await browser.press("Tải lên")
            let scored = try await WardYear.states(api, year: year)["scored"] ?? 0
            let text = try await browser.text
            #expect(scored == (isRight ? WardYear.all : 0), "\(text)")
            if !isRight { try await nam.show("titles-scores-wrong") }
        }
        try await nam.show("titles-scored")
    }

    /// The workbook with the marks in every row that has a registration.
    private static func fill(_ sheet: String, to path: String, _ marks: [String: String]) throws {
        let texts = try MessyList.texts(of: sheet)
        let heading = try #require(texts.first { $0.value.values.contains("Mã hồ sơ") })
        let code = try #require(heading.value.first { $0.value == "Mã hồ sơ" }?.key)
        let writer = try WorkbookWriter(path: path)
        let target = try writer.addSheet(named: "Chấm điểm")
        for row in 1...(texts.keys.max() ?? 1) {
            var cells = texts[row] ?? [:]
            if row > heading.key, cells[code] != nil {
                for (column, text) in heading.value {
                    let item = text.split(separator: " ").first.map(String.init) ?? ""
                    if let mark = marks[item], text.contains("(") { cells[column] = mark }
                }
            }
            let width = (cells.keys.max() ?? -1) + 1
            try writer.append((0..<max(width, 1)).map { cells[$0].map(SheetOutput.text) ?? .empty }, to: target)
        }
        try writer.finish()
    }

    /// One is scored anew on its page, with a file that proves something; gives the name.
    private func scoreOne(_ year: Int) async throws -> String {
        let name = "Rơ Châm Hyéo"
        try await browser.open(list(year))
        try await browser.press(name)
        #expect(try await browser.heading == name)
        try await browser.type("14,5", into: "item.4")
        try await browser.press("Ghi điểm")
        #expect(try await browser.text.contains("99,5"))
        let folder = browser.downloads
        for (file, text) in [("minh chung.jpg", "%PDF-1.4\n%%EOF\n"), ("minh chung.pdf", "%PDF-1.4\n%%EOF\n")] {
            let path = folder.appending(path: file).path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try await browser.attach(path, to: "file")
            try await browser.press("Tải lên")
            #expect(try await browser.elements("a[href*='/evidence/']").count == (file.hasSuffix(".pdf") ? 1 : 0))
        }
        try await nam.show("titles-title")
        return name
    }

    /// The meeting, the list and the decision, each for all that are ticked.
    private func decideAll(_ year: Int) async throws {
        let steps: [(step: String, typed: [String: String], state: String)] = [
            (
                "review",
                [
                    "held_on": "20/10/\(year)", "chair": "Ksor Chi", "secretary": "Lê Hoa", "present": "30",
                    "votes_for": "28", "votes_against": "2",
                ],
                "reviewed"
            ),
            (
                "propose", ["number": "3/TTr-HKH", "proposed_on": "01/11/\(year)", "proposer": "Hội Khuyến học"],
                "proposed"
            ),
            (
                "recognise",
                [
                    "number": "42/QĐ-UBND", "decided_on": "10/11/\(year)", "signatory": "Nguyễn Văn An",
                    "signatory_title": "Chủ tịch",
                ],
                "recognised"
            ),
        ]
        for (step, typed, state) in steps {
            try await browser.open(list(year))
            try await browser.choose(step, in: "step")
            try await browser.press("Tiếp tục")
            for (name, text) in typed.sorted(by: { $0.key < $1.key }) { try await browser.type(text, into: name) }
            try await nam.show("titles-\(step)")
            try await browser.follow(browser.element("main form[action='/titles/steps/\(step)'] button"))
            let text = try await browser.text
            #expect(try await browser.path == "/titles", "\(text)")
            #expect(try await WardYear.states(api, year: year) == [state: WardYear.all])
        }
        try await browser.open(list(year))
        try await nam.show("titles-decided")
        try await browser.press("Bình xét, đề nghị, quyết định")
        #expect(try await browser.text.contains("42/QĐ-UBND"))
        try await browser.press("42/QĐ-UBND")
        try await nam.show("titles-decision")
        #expect(try await browser.elements("tbody tr").count == WardYear.all)
    }

    /// Anybody with the code is told what is printed, and no more of the name than is printed.
    private func verify(_ name: String) async throws {
        try await browser.open(list(2019))
        try await browser.press(name)
        let link = try await browser.value("href", of: browser.element("a[href*='/v/']"))
        try await browser.open(link)
        let text = try await browser.text
        #expect(text.contains("GCN-PHUONG-TAY-SON-2019-0") && text.contains("42/QĐ-UBND"), "\(text)")
        #expect(!text.contains(name))
        try await nam.show("titles-verification")
    }

    private func revokeOne() async throws {
        try await browser.open(list(2020))
        let id = try await WardYear.registrations(api, year: 2020)["Siu Blơ"]?["id"].text ?? ""
        let tick = "document.querySelectorAll('input[name=id]').forEach(box => box.checked = box.value === '\(id)')"
        _ = try await browser.script(tick)
        try await browser.choose("revoke", in: "step")
        try await browser.press("Tiếp tục")
        let typed = [
            "number": "5/QĐ-UBND", "decided_on": "01/03/2021", "signatory": "Nguyễn Văn An",
            "signatory_title": "Chủ tịch",
            "reason": "Vi phạm pháp luật",
        ]
        for (name, text) in typed.sorted(by: { $0.key < $1.key }) { try await browser.type(text, into: name) }
        try await browser.follow(browser.element("main form[action='/titles/steps/revoke'] button"))
        #expect(try await WardYear.states(api, year: 2020) == ["recognised": WardYear.all - 1, "revoked": 1])
    }

    /// The boundaries of 2025: the list of 2019 is as it was.
    private func merge() async throws {
        try await browser.open(list(2019))
        let before = try await browser.text(of: browser.element("main table"))
        _ = try await site.ask(
            "tenant",
            "add",
            WardYear.successor,
            "--name",
            "Phường Pleiku",
            "--kind",
            "ward",
            "--area",
            "pleiku"
        )
        let merged = try await site.ask(
            "ward",
            "merge",
            "--from",
            "phuong-tay-son",
            "--into",
            WardYear.successor,
            "--on",
            "2025-07-01",
            "--basis",
            "1664/NQ-UBTVQH15"
        )
        #expect(merged["from"].elements.first?["households"].whole == WardYear.all, "\(merged)")
        try await browser.open(list(2019))
        #expect(try await browser.text(of: browser.element("main table")) == before)
        #expect(try await WardYear.states(api, year: 2019) == ["recognised": WardYear.all])
    }
}
