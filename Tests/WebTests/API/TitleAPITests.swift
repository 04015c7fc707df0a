import Foundation
import Programme
import Testing

@testable import Web

/// The addresses of titles: a ward's year, what belongs to one registration, and everything that is refused.
@Suite struct TitleAPITests {
    static let family = "0198c0de-0001-7000-8000-000000000004"
    private static let good: JSONValue = ["1.1": "20", "1.2": "10", "2.1": "25", "2.2": "15", "3": "15", "4": "15"]

    /// Two wards; the first has its area, the second one of its own.
    private func withWards(_ body: (APIScene) async throws -> Void) async throws {
        try await APIScene.with { scene in
            _ = try await scene.sql(
                """
                insert into app.areas (id, key, kind) values ('00000000-0000-7000-8000-000000000099', 'hoi-phu', 'ward');
                update app.tenants set kind = 'ward', area_id = '\(scene.area)' where id = '\(scene.mine.id)';
                update app.tenants set kind = 'ward', area_id = '00000000-0000-7000-8000-000000000099'
                where id = '\(scene.other.id)';
                """
            )
            try await body(scene)
        }
    }

    /// A household that is registered for 2025.
    private func register(_ scene: APIScene, _ ward: APIScene.Organisation, _ area: String) async throws -> String {
        let draft: JSONValue = ["kind": "household", "name": "Rơ Châm Hyéo", "area": .string(area)]
        let subject = try #require(try await scene.post("/subjects", draft, as: ward.editor).json["id"])
        let asked: JSONValue = [
            "title": .string(Self.family), "year": 2025, "subjects": [subject], "registered_on": "2025-01-20",
        ]
        let made = try await scene.post("/registrations", asked, as: ward.editor)
        return try #require(made.json["registered"]?.elements?.first?.text)
    }

    private func set(_ key: String, _ scene: APIScene) async throws -> JSONValue {
        let sets = try await scene.get("/criteria", as: scene.mine.viewer).json["items"]?.elements
        return try #require(sets?.first { $0["key"]?.text == key }?["id"])
    }

    private func score(_ id: String, _ answers: JSONValue, by set: JSONValue) -> JSONValue {
        ["criteria": set, "scores": [["registration": .string(id), "answers": answers]]]
    }

    private func decision(_ id: String, _ number: String, _ kind: String = "recognition") -> JSONValue {
        let reason: JSONValue = kind == "recognition" ? "" : "Không đủ điều kiện"
        return [
            "kind": .string(kind), "number": .string(number), "decided_on": "2025-11-10",
            "signatory": "Nguyễn Văn An", "signatory_title": "Chủ tịch",
            "lines": [["registration": .string(id), "reason": reason]],
        ]
    }

    /// Scores, reviews and proposes.
    private func propose(_ id: String, _ scene: APIScene, _ ward: APIScene.Organisation, _ area: String) async throws {
        let set = try await set("trinh-dien-gia-dinh", scene)
        let token = ward.administrator
        #expect(try await scene.post("/registrations/scores", score(id, Self.good, by: set), as: token).status == 200)
        let review: JSONValue = [
            "area": .string(area), "held_on": "2025-11-01", "chair": "Ksor Chi", "secretary": "Lê Hoa", "present": 30,
            "votes": [["registration": .string(id), "for": 28]],
        ]
        #expect(try await scene.post("/registrations/reviews", review, as: token).status == 200)
        let proposal: JSONValue = [
            "number": "3/TTr", "proposed_on": "2025-11-05", "proposer": "Hội Khuyến học",
            "lines": [["registration": .string(id)]],
        ]
        #expect(try await scene.post("/registrations/proposals", proposal, as: token).status == 200)
    }

    /// All that is kept of titles, as one number.
    private func kept(_ scene: APIScene) async throws -> String {
        try await scene.sql(
            """
            select md5(string_agg(t, '|' order by t)) from (
                select r.id || r.state || coalesce(r.points, 0) as t from app.registrations as r
                union all select s::text from app.scores as s union all select d::text from app.decisions as d
                union all select l::text from app.decision_lines as l union all select e::text from app.evidence as e
            ) as rows
            """
        )
    }

