import Foundation
import Programme
import Store

/// What a member of a demo learned elsewhere, and means to learn.
struct DemoLearning: Sendable {
    private(set) var records: [FilledLearningRecord] = []
    private(set) var plans: [FilledLearningPlan] = []

    private static let providers = [
        "Trung tâm Ngoại ngữ - Tin học", "Trường Cao đẳng Gia Lai", "Học trực tuyến", "Cơ quan",
        "Trường Chính trị tỉnh",
        "Thư viện tỉnh",
    ]
    /// Of a thousand members, those who declare something in a year.
    private static let permilleDeclaring = 30
    /// Of a hundred members, those who register what they mean to learn.
    private static let percentPlanning = 9

    /// A member, without the name.
    private struct Learner {
        let person: Int
        let id: MemberID
        let seat: DemoRoll.Seat
        let life: DemoLife
    }

    init(
        of seats: [DemoRoll.Seat],
        in organisation: Int,
        _ plan: DemoPlan,
        topics: [String: TopicID]
    ) {
        for seat in seats {
            let member = Learner(
                person: seat.person,
                id: plan.member(seat.person, in: organisation, joinedOn: seat.joinedOn),
                seat: seat,
                life: DemoLife(seat.person, in: plan)
            )
            var random = DemoRandom(seed: plan.seed, .record, member.person, organisation)
            for year in plan.time.years {
                declare(member, year, organisation, plan, topics, using: &random)
                if year >= plan.time.years.upperBound - 1 { register(member, year, organisation, plan, topics) }
            }
        }
    }

    private mutating func declare(
        _ member: Learner,
        _ year: Int,
        _ organisation: Int,
        _ plan: DemoPlan,
        _ topics: [String: TopicID],
        using random: inout DemoRandom
    ) {
        let end = DemoTime.dayNumber(year, 1, 1) + random.below(365)
        let days = random.below(60)
        let lot = random.below(100)
        let topic = DemoTopic.next(using: &random)
        let title = random.pick(topic.titles, or: topic.key)
        guard random.chance(permille: Self.permilleDeclaring), member.seat.holds(from: end - days, through: end),
            end <= plan.time.last, let topicID = topics[topic.key]
        else { return }
        let tenant = plan.tenant(of: organisation)
        let recordedAt = plan.time.recorded(end, using: &random)
        let record = LearningRecord(
            title: title,
            provider: random.pick(Self.providers, or: ""),
            topic: topicID,
            startedOn: random.chance(70) ? DemoTime.day(end - days) : nil,
            endedOn: DemoTime.day(end),
            minutes: min(random.between(2, 60), (days + 1) * 4) * 60,
            evidence: random.chance(50) ? "Bản sao chứng chỉ" : ""
        )
        let verifiedOn = end + random.between(14, 60)
        let isVerified = lot < 70 && verifiedOn <= plan.time.last
        records.append(
            FilledLearningRecord(
                plan.identity.make(.record, at: recordedAt, organisation, member.person, year),
                of: member.id,
                tenant,
                record,
                isVerified ? .verified : lot >= 95 ? .refused : .declared,
                verifiedOn: isVerified ? DemoTime.day(verifiedOn) : nil,
                recordedAt: recordedAt,
                FilledSnapshot(
                    area: plan.homes[member.life.home(on: end)].areaID(on: end),
                    branch: plan.branch(of: organisation, of: member.life, on: end),
                    sex: member.life.sex,
                    birthYear: member.life.birthYear
                )
            )
        )
    }

    private mutating func register(
        _ member: Learner,
        _ year: Int,
        _ organisation: Int,
        _ plan: DemoPlan,
        _ topics: [String: TopicID]
    ) {
        var random = DemoRandom(seed: plan.seed, .plan, member.person, organisation, year)
        let day = DemoTime.dayNumber(year, 1, 5) + random.below(70)
        guard random.chance(Self.percentPlanning), day <= plan.time.last, member.seat.holds(from: day, through: day)
        else {
            return
        }
        let topic = DemoTopic.next(using: &random)
        let done = day + random.between(40, 250)
        plans.append(
            FilledLearningPlan(
                plan.identity.make(.plan, at: DemoTime.day(day).startInVietnam, organisation, member.person, year),
                of: member.id,
                plan.tenant(of: organisation),
                year: year,
                topic: topics[topic.key],
                goal: random.pick(topic.titles, or: topic.key),
                registeredOn: DemoTime.day(day),
                doneOn: random.chance(60) && done <= plan.time.last ? DemoTime.day(done) : nil
            )
        )
    }
}
