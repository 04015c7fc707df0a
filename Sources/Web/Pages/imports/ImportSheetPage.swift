internal import Intake
internal import Programme
internal import Store

/// `/imports/{id}`: the third and the fourth step. How far a run is; what came of the check; what was taken over.
struct ImportSheetPage: Page {
    struct Count: Sendable {
        let path: String
        let text: String
        let number: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let number: Int
        let who: String
        let outcome: String
        let problems: String?
        let differences: [Difference]
        let member: String?
    }

    struct Difference: Sendable {
        let heading: String
        let before: String
        let after: String
    }

    static let template = "imports/import"

    private let heading: Phrase
    let path: String
    let key = FormKey().text
    let version: Int
    let fileName: String
    let state: String
    let isRunning: Bool
    let progress: String?
    let isChecked: Bool
    let isCommitted: Bool
    let counts: [Count]
    let hasCounts: Bool
    let skipped: [String]
    let hasSkipped: Bool
    let newBranches: String?
    let rows: [Row]
    let hasRows: Bool
    let next: String?
    let hasProblems: Bool
    /// Everything can be taken.
    let mayTakeAll: Bool
    /// Some rows can be taken, others not.
    let mayTakeGood: Bool
    let good: String
    let nothingNew: Bool
    let mayDiscard: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { heading.text(in: language) }
}

/// What the page of an import is made of.
struct ImportSheet: Sendable {
    let detail: ImportDetail
    let progress: ImportProgress?
    let rows: ImportRowPage
    /// Which rows are shown.
    let outcome: ImportOutcome?
    let isBusy: Bool
    let words: MemberWords
}

extension ImportSheetPage {
    init(_ sheet: ImportSheet, notice: Phrase?, problem: Phrase?) {
        let (detail, language) = (sheet.detail, sheet.words.language)
        let state = detail.state
        self.path = "\(ImportsPage.path)/\(detail.id)"
        version = detail.version
        fileName = detail.stored.fileName
        self.state = ImportWords.state(state).text(in: language)
        isRunning = sheet.isBusy || state == .checking || state == .committing
        isChecked = state == .checked && !isRunning
        isCommitted = state == .committed
        heading =
            switch state {
            case .uploaded, .checking: Phrase("Bước 3: Kiểm tra", "Step 3: check")
            case .checked: Phrase("Bước 3: Kết quả kiểm tra", "Step 3: what the check found")
            case .committing: Phrase("Bước 4: Lấy vào", "Step 4: take over")
            case .committed: Phrase("Đã lấy danh sách vào", "The list is taken over")
            case .undone, .discarded: Phrase("Đợt nhập", "Import")
            }
        progress = sheet.progress.flatMap { Self.progress($0, language) }
        let summary = detail.summary
        counts = Self.counts(sheet, self.path)
        hasCounts = !counts.isEmpty && !isRunning
        skipped = (summary?.skipped ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
            "\(reason.message(in: language)): \(Number.text(count, in: language))"
        }
        hasSkipped = !skipped.isEmpty && !isRunning
        newBranches = summary.flatMap { $0.newBranches.isEmpty ? nil : $0.newBranches.joined(separator: ", ") }
        rows = isRunning ? [] : sheet.rows.rows.map { Row($0, sheet.words, isApplied: summary?.isApplied ?? false) }
        hasRows = !rows.isEmpty
        let path = "\(ImportsPage.path)/\(detail.id)"
        next = sheet.rows.next.map { "\(path)?outcome=\(sheet.outcome?.rawValue ?? "")&after=\($0)" }
        let bad = (summary?.count(.problem) ?? 0) + (summary?.count(.repeated) ?? 0)
        let fresh = (summary?.count(.new) ?? 0) + (summary?.count(.changed) ?? 0)
        hasProblems = bad > 0
        mayTakeAll = isChecked && bad == 0 && fresh > 0
        mayTakeGood = isChecked && bad > 0 && fresh > 0
        nothingNew = isChecked && fresh == 0
        good = Number.text(fresh, in: language)
        mayDiscard = (state == .uploaded || state == .checked) && !isRunning
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    private static func progress(_ progress: ImportProgress, _ language: Language) -> String? {
        let done = Number.text(progress.rowsDone, in: language)
        guard let expected = progress.rowsExpected, expected > 0 else {
            return Phrase("{0} dòng", "{0} rows").text(in: language, done)
        }
        return Phrase("{0} trong {1} dòng", "{0} of {1} rows").text(
            in: language,
            done,
            Number.text(expected, in: language)
        )
    }

    private static func counts(_ sheet: ImportSheet, _ path: String) -> [Count] {
        guard let summary = sheet.detail.summary else { return [] }
        let language = sheet.words.language
        return [ImportOutcome.problem, .repeated, .new, .changed, .same].compactMap { outcome in
            let count = summary.count(outcome)
            guard count > 0 else { return nil }
            return Count(
                path: "\(path)?outcome=\(outcome.rawValue)",
                text: ImportWords.outcome(outcome, isApplied: summary.isApplied).text(in: language),
                number: Number.text(count, in: language),
                isCurrent: outcome == sheet.outcome
            )
        }
    }
}

extension ImportSheetPage.Row {
    init(_ row: ImportRow, _ words: MemberWords, isApplied: Bool) {
        let language = words.language
        number = row.number
        outcome = ImportWords.outcome(row.outcome, isApplied: isApplied).text(in: language)
        problems = ImportWords.problems(row.problems, in: language)
        member = row.member.map { "/members/\($0)" }
        let before = row.before?.changes?.values ?? MemberRecord()
        let after = row.after?.changes?.values ?? MemberRecord()
        // A row that is known already names its member by the link alone.
        if let name = after.name?.full {
            who = [name, after.birthDate?.vietnamese].compactMap { $0 }.joined(separator: ", ")
        } else {
            who = member == nil ? "–" : Phrase("Mở hồ sơ", "Open the record").text(in: language)
        }
        differences =
            row.outcome != .changed
            ? []
            : (row.after?.fields ?? []).map { field in
                ImportSheetPage.Difference(
                    heading: MemberWords.heading(field, in: language),
                    before: words.value(field, of: before) ?? "–",
                    after: words.value(field, of: after) ?? "–"
                )
            }
    }
}
