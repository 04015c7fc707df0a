import Foundation
import Programme
import Store

/// What one ward of a demo did about titles in one year, from the registrations to the decisions: what is written in one
/// transaction.
struct DemoTitleYear: Sendable {
    private(set) var registrations: [FilledRegistration] = []
    private(set) var scores: [FilledScore] = []
    private(set) var evidence: [FilledEvidence] = []
    private(set) var reviews: [FilledReview] = []
    private(set) var votes: [FilledReviewVote] = []
    private(set) var proposals: [FilledProposal] = []
    private(set) var proposalLines: [FilledProposalLine] = []
    private(set) var decisions: [FilledDecision] = []
    private(set) var decisionLines: [FilledDecisionLine] = []
    private(set) var appeals: [FilledAppeal] = []

    let ward: DemoWard
    let year: Int
    private let titles: DemoTitles
    private let signatory: String
    private var serial = 0

    /// A list: what is dealt with in one meeting and one decision.
    struct List: Sendable {
        let kind: SubjectKind
        let home: Int
        /// From 1; 0 for all hamlets of a home.
        let hamlet: Int
        let area: AreaID
        let place: String
        var entries: [Entry] = []
    }

    /// Something on a list.
    struct Entry: Sendable {
        let key: DemoTitleFate.Key
        let subject: FilledSubject
        var hasChildren = true
        var shares: [String: TitleShare] = [:]
        let wasRecognised: Bool
    }

    /// One that was scored.
    struct Scored: Sendable {
        /// Among the registrations.
        let place: Int
        let fate: DemoTitleFate
        let level: Int

        var isPassed: Bool { level > 0 && fate.isLiked }
    }

    init(_ ward: DemoWard, _ year: Int, _ titles: DemoTitles) throws {
        (self.ward, self.year, self.titles) = (ward, year, titles)
        var random = DemoRandom(seed: titles.plan.seed, .title, 300, ward.number, year)
        signatory = DemoNames.next(random.chance(35) ? .female : .male, isOfMinority: false, using: &random).name
        for home in titles.plan.homes {
            guard let era = titles.era(of: home.number, in: year), era.ward == ward.number else { continue }
            for list in titles.lists(of: era, in: year) { try add(list, era) }
        }
    }

    /// The last number of a certificate in the year.
    var serials: [FilledCertificateSerial] {
        serial > 0 ? [FilledCertificateSerial(tenant, year: year, last: serial)] : []
    }

    private var plan: DemoPlan { titles.plan }
    private var tenant: TenantID { ward.tenant(in: plan) }

    private mutating func add(_ list: List, _ era: DemoEra) throws {
        let title = try titles.title(for: list.kind)
        let days = titles.days(list.kind, list.home, hamlet: list.hamlet, in: year)
        var scored: [Scored] = []
        for entry in list.entries {
            let fate = DemoTitleFate(entry.key, in: year, of: plan)
            let day = titles.registrationDay(entry.key, in: year, era)
            guard fate.registers, day <= plan.time.last else { continue }
            var registration = FilledRegistration(
                id(.registration, on: day, entry.key.number, list),
                of: entry.subject,
                for: title.type.id,
                year: year,
                on: DemoTime.day(day)
            )
            registration.kind = entry.wasRecognised ? .renewed : .new
            if fate.withdraws {
                (registration.state, registration.remark) = (.withdrawn, "Gia đình, đơn vị xin rút đăng ký")
            } else if days.scored <= plan.time.last {
                let answers = fate.answers(
                    to: title.criteria.set,
                    hasChildren: entry.hasChildren,
                    shares: entry.shares
                )
                let result = try titles.result(
                    answers,
                    title,
                    entry.key,
                    hasChildren: entry.hasChildren,
                    shares: entry.shares
                )
                registration.state = .scored
                registration.score = (title.criteria.id, result)
                scored.append(Scored(place: registrations.count, fate: fate, level: result.level))
                score(registration, answers, title)
            }
            registrations.append(registration)
        }
        prove(scored, list, on: days.scored)
        if !scored.isEmpty, days.reviewed <= plan.time.last { review(scored, list, title, days) }
        if !scored.isEmpty, days.proposed <= plan.time.last { propose(scored, list, title, days) }
        if !scored.isEmpty, days.decided <= plan.time.last { decide(scored, list, title, days, era) }
    }

