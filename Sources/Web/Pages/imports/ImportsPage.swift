internal import Programme
internal import Store

/// `/imports`: the first step, choosing a file, and the imports that there were.
struct ImportsPage: Page {
    struct Row: Sendable {
        let path: String
        let fileName: String
        let day: String
        let who: String
        let state: String
    }

    static let template = "imports"
    static let path = "/imports"

    let rows: [Row]
    let hasRows: Bool
    let next: String?
    let notice: String?
    let problem: String?

    init(
        _ page: ImportPage,
        _ officers: [Officer],
        _ language: Language,
        notice: Phrase?,
        problem: Phrase?
    ) {
        let names = Dictionary(officers.map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
        rows = page.imports.map { stored in
            Row(
                path: "\(Self.path)/\(stored.id)",
                fileName: stored.fileName,
                day: Moment.text(stored.createdAt),
                who: names[stored.officer] ?? "?",
                state: ImportWords.state(stored.state).text(in: language)
            )
        }
        hasRows = !rows.isEmpty
        next = page.next.map { "\(Self.path)?after=\($0)" }
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    func title(in language: Language) -> String {
        Phrase("Nhập danh sách từ Excel", "Bring in a list from Excel").text(in: language)
    }
}
