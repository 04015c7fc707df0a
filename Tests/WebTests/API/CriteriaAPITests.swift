import Foundation
import Programme
import Testing

@testable import Web

/// The addresses on which stewards keep criteria.
@Suite struct CriteriaAPITests {
    @Test func `a steward loads, completes, activates and retires a set, and it never changes while it is in use`()
        async throws
    {
        try await APIScene.with { scene in
            let token = scene.steward
            var draft = try #require(CriteriaSchemas.draftExample.members)
            draft["maximum"] = "90"
            let made = try await scene.send("PUT", "/city/criteria", .object(draft), as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 200 && made.json["status"]?.text == "draft")
            let path = "/city/criteria/\(id)"
            let early = try await scene.send("POST", "\(path)/activation", nil, as: token)
            #expect(early.status == 422 && early.codes == ["criteria.sum_of_whole"])
            draft["maximum"] = "100"
            let again = try await scene.send("PUT", "/city/criteria", .object(draft), as: token)
            #expect(again.json["id"]?.text == id && again.json["missing"]?.elements?.isEmpty == true)
            for _ in 0..<2 {
                let active = try await scene.send("POST", "\(path)/activation", nil, as: token)
                #expect(active.status == 200 && active.json["status"]?.text == "active")
            }
            let fixed = try await scene.send("PUT", "/city/criteria", .object(draft), as: token)
            #expect(fixed.status == 409 && fixed.codes == ["criteria.fixed"])
            #expect(try await scene.send("DELETE", path, nil, as: token).status == 409)
            let read = try await scene.get("/criteria/\(id)", as: scene.mine.viewer)
            #expect(read.json["items"]?.elements?.compactMap { $0["code"]?.text } == ["1", "1.1", "2"])
            #expect(try await scene.get(path, as: scene.city).json["levels"]?.elements?.count == 1)

            draft["version"] = 2
            let next = try await scene.send("PUT", "/city/criteria", .object(draft), as: token)
            let second = try #require(next.json["id"]?.text)
            #expect(try await scene.send("DELETE", "/city/criteria/\(second)", nil, as: token).status == 204)
            #expect(try await scene.get("/city/criteria/\(second)", as: token).status == 404)
            let retired = try await scene.send("POST", "\(path)/retirement", nil, as: token)
            #expect(retired.json["status"]?.text == "retired")
            #expect(try await scene.send("POST", "\(path)/activation", nil, as: token).status == 409)
        }
    }

    @Test func `what is wrong with a set is named, and nothing is kept of it`() async throws {
        try await APIScene.with { scene in
            let count = "select count(*) from app.criteria_sets"
            let before = try await scene.sql(count)
            let cases: [(String, JSONValue, String)] = [
                ("key", "A B", "criteria.key"), ("title", "khong-co", "title.unknown"),
                ("maximum", "-5", "field.form"), ("levels", [["name": "M", "wait_months": 0]], "field.range"),
                ("items", [["code": "1", "name": "A"], ["code": "1", "name": "B"]], "criteria.code"),
                ("items", [["code": "1", "name": "A", "parent": "2"]], "criteria.parent"),
                ("items", [["code": "1", "name": "A", "measure": "pass", "maximum": "5"]], "criteria.range"),
            ]
            for (name, value, code) in cases {
                var draft = try #require(CriteriaSchemas.draftExample.members)
                draft[name] = value
                let answer = try await scene.send("PUT", "/city/criteria", .object(draft), as: scene.steward)
                #expect(answer.status == 422 && answer.codes.first == code, "\(name): \(answer.codes)")
            }
            #expect(try await scene.sql(count) == before)
        }
    }

    @Test func `of many mistakes the first two hundred are told`() async throws {
        try await APIScene.with { scene in
            var draft = try #require(CriteriaSchemas.draftExample.members)
            draft["items"] = .array(Array(repeating: ["code": "1", "name": "A"], count: 250))
            let reply = try await scene.send("PUT", "/city/criteria", .object(draft), as: scene.steward)
            #expect(reply.status == 422 && reply.codes == Array(repeating: "criteria.code", count: 200))
        }
    }

    @Test func `whoever is no steward changes nothing, and neither does a steward's token after the grant ended`()
        async throws
    {
        try await APIScene.with { scene in
            for token in [scene.city, scene.mine.administrator] {
                let answer = try await scene.send("PUT", "/city/criteria", CriteriaSchemas.draftExample, as: token)
                #expect(answer.status == 403)
            }
            _ = try await scene.sql(
                """
                update identity.city_viewers set ended_at = now() where is_steward;
                insert into identity.city_viewers (account_id, granted_at)
                select account_id, now() + interval '1 second' from identity.city_viewers where is_steward
                """
            )
            let answer = try await scene.send("PUT", "/city/criteria", CriteriaSchemas.draftExample, as: scene.steward)
            #expect(answer.status == 403)
            #expect(try await scene.get("/city/criteria", as: scene.steward).status == 200)
        }
    }
}
