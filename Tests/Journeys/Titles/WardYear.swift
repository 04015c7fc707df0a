import Foundation
import TestSupport
import Testing

/// A ward of the old boundaries with three hamlets, for journeys through its years; and the ward that takes its place in 2025.
struct WardYear: Sendable {
    /// Households of each hamlet.
    static let householdsOfHamlet = 3
    /// The hamlets' keys, by ward.
    static func hamlets(of ward: String) -> [String] { (1...3).map { "\(ward)-to-\($0)" } }
    static let family = "0198c0de-0001-7000-8000-000000000004"
    /// Everything that can be given; a household with children of school age.
    static let fullMarks = ["1.1": "20", "1.2": "10", "2.1": "25", "2.2": "15", "3": "15", "4": "15"]
    static let successor = "phuong-pleiku"
    private static let names = [
        "Rơ Châm Hyéo", "Nguyễn Thị Hạnh", "Siu Blơ", "Trần Văn Dũng", "Lê Thị Mai", "Ksor H'Bia", "Phạm Quốc Bảo",
        "Đỗ Văn Bảy", "Võ Thị Yến",
    ]

    /// Loads Pleiku's areas with the hamlets of these wards, which have none in the seeds.
    static func loadAreas(_ site: Site, wards: [String], in folder: URL) async throws {
        let seeds = try RepositoryFolder.path("sql/seeds")
        let lines = try String(contentsOfFile: "\(seeds)/areas.csv", encoding: .utf8)
            .split(separator: "\n").map(String.init)
        let made = wards.flatMap { ward in
            hamlets(of: ward).enumerated().map { "\($1),,\($0 + 1),tổ dân phố,,,,\(ward)" }
        }
        let text = ["\(lines[0]),parent"] + lines.dropFirst().map { "\($0)," } + made
        let path = folder.appending(path: "areas.csv").path
        try (text.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let loaded = try await site.ask(
            "area",
            "load",
            "--areas",
            path,
            "--successions",
            "\(seeds)/area_succession.csv"
        )
        #expect(loaded["defects"] == [] && loaded["inserted"].elements.count == made.count, "\(loaded)")
    }

    /// Sets a ward up, with an administrator.
    static func ward(_ key: String, area: String, name: String, _ login: String, _ site: Site) async throws
        -> Site.Invited
    {
        _ = try await site.ask("tenant", "add", key, "--name", name, "--kind", "ward", "--area", area)
        let added = try await site.ask("officer", "add", key, login, "--name", name, "--role", "administrator")
        return Site.Invited(login: login, link: added["invitation"].text ?? "")
    }

    /// The identities of the areas of old, by key.
    static func areas(_ site: Site, _ api: APIClient) async throws -> [String: String] {
        var ids: [String: String] = [:]
        var cursor: String?
        repeat {
            let query = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await api.get("/areas?on=2019-06-01&limit=200\(query)").json
            for area in page["items"].elements { ids[area["key"].text ?? ""] = area["id"].text }
            cursor = page["next"].text
        } while cursor != nil
        return ids
    }

    /// Enters the households of the three hamlets, each with a child.
    static func addHouseholds(_ api: APIClient, of ward: String, _ areas: [String: String]) async throws {
        for (place, hamlet) in hamlets(of: ward).enumerated() {
            for number in 0..<householdsOfHamlet {
                let made = try await api.send(
                    "POST",
                    "/subjects",
                    [
                        "kind": "household", "name": .text(names[place * householdsOfHamlet + number]),
                        "area": .text(areas[hamlet] ?? ""), "people_count": 4, "children_count": 1,
                    ]
                )
                #expect(made.status == 201, "\(made.json)")
            }
        }
    }

    /// A ward's registrations of a year, by the household's name.
    static func registrations(_ api: APIClient, year: Int) async throws -> [String: JSON] {
        let page = try await api.get("/registrations?title=\(family)&year=\(year)").json
        return Dictionary(page["items"].elements.map { ($0["subject_name"].text ?? "", $0) }) { first, _ in first }
    }

    /// How many stand where in a year.
    static func states(_ api: APIClient, year: Int) async throws -> [String: Int] {
        try await registrations(api, year: year).values.reduce(into: [:]) {
            $0[$1["state"].text ?? "", default: 0] += 1
        }
    }

    /// Of all households of the ward.
    static var all: Int { names.count }
    /// As many as the ward counted: one is on no list yet.
    static var counted: Int { all + 1 }

    /// Enters how many households there are in all.
    static func count(_ api: APIClient, year: Int, in area: String) async throws {
        let counted = try await api.send(
            "POST",
            "/denominators",
            [
                "kind": "household", "area": .text(area), "year": .number(Double(year)),
                "counted_on": .text("\(year - 1)-12-31"), "total": .number(Double(counted)), "source": "UBND phường",
            ]
        )
        #expect(counted.status == 201 || counted.status == 200, "\(counted.json)")
    }

    /// What the city sees of the families of a year, once the totals have so many who are recognised.
    static func city(_ city: APIClient, year: Int, recognised: Int, boundary: String = "then") async throws -> JSON {
        let path = "/city/titles?year=\(year)&boundary=\(boundary)"
        func families(_ document: JSON) -> JSON {
            document["titles"].elements.first { $0["key"] == "gia-dinh-hoc-tap" } ?? .null
        }
        // the worker looks every half minute whether there are new areas; until then a hamlet is of no ward
        try await until("the city has \(recognised) families of \(year), in wards") {
            let found = families(try await city.get(path).json)
            return found["city"]["recognised"].whole == recognised && found["wards"].elements.count == 1
        }
        let document = try await city.get(path).json
        let progress = document["progress"].elements.first { $0["kind"] == "gia-dinh-hoc-tap" } ?? .null
        let wards = families(document)["wards"].elements.map { ward -> JSON in
            ["name": ward["name"], "numbers": ward["numbers"]]
        }
        return [
            "city": families(document)["city"], "wards": .list(wards), "progress": progress["numbers"],
            "share": progress["share"],
        ]
    }
}
