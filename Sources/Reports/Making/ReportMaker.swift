internal import Foundation
package import Programme
package import Store

/// Makes official reports and gives them their signature: content first, then workbook, CSV and PDF out of it, all kept in one
/// transaction. A program that is killed on the way leaves nothing; the report is begun again when the time is over for which it
/// was held.
package struct ReportMaker: Sendable {
    /// What became of a report.
    package enum Outcome: Hashable, Sendable {
        /// Its files are kept.
        case made(OfficialReportState)
        /// It cannot be made; what to say stands in it.
        case failed(OfficialReportProblem, reason: String)
        /// Somebody else makes it, or it does not wait any more.
        case passed
    }

    /// How often it is said how far it is.
    private static let pulse: Duration = .seconds(5)

    let tenants: TenantDatabase
    let city: CityDatabase
    let printer: PDFRenderer
    let origin: String
    let folder: String

    /// A maker.
    ///
    /// - Parameters:
    ///   - tenants: behind a pool of `hoctap_server`'s.
    ///   - city: behind a pool of `hoctap_city`'s.
    ///   - printer: prints no more than one report at a time.
    ///   - origin: how people reach the server, `https://…`, for the line by which a report is verified.
    ///   - folder: where files are put while a report is made.
    package init(tenants: TenantDatabase, city: CityDatabase, printer: PDFRenderer, origin: String, folder: String) {
        self.tenants = tenants
        self.city = city
        self.printer = printer
        self.origin = origin
        self.folder = folder
    }

    /// The printer as reports need it: long lists, one at a time.
    package static func printer() -> PDFRenderer {
        var limits = PDFRenderer.Limits()
        limits.processes = 1
        limits.time = .seconds(120)
        return PDFRenderer(limits: limits)
    }

    /// Removes what a program left behind that was killed while it made a report.
    package func removeOldFiles() { ReportFolder.removeOld(in: folder) }

    /// Makes a report that waits, or gives it its signature.
    ///
    /// - Throws: `CancellationError`, after letting it go; `PostgresError` when the database cannot be reached.
    package func make(_ waiting: WaitingReport) async throws -> Outcome {
        let context = waiting.context
        guard let held = try await tenants.write(context, { try await $0.reports.hold(waiting.id) }) else {
            return .passed
        }
        do {
            return try await work(on: held, context)
        } catch OfficialReportError.lost, StoreError.refused(.reportState) {
            // removed meanwhile, or held by another: what was made here is not taken
            return .passed
        } catch {
            guard let problem = Self.problem(error) else {
                // in a task of its own: this one is cancelled, and may not ask the database any more
                let tenants = tenants
                try? await Task.detached { try await tenants.write(context) { try await $0.reports.letGo(held) } }.value
                throw error
            }
            try await tenants.write(context) { try await $0.reports.fail(held, problem) }
            return .failed(problem, reason: "\(error)")
        }
    }

    /// What to say of an error; nil for one that does not tell anything of the report.
    private static func problem(_ error: any Error) -> OfficialReportProblem? {
        switch error {
        case is CancellationError: nil
        case StoreError.notFound: .gone
        case OfficialReportError.notForTenant: .notForTenant
        case OfficialReportError.tooManyRows, OfficialReportError.tooLarge: .tooManyRows
        default: Task.isCancelled ? nil : .failed
        }
    }

    /// Does the work while another task says that it is alive; whichever ends first ends both.
    private func work(on held: HeldReport, _ context: TenantContext) async throws -> Outcome {
        let progress = ReportProgress()
        let tenants = tenants
        return try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask { try await write(held, context, progress) }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.pulse)
                    let isHeld = try await tenants.write(context) { tx in
                        try await tx.reports.renew(held, rowsDone: progress.rows)
                    }
                    if !isHeld { return nil }
                }
            }
            defer { group.cancelAll() }
            guard let outcome = try await group.next(), let outcome else { throw OfficialReportError.lost }
            return outcome
        }
    }

    private func write(_ held: HeldReport, _ context: TenantContext, _ progress: ReportProgress) async throws -> Outcome
    {
        let files = try ReportFolder(in: folder)
        defer { files.remove() }
        let content = files.file(.content)
        let collected =
            held.report.state == .signing
            ? try await sign(held.report, context, files, progress)
            : try await collect(held.report.subject, context, to: content, progress)
        let hash = collected.hash.map { String(format: "%02x", $0) }.joined()
        try OfficialWorkbook.write(contentAt: content, hash: hash, to: files.file(.xlsx))
        try OfficialText.write(contentAt: content, hash: hash, to: files.file(.csv))
        try await print(content, hash: hash, to: files.file(.pdf))
        let state: OfficialReportState = held.report.state == .signing ? .signed : .made
        try await tenants.write(context) { tx in
            try await tx.reports.keep(
                held,
                title: collected.title,
                issuer: collected.issuer,
                hash: collected.hash,
                rowsDone: collected.rows,
                try OfficialFile.allCases.compactMap { try files.source($0) }
            )
        }
        return .made(state)
    }

    private func collect(
        _ subject: ReportSubject,
        _ context: TenantContext,
        to content: String,
        _ progress: ReportProgress
    ) async throws -> ReportCollector.Outcome {
        var figures: CityReportFigures?
        if subject.form == .association, let year = subject.year, let period = subject.period,
            let time = ReportTime(period, of: year)
        {
            figures = try await CityReportFigures.read(city, time)
        }
        return try await tenants.snapshot(context) { tx in
            let collector = ReportCollector(
                tx: tx,
                path: content,
                progress: progress,
                today: .inVietnam(),
                city: figures
            )
            return try await collector.collect(subject)
        }
    }

    /// The draft's own content with the signature in its head: what was looked at is what is signed, whatever the rows are now.
    private func sign(
        _ report: StoredReport,
        _ context: TenantContext,
        _ files: ReportFolder,
        _ progress: ReportProgress
    ) async throws -> ReportCollector.Outcome {
        guard let signature = report.signature, let code = report.code else { throw OfficialReportError.unreadable }
        try await fetch(report.id, context, to: files.draft)
        let reader = try OfficialContentReader(path: files.draft)
        guard case .head(let draft)? = try reader.next() else { throw OfficialReportError.unreadable }
        let head = draft.signed(signature, verification: "\(origin)/v/\(code.text)")
        let writer = try OfficialContentWriter(path: files.file(.content), head)
        while let line = try reader.next() {
            switch line {
            case .head: throw OfficialReportError.unreadable
            case .table(let table): try writer.begin(table)
            case .row(let row): try writer.append(row)
            }
        }
        progress.set(writer.rows)
        return ReportCollector.Outcome(
            title: report.title,
            issuer: report.issuer,
            hash: try writer.finish(),
            rows: writer.rows
        )
    }

    private func fetch(_ id: ReportID, _ context: TenantContext, to path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw OfficialReportError.unwritable }
        defer { try? file.close() }
        try await tenants.read(context) { tx in
            var ordinal = 0
            while let piece = try await tx.reports.part(ordinal, of: id, .content) {
                try file.write(contentsOf: piece)
                ordinal += 1
            }
        }
    }

    /// Prints the report where it can be printed: without WeasyPrint, or with too many rows, there is no PDF.
    private func print(_ content: String, hash: String, to path: String) async throws {
        guard PDFRenderer.isInstalled, let page = try OfficialPage.make(contentAt: content, hash: hash) else { return }
        do {
            let bytes = try await printer.render(html: page.html, style: page.style)
            guard
                FileManager.default.createFile(
                    atPath: path,
                    contents: Data(bytes),
                    attributes: [.posixPermissions: 0o600]
                )
            else { throw OfficialReportError.unwritable }
        } catch PDFRenderer.Refusal.notInstalled, PDFRenderer.Refusal.tooLarge {
            return
        }
    }
}