    @Test func `points above a maximum, and a score by a set that is not complete, are refused and say where`()
        async throws
    {
        try await withWards { scene in
            let id = try await register(scene, scene.mine, scene.area.description)
            let before = try await kept(scene)
            let set = try await set("trinh-dien-gia-dinh", scene)
            let partial = try await self.set("gdht-448", scene)
            let most: JSONValue = ["1.1": "20.01", "1.2": "10", "2.1": "25", "2.2": "15", "3": "15", "9": "1"]
            let above = try await scene.post(
                "/registrations/scores",
                score(id, most, by: set),
                as: scene.mine.editor
            )
            #expect(above.status == 422 && Set(above.codes).isSuperset(of: ["score.above_maximum", "score.missing"]))
            #expect(above.fields.contains("scores.0.answers.1.1") && above.fields.contains("scores.0.answers.9"))
            let unknown = try await scene.post(
                "/registrations/scores",
                score(id, ["GD.1.1": "5"], by: partial),
                as: scene.mine.editor
            )
            #expect(unknown.status == 409 && unknown.codes == ["criteria.not_active"])
            #expect(try await kept(scene) == before)
        }
    }

    @Test func `a decision without number, and a second one for the same subject and year, are refused`() async throws {
        try await withWards { scene in
            let area = scene.area.description
            let id = try await register(scene, scene.mine, area)
            try await propose(id, scene, scene.mine, area)
            let before = try await kept(scene)
            let token = scene.mine.administrator
            let nameless = try await scene.post("/title-decisions", decision(id, "  "), as: token)
            #expect(nameless.status == 422 && nameless.codes == ["decision.number"])
            #expect(try await kept(scene) == before)
            #expect(try await scene.post("/title-decisions", decision(id, "42/QĐ-UBND"), as: token).status == 200)
            let decided = try await kept(scene)
            for kind in ["recognition", "refusal"] {
                let second = try await scene.post("/title-decisions", decision(id, "43/QĐ-UBND", kind), as: token)
                #expect(second.status == 409 && second.codes == ["decision.exists"])
            }
            #expect(try await kept(scene) == decided)
        }
    }

    @Test func `a family that was recognised in another ward is refused`() async throws {
        try await withWards { scene in
            let areas = [scene.area.description, "00000000-0000-7000-8000-000000000099"]
            var ids: [String] = []
            for (ward, area) in zip([scene.mine, scene.other], areas) {
                let id = try await register(scene, ward, area)
                try await propose(id, scene, ward, area)
                ids.append(id)
            }
            _ = try await scene.sql(
                """
                insert into app.household_people (tenant_id, subject_id, id, full_name, person_token, token_epoch)
                select r.tenant_id, r.subject_id, gen_random_uuid(), 'Lê An', '\\x000102030405060708090a0b0c0d0e0f', 1
                from app.registrations as r
                """
            )
            let first = try await scene.post("/title-decisions", decision(ids[0], "1/QĐ"), as: scene.mine.administrator)
            #expect(first.status == 200)
            let before = try await kept(scene)
            let token = scene.other.administrator
            let second = try await scene.post("/title-decisions", decision(ids[1], "1/QĐ"), as: token)
            #expect(second.status == 409 && second.codes == ["decision.elsewhere"], "\(second.codes)")
            #expect(try await kept(scene) == before)
        }
    }

    @Test func `evidence is looked into, kept, handed out and taken away`() async throws {
        try await withWards { scene in
            let id = try await register(scene, scene.mine, scene.area.description)
            let path = "/registrations/\(id)/evidence"
            let token = scene.mine.editor
            func send(_ text: String, _ name: String) async throws -> APIReply {
                let fields = [
                    "Idempotency-Key": UUID().uuidString, "Content-Type": "application/octet-stream", "File-Name": name,
                ]
                return try await scene.send("POST", path, text: text, as: token, fields)
            }
            let before = try await kept(scene)
            for (text, name, code) in [
                ("MZ", "a.pdf", "evidence.kind"), ("%PDF-1.4\n%%EOF\n", "a.jpg", "evidence.kind"),
                ("%PDF-1.4\n1 0 obj<</S/JavaScript>>endobj\n%%EOF\n", "a.pdf", "evidence.active"),
            ] {
                let answer = try await send(text, name)
                #expect(answer.status == 422 && answer.codes == [code], "\(name)")
            }
            #expect(try await kept(scene) == before)
            let added = try await send("%PDF-1.4\n%%EOF\n", "bien-ban.pdf")
            let evidence = try #require(added.json["id"]?.text)
            #expect(try await send("%PDF-1.4\n%%EOF\n", "khac.pdf").status == 409, "the same file again")
            let listed = try await scene.get(path, as: scene.mine.viewer).json["items"]?.elements
            #expect(listed?.first?["name"]?.text == "bien-ban.pdf")
            #expect(try await scene.get(path, as: scene.other.viewer).status == 404)
            #expect(try await scene.get("/evidence/\(evidence)", as: scene.other.viewer).status == 404)
            let fields = ["Authorization": "Bearer \(scene.mine.viewer)"]
            let file = try await scene.client.send("GET", "/api/v1/evidence/\(evidence)", fields, body: "")
            #expect(file.status == 200 && file.body.hasPrefix("%PDF") && file["Content-Type"] == "application/pdf")
            let removed = try await scene.send(
                "DELETE",
                "/evidence/\(evidence)",
                nil,
                as: token,
                ["Idempotency-Key": "mot"]
            )
            #expect(removed.status == 204)
            #expect(try await scene.get(path, as: token).json["items"]?.elements?.isEmpty == true)
        }
    }

