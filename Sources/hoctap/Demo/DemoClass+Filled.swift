import Foundation
import Programme
import Store

extension DemoClass {
    private static let partners = [
        "Phòng Giáo dục và Đào tạo", "Trạm Khuyến nông", "Trung tâm Y tế thành phố", "Công an phường", "Phòng Tư pháp",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "Ngân hàng Chính sách xã hội", "Bưu điện thành phố",
    ]
    private static let sources = ["state_budget", "state_budget", "association_fund", "sponsors", "learners"]

    /// The class as the store takes it.
    func filled(in plan: DemoPlan, topics: [String: TopicID]) throws -> FilledClass {
        guard let topicID = topics[topic.key] else {
            throw CommandFailure(.badData, "the database has no topic \"\(topic.key)\"")
        }
        let time = plan.time
        var random = key.random(.course, seed: plan.seed, 1)
        let announced = DemoTime.day(min(firstDay - random.between(10, 40), time.last)).startInVietnam
        let createdAt = announced.addingTimeInterval(TimeInterval(random.between(8 * 3600, 16 * 3600)))
        var filled = FilledClass(
            plan.identity.make(.course, at: createdAt, key.hostNumber, key.year, key.number),
            of: tenant(in: plan),
            topicID,
            from: DemoTime.day(firstDay),
            through: DemoTime.day(lastDay),
            createdAt: createdAt
        )
        filled.title = "\(days.count < 3 ? "Chuyên đề" : "Lớp") \(random.pick(topic.titles, or: topic.key))"
        filled.state = state(in: time, using: &random)
        filled.teacher = DemoNames.teacher(using: &random)
        filled.partner = random.chance(40) ? random.pick(Self.partners, or: "") : ""
        filled.delivery =
            random.chance(permille: time.years.contains(2021) && key.year == 2021 ? 500 : 60) ? "online" : "in_person"
        filled.isOpen = isOpen
        if random.chance(40) { filled.capacity = (learners + random.below(12) + 4) / 5 * 5 }
        (filled.completionPercent, filled.completionMinutes) = (rule.percent, rule.minutes)
        if random.chance(60) {
            filled.cost = days.count * random.between(2, 8) * 100_000
            filled.costSource = random.pick(Self.sources, or: "other")
        }
        setPlace(of: &filled, in: plan, using: &random)
        return filled
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
            let row = FilledSession(
                id,
                of: filled,
                ordinal: number + 1,
                on: DemoTime.day(day),
                startMinute: start,
                minutes: minutesOfSession,
                room: filled.centre == nil ? nil : area.map { DemoCentre.room(room, of: $0) },
                state: isCalledOff ? "cancelled" : day <= plan.time.last ? "held" : "planned"
            )
            return (id, row)
        }
    }

    private func state(in time: DemoTime, using random: inout DemoRandom) -> String {
        let isAnnounced = random.chance(70)
        if isCancelled { return "cancelled" }
        if isFinished(in: time) { return "finished" }
        return firstDay <= time.last ? "running" : isAnnounced ? "open" : "planned"
    }

    /// In the centre of the ward, if it is open all the time; else where there is room.
    private func setPlace(of filled: inout FilledClass, in plan: DemoPlan, using random: inout DemoRandom) {
        guard let number = home else {
            filled.place = "Hội trường thành phố"
            return
        }
        let home = plan.homes[number]
        let area = home.area(on: firstDay)
        filled.area = area.id
        let hamlet = random.between(1, plan.scale.hamletsOfAWard)
        var usesCentre = true
        if case .organisation(let organisation) = key.host {
            filled.branch = plan.branch(of: organisation, in: number, hamlet: random.chance(50) ? hamlet : 0)
            usesCentre = random.chance(60)
        }
        if usesCentre, DemoCentre.isOpen(area, from: firstDay, through: lastDay) {
            filled.centre = DemoCentre.id(of: area)
        } else {
            filled.place = "Nhà sinh hoạt cộng đồng \(hamlet), \(home.title)"
        }
    }
}
