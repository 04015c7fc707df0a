import Foundation
import Programme
import Testing

@testable import Web

/// The addresses of households, clans, communities and units.
@Suite struct SubjectAPITests {
    private func withWard(_ body: (APIScene) async throws -> Void) async throws {
        try await APIScene.with { scene in
            _ = try await scene.sql(
                "update app.tenants set kind = 'ward', area_id = '\(scene.area)' where id = '\(scene.mine.id)'"
            )
            try await body(scene)
        }
    }

    @Test func `a household is added, changed by its version, filled, put into a clan, ended and re-opened`()
        async throws
    {
        try await withWard { scene in
            let (token, area) = (scene.mine.editor, JSONValue.string(scene.area.description))
            let draft: JSONValue = ["kind": "household", "name": "Rơ Châm Hyéo", "area": area, "code": "GH-1"]
            let made = try await scene.post("/subjects", draft, as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 201 && made["Location"] == "/api/v1/subjects/\(id)")
            let taken = try await scene.post("/subjects", draft, as: token)
            #expect(taken.status == 409 && taken.codes == ["subject.code_taken"])
            let nameless: JSONValue = ["kind": "household", "name": "Hộ 12", "area": area]
            #expect(try await scene.post("/subjects", nameless, as: token).codes == ["subject.name"])
            let changed = try await scene.patch("/subjects/\(id)", ["people_count": 6], version: 1, as: token)
            #expect(changed.status == 200 && changed["ETag"] == "\"2\"")
            #expect(try await scene.patch("/subjects/\(id)", ["people_count": 7], version: 1, as: token).status == 412)
            let found = try await scene.get("/subjects/\(id)", as: scene.mine.viewer)
            #expect(found.json["people_count"] == 6 && found.json["code"]?.text == "GH-1")
            let searched = try await scene.post("/subjects/search", ["kind": "household", "text": "hyeo"], as: token)
            #expect(searched.json["items"]?.elements?.compactMap { $0["id"]?.text } == [id])

            let person: JSONValue = ["full_name": "Rơ Châm H'Lan", "citizen_id": "064185000001"]
            let added = try await scene.post("/subjects/\(id)/people", person, as: token)
            #expect(added.status == 201)
            let people = try await scene.get("/subjects/\(id)/people", as: token).json["items"]?.elements
            #expect(people?.compactMap { $0["full_name"]?.text } == ["Rơ Châm H'Lan"])
            let clanDraft: JSONValue = ["kind": "clan", "name": "Dòng họ Rơ Châm", "area": area, "across_wards": true]
            let clan = try #require(try await scene.post("/subjects", clanDraft, as: token).json["id"])
            let link: JSONValue = ["ward": .string(scene.mine.id.description), "id": clan]
            #expect(try await scene.post("/subjects/\(id)/clans", link, as: token).status == 204)
            let counts = try await scene.get("/subjects/\(clan.text ?? "")/households", as: token)
            #expect(counts.json["items"]?.elements?.first?["households"] == 1)

            let end: JSONValue = ["ended_on": "2025-03-01", "reason": "moved"]
            let ended = try await scene.post("/subjects/\(id)/ending", end, version: 2, as: token)
            #expect(ended.status == 200 && ended["ETag"] == "\"3\"")
            #expect(try await scene.get("/subjects?kind=household", as: token).json["items"]?.elements?.isEmpty == true)
            #expect(try await scene.get("/subjects/\(id)", as: scene.other.administrator).status == 404)
            #expect(
                try await scene.get("/clans", as: scene.other.administrator).json["items"]?.elements?.isEmpty == true
            )
        }
    }

    @Test func `counts are added, corrected, and told with what is odd about them`() async throws {
        try await withWard { scene in
            let (token, area) = (scene.mine.editor, JSONValue.string(scene.area.description))
            func count(_ total: Int, correcting id: JSONValue? = nil) -> JSONValue {
                let members: [(String, JSONValue)] = [
                    ("kind", "household"), ("area", area), ("year", 2025), ("counted_on", "2025-01-05"),
                    ("total", .integer(total)), ("source", "Công an phường"),
                ]
                return JSONValue(members: members + (id.map { [("corrects", $0)] } ?? []))
            }
            let made = try await scene.post("/denominators", count(250), as: token)
            let id = try #require(made.json["id"])
            #expect(try await scene.post("/denominators", count(260), as: token).codes == ["denominator.exists"])
            #expect(try await scene.post("/denominators", count(0, correcting: id), as: token).status == 201)
            #expect(
                try await scene.post("/denominators", count(1, correcting: id), as: token).codes
                    == ["denominator.superseded"]
            )
            let unknown = JSONValue.string(scene.mine.branch)
            #expect(try await scene.post("/denominators", count(1, correcting: unknown), as: token).status == 404)
            let held = try await scene.get("/denominators?year=2025", as: token).json["items"]?.elements
            #expect(held?.compactMap { $0["total"]?.whole } == [0])
            let path = "/denominators/history?kind=household&area=\(scene.area)&year=2025"
            let history = try await scene.get(path, as: token).json["items"]?.elements
            #expect(history?.compactMap { $0["total"]?.whole } == [250, 0])
        }
    }

    @Test func `help for a member's family is recorded by its organisation`() async throws {
        try await APIScene.with { scene in
            let member = JSONValue.string(scene.mine.members[0])
            let help: JSONValue = ["member": member, "year": 2025, "done_on": "2025-03-01", "what": "Tặng sách vở"]
            let made = try await scene.post("/families/help", help, as: scene.mine.editor)
            #expect(made.status == 201)
            let listed = try await scene.get("/families/help?year=2025", as: scene.mine.viewer)
            #expect(listed.json["items"]?.elements?.first?["what"]?.text == "Tặng sách vở")
            #expect(try await scene.post("/families/help", help, as: scene.other.editor).status == 404)
            #expect(try await scene.get("/families?year=2025", as: scene.mine.viewer).status == 200)
        }
    }
}