    @Test func `a refusal is appealed and answered, and what is not sent up yet is withdrawn`() async throws {
        try await withWards { scene in
            let area = scene.area.description
            let id = try await register(scene, scene.mine, area)
            let token = scene.mine.administrator
            let appeal: JSONValue = ["appellant": "Rơ Châm Hyéo", "grounds": "Chấm sai", "filed_on": "2025-11-15"]
            let path = "/registrations/\(id)"
            #expect(try await scene.post("\(path)/appeals", appeal, as: token).codes == ["registration.state"])
            try await propose(id, scene, scene.mine, area)
            let late = try await scene.post("/registrations/withdrawals", ["registrations": [.string(id)]], as: token)
            #expect(late.status == 409)
            let back: JSONValue = ["registrations": [.string(id)]]
            #expect(try await scene.post("/registrations/retractions", back, as: token).json["moved"] == 1)
            #expect(try await scene.get(path, as: token).json["state"]?.text == "reviewed")
            let proposal: JSONValue = [
                "number": "4/TTr", "proposed_on": "2025-11-06", "proposer": "Hội Khuyến học",
                "lines": [["registration": .string(id), "reason": "Không đủ điều kiện"]],
            ]
            #expect(try await scene.post("/registrations/proposals", proposal, as: token).status == 200)
            let refusal = try await scene.post("/title-decisions", decision(id, "5/TB", "refusal"), as: token)
            #expect(refusal.status == 200)
            #expect(try await scene.post("\(path)/appeals", appeal, as: token).status == 200)
            #expect(try await scene.get(path, as: token).json["state"]?.text == "appealed")
            let lines = try await scene.get("\(path)/decisions", as: scene.mine.viewer).json["items"]?.elements
            #expect(lines?.compactMap { $0["outcome"]?.text } == ["refused"])

            let other = try await register(scene, scene.mine, area)
            let away: JSONValue = ["registrations": [.string(other)], "remark": "Chuyển đi"]
            #expect(try await scene.post("/registrations/withdrawals", away, as: token).json["moved"] == 1)
            #expect(try await scene.get("/registrations/\(other)", as: token).json["state"]?.text == "withdrawn")
        }
    }

    @Test func `a ward's own days are set in their order, and the city's hold beside them`() async throws {
        try await withWards { scene in
            _ = try await scene.sql("insert into app.title_deadlines values (2026, 'decided', '2026-11-18')")
            let token = scene.mine.administrator
            func put(_ body: JSONValue) async throws -> APIReply {
                try await scene.send("PUT", "/title-deadlines", body, as: token, ["Idempotency-Key": UUID().uuidString])
            }
            let wrong = try await put(["year": 2026, "registered": "2026-05-01", "scored": "2026-04-01"])
            #expect(wrong.status == 422 && wrong.codes == ["title.deadlines"])
            #expect(try await put(["year": 2026, "registered": "2026-03-31"]).status == 200)
            let days = try await scene.get("/title-deadlines?year=2026", as: scene.mine.viewer).json["days"]?.elements
            let shown = days?.map { [$0["step"]?.text, $0["due_on"]?.text, $0["city_due_on"]?.text] }
            #expect(shown?.first == ["registered", "2026-03-31", nil])
            #expect(shown?.last == ["decided", "2026-11-18", "2026-11-18"])
        }
    }
}
