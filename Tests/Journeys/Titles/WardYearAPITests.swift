import Foundation
import TestSupport
import Testing

/// A ward's years over the API: what a program of the ward's would do.
@Suite(.serialized) struct WardYearAPITests {
    @Test(.timeLimit(.minutes(10)))
    func `a ward registers, scores, reviews, proposes and decides by a program, renews, revokes, and is merged`()
        async throws
    {
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
                    try await driver.withBrowser("thu") { other in
                        let next = try await WardYear.ward(
                            WardYear.successor,
                            area: "pleiku",
                            name: "Phường Pleiku",
                            "thu.ho",
                            site
                        )
                        let thu = Newcomer(browser: other, site: site, person: next)
                        try await thu.enter()
                        let later = APIClient(exchange: WebExchange(), site: site, token: try await thu.makeToken())
                        try await driver.withBrowser("hanh") { third in
                            let hanh = Newcomer(browser: third, site: site, person: site.viewer)
                            try await hanh.enter(first: "/city")
                            let read = try await hanh.makeToken(scope: "read")
                            let city = APIClient(exchange: WebExchange(), site: site, token: read)
                            try await WardYearByProgram(api: api, later: later, city: city, site: site).go()
                        }
                    }
                }
            }
        }
    }
}

/// The steps, each on what the one before left.
private struct WardYearByProgram {
    let api: APIClient
    let later: APIClient
    let city: APIClient
    let site: Site

    private static let signature: [String: JSON] = ["signatory": "Nguyễn Văn An", "signatory_title": "Chủ tịch"]

    func go() async throws {
        let areas = try await WardYear.areas(site, api)
        try await WardYear.addHouseholds(api, of: "tay-son", areas)
        try await WardYear.count(api, year: 2019, in: areas["tay-son"] ?? "")
        try await decide(2019, areas)
        try await seeCity()
        let first = try await WardYear.registrations(api, year: 2019)
        #expect(Set(first.values.map { $0["kind"].text ?? "" }) == ["new"])
        try await refuseWhatIsWrong(first)
        try await decide(2020, areas)
        let second = try await WardYear.registrations(api, year: 2020)
        let renewed = second.values.filter { $0["kind"] == "renewed" }
        // who was refused the year before begins anew
        #expect(renewed.count == WardYear.all - 1, "\(second)")
        try await revoke(second)
        try await merge()
    }

    /// A whole year of the three hamlets, up to the decision; one household scores too little and is refused.
    private func decide(_ year: Int, _ areas: [String: String]) async throws {
        let households = try await api.get("/subjects?kind=household&limit=100").json["items"].elements
        #expect(households.count == WardYear.all)
        let made = try await api.send(
            "POST",
            "/registrations",
            [
                "title": .text(WardYear.family), "year": .number(Double(year)),
                "subjects": .list(households.map { $0["id"] }),
                "registered_on": .text("\(year)-02-15"),
            ]
        )
        #expect(made.json["registered"].elements.count == WardYear.all, "\(made.json)")
        let found = try await WardYear.registrations(api, year: year)
        let weak = year == 2019 ? found["Võ Thị Yến"]?["id"] : nil
        try await score(found, weak: weak)
        let ids = found.values.map { $0["id"] }
        let review = try await api.send(
            "POST",
            "/registrations/reviews",
            [
                "area": .text(areas["tay-son"] ?? ""), "held_on": .text("\(year)-10-20"), "chair": "Ksor Chi",
                "secretary": "Lê Hoa", "present": 30,
                "votes": .list(ids.map { ["registration": $0, "for": 28, "against": 2] }),
            ]
        )
        #expect(review.status == 200 || review.status == 201, "\(review.json)")
        let lines = ids.map { id -> JSON in
            id == weak ? ["registration": id, "reason": "Chưa đạt điểm"] : ["registration": id]
        }
        let proposal: JSON = [
            "number": "3/TTr-HKH", "proposed_on": .text("\(year)-11-01"), "proposer": "Hội Khuyến học",
            "lines": .list(lines),
        ]
        let proposed = try await api.send("POST", "/registrations/proposals", proposal)
        #expect(proposed.status == 200 || proposed.status == 201, "\(proposed.json)")
        let good = ids.filter { $0 != weak }
        let decided = try await decision(
            "recognition",
            "42/QĐ-UBND",
            "\(year)-11-10",
            good.map { ["registration": $0] }
        )
        #expect(decided.status == 200 || decided.status == 201, "\(decided.json)")
        #expect(decided.json["lines"].elements.count == good.count, "\(decided.json)")
        guard let weak else { return }
        let refused = try await decision(
            "refusal",
            "43/TB-UBND",
            "\(year)-11-10",
            [["registration": weak, "reason": "Chưa đạt điểm"]]
        )
        #expect(refused.status == 200 || refused.status == 201, "\(refused.json)")
        #expect(try await WardYear.states(api, year: year) == ["recognised": WardYear.all - 1, "refused": 1])
    }