    private mutating func score(
        _ registration: FilledRegistration,
        _ answers: [String: CriteriaAnswer],
        _ title: DemoTitles.Kind
    ) {
        for (code, answer) in answers.sorted(by: { $0.key < $1.key }) {
            guard let item = title.criteria.itemIDs[code] else { continue }
            let remark = answer == .notApplicable ? "Không có đối tượng để chấm" : ""
            scores.append(FilledScore(registration, item, answer, remark: remark))
        }
    }

    /// The first of a list has a file that proves something, in the last two years.
    private mutating func prove(_ scored: [Scored], _ list: List, on day: Int) {
        guard let first = scored.first, year >= plan.time.years.upperBound - 1 else { return }
        let registration = registrations[first.place]
        evidence.append(
            FilledEvidence(
                id(.evidence, on: day, 0, list),
                of: registration,
                name: "phieu-tu-cham-\(year).pdf",
                pdf: DemoEvidence.pdf("Minh chung trinh dien \(year): \(list.home + 1)-\(list.hamlet)"),
                addedAt: DemoTime.day(day).startInVietnam
            )
        )
    }

    private mutating func review(_ scored: [Scored], _ list: List, _ title: DemoTitles.Kind, _ days: DemoTitles.Days) {
        var random = random(1, list)
        let present = random.between(25, 70)
        let review = FilledReview(
            id(.review, on: days.reviewed, 0, list),
            of: tenant,
            ReviewRecord(
                area: list.area,
                heldOn: DemoTime.day(days.reviewed),
                place: list.place,
                chair: DemoNames.next(.male, isOfMinority: false, using: &random).name,
                secretary: DemoNames.next(.female, isOfMinority: false, using: &random).name,
                present: present,
                minutes: "Họp bình xét \(title.type.vietnamese) năm \(year). Có mặt \(present) người."
            ),
            title: title.type.id,
            year: year
        )
        reviews.append(review)
        for one in scored {
            let against = one.isPassed ? random.below(present / 5) : present - random.below(present / 4)
            let abstained = one.isPassed ? random.below(3) : 0
            votes.append(
                FilledReviewVote(
                    review,
                    on: registrations[one.place].id,
                    yes: present - against - abstained,
                    no: against
                )
            )
            registrations[one.place].state = .reviewed
            registrations[one.place].updatedAt = DemoTime.day(days.reviewed).startInVietnam
        }
    }

    private mutating func propose(
        _ scored: [Scored],
        _ list: List,
        _ title: DemoTitles.Kind,
        _ days: DemoTitles.Days
    ) {
        let proposal = FilledProposal(
            id(.proposal, on: days.proposed, 0, list),
            of: tenant,
            ProposalRecord(
                number: "\(proposals.count + 1)/TTr-HKH",
                proposedOn: DemoTime.day(days.proposed),
                proposer: "Hội Khuyến học \(ward.title)"
            ),
            title: title.type.id,
            year: year
        )
        proposals.append(proposal)
        for one in scored {
            let refusal = one.isPassed ? nil : Self.reason(one)
            proposalLines.append(FilledProposalLine(proposal, registrations[one.place].id, refusal: refusal))
            registrations[one.place].state = .proposed
            registrations[one.place].updatedAt = DemoTime.day(days.proposed).startInVietnam
        }
    }

