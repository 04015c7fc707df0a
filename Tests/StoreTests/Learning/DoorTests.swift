import Foundation
import Programme
import Store
import TestSupport
import Testing

/// The code at the door: who has it records somebody who is enrolled, once, and learns nothing else.
@Suite struct DoorTests {
    /// A class of mine on `learningDay` in which three members have a place, the first of them born in 1960, and its open door.
    private struct Doorway {
        let scene: StoreScene
        let database: DoorDatabase
        let session: ClassSessionID
        let enrolments: [EnrolmentReference]
        let code: String

        func enter(_ seat: Int, _ year: Int, code: String? = nil) async throws -> Bool {
            guard let entry = DoorEntry(code: code ?? self.code, seat: seat, birthYear: year) else { return false }
            return try await database.enter(entry, requestID: "door", today: learningDay)
        }

        func attendances() async throws -> String {
            try await scene.sql("select count(*) || ' ' || coalesce(sum(minutes), 0) from app.attendances")
        }

        func misses() async throws -> String { try await scene.sql("select max(door_misses) from app.class_sessions") }

        /// A code that is nobody's.
        var wrong: String { code == "000000" ? "000001" : "000000" }
    }

    private func with(_ body: (Doorway) async throws -> Void) async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [10, 20])
            let members = try await scene.write { tx in
                var members: [MemberID] = []
                for (name, year) in [("Lê An", "1960"), ("Rơ Châm H'Lan", "1985-03"), ("Ksor H'Bia", nil)] {
                    var record = MemberRecord(named: name)
                    record.birthDate = year.flatMap(PartialDate.init(edtf:))
                    members.append(try await tx.members.insert(record, branch: scene.mine.branch))
                }
                return members
            }
            let enrolments = try await scene.enrol(members, in: reference)
            let door = try await scene.write {
                try await $0.sessions.openDoor(sessions[0], forMinutes: 30, today: learningDay)
            }
            #expect(door.code.utf8.count == 6 && door.code.allSatisfy(\.isNumber))
            #expect(door.until.timeIntervalSinceNow > 1700 && door.until.timeIntervalSinceNow < 1810)
            let doorway = Doorway(
                scene: scene,
                database: DoorDatabase(pool: scene.pool),
                session: sessions[0],
                enrolments: enrolments,
                code: door.code
            )
            try await body(doorway)
        }
    }

    @Test func `whoever has the code, the number and the year is there, once, and the audit says how`() async throws {
        try await with { doorway async throws in
            #expect(try await doorway.enter(1, 1960))
            #expect(try await doorway.enter(1, 1960))
            #expect(try await doorway.attendances() == "1 90")
            #expect(try await doorway.enter(2, 1985))
            #expect(try await doorway.attendances() == "2 180")
            #expect(try await doorway.misses() == "0")
            let scene = doorway.scene
            let state = "select state from app.class_sessions where id = '\(doorway.session)'"
            #expect(try await scene.sql(state) == "held")
            let lines = try await scene.sql(
                """
                select string_agg(action || ' ' || actor || ' ' || coalesce(request_id, '-'), ',' order by id)
                from app.audit_entries where action like 'attendance.%'
                """
            )
            #expect(lines == "attendance.door officer door,attendance.door officer door")
        }
    }

    @Test func `what is recorded already stays as recorded`() async throws {
        try await with { doorway async throws in
            let entry = AttendanceEntry(doorway.enrolments[0], minutes: 45)
            _ = try await doorway.scene.record([entry], of: doorway.session)
            #expect(try await doorway.enter(1, 1960))
            #expect(try await doorway.attendances() == "1 45")
        }
    }

    @Test func `a wrong code, number or year, and a year that nobody knows, record nobody`() async throws {
        try await with { doorway async throws in
            #expect(try await doorway.enter(1, 1960, code: doorway.wrong) == false)
            #expect(try await doorway.misses() == "0")
            #expect(try await doorway.enter(1, 1961) == false)
            #expect(try await doorway.enter(2, 1960) == false)
            #expect(try await doorway.enter(3, 1960) == false)
            #expect(try await doorway.enter(4, 1960) == false)
            #expect(try await doorway.attendances() == "0 0")
            #expect(try await doorway.misses() == "4")
        }
    }

    @Test func `a code that is typed in vain twenty times ends, however many try at once`() async throws {
        try await with { doorway async throws in
            let hits = try await withThrowingTaskGroup(of: Bool.self) { group in
                for year in 1900..<1935 { group.addTask { try await doorway.enter(1, year) } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(hits == 0)
            #expect(try await doorway.misses() == "\(SessionDoor.mostMisses)")
            #expect(try await doorway.enter(1, 1960) == false)
            #expect(try await doorway.scene.read { try await $0.sessions.door(of: doorway.session) } == nil)
            let again = try await doorway.scene.write {
                try await $0.sessions.openDoor(doorway.session, forMinutes: 5, today: learningDay)
            }
            #expect(again.misses == 0)
            #expect(try await doorway.enter(1, 1960, code: again.code))
        }
    }

    @Test func `a code ends by itself, by its officer, and with another one`() async throws {
        try await with { doorway async throws in
            let scene = doorway.scene
            let second = try await scene.write {
                try await $0.sessions.openDoor(doorway.session, forMinutes: 60, today: learningDay)
            }
            let isOld = try await doorway.enter(1, 1960)
            #expect(!isOld || second.code == doorway.code)
            try await scene.write { try await $0.sessions.closeDoor(doorway.session) }
            try await scene.write { try await $0.sessions.closeDoor(doorway.session) }
            #expect(try await doorway.enter(1, 1960, code: second.code) == false)
            let past = try await scene.write {
                try await $0.sessions.openDoor(
                    doorway.session,
                    forMinutes: 30,
                    now: Date(timeIntervalSinceNow: -3600),
                    today: learningDay
                )
            }
            #expect(try await doorway.enter(1, 1960, code: past.code) == false)
            #expect(try await scene.read { try await $0.sessions.door(of: doorway.session) } == nil)
            #expect(try await doorway.attendances() == "0 0")
            let lines = try await scene.sql(
                """
                select string_agg(details ->> 'state', ',' order by id) from app.audit_entries
                where action = 'session.door'
                """
            )
            #expect(lines == "open,open,closed,open")
        }
    }

    @Test func `a door opens on the day of its session alone, and not of one that was cancelled`() async throws {
        try await StoreScene.with { scene in
            let (_, sessions) = try await scene.addClass(days: [5, 10])
            func open(_ id: ClassSessionID, _ context: TenantContext? = nil) async -> StoreError? {
                await scene.refused(context) {
                    _ = try await $0.sessions.openDoor(id, forMinutes: 30, today: learningDay)
                }
            }
            #expect(await open(sessions[0]) == .refused(.sessionState))
            try await scene.write { try await $0.sessions.move(sessions[1], to: .cancelled, today: learningDay) }
            #expect(await open(sessions[1]) == .refused(.sessionState))
            #expect(await open(sessions[1], scene.other.administrator) == .notFound)
            #expect(try await scene.sql("select count(*) from app.class_sessions where door_code is not null") == "0")
        }
    }

    @Test func `a guest is recorded for the guest's organisation, and at the door of a class that is over nobody is`()
        async throws
    {
        try await StoreScene.with(sharing: true) { scene in
            let (reference, sessions) = try await scene.addClass(days: [10]) { $0.enrolment = .open }
            let guest = try await scene.write(scene.other.administrator) { tx in
                var record = MemberRecord(named: "Siu Blơ")
                record.birthDate = PartialDate(edtf: "1970")
                return try await tx.members.insert(record, branch: scene.other.branch)
            }
            _ = try await scene.enrol([guest], in: reference, by: scene.other.administrator)
            let door = try await scene.write {
                try await $0.sessions.openDoor(sessions[0], forMinutes: 30, today: learningDay)
            }
            let database = DoorDatabase(pool: scene.pool)
            let entry = try #require(DoorEntry(code: door.code, seat: 1, birthYear: 1970))
            #expect(try await database.enter(entry, today: learningDay))
            #expect(try await scene.sql("select tenant_id from app.attendances") == scene.other.id.description)
            _ = try await scene.sql("delete from app.attendances; update app.classes set state = 'finished'")
            #expect(try await database.enter(entry, today: learningDay) == false)
            #expect(try await scene.sql("select count(*) from app.attendances") == "0")
        }
    }

    @Test(arguments: [
        ("12345", 1, 1960), ("1234567", 1, 1960), ("12345a", 1, 1960), ("１２３４５６", 1, 1960), ("123456", 0, 1960),
        ("123456", -1, 1960), ("123456", .max, 1960), ("123456", 1, 0), ("123456", 1, .min), ("", 1, 1960),
    ])
    func `what no code, number or year can be is no entry`(_ code: String, _ seat: Int, _ year: Int) {
        #expect(DoorEntry(code: code, seat: seat, birthYear: year) == nil)
    }
}
