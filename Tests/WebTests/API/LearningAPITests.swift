import Foundation
import Programme
import Testing

@testable import Web

/// The addresses of classes and of learning.
@Suite struct LearningAPITests {
    @Test func `a class is made, changed by its version, filled, attended, finished and certified`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let made = try await scene.post("/classes", ClassExamples.draft, as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 201 && made["Location"] == "/api/v1/classes/\(id)")
            let changed = try await scene.patch("/classes/\(id)", ["teacher": "Lê Thị Mai"], version: 1, as: token)
            #expect(changed.status == 200 && changed["ETag"] == "\"2\"")
            #expect(try await scene.patch("/classes/\(id)", ["teacher": "Khác"], version: 1, as: token).status == 412)
            let found = try await scene.get("/classes/\(id)", as: scene.mine.viewer)
            #expect(found.json["teacher"]?.text == "Lê Thị Mai" && found.json["capacity"] == 30)
            let listed = try await scene.get("/classes?state=planned&limit=1", as: token)
            #expect(listed.json["items"]?.elements?.first?["id"]?.text == id)

            let sessions: JSONValue = [
                "sessions": [["held_on": "2026-03-02", "minutes": 60], ["held_on": "2026-03-09"]]
            ]
            let planned = try await scene.post("/classes/\(id)/sessions", sessions, as: token)
            let session = try #require(planned.json["sessions"]?.elements?.first?.text)
            _ = try await scene.post("/classes/\(id)/state", ["state": "running"], version: 2, as: token)
            let members = JSONValue.array(scene.mine.members.map(JSONValue.string))
            let enrolled = try await scene.post("/classes/\(id)/enrolments", ["members": members], as: token)
            let seat = try #require(enrolled.json["items"]?.elements?.first?["id"])
            let register = "/classes/\(id)/sessions/\(session)/register"
            let entries: JSONValue = ["entries": [["id": seat, "minutes": 60]]]
            let first = try await put(register, entries, scene)
            #expect(first.status == 200 && first.json["added"] == 1)
            #expect(try await put(register, entries, scene).json["added"] == 0)
            let long: JSONValue = ["entries": [["id": seat, "minutes": 1440]]]
            _ = try await put("/classes/\(id)/sessions/\(session)/register", long, scene)
            let lines = try await scene.get(register, as: token).json["items"]?.elements
            #expect(lines?.compactMap { $0["minutes"]?.whole } == [1440])

            let completed = try await scene.post("/classes/\(id)/completion", [:], as: token)
            #expect(completed.json["completed"] == 1)
            let certificate: JSONValue = ["enrolments": [seat], "signatory": "Chủ tịch"]
            let issued = try await scene.post("/certificates", certificate, as: token)
            #expect(issued.json["items"]?.elements?.first?["number"]?.text?.hasPrefix("GCN-PHU-NU-") == true)
            #expect(try await scene.post("/certificates", certificate, as: token).status == 409)
            let learning = try await scene.get("/members/\(scene.mine.members[0])/learning", as: token)
            #expect(learning.json["items"]?.elements?.contains { $0["kind"]?.text == "certificate" } == true)
        }
    }

    private func put(_ path: String, _ body: JSONValue, _ scene: APIScene) async throws -> APIReply {
        try await scene.send("PUT", path, body, as: scene.mine.editor, ["Idempotency-Key": UUID().uuidString])
    }

    @Test func `a frozen year is a conflict with its own code, and nothing is written`() async throws {
        try await APIScene.with { scene in
            let (id, session, seat) = (scene.mine.learning[0], scene.mine.learning[1], scene.mine.learning[2])
            _ = try await scene.sql("insert into tally.closed_years (year) select generate_series(2015, 2035)")
            let entries: JSONValue = ["entries": [["id": .string(seat), "minutes": 60]]]
            let register = "/classes/\(id)/sessions/\(session)/register"
            let refused = try await put(register, entries, scene)
            #expect(refused.status == 409 && refused.codes == ["year.frozen"])
            #expect(try await scene.sql("select count(*) from app.attendances") == "0")
            let planned = try await scene.post(
                "/classes/\(id)/sessions",
                ["sessions": [["held_on": "2026-03-02", "minutes": 60]]],
                as: scene.mine.editor
            )
            #expect(planned.status >= 400)
        }
    }

    @Test func `what cannot be attended is refused with its place, and nothing is written`() async throws {
        try await APIScene.with { scene in
            let (id, session, seat) = (scene.mine.learning[0], scene.mine.learning[1], scene.mine.learning[2])
            let stranger = scene.other.learning[2]
            let entries: JSONValue = [
                "entries": [["id": .string(seat), "minutes": 60], ["id": .string(stranger), "minutes": 60]]
            ]
            let refused = try await put("/classes/\(id)/sessions/\(session)/register", entries, scene)
            #expect(refused.status == 422 && refused.fields == ["entries.1.minutes"])
            #expect(refused.codes == ["attendance.not_enrolled"])
            #expect(try await scene.sql("select count(*) from app.attendances") == "0")
            let other = scene.other.learning
            for path in [
                "/classes/\(other[0])", "/classes/\(other[0])/enrolments",
                "/classes/\(id)/sessions/\(other[1])/register",
            ] {
                #expect(try await scene.get(path, as: scene.mine.editor).status == 404, "\(path)")
            }
        }
    }
}
