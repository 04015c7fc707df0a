import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct ClassSessionTests {
    @Test func `a timetable makes the sessions of a class`() async throws {
        try await StoreScene.with { scene in
            let (reference, _) = try await scene.addClass { $0.teacher = "A" }
            var pattern = ClassSession(
                on: .epoch,
                from: TimeOfDay(hour: 19, minute: 0),
                to: TimeOfDay(hour: 20, minute: 30)
            )
            pattern.teacher = "Rơ Châm H'Lan"
            let timetable = Timetable(
                from: day(2026, 3, 1),
                through: day(2026, 3, 14),
                weekdays: [.tuesday, .thursday],
                except: [day(2026, 3, 5)],
                pattern: pattern
            )
            let ids = try await scene.write { try await $0.sessions.insert(timetable, into: reference.id) }
            let sessions = try await scene.read { try await $0.sessions.list(reference) }
            #expect(sessions.map(\.id) == ids)
            #expect(sessions.map(\.session.heldOn.day) == [3, 10, 12])
            #expect(sessions.map(\.ordinal) == [1, 2, 3])
            #expect(sessions.allSatisfy { $0.session.minutes == 90 && $0.session.startsAt == pattern.startsAt })
            #expect(sessions.allSatisfy { $0.session.teacher == "Rơ Châm H'Lan" && $0.state == .planned })
        }
    }

    @Test func `a session is held, moved, cancelled and planned again by its rules`() async throws {
        try await StoreScene.with { scene in
            let (reference, ids) = try await scene.addClass(days: [5, 20])
            let member = try await scene.addMembers(["Lê An"])
            let enrolment = try await scene.enrol(member, in: reference)[0]
            func move(_ id: ClassSessionID, _ state: ClassSessionState) async -> StoreError? {
                await scene.refused { try await $0.sessions.move(id, to: state, today: learningDay) }
            }
            #expect(await move(ids[1], .held) == .refused(.sessionState))
            #expect(await move(ids[1], .cancelled) == nil)
            #expect(await move(ids[1], .held) == .refused(.sessionState))
            #expect(await move(ids[1], .planned) == nil)
            #expect(await move(ids[0], .held) == nil)
            _ = try await scene.record([AttendanceEntry(enrolment, minutes: 60)], of: ids[0])
            #expect(await move(ids[0], .cancelled) == .refused(.sessionAttended))
            func update(_ id: ClassSessionID, _ session: ClassSession) async -> StoreError? {
                await scene.refused { try await $0.sessions.update(id, session, today: learningDay) }
            }
            #expect(await update(ids[0], ClassSession(on: day(2026, 3, 6))) == .refused(.sessionAttended))
            #expect(await update(ids[0], ClassSession(on: day(2026, 3, 5), minutes: 120)) == nil)
            #expect(await update(ids[1], ClassSession(on: day(2026, 4, 1))) == .refused(.sessionOutsideClass))
            #expect(await update(ids[1], ClassSession(on: day(2026, 3, 21), minutes: 0)) == .refused(.sessionTimes))
            #expect(await update(ids[1], ClassSession(on: day(2026, 3, 21))) == nil)
            #expect(await scene.refused { try await $0.sessions.remove(ids[0]) } == .refused(.sessionAttended))
            #expect(await scene.refused { try await $0.sessions.remove(ids[1]) } == nil)
            let left = try await scene.read { try await $0.sessions.list(reference) }
            #expect(left.map(\.session.minutes) == [120] && left.map(\.attended) == [1])
            // the number of the session that is gone is not given again to another
            #expect(
                await scene.refused { tx in
                    _ = try await tx.classes.update(reference.id, version: 2, .march { $0.startsOn = day(2026, 3, 6) })
                } == .refused(.sessionOutsideClass)
            )
        }
    }

    @Test func `nothing is held in a centre that is closed on the day`() async throws {
        try await StoreScene.with { scene in
            let closing = try await scene.addCentre("closing", closedOn: "'2026-03-15'")
            let open = try await scene.addCentre("open")
            let room = RoomID.next()
            _ = try await scene.sql(
                "insert into app.centre_rooms (centre_id, id, name) values ('\(closing)', '\(room)', 'Hội trường')"
            )
            let (inClosing, _) = try await scene.addClass { $0.centre = closing }
            let (inOpen, _) = try await scene.addClass { $0.centre = open }
            var inRoom = ClassSession(on: day(2026, 3, 15))
            inRoom.room = room
            func add(_ sessions: [ClassSession], _ reference: ClassReference) async -> StoreError? {
                await scene.refused { _ = try await $0.sessions.insert(sessions, into: reference.id) }
            }
            let (before, after) = (ClassSession(on: day(2026, 3, 14)), ClassSession(on: day(2026, 3, 15)))
            #expect(await add([before, after], inClosing) == .refused(.centreClosed))
            #expect(await add([inRoom], inOpen) == .refused(.centreClosed))
            #expect(try await scene.sql("select count(*) from app.class_sessions") == "0")
            #expect(await add([before], inClosing) == nil)
            #expect(await add([after], inOpen) == nil)
            inRoom.room = .next()
            inRoom.heldOn = day(2026, 3, 3)
            let unknown = inRoom
            #expect(await add([unknown], inOpen) == .refused(.roomUnknown))
            #expect(
                await scene.refused { tx in
                    _ = try await tx.classes.insert(
                        .march {
                            $0.centre = closing
                            $0.startsOn = day(2026, 3, 15)
                        }
                    )
                } == .refused(.centreClosed)
            )
        }
    }
}
