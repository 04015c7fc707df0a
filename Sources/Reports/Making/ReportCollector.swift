import Programme
import Store
import Synchronization

/// How many rows are written, for whoever looks on.
final class ReportProgress: Sendable {
    private let written = Atomic(0)

    /// Rows so far.
    var rows: Int { written.load(ordering: .relaxed) }

    /// Says that there are so many.
    func set(_ rows: Int) { written.store(rows, ordering: .relaxed) }
}

/// Writes the content of a report from what the tenant has, in one transaction that sees one moment.
struct ReportCollector {
    /// What stands above the report, and who issues it.
    struct Outcome {
        let title: String
        let issuer: String
        let hash: [UInt8]
        let rows: Int
    }

    let tx: TenantTransaction
    /// Where the content is written to.
    let path: String
    let progress: ReportProgress
    let today: CalendarDay
    /// What the city's role was told, for the association's report alone.
    let city: CityReportFigures?

    /// Collects what a report is to say.
    ///
    /// - Throws: `OfficialReportError`, `StoreError.notFound`, `PostgresError`.
    func collect(_ subject: ReportSubject) async throws -> Outcome {
        let own = try await tx.tenants.own
        let place = try await placeName(own)
        switch subject.form {
        case .ward, .organisation: return try await tenant(subject, own, place)
        case .titleDecision: return try await decision(subject, own, place)
        case .centreActivity: return try await centre(subject, own, place)
        case .learningRecord: return try await record(subject, own, place)
        case .association: return try await association(subject, own)
        }
    }

    private func placeName(_ own: Tenant) async throws -> String? {
        guard let area = own.area else { return nil }
        return try await tx.reportFigures.areaName(area)
    }

    private func finish(_ writer: OfficialContentWriter, _ head: OfficialHead, _ own: Tenant) throws -> Outcome {
        let hash = try writer.finish()
        progress.set(writer.rows)
        // the list of reports shows it, so that it must not be longer than the column takes
        return Outcome(title: String(head.heading.prefix(500)), issuer: own.name, hash: hash, rows: writer.rows)
    }

    // MARK: Wards and organisations

    private func tenant(_ subject: ReportSubject, _ own: Tenant, _ place: String?) async throws -> Outcome {
        let isWard = subject.form == .ward
        guard (own.kind == .ward) == isWard else { throw OfficialReportError.notForTenant }
        guard let year = subject.year, let period = subject.period, let time = ReportTime(period, of: year) else {
            throw StoreError.notFound
        }
        let sent = try await tx.returns.list().first { $0.year == year && $0.period == period && $0.state != .draft }
        var report = TenantReport(
            kind: own.kind,
            name: own.name,
            place: place,
            time: time,
            figures: try await figures(time, sent),
            countedOn: today,
            sentOn: sent?.submittedAt.map { CalendarDay.inVietnam(at: $0) }
        )
        if isWard, let ward = own.area { try await addTitles(to: &report, ward: ward) }
        let writer = try OfficialContentWriter(path: path, report.head)
        try report.write(to: writer)
        return try finish(writer, report.head, own)
    }

    /// What was sent to the association stands in the report as it was sent; before, it is counted.
    private func figures(_ time: ReportTime, _ sent: StoredReturn?) async throws -> [String: Int] {
        if let sent { return sent.figures }
        return try await tx.reportFigures.figures(time.first, time.last)
    }

    private func addTitles(to report: inout TenantReport, ward: AreaID) async throws {
        let time = report.time
        let types = try await tx.criteria.titles().filter { $0.isGiven(in: time.year) && $0.holder.subjectKind != nil }
        let counts = try await tx.reportFigures.titles(year: time.year, by: time.last)
        let totals = try await tx.denominators.list(year: time.year).map(\.stored.record)
        let shown = types.filter { type in
            counts.contains { $0.title == type.id }
                || totals.contains { $0.kind.subjectKind == type.holder.subjectKind }
        }
        report.titles = shown.map { type in
            let total = totals.first { $0.area == ward && $0.kind.subjectKind == type.holder.subjectKind }?.total
            return .init(type.vietnamese, Self.sum(counts.filter { $0.title == type.id }, total: total))
        }
        var areas: [(id: AreaID, name: String)] = []
        for count in counts where !areas.contains(where: { $0.id == count.area }) {
            areas.append((count.area, count.areaName))
        }
        report.hamlets = areas.map { area in
            .init(
                area.name,
                shown.map { type in
                    Self.sum(counts.filter { $0.title == type.id && $0.area == area.id }, total: nil)
                }
            )
        }
    }

