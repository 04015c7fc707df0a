import Foundation
import Programme
import Store
import Testing

@testable import Web

/// Centres, doors, titles and registers as files, as programs use them.
@Suite struct CentreAPITests {
    @Test func `a ward adds and changes its centre, its rooms and who runs it, and nobody else does`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let draft: JSONValue = ["name": "Trung tâm phường Diên Hồng", "phone": "02693811111"]
            #expect(try await scene.post("/centres", draft, as: token).status == 403)
            _ = try await scene.sql(
                "update app.tenants set kind = 'ward', area_id = '\(scene.area)' where key = '\(scene.mine.key)'"
            )
            let wrong = try await scene.post("/centres", ["name": "A", "phone": "0269 x"], as: token)
            #expect(wrong.status == 422 && wrong.fields == ["phone"])
            let made = try await scene.post("/centres", draft, as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 201 && made["ETag"] == "\"1\"")
            let changed = try await scene.patch("/centres/\(id)", ["address": "Trần Phú"], version: 1, as: token)
            #expect(changed.status == 200 && changed["ETag"] == "\"2\"")
            #expect(try await scene.patch("/centres/\(id)", ["address": "x"], version: 1, as: token).status == 412)
            let dates: JSONValue = ["opened_on": "2020-01-01", "closed_on": "2019-01-01"]
            #expect(try await scene.patch("/centres/\(id)", dates, version: 2, as: token).status == 422)
            let room = try await scene.post("/centres/\(id)/rooms", ["name": "Phòng 1", "seats": 40], as: token)
            let roomID = try #require(room.json["id"]?.text)
            let found = try await scene.get("/centres/\(id)", as: scene.other.viewer)
            #expect(found.json["address"]?.text == "Trần Phú" && found.json["phone"]?.text == "02693811111")
            #expect(found.json["rooms"]?.elements?.first?["seats"] == 40)
            let person: JSONValue = ["full_name": "Siu Thị Bình", "position": "Giám đốc", "from": "2024-01-01"]
            let staff = try await scene.post("/centres/\(id)/staff", person, as: token)
            let staffID = try #require(staff.json["id"]?.text)
            let ending = "/centres/\(id)/staff/\(staffID)/ending"
            #expect(try await scene.post(ending, ["on": "2023-01-01"], version: 1, as: token).status >= 409)
            #expect(try await scene.post(ending, ["on": "2026-01-31"], version: 1, as: token).status == 204)
            #expect(try await scene.post(ending, ["on": "2026-02-28"], version: 1, as: token).status == 412)
            let list = try await scene.get("/centres/\(id)/staff", as: token)
            #expect(list.json["items"]?.elements?.first?["through"]?.text == "2026-01-31")

            let stranger = scene.other.editor
            #expect(try await scene.get("/centres/\(id)/staff", as: stranger).json["items"]?.elements == [])
            #expect(try await scene.patch("/centres/\(id)", ["name": "x"], version: 2, as: stranger).status == 404)
            #expect(try await scene.post("/centres/\(id)/rooms", ["name": "x"], as: stranger).status == 404)
            #expect(try await delete("/centres/\(id)/rooms/\(roomID)", scene, as: stranger).status == 404)
            #expect(try await delete("/centres/\(id)/rooms/\(roomID)", scene, as: token).status == 204)
        }
    }

    private func delete(_ path: String, _ scene: APIScene, as token: String) async throws -> APIReply {
        try await scene.send("DELETE", path, nil, as: token, ["Idempotency-Key": UUID().uuidString])
    }

    @Test func `a door is opened, used without a token, and closed`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let today = CalendarDay.inVietnam().description
            _ = try await scene.sql(
                """
                update app.classes set starts_on = least(starts_on, '\(today)'), ends_on = greatest(ends_on, '\(today)');
                update app.class_sessions set held_on = '\(today)' where id = '\(scene.mine.learning[1])';
                update app.enrolments set birth_year = 1960 where id = '\(scene.mine.learning[2])'
                """
            )
            let path = "/classes/\(scene.mine.learning[0])/sessions/\(scene.mine.learning[1])/door"
            #expect(try await scene.get(path, as: token).json["code"] == .null)
            #expect(try await scene.post(path, ["minutes": 1], as: token).status == 422)
            let opened = try await scene.post(path, ["minutes": 30], as: token)
            let code = try #require(opened.json["code"]?.text)
            let seat = try await scene.sql("select seat from app.enrolments where id = '\(scene.mine.learning[2])'")
            let entry: JSONValue = ["code": .string(code), "seat": .integer(Int(seat) ?? 0), "birth_year": 1960]
            func enter(_ entry: JSONValue) async throws -> HTTPAnswer {
                let text = String(decoding: entry.bytes, as: UTF8.self)
                let type = ["Content-Type": "application/json"]
                return try await scene.client.send("POST", "/api/v1/door", type, body: text)
            }
            let wrong = try await enter(["code": .string(code), "seat": 999, "birth_year": 1960])
            #expect(wrong.status == 422 && !wrong.body.contains(code))
            for _ in 0..<2 {
                let done = try await enter(entry)
                #expect(done.status == 200 && done.body == #"{"is_present":true}"#)
            }
            #expect(try await scene.sql("select count(*) from app.attendances") == "1")
            #expect(try await scene.get(path, as: token).json["misses"] == 1)
            #expect(try await delete(path, scene, as: token).status == 204)
            #expect(try await enter(entry).status == 422)
            #expect(try await enter(["code": 1]).status == 422)
            #expect(try await scene.client.send("POST", "/api/v1/door", [:], body: "x").status == 415)
        }
    }

    @Test func `classes are found by a part of their title, and a file that is no register says so`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            var draft = try #require(ClassExamples.draft.members)
            draft["title"] = "Nuôi cá lồng"
            #expect(try await scene.post("/classes", .object(draft), as: token).status == 201)
            for (text, count) in [("c%C3%A1%20l", 1), ("NU%C3%94I", 1), ("kh%C3%B4ng%20c%C3%B3", 0)] {
                let found = try await scene.get("/classes?text=\(text)", as: token)
                #expect(found.json["items"]?.elements?.count == count, "\(text)")
            }
            let path = "/classes/\(scene.mine.learning[0])/attendance/file"
            let fields = [
                "Idempotency-Key": UUID().uuidString, "File-Name": "a.xlsx", "Content-Type": "application/octet-stream",
            ]
            let refused = try await scene.send("POST", path, text: "không phải sổ", as: token, fields)
            #expect(refused.status == 422)
            let other = "/classes/\(scene.other.learning[0])/attendance/file"
            #expect(try await scene.send("POST", other, text: "x", as: token, fields).status == 404)
            #expect(try await scene.get(other, as: token).status == 404)
            #expect(try await scene.sql("select count(*) from app.attendances") == "0")
        }
    }
}
