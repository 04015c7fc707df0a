import Foundation
import Programme
import Store

extension DemoClass {
    private static let partners = [
        "Phòng Giáo dục và Đào tạo", "Trạm Khuyến nông", "Trung tâm Y tế thành phố", "Công an phường", "Phòng Tư pháp",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "Ngân hàng Chính sách xã hội", "Bưu điện thành phố",
    ]
    private static let sources: [CostSource] = [.stateBudget, .stateBudget, .associationFund, .sponsors, .learners]

    /// The class as the store takes it.
    func filled(in plan: DemoPlan, topics: [String: TopicID]) throws -> FilledClass {
        guard let topicID = topics[topic.key] else {
            throw CommandFailure(.badData, "the database has no topic \"\(topic.key)\"")
        }
        let time = plan.time
        var random = key.random(.course, seed: plan.seed, 1)
        let announced = DemoTime.day(min(firstDay - random.between(10, 40), time.last)).startInVietnam
        let createdAt = announced.addingTimeInterval(TimeInterval(random.between(8 * 3600, 16 * 3600)))
        var record = LearningClass(
            title: "\(days.count < 3 ? "Chuyên đề" : "Lớp") \(random.pick(topic.titles, or: topic.key))",
            topic: topicID,
            startsOn: DemoTime.day(firstDay),
            endsOn: DemoTime.day(lastDay)
        )
        let state = state(in: time, using: &random)
        record.teacher = DemoNames.teacher(using: &random)
        record.partner = random.chance(40) ? random.pick(Self.partners, or: "") : ""
        record.delivery = random.chance(key.year == 2021 ? 50 : 6) ? .online : .inPerson
        record.enrolment = isOpen ? .open : .own
        if random.chance(40) { record.capacity = (learners + random.below(12) + 4) / 5 * 5 }
        record.rule = rule
        if random.chance(60) {
            record.cost = days.count * random.between(2, 8) * 100_000
            record.costSource = random.pick(Self.sources, or: .other)
        }
        setPlace(of: &record, in: plan, using: &random)
        return FilledClass(
            plan.identity.make(.course, at: createdAt, key.hostNumber, key.year, key.number),
            of: tenant(in: plan),
            record,
            state,
            in: home.map { plan.homes[$0].areaID(on: firstDay) },
            createdAt: createdAt
        )
    }

    /// Its sessions as the store takes them, and their identities.
    func sessions(of filled: FilledClass, in plan: DemoPlan) -> [(id: ClassSessionID, row: FilledSession)] {
        var random = key.random(.course, seed: plan.seed, 2)
        let start = random.pick([8 * 60, 13 * 60 + 30, 18 * 60 + 30], or: 8 * 60)
        let room = random.chance(learners > 38 ? 0 : 60) ? 1 : 0
        let area = home.map { plan.homes[$0].area(on: firstDay) }
        return days.enumerated().map { number, day in
            let id: ClassSessionID = plan.identity.make(
                .session,
                at: DemoTime.day(day).startInVietnam,
                key.hostNumber,
                key.year,
                key.number,
                number
            )
            let isCalledOff = isCancelled || cancelledSessions.contains(number)
            var record = ClassSession(
                on: DemoTime.day(day),
                from: TimeOfDay(minute: start),
                to: TimeOfDay(minute: start + minutesOfSession)
            )
            record.room = filled.record.centre == nil ? nil : area.map { DemoCentre.room(room, of: $0) }
            let state: ClassSessionState = isCalledOff ? .cancelled : day <= plan.time.last ? .held : .planned
            return (id, FilledSession(id, of: filled, ordinal: number + 1, record, state))
        }
    }

    private func state(in time: DemoTime, using random: inout DemoRandom) -> ClassState {
        let isAnnounced = random.chance(70)
        if isCancelled { return .cancelled }
        if isFinished(in: time) { return .finished }
        return firstDay <= time.last ? .running : isAnnounced ? .open : .planned
    }

    /// In the centre of the ward, if it is open all the time; else where there is room.
    private func setPlace(of record: inout LearningClass, in plan: DemoPlan, using random: inout DemoRandom) {
        guard let number = home else {
            record.place = "Hội trường thành phố"
            return
        }
        let home = plan.homes[number]
        let area = home.area(on: firstDay)
        let hamlet = random.between(1, plan.scale.hamletsOfAWard)
        var usesCentre = true
        if case .organisation(let organisation) = key.host {
            record.branch = plan.branch(of: organisation, in: number, hamlet: random.chance(50) ? hamlet : 0)
            usesCentre = random.chance(60)
        }
        if usesCentre, DemoCentre.isOpen(area, from: firstDay, through: lastDay) {
            record.centre = DemoCentre.id(of: area)
        } else {
            record.place = "Nhà sinh hoạt cộng đồng \(hamlet), \(home.title)"
        }
    }
}
