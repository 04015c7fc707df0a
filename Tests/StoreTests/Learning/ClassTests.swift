import Foundation
import Programme
import Store
import TestSupport
import Testing

@Suite struct ClassTests {
    @Test func `a class is entered, changed, taken on and found again`() async throws {
        try await StoreScene.with { scene in
            let record = LearningClass.march("  Kỹ thuật  trồng cà phê ") {
                $0.teacher = "Ksor H'Bia"
                $0.partner = "Trạm khuyến nông"
                $0.branch = scene.mine.branch
                $0.capacity = 30
                $0.rule = CompletionRule(percent: 80, minutes: 180)
                $0.cost = 2_500_000
                $0.costSource = .associationFund
                $0.delivery = .online
                $0.remark = "ghi chú"
            }
            let id = try await scene.write { try await $0.classes.insert(record) }
            var found = try await scene.read { try await $0.classes.find(id) }
            var expected = record
            expected.title = "Kỹ thuật trồng cà phê"
            #expect(found.record == expected)
            #expect(found.state == .planned && found.version == 1 && found.free == 30)
            #expect(found.hostName == "phu-nu")
            expected.title = "Trồng cà phê"
            expected.capacity = nil
            let changed = expected
            #expect(try await scene.write { try await $0.classes.update(id, version: 1, changed) } == 2)
            #expect(
                await scene.refused { _ = try await $0.classes.update(id, version: 1, changed) }
                    == .versionDiffers(current: 2)
            )
            for (version, state) in [(2, ClassState.open), (3, .running), (4, .finished), (5, .running)] {
                let next = try await scene.write { try await $0.classes.move(id, version: version, to: state) }
                #expect(next == version + 1)
            }
            #expect(
                await scene.refused { _ = try await $0.classes.move(id, version: 6, to: .planned) }
                    == .refused(.classState)
            )
            found = try await scene.read { try await $0.classes.find(id) }
            #expect(found.record == expected && found.state == .running && found.free == nil)
            let actions = try await scene.sql(
                "select string_agg(action, ' ' order by id) from app.audit_entries where '\(id)' = any (subjects)"
            )
            #expect(actions == "class.insert class.update class.state class.state class.state class.state")
        }
    }

    @Test func `what a class cannot be is refused`() async throws {
        try await StoreScene.with { scene in
            func refusal(_ change: @escaping (inout LearningClass) -> Void) async -> StoreError? {
                await scene.refused { _ = try await $0.classes.insert(.march("x", change)) }
            }
            #expect(await refusal { $0.title = " " } == .refused(.textLength))
            #expect(await refusal { $0.remark = String(repeating: "ă", count: 1001) } == .refused(.textLength))
            #expect(await refusal { $0.endsOn = day(2026, 2, 1) } == .refused(.classDates))
            #expect(await refusal { $0.capacity = 0 } == .refused(.classRange))
            #expect(await refusal { $0.cost = -1 } == .refused(.classRange))
            #expect(await refusal { $0.rule = CompletionRule(percent: 101) } == .refused(.classRange))
            #expect(await refusal { $0.topic = .next() } == .refused(.topicUnknown))
            #expect(await refusal { $0.branch = .next() } == .refused(.branchUnknown))
            #expect(await refusal { $0.branch = scene.other.branch } == .refused(.branchUnknown))
            #expect(await refusal { $0.centre = .next() } == .refused(.centreUnknown))
            let count = try await scene.sql("select count(*) from app.classes")
            #expect(count == "0")
        }
    }

    @Test func `lists go on from page to page and by filter`() async throws {
        try await StoreScene.with { scene in
            let centre = try await scene.addCentre()
            for month in 1...7 {
                _ = try await scene.write { tx in
                    var record = LearningClass.march("Lớp tháng \(month)")
                    record.startsOn = day(2026, month, 1)
                    record.endsOn = day(2026, month, 20)
                    record.topic = month.isMultiple(of: 2) ? TopicFixture.farming : TopicFixture.law
                    if month == 7 { record.centre = centre }
                    return try await tx.classes.insert(record)
                }
            }
            func titles(_ filter: ClassFilter) async throws -> [String] {
                var found: [String] = []
                var after: ClassReference?
                repeat {
                    let page = try await scene.read { try await $0.classes.list(filter, after: after, limit: 2) }
                    found += page.classes.map { String($0.record.title.last ?? " ") }
                    after = page.next
                } while after != nil
                return found
            }
            #expect(try await titles(ClassFilter()) == ["7", "6", "5", "4", "3", "2", "1"])
            #expect(try await titles(ClassFilter(topic: TopicFixture.farming)) == ["6", "4", "2"])
            #expect(try await titles(ClassFilter(centre: centre)) == ["7"])
            #expect(try await titles(ClassFilter(from: day(2026, 3, 21), through: day(2026, 5, 1))) == ["5", "4"])
            #expect(try await titles(ClassFilter(text: "THÁNG 3")) == ["3"])
            #expect(try await titles(ClassFilter(states: [.running])) == [])
            #expect(try await titles(ClassFilter(.open)) == [])
            let area = try await scene.sql("select area_id from app.classes where centre_id is not null")
            #expect(area == "\(scene.areas.ward)")
        }
    }

    @Test func `an officer of a part changes the classes of that part alone`() async throws {
        try await StoreScene.with { scene in
            let own = try await scene.addClass(by: scene.mine.branchEditor) { $0.branch = scene.mine.branch }
            let wide = try await scene.addClass()
            #expect(
                await scene.refused(scene.mine.branchEditor) { _ = try await $0.classes.insert(.march("x")) }
                    == .refused(.outsidePart)
            )
            #expect(
                await scene.refused(scene.mine.branchEditor) { tx in
                    _ = try await tx.classes.move(wide.reference.id, version: 2, to: .finished)
                } == .refused(.outsidePart)
            )
            let seen = try await scene.read(scene.mine.branchEditor) { try await $0.classes.list().classes.count }
            #expect(seen == 2)
            _ = try await scene.write(scene.mine.branchEditor) { tx in
                try await tx.classes.move(own.reference.id, version: 2, to: .finished)
            }
        }
    }

    @Test func `a class to which somebody came is not cancelled`() async throws {
        try await StoreScene.with { scene in
            let (reference, sessions) = try await scene.addClass(days: [5])
            let member = try await scene.addMembers(["Lê An"])
            let enrolment = try await scene.enrol(member, in: reference)[0]
            _ = try await scene.record([AttendanceEntry(enrolment, minutes: 60)], of: sessions[0])
            let cancel: (TenantTransaction) async throws -> Void = { tx in
                _ = try await tx.classes.move(reference.id, version: 2, to: .cancelled)
            }
            #expect(await scene.refused(nil, cancel) == .refused(.classAttended))
            _ = try await scene.record([AttendanceEntry(enrolment, minutes: nil)], of: sessions[0])
            try await scene.write(nil, cancel)
        }
    }
}

extension StoreScene {
    /// A centre of the ward, as the operator sets it up.
    func addCentre(_ key: String = "pleiku", closedOn: String = "null") async throws -> CentreID {
        let id = CentreID.next()
        _ = try await sql(
            """
            insert into app.centres (id, key, area_id, name, closed_on)
            values ('\(id)', '\(key)', '\(areas.ward)', 'TTHTCĐ \(key)', \(closedOn))
            """
        )
        return id
    }
}
