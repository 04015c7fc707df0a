import Foundation
import Programme
import Store

/// One class of a demo: what, when, where and for whom, without who came.
struct DemoClass: Sendable {
    /// Which one it is.
    struct Key: Hashable, Sendable {
        let host: DemoSchedule.Host
        let year: Int
        /// Among the host's of the year.
        let number: Int

        /// A number for the host that no other has.
        var hostNumber: Int {
            switch host {
            case .organisation(let number): number
            case .ward(let home): 1000 + home
            }
        }

        /// The class's own numbers, for a purpose.
        func random(_ purpose: DemoRandom.Purpose, seed: UInt64, _ more: Int = 0) -> DemoRandom {
            DemoRandom(seed: seed, purpose, hostNumber, year, number, more)
        }
    }

    let key: Key
    let shape: DemoShape
    let topic: DemoTopic
    /// Of the sessions, in their order.
    let days: [Int]
    let minutesOfSession: Int
    /// Where; nil for the whole city.
    let home: Int?
    let isCancelled: Bool
    /// Numbers of the sessions that were called off.
    let cancelledSessions: Set<Int>
    /// Whether other organisations may enrol their members.
    let isOpen: Bool
    /// How many are to be in it.
    let learners: Int
    let rule: CompletionRule
    let hasCertificates: Bool

    /// Classes are announced this long before.
    static let daysAhead = 60

    /// The class; nil for one that nobody had thought of on the last day.
    init?(_ key: Key, of classes: Int, in plan: DemoPlan) {
        var random = key.random(.course, seed: plan.seed)
        let first = Self.day(of: key, among: classes, using: &random)
        guard first <= plan.time.last + Self.daysAhead else { return nil }
        self.key = key
        shape = DemoShape.next(using: &random)
        topic = DemoTopic.next(using: &random)
        days = shape.days(from: first, using: &random)
        minutesOfSession = random.pick(shape.minutes, or: 120)
        let anyHome = plan.home(of: random.below(plan.weight))
        let isOfWholeCity = random.chance(12)
        switch key.host {
        case .ward(let own):
            home = own
            isOpen = true
        case .organisation(let number):
            home = isOfWholeCity || plan.organisations[number].isOfWholeCity ? nil : anyHome
            isOpen = random.chance(25)
        }
        isCancelled = random.chance(permille: 15)
        cancelledSessions = Set(days.indices.filter { _ in random.chance(permille: 20) })
        learners = random.between(shape.learners.lowerBound, shape.learners.upperBound)
        rule = Self.rule(sessions: days.count, minutesOfSession: minutesOfSession, using: &random)
        hasCertificates = random.chance(shape.percentCertified)
    }

    var firstDay: Int { days.first ?? 0 }
    var lastDay: Int { days.last ?? 0 }

    /// Of a session, from 0.
    func isHeld(_ session: Int, in time: DemoTime) -> Bool {
        days[session] <= time.last && !isCancelled && !cancelledSessions.contains(session)
    }

    /// Whether all is over that was to be.
    func isFinished(in time: DemoTime) -> Bool { !isCancelled && lastDay <= time.last }

    /// The tenant that holds it.
    func tenant(in plan: DemoPlan) -> TenantID {
        switch key.host {
        case .organisation(let number): return plan.tenant(of: number)
        case .ward(let home):
            let own = plan.homes[home]
            let ward = plan.ward(of: own, on: firstDay) ?? plan.ward(of: own, on: plan.time.last)
            return ward?.tenant(in: plan) ?? plan.tenant(of: 0)
        }
    }

    /// Longer classes have one, or two.
    private static func rule(
        sessions: Int,
        minutesOfSession: Int,
        using random: inout DemoRandom
    ) -> CompletionRule {
        let lot = random.below(100)
        let percent = random.pick([50, 60, 70, 80], or: 80)
        return CompletionRule(
            percent: sessions > 1 && lot < 65 ? percent : nil,
            minutes: sessions > 2 && lot >= 55 && lot < 75 ? sessions * minutesOfSession * 6 / 10 : nil
        )
    }

    /// Of a hundred classes, those that begin in each month: few around the New Year of the moon calendar and in the rains.
    private static let months = [6, 2, 10, 11, 11, 9, 8, 8, 10, 11, 9, 5]

    /// The day on which it begins: the host's classes come one after the other.
    private static func day(of key: Key, among classes: Int, using random: inout DemoRandom) -> Int {
        var lot = (key.number * 1000 + random.below(1000)) * 100 / (classes * 10)
        for (index, weight) in months.enumerated() {
            if lot < weight * 100 {
                let days = CalendarDay.days(in: index + 1, of: key.year)
                return DemoTime.dayNumber(key.year, index + 1, 1) + lot * days / (weight * 100)
            }
            lot -= weight * 100
        }
        return DemoTime.dayNumber(key.year, 12, 31)
    }
}
