import Foundation
import Programme
import Testing

@testable import Web

/// The addresses of official reports.
@Suite struct ReportAPITests {
    @Test func `a report is asked for once, found by its address and removed by its version`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            let question: JSONValue = ["form": "organisation", "year": 2025, "period": "year"]
            let made = try await scene.post("/reports", question, as: token)
            let id = try #require(made.json["id"]?.text)
            #expect(made.status == 201 && made["Location"] == "/api/v1/reports/\(id)")
            let found = try await scene.get("/reports/\(id)", as: scene.mine.viewer)
            #expect(found.json["state"]?.text == "asked" && found.json["files"]?.elements?.isEmpty == true)
            let listed = try await scene.get("/reports?form=organisation", as: token)
            #expect(listed.json["items"]?.elements?.count == 1)
            #expect(try await scene.get("/reports?form=ward", as: token).json["items"]?.elements?.isEmpty == true)
            #expect(try await scene.get("/reports/\(id)/file?kind=xlsx", as: token).status == 404)
            let signature = ReportSchemas.signatureExample
            #expect(try await scene.post("/reports/\(id)/signature", signature, version: 1, as: token).status >= 400)
            #expect(try await scene.get("/reports/\(id)", as: scene.other.editor).status == 404)
        }
    }

    @Test func `what no report can be of is refused, and schedules are set`() async throws {
        try await APIScene.with { scene in
            let token = scene.mine.editor
            #expect(try await scene.post("/reports", ["form": "organisation"], as: token).status == 422)
            #expect(try await scene.post("/reports", ["form": "annual"], as: token).status == 422)
            let schedule: JSONValue = ["form": "organisation", "period": "first_half", "is_on": true]
            #expect(try await scene.post("/report-schedules", schedule, as: token).status == 204)
            let listed = try await scene.get("/report-schedules", as: scene.mine.viewer)
            #expect(listed.json["items"]?.elements?.first?["period"]?.text == "first_half")
        }
    }
}
