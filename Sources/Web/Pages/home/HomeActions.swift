internal import Hummingbird
internal import Programme
internal import Reports
internal import Store

/// What the first page does.
struct HomeActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let areas = try await desk.areas.history
        let facts = try await desk.database.read(officer.context) { tx in
            let words = try await ClassWords.read(tx, areas, request.language)
            let isWard = try await tx.tenants.own.kind == .ward
            var filter = ClassFilter(states: [.planned, .open, .running])
            filter.from = words.today
            var over = ClassFilter(states: [.open, .running])
            over.through = words.today.adding(days: -1)
            let tree = try await tx.branches.tree()
            return HomeFacts(
                // the list has the latest first
                classes: try await tx.classes.list(filter, limit: Self.mostLookedAt).classes.suffix(Self.mostClasses),
                overdue: try await tx.classes.list(over, limit: Self.mostLookedAt).classes.filter {
                    $0.record.endsOn < words.today
                },
                hasAnyClass: try await !tx.classes.list(ClassFilter(), limit: 1).classes.isEmpty,
                words: words,
                memberCount: try await tx.members.count(MemberFilter()),
                branchCount: tree.branches.count,
                officerCount: try await tx.officers.list().count,
                hasDuplicates: try await Self.hasDuplicates(tx),
                work: try await tx.programme.hints(on: words.today),
                figures: isWard ? nil : try await Self.figures(tx, tree, words),
                titles: isWard ? try await Self.titles(tx, areas, request.language) : nil
            )
        }
        return desk.show(HomePage(facts, officer, request.language), request, officer, at: "/")
    }

    /// A table of a ward's titles as a file.
    func downloadTitles(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        guard let form = ReportForm(rawValue: request.place("form")) else { throw Problem(.notFound) }
        let areas = try await desk.areas.history
        let facts = try await desk.database.read(officer.context) { try await Self.titles($0, areas, request.language) }
        guard let table = HomeBoard(facts).tables.first(where: { $0.key == request.place("table") }) else {
            throw Problem(.notFound)
        }
        let file = HandedFile(name: "danh-hieu-\(table.key).\(form.rawValue)", in: folder)
        defer { file.remove() }
        let note = Phrase("Tính ngày {0}.", "As of {0}.").text(in: request.language, facts.words.today.vietnamese)
        try table.report(notes: [note]).write(as: form, to: file.path)
        return try file.response()
    }

    /// Classes on the first page; the others are a click away.
    private static let mostClasses = 5
    private static let mostLookedAt = 50

    private static func figures(
        _ tx: TenantTransaction,
        _ branches: BranchTree,
        _ words: ClassWords
    ) async throws -> FigureTables {
        FigureTables(
            figures: try await tx.figures.year(words.today.year),
            branches: branches,
            language: words.language
        )
    }

    private static func titles(
        _ tx: TenantTransaction,
        _ areas: AreaHistory,
        _ language: Language
    ) async throws -> WardBoardFacts {
        let words = try await TitleWords.read(tx, areas, language)
        return WardBoardFacts(
            year: try await tx.registrations.ward(in: words.today.year),
            deadlines: try await tx.registrations.deadlines(in: words.today.year),
            words: words
        )
    }

    /// Only the sure kind: the first page is shown often.
    private static func hasDuplicates(_ tx: TenantTransaction) async throws -> Bool {
        guard tx.context.role >= .editor else { return false }
        return try await !tx.duplicates.list(.citizenID, limit: 1).pairs.isEmpty
    }
}
