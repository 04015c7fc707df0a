import Foundation
import Programme
import Testing

@testable import Web

@Suite struct MemberAPITests {
    @Test func `a member is added, read, changed under its version, and told what is wrong`() async throws {
        try await APIScene.with { scene in
            let (mine, token) = (scene.mine, scene.mine.editor)
            let draft: JSONValue = [
                "full_name": "Trần  Văn\u{20}Bình", "birth_date": "1960-05~", "phone": "0905 123 456", "sex": "male",
                "party_member": true, "area": .string(scene.area.description), "branch": .string(mine.branch),
                "joined_on": "1999", "religion": .null,
            ]
            let made = try await scene.post("/members", draft, as: token)
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.text)
            #expect(made["Location"] == "/api/v1/members/\(id)")
            let found = try await scene.get("/members/\(id)", as: token)
            #expect(found["ETag"] == "\"1\"" && found.json["full_name"] == "Trần Văn Bình")
            #expect(found.json["birth_date"] == "1960-05~" && found.json["party_member"] == true)
            #expect(found.json["name_parts"]?["given"] == "Bình" && found.json["branch"] == .string(mine.branch))

            let change = try await scene.patch(
                "/members/\(id)",
                ["phone": .null, "remark": "mới"],
                version: 1,
                as: token
            )
            #expect(change.status == 200 && change["ETag"] == "\"2\"")
            let late = try await scene.patch("/members/\(id)", ["remark": "cũ"], version: 1, as: token)
            #expect(late.status == 412)
            let blind = try await scene.send(
                "PATCH",
                "/members/\(id)",
                ["remark": "cũ"],
                as: token,
                ["Idempotency-Key": "k"]
            )
            for (tag, status) in [("1", 400), ("\"", 400), ("W/\"1\"", 412), ("\"x\"", 412), ("*", 428)] {
                let fields = ["Idempotency-Key": "t", "If-Match": tag]
                let reply = try await scene.send("PATCH", "/members/\(id)", ["remark": "x"], as: token, fields)
                #expect(reply.status == status, "\(tag)")
            }
            #expect(blind.status == 428)
            let again = try await scene.get("/members/\(id)", as: token).json
            #expect(again["phone"] == .null && again["remark"] == "mới" && again["version"] == 2)

            let wrong: JSONValue = ["full_name": "Trần 5", "birth_date": "2999", "colour": "red", "sex": 3]
            let refused = try await scene.post("/members", wrong, as: token)
            #expect(refused.status == 422 && Set(refused.fields) == ["sex", "colour"])
            let values: JSONValue = ["full_name": "Trần 5", "birth_date": "2999"]
            let judged = try await scene.post("/members", values, as: token, ["Accept-Language": "en"])
            #expect(judged.status == 422 && Set(judged.codes) == ["name.digits", "date.in_future"])
            #expect(judged.json["problems"]?.elements?.first?["message"]?.text?.contains("future") == true)
        }
    }

    @Test func `lists go on by cursor, and a search puts nothing into an address`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.reader
            for number in 0..<5 {
                let draft: JSONValue = ["full_name": .string("Lê Văn An \(["A", "B", "C", "D", "E"][number])")]
                _ = try await scene.post("/members", draft, as: scene.mine.editor)
            }
            var (seen, cursor, pages) = ([String](), String?.none, 0)
            repeat {
                let path = "/members?limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await scene.get(path, as: token)
                #expect(page.status == 200)
                seen += page.json["items"]?.elements?.compactMap { $0["id"]?.text } ?? []
                cursor = page.json["next"]?.text
                pages += 1
            } while cursor != nil && pages < 10
            #expect(Set(seen).count == 7 && seen.count == 7 && pages == 3)
            let found = try await scene.send("POST", "/members/search", ["text": "hanh"], as: token)
            #expect(found.json["items"]?.elements?.map { $0["full_name"] } == ["Nguyễn Thị Hạnh"])
            let far = try await scene.get("/members?cursor=\(scene.other.members[0])", as: token)
            #expect(far.status == 400 && far.fields == ["cursor"])
            for query in [
                "limit=0", "limit=x", "limit=3&limit=4", "colour=red", "state=merged", "branch=1", "cursor=%00",
            ] {
                #expect(try await scene.get("/members?\(query)", as: token).status == 400, "\(query)")
            }
        }
    }

    @Test func `a membership is moved, ended, begun again and ended for good`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.administrator
            let path = "/members/\(scene.mine.members[0])"
            let branch = try await scene.post("/branches", ["name": "Chi hội 2"], as: token).json["id"] ?? .null
            let steps: [(String, JSONValue)] = [
                ("transfer", ["branch": branch, "date": "2020"]),
                ("departure", ["reason": "moved", "date": "2021-03"]),
                ("return", ["branch": branch, "date": "2022"]), ("death", ["date": "2023-01-05"]),
            ]
            for (place, step) in steps.enumerated() {
                let reply = try await scene.post("\(path)/\(step.0)", step.1, version: place + 1, as: token)
                #expect(reply.status == 200 && reply.json["version"] == .integer(place + 2), "\(step.0)")
            }
            let after = try await scene.post("\(path)/return", [:], version: 5, as: token)
            #expect(after.status == 422 && after.codes == ["member.membership_order"])
            let life = try await scene.get("\(path)/history", as: token).json["items"]?.elements ?? []
            #expect(life.map { $0["kind"] } == ["joined", "transferred", "left", "joined", "died"])
            #expect(try await scene.get(path, as: token).json["state"] == "died")
        }
    }

    @Test func `records are merged, parted, known to be two, told in full and erased`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.administrator
            let (one, other) = (scene.mine.members[0], scene.mine.members[1])
            let two: JSONValue = ["one": .string(one), "other": .string(other)]
            #expect(try await scene.send("POST", "/duplicates/comparisons", two, as: token).status == 200)
            #expect(try await scene.get("/duplicates?reason=name", as: token).status == 200)
            let request: JSONValue = [
                "kept": .string(one), "kept_version": 1, "absorbed": .string(other), "absorbed_version": 1,
            ]
            let merge = try await scene.post("/duplicates/merges", request, as: token)
            #expect(merge.status == 201)
            #expect(try await scene.get("/members/\(one)/merges", as: token).json["items"]?.elements?.count == 1)
            let undo = "/duplicates/merges/\(merge.json["id"]?.text ?? "")/undo"
            #expect(try await scene.post(undo, nil, as: token).status == 204)
            #expect(try await scene.post(undo, nil, as: token).codes == ["merge.changed"])
            #expect(try await scene.post("/duplicates/dismissals", two, as: token).status == 204)

            #expect(try await scene.get("/members/\(one)/dossier", as: scene.mine.editor).status == 403)
            #expect(try await scene.get("/members/\(one)/dossier", as: token).status == 200)
            let version = try await scene.get("/members/\(one)", as: token).json["version"]?.whole ?? 0
            let erased = try await scene.post(
                "/members/\(one)/erasure",
                ["reason": "request"],
                version: version,
                as: token
            )
            #expect(erased.status == 200 && erased.json["records"]?.elements?.count == 1)
            let name = try await scene.sql("select count(*) from app.members where full_name like '%Hạnh%'")
            #expect(name == "1", "the other organisation's alone")
            let left = try await scene.sql(
                "select count(*) from app.idempotency_keys where body like '%\(one)%'::bytea"
            )
            #expect(left == "1", "the answer that says what was erased")
        }
    }

    @Test func `consents, branches, areas, officers, audit, tenant and tokens answer as they are described`()
        async throws
    {
        try await APIScene.with { scene in
            let token = scene.mine.administrator
            let consent = "/consents/\(scene.mine.consent)/withdrawal"
            #expect(try await scene.post(consent, ["withdrawn_on": "2020-01-01"], as: token).codes == ["consent.order"])
            #expect(try await scene.post(consent, ["withdrawn_on": "2026-02-01"], as: token).status == 204)
            let consents = try await scene.get("/members/\(scene.mine.members[0])/consents", as: token)
            #expect(consents.json["items"]?.elements?.first?["withdrawn_on"] == "2026-02-01")

            let branch = "/branches/\(scene.mine.branch)"
            let changes: JSONValue = [
                "name": "Chi hội A", "area": .string(scene.area.description), "closed_on": "2026-01-01",
            ]
            #expect(try await scene.patch(branch, changes, version: 1, as: token).json["version"] == 3)
            #expect(
                try await scene.patch(branch, ["parent": .string(scene.mine.branch)], version: 3, as: token).status
                    == 422
            )
            let removal = ["Idempotency-Key": "r", "If-Match": "\"3\""]
            #expect(try await scene.send("DELETE", branch, nil, as: token, removal).codes == ["branch.in_use"])
            #expect(try await scene.get("/branches", as: token).json["items"]?.elements?.count == 1)
            #expect(try await scene.get("/areas?level=2", as: token).json["items"]?.elements?.count == 1)
            #expect(try await scene.get("/areas/\(scene.area)", as: token).status == 200)

            let draft: JSONValue = ["login": "moi", "display_name": "Người mới", "role": "editor"]
            let made = try await scene.post("/officers", draft, as: token, ["Idempotency-Key": "o"])
            #expect(made.json["invitation"]?["outcome"] == "issued")
            let again = try await scene.post("/officers", draft, as: token, ["Idempotency-Key": "o"])
            #expect(again.json["id"] == made.json["id"] && again.json["invitation"] != made.json["invitation"])
            let reused = try await scene.post("/members", draft, as: token, ["Idempotency-Key": "o"])
            #expect(reused.status == 422)
            let wrong: JSONValue = [
                "login": "niemand", "display_name": "N", "role": "administrator", "branch": .string(scene.mine.branch),
            ]
            #expect(try await scene.post("/officers", wrong, as: token).codes == ["officer.administrator_scope"])
            #expect(try await scene.sql("select count(*) from identity.accounts where login = 'niemand'") == "0")
            let officer = "/officers/\(made.json["id"]?.text ?? "")"
            #expect(try await scene.patch(officer, ["role": "viewer"], version: 1, as: token).json["role"] == "viewer")
            #expect(try await scene.post("\(officer)/invitation", nil, as: token).status == 200)
            let end = ["Idempotency-Key": "e", "If-Match": "\"2\""]
            #expect(try await scene.send("DELETE", officer, nil, as: token, end).status == 204)
            #expect(try await scene.get("/officers?ended=true", as: token).json["items"]?.elements?.count == 4)

            #expect(try await scene.get("/audit?limit=5", as: token).json["items"]?.elements?.count == 5)
            #expect(try await scene.get("/audit", as: scene.mine.editor).status == 403)
            #expect(try await scene.get("/tenant", as: token).json["key"] == .string(scene.mine.key))
            let tokens = try await scene.get("/tokens", as: token).json["items"]?.elements ?? []
            #expect(tokens.count == 2 && tokens.filter { $0["is_own"] == true }.count == 1)
            let own = tokens.first { $0["is_own"] == true }?["id"]?.text ?? ""
            #expect(try await scene.send("DELETE", "/tokens/\(own)", nil, as: token).status == 204)
            #expect(try await scene.get("/tenant", as: token).status == 401)
        }
    }
}
