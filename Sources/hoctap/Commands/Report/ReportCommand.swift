import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap report`: official reports of a tenant. They are made by `hoctap serve`, whoever asks for them.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "List a tenant's official reports, ask for one, and write its files out.",
        discussion: """
            Reports are made as drafts by the server (hoctap serve) and signed on its pages. Forms: association, ward, \
            organisation (of a year or its first half); centre_activity (of a centre, too); title_decision and learning_record.

            Examples:
              hoctap report list phu-nu
              hoctap report make phu-nu --officer lan --form organisation --year 2026 --period year --wait
              hoctap report make hoi-phu --officer minh --form title_decision --about 0192f0c1-...
              hoctap report file phu-nu 0192f0c1-... --kind pdf --to bao-cao.pdf
            """,
        subcommands: [ReportListCommand.self, ReportMakeCommand.self, ReportFileCommand.self]
    )
}

/// `hoctap report list`.
struct ReportListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List a tenant's reports.")

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "report list") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { tx in
                try await tx.reports.list().map { ReportDocument($0) }
            }
        }
        try options.output.print(documents, text: ReportDocument.table(documents))
    }
}

/// `hoctap report make`.
struct ReportMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Ask for a report; the server makes it as a draft."
    )

    @OptionGroup var access: ImportAccess
    @Option(help: "Which form; see hoctap report --help.")
    var form: String
    @Option(help: "Of which year.")
    var year: Int?
    @Option(help: "first_half or year.")
    var period: String?
    @Option(help: "The identity of the decision, centre or member, for forms about one.")
    var about: String?
    @Flag(help: "Wait until it is made, and say how far it is.")
    var wait = false
    @OptionGroup var options: OperatorOptions

    /// For how long `--wait` waits: longer than the server takes for any report.
    private static let longestWait: Duration = .seconds(900)

    func validate() throws {
        guard OfficialForm(rawValue: form) != nil else {
            throw ValidationError("--form is one of \(OfficialForm.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard period == nil || period.flatMap(ReturnPeriod.init(rawValue:)) != nil else {
            throw ValidationError("--period is first_half or year")
        }
    }

    func run() async throws {
        let showsProgress = StandardError.isTerminal && !options.output.json
        let document = try await OperatorDatabase.use(options.run, command: "report make") { database in
            let desk = try await access.desk(database)
            let id = try await ask(desk)
            let deadline = ContinuousClock.now + Self.longestWait
            while wait, ContinuousClock.now < deadline {
                let (report, files) = try await desk.tenants.read(desk.context) { try await $0.reports.find(id) }
                if !report.state.isBusy { return ReportDocument(report, files) }
                if showsProgress {
                    StandardError.write("\r\(report.state.rawValue): \(report.rowsDone) rows   ")
                }
                try await Task.sleep(for: .milliseconds(500))
            }
            let (report, files) = try await desk.tenants.read(desk.context) { try await $0.reports.find(id) }
            return ReportDocument(report, files)
        }
        if wait, showsProgress { StandardError.write("\r\u{1B}[K") }
        try options.output.print(document, text: document.text)
        if wait, document.problem != nil || OfficialReportState(rawValue: document.state)?.isBusy != false {
            throw ExitCode(ExitReason.negative.rawValue)
        }
    }

    private func ask(_ desk: ImportAccess.Desk) async throws -> ReportID {
        let subject = ReportSubject(
            OfficialForm(rawValue: form) ?? .organisation,
            year: year,
            period: period.flatMap(ReturnPeriod.init(rawValue:)),
            about: try about.map { try Identity<Never>(typed: $0, "record").uuid }
        )
        do {
            return try await desk.tenants.write(desk.context) { try await $0.reports.ask(subject) }
        } catch StoreError.refused(.reportSubject) {
            throw CommandFailure(
                .badData,
                "form \(form) needs \(subject.form.hasPeriod ? "--year and --period of a time that has begun" : "no time")"
                    + (subject.form.about == nil ? "" : " and --about")
            )
        } catch StoreError.refused(.reportsTooMany) {
            throw CommandFailure(.temporary, "too many reports wait; is hoctap serve running?")
        }
    }
}

/// `hoctap report file`.
struct ReportFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Write a file of a report out, byte by byte as it is kept."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: ArgumentHelp("The report's identity, as hoctap report list prints it.", valueName: "report"))
    var report: String
    @Option(help: "xlsx, pdf, csv or jsonl (the content that is hashed).")
    var kind = OfficialFile.xlsx.rawValue
    @Option(help: ArgumentHelp("Where to; must not be there yet.", valueName: "file"))
    var to: String
    @OptionGroup var options: OperatorOptions

    /// What was written.
    private struct Document: Encodable {
        let file: String
        let sizeBytes: Int
        let sha256: String
    }

    func validate() throws {
        guard OfficialFile(rawValue: kind) != nil else {
            throw ValidationError("--kind is one of \(OfficialFile.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    func run() async throws {
        let id = try ReportID(typed: report, "report")
        let kind = OfficialFile(rawValue: kind) ?? .xlsx
        guard !TextFile.exists(to) else { throw CommandFailure(.badData, "\(to) is there already") }
        let document = try await OperatorDatabase.use(options.run, command: "report file") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { tx in
                let files = try await tx.reports.find(id).files
                guard let file = files.first(where: { $0.kind == kind }) else {
                    throw CommandFailure(.badData, "the report has no file \(kind.rawValue)")
                }
                guard
                    FileManager.default.createFile(
                        atPath: to,
                        contents: nil,
                        attributes: [.posixPermissions: 0o600]
                    ), let handle = FileHandle(forWritingAtPath: to)
                else { throw CommandFailure(.badData, "\(to) cannot be written") }
                defer { try? handle.close() }
                var ordinal = 0
                while let piece = try await tx.reports.part(ordinal, of: id, kind) {
                    try handle.write(contentsOf: piece)
                    ordinal += 1
                }
                return Document(file: to, sizeBytes: file.sizeBytes, sha256: file.sha256)
            }
        }
        try options.output.print(document, text: "\(document.file): \(document.sizeBytes) bytes, \(document.sha256)\n")
    }
}
