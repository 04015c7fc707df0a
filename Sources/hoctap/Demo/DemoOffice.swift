import Foundation
import Programme
import Store

/// What one tenant of a demo did for the programme besides titles and classes: plans and their tasks, publicity, trainings,
/// gatherings, inspections and returns.
struct DemoOffice: Sendable {
    /// Who.
    struct Host: Sendable {
        /// Unlike that of any other.
        let number: Int
        let tenant: TenantID
        let name: String
        let isWard: Bool
        let leads: Bool
        /// Day numbers between which it was at work.
        let from: Int
        let until: Int

        /// Whether it was at work on a day of which the demo tells.
        func isAtWork(on day: Int, in plan: DemoPlan) -> Bool { day <= plan.time.last && from <= day && day < until }
    }

    private(set) var plans: [FilledPlan] = []
    private(set) var tasks: [FilledPlanTask] = []
    private(set) var communications: [FilledCommunication] = []
    private(set) var gatherings: [FilledGathering] = []
    private(set) var inspections: [FilledInspection] = []
    private(set) var findings: [FilledFinding] = []
    private(set) var trainings: [FilledTraining] = []
    private(set) var roll: [FilledRollPerson] = []
    private(set) var trained: [FilledTrainingPerson] = []
    private(set) var returns: [FilledReturn] = []

    let host: Host
    private let plan: DemoPlan
    /// Whom the association that leads sets tasks.
    private let others: [Host]

    /// Officers of the Association in a ward.
    static let officersOfWard = 9
    private static let managers = 3

    init(_ host: Host, others: [Host], _ plan: DemoPlan) {
        (self.host, self.others, self.plan) = (host, others, plan)
        addRoll()
        for year in plan.time.years {
            addPlan(year)
            addPublicity(year)
            addTrainings(year)
            addGatherings(year)
            addReturns(year)
        }
    }

    /// Everybody who does some of it.
    static func hosts(of plan: DemoPlan, _ eras: [[DemoEra]]) -> [Host] {
        let organisations = plan.organisations.enumerated().map { number, organisation in
            Host(
                number: number,
                tenant: plan.tenant(of: number),
                name: organisation.name,
                isWard: false,
                leads: organisation.key == DemoOrganisation.lead,
                from: plan.time.first,
                until: .max
            )
        }
        let wards = plan.wards.filter(\.hasTenant).map { ward in
            let own = eras.joined().filter { $0.ward == ward.number }
            return Host(
                number: 1000 + ward.number,
                tenant: ward.tenant(in: plan),
                name: ward.title,
                isWard: true,
                leads: false,
                from: own.map { $0.from ?? .min }.min().map { max($0, plan.time.first) } ?? plan.time.first,
                until: own.contains { $0.until == nil } ? .max : own.compactMap(\.until).max() ?? .max
            )
        }
        return organisations + wards
    }

    // MARK: Steps

    private func isAtWork(_ day: Int) -> Bool { host.isAtWork(on: day, in: plan) }

    private func random(_ purpose: Int, _ year: Int = 0) -> DemoRandom {
        DemoRandom(seed: plan.seed, .programme, purpose, host.number, year)
    }

    private func id<Subject>(_ kind: DemoIdentity.Kind, on day: Int, _ year: Int, _ number: Int) -> Identity<Subject> {
        plan.identity.make(kind, at: DemoTime.day(day).startInVietnam, host.number, year, number)
    }

    private mutating func addPlan(_ year: Int) {
        let day = DemoTime.dayNumber(year, 1, 12)
        guard isAtWork(day) else { return }
        let last = DemoTime.dayNumber(year, 12, 20)
        let made = FilledPlan(
            id(.workPlan, on: day, year, 0),
            of: host.tenant,
            WorkPlan(
                year: year,
                title: "Kế hoạch đẩy mạnh học tập suốt đời năm \(year)",
                number: "\(7 + host.number % 40)/KH-\(host.isWard ? "UBND" : "HĐ")",
                issuedOn: DemoTime.day(day),
                startsOn: DemoTime.day(day),
                endsOn: DemoTime.day(last),
                content: "Phát động, đăng ký, bình xét các danh hiệu; mở lớp, chuyên đề; tuyên truyền; báo cáo."
            ),
            plan.time.last > last ? .closed : .issued
        )
        plans.append(made)
        let own: [(String, Int, Int)] = [
            ("Phát động đăng ký danh hiệu gia đình học tập", 3, 31), ("Tập huấn cán bộ", 6, 15),
            ("Tổ chức bình xét và lập danh sách đề nghị", 11, 10),
        ]
        for (title, month, day) in own { addTask(title, of: made, for: host, DemoTime.dayNumber(year, month, day)) }
        guard host.leads else { return }
        for other in others where other.tenant != host.tenant {
            for (title, month, day) in [
                ("Báo cáo sáu tháng đầu năm", 7, 10), ("Rà soát số hộ đăng ký gia đình học tập", 9, 30),
                ("Báo cáo kết quả bình xét danh hiệu", 11, 20), ("Xây dựng kế hoạch năm sau", 12, 20),
            ] {
                let due = DemoTime.dayNumber(year, month, day)
                if other.from <= due - 60, due < other.until { addTask(title, of: made, for: other, due) }
            }
        }
    }