    /// Eight of ten, one of nine refused; taken apart to the hamlets.
    private func seeCity() async throws {
        let recognised = WardYear.all - 1
        let seen = try await WardYear.city(city, year: 2019, recognised: recognised)
        #expect(
            seen["city"]["registered"].whole == WardYear.all && seen["city"]["registered_new"].whole == WardYear.all
        )
        #expect(seen["city"]["refused"] == 1 && seen["city"]["certificates"].whole == recognised, "\(seen)")
        #expect(seen["progress"]["total"].whole == WardYear.counted && seen["share"].whole == 8000, "\(seen)")
        #expect(seen["progress"]["problems"] == [])
        let cells = try await city.get("/city/titles/cells?year=2019&kind=gia-dinh-hoc-tap&measure=recognised").json
        #expect(cells["total"].whole == recognised && cells["cells"].elements.count == 3, "\(cells)")
        let names = try await city.get("/city/titles?year=2019").body
        #expect(!String(decoding: names, as: UTF8.self).contains("Siu Blơ"))
    }

    private func score(_ found: [String: JSON], weak: JSON?) async throws {
        let criteria = try await api.get("/criteria").json["items"].elements
        let set = criteria.first { $0["key"] == "trinh-dien-gia-dinh" }?["id"] ?? .null
        func answers(_ marks: [String: String]) -> JSON { .object(marks.mapValues(JSON.text)) }
        let scores = found.values.map { registration -> JSON in
            let isWeak = registration["id"] == weak
            let marks = isWeak ? WardYear.fullMarks.mapValues { _ in "1" } : WardYear.fullMarks
            return ["registration": registration["id"], "answers": answers(marks)]
        }
        let above = WardYear.fullMarks.merging(["3": "16"]) { $1 }
        let tooMuch: JSON = ["registration": found.values.first?["id"] ?? .null, "answers": answers(above)]
        let refused = try await api.send("POST", "/registrations/scores", ["criteria": set, "scores": [tooMuch]])
        #expect(refused.status == 422 || refused.status == 409, "\(refused.json)")
        let scored = try await api.send("POST", "/registrations/scores", ["criteria": set, "scores": .list(scores)])
        #expect(scored.json["scored"].whole == WardYear.all, "\(scored.json)")
    }

    private func decision(_ kind: String, _ number: String, _ day: String, _ lines: [JSON]) async throws
        -> WebExchange.Answer
    {
        let document: [String: JSON] = [
            "kind": .text(kind), "number": .text(number), "decided_on": .text(day), "lines": .list(lines),
        ]
        return try await api.send("POST", "/title-decisions", .object(document.merging(Self.signature) { $1 }))
    }

    /// A decision without a number, and a second one for the same family and year.
    private func refuseWhatIsWrong(_ found: [String: JSON]) async throws {
        let lines: [JSON] = [["registration": found["Siu Blơ"]?["id"] ?? .null]]
        for number in ["", "44/QĐ-UBND"] {
            let answer = try await decision("recognition", number, "2019-11-12", lines)
            #expect((400..<500).contains(answer.status), "\(number): \(answer.json)")
        }
        #expect(try await WardYear.states(api, year: 2019)["recognised"] == WardYear.all - 1)
    }

    private func revoke(_ found: [String: JSON]) async throws {
        let id = found["Siu Blơ"]?["id"] ?? .null
        let lines: [JSON] = [["registration": id, "reason": "Vi phạm pháp luật"]]
        let revoked = try await decision("revocation", "5/QĐ-UBND", "2021-03-01", lines)
        #expect(revoked.status == 200 || revoked.status == 201, "\(revoked.json)")
        #expect(try await WardYear.states(api, year: 2020) == ["recognised": WardYear.all - 1, "revoked": 1])
    }

    /// The boundaries of 2025: what lives goes on in the new ward, what was decided stays as it was.
    private func merge() async throws {
        let before = try await WardYear.states(api, year: 2019)
        let seen = try await WardYear.city(city, year: 2019, recognised: WardYear.all - 1)
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
        #expect(try await WardYear.states(api, year: 2019) == before)
        // on the boundaries of then nothing is different
        #expect(try await WardYear.city(city, year: 2019, recognised: WardYear.all - 1) == seen)
        let taken = try await later.get("/subjects?kind=household&limit=100").json["items"].elements
        #expect(taken.count == WardYear.all)
        let kept = try await later.get("/subjects?kind=household&keeper=predecessors&life=ended&limit=100").json
        #expect(kept["items"].elements.count == WardYear.all, "\(kept)")
        let registered = try await later.send(
            "POST",
            "/registrations",
            [
                "title": .text(WardYear.family), "year": 2021, "subjects": .list(taken.map { $0["id"] }),
                "registered_on": "2021-03-01",
            ]
        )
        #expect(registered.status == 200, "\(registered.json)")
        // the titles of the year before are those that the old ward gave
        let kinds = try await WardYear.registrations(later, year: 2021).values.map { $0["kind"].text ?? "" }
        #expect(kinds.filter { $0 == "renewed" }.count == WardYear.all - 1, "\(kinds)")
    }
}