    private mutating func decide(
        _ scored: [Scored],
        _ list: List,
        _ title: DemoTitles.Kind,
        _ days: DemoTitles.Days,
        _ era: DemoEra
    ) {
        var random = random(2, list)
        let recognised = scored.filter(\.isPassed)
        let refused = scored.filter { !$0.isPassed }
        var revoked: [(place: Int, FilledDecisionLine.Certificate)] = []
        if !recognised.isEmpty {
            let decision = decision(.recognition, 0, list, title, on: days.decided)
            let months = title.criteria.set.levels.first?.validityMonths ?? title.type.validityMonths
            let term = TitleTerm(decidedOn: DemoTime.day(days.decided), year: year, months: months)
            for one in recognised {
                guard let code = random.certificateCode() else { continue }
                serial += 1
                let number = CertificateNumber(tenantKey: ward.key, year: year, serial: serial)
                let certificate = FilledDecisionLine.Certificate(number, code, level: one.level, term)
                settle(one, by: decision, .recognised, certificate, on: days.decided)
                if one.fate.isRevoked { revoked.append((one.place, certificate)) }
            }
        }
        if !refused.isEmpty {
            let decision = decision(.refusal, 1, list, title, on: days.decided)
            for one in refused {
                settle(one, by: decision, .refused, reason: Self.reason(one), nil, on: days.decided)
            }
            appeal(refused, list, after: days.decided)
        }
        guard !revoked.isEmpty, let day = titles.revocationDay(in: year, era) else { return }
        let decision = decision(.revocation, 2, list, title, on: day)
        for (place, certificate) in revoked {
            decisionLines.append(
                FilledDecisionLine(
                    decision,
                    of: registrations[place],
                    .revoked,
                    reason: "Vi phạm pháp luật, không còn đủ điều kiện",
                    certificate
                )
            )
            registrations[place].state = .revoked
            registrations[place].updatedAt = DemoTime.day(day).startInVietnam
        }
    }

    private mutating func settle(
        _ one: Scored,
        by decision: FilledDecision,
        _ outcome: DecisionOutcome,
        reason: String = "",
        _ certificate: FilledDecisionLine.Certificate?,
        on day: Int
    ) {
        decisionLines.append(
            FilledDecisionLine(decision, of: registrations[one.place], outcome, reason: reason, certificate)
        )
        registrations[one.place].state = outcome.state
        registrations[one.place].updatedAt = DemoTime.day(day).startInVietnam
    }

    /// In the last year the first who was refused in a hamlet appeals, in some of them, and nobody has decided yet.
    private mutating func appeal(_ refused: [Scored], _ list: List, after day: Int) {
        var random = random(3, list)
        guard let first = refused.first, year == plan.time.years.upperBound, day + 10 <= plan.time.last,
            random.chance(50)
        else { return }
        appeals.append(
            FilledAppeal(
                id(.appeal, on: day + 10, 0, list),
                against: registrations[first.place],
                on: DemoTime.day(day + 10),
                grounds: "Đề nghị xem xét lại điểm tiêu chí việc học của người lớn"
            )
        )
        registrations[first.place].state = .appealed
    }

    private mutating func decision(
        _ kind: DecisionKind,
        _ number: Int,
        _ list: List,
        _ title: DemoTitles.Kind,
        on day: Int
    ) -> FilledDecision {
        let text = kind == .revocation ? "TH-\(year)-\(decisions.count + 1)/QĐ-UBND" : "\(decisions.count + 1)/QĐ-UBND"
        let decision = FilledDecision(
            id(.decision, on: day, number, list),
            of: tenant,
            DecisionRecord(kind, number: text, decidedOn: DemoTime.day(day), signatory: signatory),
            issuer: ward.title,
            title: title.type,
            year: year
        )
        decisions.append(decision)
        return decision
    }

    private static func reason(_ one: Scored) -> String {
        one.level > 0 ? "Không được hội nghị bình xét thông qua" : "Chưa đạt điểm theo bộ tiêu chí"
    }

    private func random(_ purpose: Int, _ list: List) -> DemoRandom {
        let kind = SubjectKind.allCases.firstIndex(of: list.kind) ?? 0
        return DemoRandom(seed: plan.seed, .title, 400 + purpose, kind, list.home, list.hamlet, year)
    }

    private func id<Subject>(_ kind: DemoIdentity.Kind, on day: Int, _ number: Int, _ list: List) -> Identity<Subject> {
        let place = SubjectKind.allCases.firstIndex(of: list.kind) ?? 0
        let moment = DemoTime.day(day).startInVietnam
        return plan.identity.make(kind, at: moment, place, list.home, list.hamlet, year, number)
    }
}
