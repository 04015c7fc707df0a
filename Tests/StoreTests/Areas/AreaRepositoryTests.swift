import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct AreaRepositoryTests {
    @Test func `the areas of Pleiku are loaded once, and keep their identities`() async throws {
        let database = try await MigratedDatabase.make()
        let (areas, steps) = (try Self.seed("areas.csv"), try Self.seed("area_succession.csv"))
        try await RunningPool.with(try database.configuration(.admin)) { pool in
            let repository = AreaRepository(pool: pool)
            #expect(try await repository.edition() == 0)
            let first = try await repository.load(areas: areas, successions: steps)
            #expect(first.defects == [])
            #expect(first.edition == 1)
            #expect(first.inserted.count == areas.split(separator: "\n").count - 1)
            let table = AreaTable(areas: areas, successions: steps) { _ in AreaID.next() }
            let history = try await repository.load().history
            #expect(history.areas.count == table.history.areas.count)
            #expect(history.successions.count == table.history.successions.count)
            let day = try #require(CalendarDay("2026-01-01"))
            #expect(history.match("phường Pleiku", on: day).isOne)
            let again = try await repository.load(areas: areas, successions: steps)
            #expect(again.edition == 1)
            #expect(again.inserted + again.changed + again.missing == [])
            // another name for one, and one that the table does not have any more
            let renamed = areas.replacingOccurrences(of: "Trà Bá", with: "Trà Bá Mới")
            let third = try await repository.load(areas: renamed, successions: steps)
            #expect(third.edition == 2)
            #expect(third.changed.count == 1)
            let (changed, edition) = try await repository.load()
            #expect(edition == 2)
            #expect(changed.area(key: "tra-ba")?.id == history.area(key: "tra-ba")?.id)
            #expect(changed.area(key: "tra-ba")?.name(on: day) == "Trà Bá Mới")
        }
        try await database.drop()
    }

    @Test func `areas that do not fit together change nothing, and areas left out stay`() async throws {
        let database = try await MigratedDatabase.make()
        let heading = "key,code,name,kind,valid_from,valid_to,note\n"
        let steps = "from,to,kind,date,legal_basis\n"
        try await RunningPool.with(try database.configuration(.admin)) { pool in
            let repository = AreaRepository(pool: pool)
            let one = heading + "a,23575,Tây Sơn,phường,,2020-01-01,\nb,23576,Hoa Lư,phường,,,\n"
            let merge = steps + "a,b,merge,2020-01-02,QĐ 1\n"
            let first = try await repository.load(areas: one, successions: merge)
            #expect(first.defects == [])
            let clash = heading + "c,23576,Yên Thế,phường,,,\n"
            let second = try await repository.load(areas: clash, successions: steps)
            #expect(second.defects.count == 1)
            #expect(second.edition == 1)
            // a code that was another ward's, given again after its end
            let reused = heading + "c,23575,Yên Thế,phường,2021-01-01,,\n"
            let third = try await repository.load(areas: reused, successions: steps)
            #expect(third.defects == [])
            #expect(third.missing == ["a", "b"])
            let history = try await repository.load().history
            #expect(history.areas.map(\.key).sorted() == ["a", "b", "c"])
            #expect(history.successions.count == 1)
        }
        try await database.drop()
    }

    @Test func `the server reads areas and cannot load them`() async throws {
        try await StoreScene.with { scene in
            let repository = AreaRepository(pool: scene.pool)
            let history = try await repository.load().history
            #expect(history.areas.count == 3)
            #expect(history.area(scene.areas.hamlet)?.parents.map(\.value) == [scene.areas.ward])
            await #expect(throws: PostgresError.self) {
                try await repository.load(areas: "key,code,name,kind,valid_from,valid_to,note\n", successions: "")
            }
        }
    }

    private static func seed(_ name: String) throws -> String {
        try String(contentsOfFile: RepositoryFolder.path("sql/seeds/\(name)"), encoding: .utf8)
    }
}

extension AreaMatch {
    var isOne: Bool { if case .one = self { true } else { false } }
}