    private static func sum(_ counts: [TitleAreaCount], total: Int?) -> RecognitionFigures {
        let new = counts.reduce(0) { $0 + $1.registeredNew }
        let renewed = counts.reduce(0) { $0 + $1.registeredRenewed }
        return RecognitionFigures(
            total: total,
            registered: new + renewed,
            registeredNew: new,
            registeredRenewed: renewed,
            recognised: counts.reduce(0) { $0 + $1.recognised }
        )
    }

    // MARK: Lists

    private func decision(_ subject: ReportSubject, _ own: Tenant, _ place: String?) async throws -> Outcome {
        guard own.kind == .ward else { throw OfficialReportError.notForTenant }
        guard let about = subject.about else { throw StoreError.notFound }
        let decision = try await tx.reportFigures.decision(DecisionID(uuid: about))
        let title = try await tx.criteria.title(decision.title)
        var corrected: StoredDecision?
        if let before = decision.record.supersedes { corrected = try await tx.reportFigures.decision(before) }
        let head = TitleDecisionReport.head(
            decision,
            title: title.vietnamese,
            legalBasis: title.legalBasis,
            place: place,
            corrected: corrected,
            today: today
        )
        let writer = try OfficialContentWriter(path: path, head)
        try writer.begin(TitleDecisionReport.table)
        var after: DecisionListLine?
        while true {
            let lines = try await tx.reportFigures.decisionLines(of: decision.id, after: after)
            for line in lines { try writer.append(TitleDecisionReport.row(writer.rows + 1, line)) }
            progress.set(writer.rows)
            try Task.checkCancellation()
            guard lines.count == ReportFigureRepository.page else { break }
            after = lines.last
        }
        return try finish(writer, head, own)
    }

    private func centre(_ subject: ReportSubject, _ own: Tenant, _ place: String?) async throws -> Outcome {
        guard let about = subject.about, let year = subject.year, let period = subject.period,
            let time = ReportTime(period, of: year)
        else { throw StoreError.notFound }
        let centre = try await tx.centres.find(CentreID(uuid: about)).centre
        let ward = try await tx.reportFigures.areaName(centre.record.area)
        let head = CentreActivityReport.head(
            centre: centre.record.name,
            tenant: own.name,
            place: ward ?? place,
            time: time,
            today: today
        )
        let writer = try OfficialContentWriter(path: path, head)
        try writer.begin(CentreActivityReport.table)
        var sums = CentreActivityReport.Sums()
        var after: CentreClassLine?
        while true {
            let lines = try await tx.reportFigures.classes(at: centre.id, time.first, time.last, after: after)
            for line in lines {
                sums.add(line)
                try writer.append(CentreActivityReport.row(sums.classes, line))
            }
            progress.set(writer.rows)
            try Task.checkCancellation()
            guard lines.count == ReportFigureRepository.page else { break }
            after = lines.last
        }
        try writer.append(CentreActivityReport.total(sums))
        return try finish(writer, head, own)
    }

    private func record(_ subject: ReportSubject, _ own: Tenant, _ place: String?) async throws -> Outcome {
        guard let about = subject.about else { throw StoreError.notFound }
        let id = MemberID(uuid: about)
        let member = try await tx.members.find(id)
        let history = try await tx.learning.find(id)
        let head = LearningRecordReport.head(
            member: member.record.name?.full ?? "",
            birth: member.record.birthDate?.vietnamese,
            tenant: own.name,
            place: place,
            today: today
        )
        let writer = try OfficialContentWriter(path: path, head)
        try writer.begin(LearningRecordReport.table)
        for (index, entry) in history.entries.enumerated() {
            try writer.append(LearningRecordReport.row(index + 1, entry))
        }
        try writer.append(LearningRecordReport.total(history))
        return try finish(writer, head, own)
    }

    // MARK: The association

    private func association(_ subject: ReportSubject, _ own: Tenant) async throws -> Outcome {
        guard try await tx.programme.isLead, let city else { throw OfficialReportError.notForTenant }
        guard let year = subject.year, let period = subject.period, let time = ReportTime(period, of: year) else {
            throw StoreError.notFound
        }
        let received = try await tx.returns.received(in: year).filter { $0.period == period }
        let report = AssociationReport(name: own.name, time: time, city: city, returns: received, countedOn: today)
        let writer = try OfficialContentWriter(path: path, report.head)
        try report.write(to: writer)
        return try finish(writer, report.head, own)
    }
}
