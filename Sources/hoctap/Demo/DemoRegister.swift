import Foundation
import Programme
import Store

/// Everything about some classes of a demo: what is written in one transaction.
struct DemoRegister: Sendable {
    private(set) var classes: [FilledClass] = []
    private(set) var sessions: [FilledSession] = []
    private(set) var enrolments: [FilledEnrolment] = []
    private(set) var attendances: [FilledAttendance] = []
    private(set) var certificates: [FilledCertificate] = []

    private let plan: DemoPlan
    private let learners: DemoLearners

    init(
        _ part: DemoSchedule.Part,
        _ learners: DemoLearners,
        topics: [String: TopicID]
    ) throws {
        self.learners = learners
        plan = learners.plan
        for number in part.numbers {
            let key = DemoClass.Key(host: part.host, year: part.year, number: number)
            guard let held = DemoClass(key, of: part.classesOfYear, in: plan) else { continue }
            let filled = try held.filled(in: plan, topics: topics)
            let sessions = held.sessions(of: filled, in: plan)
            classes.append(filled)
            self.sessions += sessions.map(\.row)
            enrol(in: held, filled, sessions.map(\.id))
        }
    }

    /// Every tenant of which it has rows.
    var tenants: [TenantID] {
        Array(Set(classes.map(\.tenant)).union(enrolments.map(\.tenant)))
    }

    private mutating func enrol(in held: DemoClass, _ filled: FilledClass, _ sessions: [ClassSessionID]) {
        var random = held.key.random(.enrolment, seed: plan.seed, 1)
        let day = min(held.firstDay - random.between(1, 20), plan.time.last)
        for (place, learner) in learners.all(in: held, on: day).enumerated() {
            let seat = place + 1
            let member = plan.member(learner.person, in: learner.organisation, joinedOn: learner.seat.joinedOn)
            let snapshot = FilledSnapshot(
                area: plan.homes[learner.life.home(on: day)].areaID(on: day),
                branch: plan.branch(of: learner.organisation, of: learner.life, on: day),
                sex: learner.life.sex,
                birthYear: learner.life.birthYear
            )
            var enrolment = FilledEnrolment(
                plan.identity.make(
                    .enrolment,
                    at: DemoTime.day(day).startInVietnam,
                    held.key.hostNumber,
                    held.key.year,
                    held.key.number,
                    seat
                ),
                of: member,
                plan.tenant(of: learner.organisation),
                in: filled,
                seat: seat,
                on: DemoTime.day(day),
                snapshot
            )
            if held.isCancelled { enrolment.state = .cancelled }
            if let capacity = filled.record.capacity, seat > capacity { enrolment.state = .waiting }
            if enrolment.state == .enrolled { attend(&enrolment, learner, held, sessions, using: &random) }
            enrolments.append(enrolment)
            certify(enrolment, learner, held, filled, using: &random)
        }
    }

    /// Who came, and whether that was enough. Most come nearly always, some now and then; nobody after having left or died.
    private mutating func attend(
        _ enrolment: inout FilledEnrolment,
        _ learner: DemoLearners.Learner,
        _ held: DemoClass,
        _ sessions: [ClassSessionID],
        using random: inout DemoRandom
    ) {
        let lot = random.below(100)
        let diligence = lot < 60 ? 95 : lot < 87 ? 80 : 40
        var came = 0
        var minutes = 0
        for (number, session) in sessions.enumerated() where held.isHeld(number, in: plan.time) {
            guard random.chance(diligence), learner.seat.holds(on: held.days[number]) else { continue }
            let late = random.chance(8) ? random.pick([15, 30, 45], or: 15) : 0
            attendances.append(FilledAttendance(enrolment, session, minutes: held.minutesOfSession - late))
            came += 1
            minutes += held.minutesOfSession - late
        }
        guard held.isFinished(in: plan.time) else { return }
        let count = held.days.indices.filter { held.isHeld($0, in: plan.time) }.count
        let isCompleted = held.rule.judge(held: count, sessions: came, minutes: minutes).isCompleted
        enrolment.outcome = isCompleted ? .completed : .notCompleted
        enrolment.completedOn = isCompleted ? DemoTime.day(held.lastDay) : nil
    }

    private mutating func certify(
        _ enrolment: FilledEnrolment,
        _ learner: DemoLearners.Learner,
        _ held: DemoClass,
        _ filled: FilledClass,
        using random: inout DemoRandom
    ) {
        let issued = held.lastDay + random.between(3, 25)
        let isRevoked = random.chance(permille: 3)
        guard held.hasCertificates, enrolment.outcome == .completed, issued <= plan.time.last,
            let code = random.certificateCode()
        else { return }
        let organisation = plan.organisations[learner.organisation]
        var certificate = FilledCertificate(
            plan.identity.make(
                .certificate,
                at: DemoTime.day(issued).startInVietnam,
                held.key.hostNumber,
                held.key.year,
                held.key.number,
                enrolment.seat
            ),
            for: enrolment,
            on: DemoTime.day(issued),
            code
        )
        certificate.number =
            "GCN-\(organisation.mark)-\(held.key.year)-\(held.key.hostNumber).\(held.key.number + 1).\(enrolment.seat)"
        certificate.title = filled.record.title
        certificate.holderName = DemoPerson(learner.person, learner.life, in: plan).name
        certificate.issuer = organisation.name
        certificate.signatory = "Chủ tịch \(organisation.name)"
        if isRevoked, issued + 40 <= plan.time.last {
            certificate.revokedOn = DemoTime.day(issued + 40)
            certificate.revokedReason = "Cấp nhầm"
        }
        certificates.append(certificate)
    }
}
