import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@Suite struct CentreTests {
    /// My tenant made a ward, whose area is `areas.ward`.
    private func makeWard(_ scene: StoreScene) async throws {
        _ = try await scene.sql(
            "update app.tenants set kind = 'ward', area_id = '\(scene.areas.ward)' where id = '\(scene.mine.id)'"
        )
    }

    @Test func `a ward keeps the centres of its own area, and everybody sees them`() async throws {
        try await StoreScene.with { scene in
            try await makeWard(scene)
            let record = CentreRecord(
                key: "pleiku",
                area: scene.areas.ward,
                name: "TTHTCĐ phường Pleiku",
                phone: "02693820001",
                openedOn: day(2014, 1, 1)
            )
            let id = try await scene.write { try await $0.centres.insert(record) }
            #expect(await scene.refused { _ = try await $0.centres.insert(record) } == .refused(.centreKeyTaken))
            var other = record
            other.key = "hoi-phu"
            other.area = scene.areas.otherWard
            let elsewhere = other
            #expect(await scene.refused { _ = try await $0.centres.insert(elsewhere) } == .notFound)
            var changed = record
            changed.closedOn = day(2025, 7, 1)
            let closed = changed
            #expect(try await scene.write { try await $0.centres.update(id, version: 1, closed) } == 2)
            #expect(
                await scene.refused { _ = try await $0.centres.update(id, version: 1, closed) }
                    == .versionDiffers(current: 2)
            )
            changed.closedOn = day(2013, 7, 1)
            let wrong = changed
            #expect(
                await scene.refused { _ = try await $0.centres.update(id, version: 2, wrong) } == .refused(.classDates)
            )
            let seen = try await scene.read(scene.other.viewer) { try await $0.centres.list() }
            #expect(seen.map(\.record) == [closed])
            #expect(
                await scene.refused(scene.other.administrator) {
                    _ = try await $0.centres.update(id, version: 2, record)
                } == .notFound
            )
            #expect(
                await scene.refused(scene.other.administrator) {
                    _ = try await $0.centres.addRoom(to: id, name: "x")
                } == .notFound
            )
        }
    }

    @Test func `rooms and staff come and go`() async throws {
        try await StoreScene.with { scene in
            try await makeWard(scene)
            let centre = try await scene.addCentre()
            let room = try await scene.write { try await $0.centres.addRoom(to: centre, name: "Hội trường", seats: 80) }
            let (reference, _) = try await scene.addClass()
            var session = ClassSession(on: day(2026, 3, 5))
            session.room = room
            let held = session
            let ids = try await scene.write { try await $0.sessions.insert([held], into: reference.id) }
            #expect(await scene.refused { try await $0.centres.removeRoom(room) } == .refused(.roomInUse))
            try await scene.write { try await $0.sessions.remove(ids[0]) }
            let rooms = try await scene.read { try await $0.centres.find(centre).rooms }
            #expect(rooms.map(\.id) == [room] && rooms.map(\.name) == ["Hội trường"] && rooms.map(\.seats) == [80])
            try await scene.write { try await $0.centres.removeRoom(room) }
            let staff = try await scene.write {
                try await $0.centres.addStaff(
                    to: centre,
                    fullName: "Ksor H'Bia",
                    position: "Giám đốc",
                    from: day(2025, 1, 1)
                )
            }
            #expect(
                await scene.refused { try await $0.centres.endStaff(staff, version: 1, on: day(2024, 1, 1)) }
                    == .refused(.classDates)
            )
            try await scene.write { try await $0.centres.endStaff(staff, version: 1, on: day(2026, 1, 1)) }
            let found = try await scene.read { try await $0.centres.staff(of: centre) }
            #expect(found.map(\.through) == [day(2026, 1, 1)] && found.map(\.version) == [2])
            #expect(try await scene.read(scene.other.viewer) { try await $0.centres.staff(of: centre) } == [])
        }
    }

    @Test func `the topics are those of the migration`() async throws {
        try await StoreScene.with { scene in
            let topics = try await scene.read(scene.mine.viewer) { try await $0.topics.list() }
            #expect(topics.count == 10)
            #expect(topics.first == Topic(id: TopicFixture.law, key: "law", vietnamese: "Pháp luật", english: "Law"))
            #expect(topics.last?.key == "other")
        }
    }
}
