import Foundation
import Programme
import Testing

@testable import Web

/// The addresses of the programme's work.
@Suite struct WorkAPITests {
    @Test func `a plan and its task are made, reported on by version and listed`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let plan: JSONValue = [
                "title": "Kế hoạch 2026", "year": 2026, "issued_on": "2026-01-15", "starts_on": "2026-01-01",
                "ends_on": "2026-12-31",
            ]
            let made = try await scene.post("/programme/plans", plan, as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 201 && made["Location"] == "/api/v1/programme/plans/\(id)")
            let task: JSONValue = ["title": "Phát động", "due_on": "2026-10-02"]
            let added = try await scene.post("/programme/plans/\(id)/tasks", task, as: token)
            let path = "/programme/tasks/\(scene.mine.id)/\(try #require(added.json["id"]?.text))"
            let report: JSONValue = ["state": "done", "progress": 10]
            #expect(try await scene.post("\(path)/report", report, version: 1, as: token).status == 200)
            #expect(try await scene.post("\(path)/report", report, version: 1, as: token).status == 412)
            let found = try await scene.get(path, as: scene.mine.viewer)
            #expect(found.json["progress"] == 100 && found.json["state"]?.text == "done")
            #expect(try await scene.get("/programme/tasks", as: token).json["items"]?.elements?.isEmpty == true)
            #expect(try await scene.get("/programme/tasks?all=true", as: token).json["items"]?.elements?.count == 1)
            let listed = try await scene.get("/programme/plans?year=2026&limit=1", as: token)
            #expect(listed.json["items"]?.elements?.first?["tasks_done"] == 1)
            let foreign: JSONValue = [
                "title": "x", "due_on": "2026-10-02", "assignee": .string(scene.other.id.description),
            ]
            #expect(try await scene.post("/programme/plans/\(id)/tasks", foreign, as: token).status == 422)
        }
    }

    @Test func `what cannot be is refused with its field, and nothing that is fixed is changed`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let backwards: JSONValue = [
                "title": "x", "audience": "centre_manager", "held_on": "2026-04-09", "ends_on": "2026-04-08",
                "hours": 8,
                "is_computing": true,
            ]
            #expect(try await scene.post("/programme/trainings", backwards, as: token).status == 422)
            let unknown: JSONValue = ["title": "x", "kind": "rave", "held_on": "2026-04-09"]
            #expect(try await scene.post("/programme/gatherings", unknown, as: token).status == 422)
            let award: JSONValue = [
                "recipient_name": "Kpă Thuyên", "kind": "reward", "recipient_kind": "pupil", "amount": 0,
                "awarded_on": "2026-03-01",
            ]
            let id = try #require(try await scene.post("/programme/awards", award, as: token).json["id"]?.text)
            #expect(
                try await scene.patch("/programme/awards/\(id)", ["amount": 5], version: 1, as: token).status == 422
            )
            let renamed: JSONValue = ["recipient_name": "Kpă H'Thuyên"]
            #expect(try await scene.patch("/programme/awards/\(id)", renamed, version: 1, as: token).status == 200)
            let found = try await scene.get("/programme/awards/\(id)", as: scene.mine.viewer)
            #expect(found.json["recipient_name"]?.text == "Kpă H'Thuyên" && found.json["kind"]?.text == "reward")
            #expect(
                try await scene.post("/programme/awards/\(id)/cancellation", nil, as: token, ["If-Match": "\"2\""])
                    .status
                    == 200
            )
        }
    }

    @Test func `funds, findings, trainings and returns are worked with`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let fund = try #require(
                try await scene.post("/programme/funds", ["name": "Quỹ"], as: token).json["id"]?.text
            )
            let spend: JSONValue = [
                "direction": "spending", "kind": "activity", "amount": 5, "entered_on": "2026-02-01",
            ]
            #expect(try await scene.post("/programme/funds/\(fund)/entries", spend, as: token).status == 409)
            let income: JSONValue = ["direction": "income", "kind": "sponsor", "amount": 5, "entered_on": "2026-02-01"]
            let entry =
                try await scene.post("/programme/funds/\(fund)/entries", income, as: token).json["id"]?.text ?? ""
            let reversal = "/programme/funds/\(fund)/entries/\(entry)/reversal"
            #expect(try await scene.post(reversal, ["note": "sai"], as: token).status == 201)
            #expect(try await scene.post(reversal, ["note": "sai"], as: token).status == 409)
            #expect(try await scene.get("/programme/funds/\(fund)", as: token).json["balance"] == 0)

            let person: JSONValue = ["full_name": "Siu H'Nga", "audience": "association_officer"]
            let roll = try await scene.post("/programme/roll", person, as: token).json["id"] ?? .null
            let training: JSONValue = [
                "title": "XHHT", "audience": "association_officer", "held_on": "2026-04-08", "ends_on": "2026-04-08",
                "hours": 8,
            ]
            let course = try await scene.post("/programme/trainings", training, as: token).json["id"]?.text ?? ""
            let people: JSONValue = ["people": [roll]]
            let put = try await scene.send(
                "PUT",
                "/programme/trainings/\(course)/people",
                people,
                as: token,
                ["Idempotency-Key": UUID().uuidString, "If-Match": "\"1\""]
            )
            #expect(put.status == 200)
            let coverage = try await scene.get("/programme/training-coverage", as: token)
            #expect(coverage.json["items"]?.elements?.first?["share"] == 10_000)

            let made = try await scene.post("/programme/returns", ["year": 2025, "period": "year"], as: token)
            let path = "/programme/returns/\(scene.mine.id)/\(made.json["id"]?.text ?? "")"
            #expect(try await scene.get(path, as: token).json["figures"]?["fund_balance"] == 0)
            #expect(try await scene.post("\(path)/submission", nil, as: token, ["If-Match": "\"1\""]).status == 200)
            #expect(try await scene.post("\(path)/lock", nil, as: token, ["If-Match": "\"2\""]).status == 409)
            #expect(try await scene.get("/programme/targets", as: token).json["items"]?.elements?.count == 21)
        }
    }
}