    private mutating func addTask(_ title: String, of made: FilledPlan, for other: Host, _ due: Int) {
        var random = DemoRandom(seed: plan.seed, .programme, 1, host.number, other.number, due)
        let done = due - 12 + random.below(16)
        let isDone = done <= plan.time.last && random.chance(94)
        let isBegun = due - 25 <= plan.time.last && random.chance(80)
        tasks.append(
            FilledPlanTask(
                id(.task, on: due, made.record.year, tasks.count),
                of: made,
                PlanTask(assignee: other.tenant, title: title, dueOn: DemoTime.day(due)),
                doneOn: isDone ? DemoTime.day(done) : nil,
                progress: isBegun ? 10 * random.between(1, 8) : 0,
                report: isDone ? "Đã thực hiện xong theo kế hoạch" : "",
                evidence: isDone && random.chance(40) ? "Báo cáo số \(random.between(3, 90))/BC" : ""
            )
        )
    }

    private static let talks: [(kind: CommunicationKind, medium: CommunicationMedium, title: String)] = [
        (.talk, .meeting, "Nói chuyện về học tập suốt đời"),
        (.broadcast, .loudspeaker, "Bài phát thanh về gia đình học tập"),
        (.event, .meeting, "Tuần lễ hưởng ứng học tập suốt đời"),
        (.material, .print, "Tờ rơi bộ tiêu chí gia đình học tập"),
        (.article, .press, "Gương dòng họ học tập tiêu biểu"), (.broadcast, .radio, "Chuyên mục Khuyến học"),
        (.campaign, .online, "Vận động đăng ký danh hiệu"),
    ]
    private static let audiences = [
        "Nhân dân trong khu dân cư", "Hội viên", "Học sinh, phụ huynh", "Cán bộ, công chức",
    ]

    private mutating func addPublicity(_ year: Int) {
        var random = random(2, year)
        for number in 0..<4 {
            let day = DemoTime.dayNumber(year, 2, 10) + number * 80 + random.below(30)
            let talk = random.pick(Self.talks, or: Self.talks[0])
            let turns = random.between(20, 400)
            let occasions = random.between(1, 12)
            let copies = random.between(100, 900)
            let audience = random.pick(Self.audiences, or: "")
            guard isAtWork(day) else { continue }
            communications.append(
                FilledCommunication(
                    id(.communication, on: day, year, number),
                    of: host.tenant,
                    Communication(
                        kind: talk.kind,
                        medium: talk.medium,
                        title: talk.title,
                        audience: audience,
                        partner: talk.medium == .press ? "Báo Gia Lai" : "",
                        heldOn: DemoTime.day(day),
                        occasions: occasions,
                        turns: talk.kind == .material ? nil : turns,
                        copies: talk.kind == .material ? copies : nil
                    )
                )
            )
        }
    }

    private mutating func addRoll() {
        let officers = host.isWard || host.leads ? Self.officersOfWard : 0
        let managers = host.isWard ? Self.managers : 0
        for number in 0..<(officers + managers) {
            var random = DemoRandom(seed: plan.seed, .programme, 3, host.number, number)
            let isOfficer = number < officers
            let name = DemoNames.next(
                random.chance(50) ? .female : .male,
                isOfMinority: random.chance(15),
                using: &random
            )
            roll.append(
                FilledRollPerson(
                    id(.rollPerson, on: host.from, 0, number),
                    of: host.tenant,
                    RollPerson(
                        audience: isOfficer ? .associationOfficer : .centreManager,
                        fullName: name.name,
                        position: isOfficer ? (number == 0 ? "Chủ tịch" : "Chi hội trưởng") : "Giám đốc, phó giám đốc",
                        from: DemoTime.day(host.from)
                    )
                )
            )
        }
    }

