import Foundation
import Programme
import Testing

@testable import Web

@Suite struct APIDoorTests {
    @Test func `a key does its work once, and stands for one request`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let draft: JSONValue = ["full_name": "Phạm Thị Mai"]
            let replies = try await withThrowingTaskGroup(of: APIReply.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await scene.post("/members", draft, as: token, ["Idempotency-Key": "một"]) }
                    group.addTask { try await scene.post("/members", draft, as: token, ["Idempotency-Key": "mot"]) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let made = replies.filter { $0.status == 201 }
            #expect(made.count == 6 && Set(made.compactMap { $0.json["id"]?.text }).count == 1)
            #expect(made.filter { $0["Idempotency-Replayed"] == "true" }.count == 5)
            #expect(replies.filter { $0.status == 400 }.count == 6, "a key is printable ASCII")
            let count = "select count(*) from app.members where full_name = 'Phạm Thị Mai'"
            #expect(try await scene.sql(count) == "1")

            let other = try await scene.post("/members", ["full_name": "Khác"], as: token, ["Idempotency-Key": "mot"])
            #expect(other.status == 422 && other.codes == ["request.key_reused"])
            let keyless = try await scene.send("POST", "/members", draft, as: token)
            #expect(keyless.status == 400 && keyless.fields == ["Idempotency-Key"])
            let refused = try await scene.post("/members", ["full_name": "5"], as: token, ["Idempotency-Key": "hai"])
            #expect(refused.status == 422)
            let mended = try await scene.post("/members", draft, as: token, ["Idempotency-Key": "hai"])
            #expect(mended.status == 201, "what was refused was not done, and its key is free")
            #expect(try await scene.sql(count) == "2")
        }
    }

    @Test func `every operation says no to who may not, and the same to what is not there and what is another's`()
        async throws
    {
        try await APIScene.with { scene in
            let other = scene.other
            let before = try await scene.digest(of: other)
            let ofCity: Set<Permission> = [.city, .steward]
            for operation in scene.operations where !operation.places.isEmpty && !ofCity.contains(operation.permission)
            {
                let answers = try await [
                    other.members[0], other.branch, other.consent, other.officer, other.token,
                    MemberID.next().description,
                ].map { path(operation, $0) }.asyncMap { path in
                    var fields = ["Idempotency-Key": "k", "If-Match": "\"1\""]
                    var text = operation.shape.bodyExample.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
                    if operation.shape.takesFile {
                        text = "x"
                        fields.merge(["Content-Type": "text/plain", "File-Name": "x"]) { $1 }
                    }
                    let token = scene.mine.administrator
                    let reply = try await scene.send(operation.method.rawValue, path, text: text, as: token, fields)
                    return "\(reply.status) \(reply.json["type"] ?? .null) \(reply.codes)"
                }
                #expect(Set(answers).count == 1 && answers[0].hasPrefix("404"), "\(operation.shape.id): \(answers)")
            }
            #expect(try await scene.digest(of: other) == before)
            for operation in scene.operations where operation.permission != .open {
                let path = path(operation, scene.mine.members[0])
                #expect(try await scene.send(operation.method.rawValue, path, nil, as: "").status == 401)
                if operation.permission != .officer(.viewer) {
                    let reply = try await scene.send(operation.method.rawValue, path, nil, as: scene.mine.viewer)
                    #expect(reply.status == 403, "\(operation.shape.id)")
                }
                if operation.shape.effect != .reads {
                    let reply = try await scene.send(operation.method.rawValue, path, nil, as: scene.mine.reader)
                    #expect(reply.status == 403, "\(operation.shape.id)")
                }
            }
        }
    }

    @Test func `bodies of another kind, code or size are refused by name`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let cases: [(String, [String: String], Int)] = [
                (#"{"full_name":"A"}"#, ["Content-Type": "text/plain"], 415),
                (#"{"full_name":"A"}"#, ["Content-Type": "application/json; charset=utf-16"], 415),
                (#"{"full_name":"A"}"#, ["Content-Encoding": "gzip"], 415),
                (#"{"full_name":"A\u0000"}"#, [:], 400), (#"{"full_name":"A","full_name":"B"}"#, [:], 400),
                (#"{"full_name":"\ud800"}"#, [:], 400), (#"{"full_name":"A"} x"#, [:], 400), ("[]", [:], 422),
                (String(repeating: "[", count: 5000), [:], 400), (#"{"full_name":1e999}"#, [:], 400),
                (#"{"full_name":"\#(String(repeating: "a", count: 101))"}"#, [:], 422),
                ("\"" + String(repeating: "a", count: 300_000) + "\"", [:], 413),
            ]
            for (body, fields, status) in cases {
                let all = ["Idempotency-Key": "k"].merging(fields) { $1 }
                let reply = try await scene.send("POST", "/members", text: body, as: token, all)
                #expect(reply.status == status, "\(body.prefix(40)) \(fields)")
            }
            let allowed = try await scene.client.send("PUT", "/api/v1/members")
            #expect(allowed.status == 405 && allowed["Allow"] == "GET, HEAD, OPTIONS, POST")
            let head = try await scene.client.send("HEAD", "/api/v1/tenant", ["Authorization": "Bearer \(token)"])
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(try await scene.client.send("OPTIONS", "/api/v1/members").status == 204)
            #expect(try await scene.client.get("/api/v1/nothing").status == 404)
        }
    }

    @Test func `a file is taken by its kind and name, and leaves nothing on the disk when it is refused`() async throws
    {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let cases: [(String, [String: String], Int)] = [
                ("Họ và tên\n", ["Content-Type": "application/json", "File-Name": "a.csv"], 415),
                ("Họ và tên\n", ["Content-Type": "text/csv"], 400),
                ("Họ và tên\n", ["Content-Type": "text/csv", "File-Name": "%00"], 400),
                ("", ["Content-Type": "text/csv", "File-Name": "a.csv"], 400),
            ]
            for (body, fields, status) in cases {
                let all = ["Idempotency-Key": "f"].merging(fields) { $1 }
                let reply = try await scene.send("POST", "/imports", text: body, as: token, all)
                #expect(reply.status == status, "\(fields)")
            }
            let large = ["Content-Type": "text/csv", "File-Name": "a.csv", "Content-Length": "30000000"]
            let all = ["Idempotency-Key": "f"].merging(large) { $1 }
            #expect(try await scene.send("POST", "/imports", text: "a", as: token, all).status == 413)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder).isEmpty)
        }
    }

    private func path(_ operation: APIOperation, _ id: String) -> String {
        operation.path.replacingOccurrences(of: "{id}", with: id)
    }
}

extension Array {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
