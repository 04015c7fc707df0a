import Foundation
import Programme
import TestSupport
import Testing

@testable import Web

/// The city's addresses for programs: what they answer is what their schemas say, and nobody but the city's gets it.
@Suite struct CityAPITests {
    @Test func `every address answers what its schema says, on totals that a fold has made`() async throws {
        try await APIScene.with { scene async throws in
            try await CityFixture.fill(scene.database)
            try await CityTitleFixture.fill(scene.database)
            try await CityFixture.fold(scene.database)
            for operation in scene.operations where operation.permission == .city && operation.places.isEmpty {
                let isOfTitles = operation.path.hasPrefix("/city/titles")
                let needed =
                    isOfTitles
                    ? "?kind=gia-dinh-hoc-tap&measure=recognised&year=2019" : "?measure=attendances&year=2024"
                let query = operation.shape.query.contains { $0.isRequired } ? needed : isOfTitles ? "?year=2019" : ""
                let reply = try await scene.get(operation.path + query, as: scene.city)
                #expect(reply.status == 200, "\(operation.path)")
                let schema = try #require(operation.shape.answer)
                #expect(schema.findings(in: reply.json, named: APISchemas.named).isEmpty, "\(operation.path)")
            }
            let totals = try await scene.get("/city/totals?year=2024", as: scene.city).json
            #expect(totals["learners"]?["persons"] == 2 && totals["learners"]?["overlap"] == 1)
            #expect(totals["amounts"]?["minutes"] == 360)
            let cells = try await scene.get("/city/cells?year=2024&measure=minutes&limit=1", as: scene.city).json
            #expect(cells["total"] == 360 && cells["cell_count"] == 2)
            #expect(cells["cells"]?.elements?.count == 1)
            let titles = try await scene.get("/city/titles?year=2019", as: scene.city).json
            let families = titles["progress"]?.elements?.first
            #expect(families?["share"] == 5667 && families?["missing"] == 5 && families?["uncounted_wards"] == 1)
        }
    }

    @Test func `nobody but the city reads them, and the city reads nothing else`() async throws {
        try await APIScene.with { scene async throws in
            for operation in scene.operations where operation.method == .get && operation.places.isEmpty {
                let isCity = operation.permission == .city
                let path = operation.path + (isCity ? "?measure=members" : "")
                for token in [scene.mine.administrator, scene.mine.reader] where isCity {
                    #expect(try await scene.get(path, as: token).status == 403, "\(operation.path)")
                }
                if !isCity { #expect(try await scene.get(path, as: scene.city).status == 403, "\(operation.path)") }
            }
            #expect(try await scene.get("/city/cells?measure=religion", as: scene.city).status == 404)
            #expect(try await scene.get("/city/totals?year=0", as: scene.city).status == 400)
            #expect(try await scene.get("/city/totals?month=1", as: scene.city).status == 400)
        }
    }
}