    private mutating func addTrainings(_ year: Int) {
        guard !roll.isEmpty else { return }
        for (number, audience) in [TrainingAudience.associationOfficer, .centreManager].enumerated() {
            var random = DemoRandom(seed: plan.seed, .programme, 4, host.number, number, year)
            let day = DemoTime.dayNumber(year, 5, 5) + random.below(90)
            let people = roll.filter { $0.record.audience == audience }
            guard isAtWork(day), !people.isEmpty else { continue }
            let training = FilledTraining(
                id(.training, on: day, year, number),
                of: host.tenant,
                Training(
                    audience: audience,
                    title: number == 0 ? "Nghiệp vụ công tác khuyến học" : "Quản lý trung tâm học tập cộng đồng",
                    isComputing: random.chance(25),
                    host: "Hội Khuyến học thành phố",
                    place: "Hội trường \(host.name)",
                    heldOn: DemoTime.day(day),
                    endsOn: DemoTime.day(day + 1),
                    hours: 16
                )
            )
            trainings.append(training)
            for person in people where random.chance(70) { trained.append(FilledTrainingPerson(training, person)) }
        }
    }

    private mutating func addGatherings(_ year: Int) {
        var random = random(5, year)
        let kinds: [(GatheringKind, String, Int, Int)] = [
            (.launch, "Lễ phát động phong trào học tập suốt đời", 3, 1), (.review, "Sơ kết sáu tháng", 7, 2),
            (.consultation, "Lấy ý kiến về bộ tiêu chí", 8, 10), (.workshop, "Hội thảo mô hình dòng họ học tập", 9, 20),
        ]
        for (number, kind) in kinds.enumerated() where host.leads || number < 2 {
            let day = DemoTime.dayNumber(year, kind.2, kind.3) + random.below(15)
            let people = random.between(30, 150)
            guard isAtWork(day) else { continue }
            gatherings.append(
                FilledGathering(
                    id(.gathering, on: day, year, number),
                    of: host.tenant,
                    Gathering(
                        kind: kind.0,
                        title: "\(kind.1) năm \(year)",
                        place: "Hội trường \(host.name)",
                        heldOn: DemoTime.day(day),
                        participants: people,
                        contributions: kind.0 == .consultation ? people / 4 : nil,
                        conclusions: "Thống nhất các nội dung đã trình bày."
                    )
                )
            )
        }
        guard host.leads || host.isWard else { return }
        inspect(year, using: &random)
    }

    private mutating func inspect(_ year: Int, using random: inout DemoRandom) {
        let day = DemoTime.dayNumber(year, 8, 5) + random.below(40)
        guard isAtWork(day) else { return }
        let inspection = FilledInspection(
            id(.inspection, on: day, year, 0),
            of: host.tenant,
            Inspection(
                title: "Kiểm tra việc xây dựng xã hội học tập năm \(year)",
                inspected: host.isWard
                    ? "Các tổ dân phố, thôn" : random.pick(others.filter(\.isWard).map(\.name), or: "Các phường"),
                leader: DemoNames.next(.male, isOfMinority: false, using: &random).name,
                heldOn: DemoTime.day(day),
                conclusions: "Thực hiện đúng kế hoạch; còn một số việc phải khắc phục."
            )
        )
        inspections.append(inspection)
        for (number, text) in ["Hồ sơ bình xét lưu chưa đầy đủ", "Trung tâm học tập cộng đồng mở ít chuyên đề"]
            .enumerated()
        {
            let due = day + 45
            let isDone = random.chance(80)
            findings.append(
                FilledFinding(
                    id(.finding, on: day, year, number),
                    of: inspection,
                    Finding(finding: text, measure: "Bổ sung trong quý IV", dueOn: DemoTime.day(due)),
                    doneOn: isDone && due - 5 <= plan.time.last ? DemoTime.day(due - 5) : nil
                )
            )
        }
    }

    private mutating func addReturns(_ year: Int) {
        for (number, period) in [ReturnPeriod.firstHalf, .year].enumerated() {
            var random = DemoRandom(seed: plan.seed, .programme, 7, host.number, number, year)
            guard !host.leads, let due = period.due(of: year)?.dayNumber else { continue }
            let sent = due - 8 + random.below(12)
            let begun = due - 20
            let isOld = year < plan.time.years.upperBound
            guard isAtWork(min(sent, begun)) || isAtWork(begun) else { continue }
            let isSent = isAtWork(sent)
            let lot = random.below(100)
            let state: ReturnState =
                !isSent
                ? .draft
                : isOld ? .locked : lot < 55 ? .approved : lot < 80 ? .submitted : lot < 90 ? .returned : .draft
            returns.append(
                FilledReturn(
                    id(.workReturn, on: begun, year, number),
                    of: host.tenant,
                    year: year,
                    period,
                    state,
                    sentOn: DemoTime.day(isSent ? sent : begun)
                )
            )
        }
    }
}
