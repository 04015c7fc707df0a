internal import Hummingbird
internal import Programme
internal import Store

/// What the first page does.
struct HomeActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let areas = try await desk.areas.history
        let facts = try await desk.database.read(officer.context) { tx in
            let words = try await ClassWords.read(tx, areas, request.language)
            var filter = ClassFilter(states: [.planned, .open, .running])
            filter.from = words.today
            var over = ClassFilter(states: [.open, .running])
            over.through = words.today.adding(days: -1)
            return HomePage.Facts(
                // the list has the latest first
                classes: try await tx.classes.list(filter, limit: Self.mostLookedAt).classes.suffix(Self.mostClasses),
                overdue: try await tx.classes.list(over, limit: Self.mostLookedAt).classes.filter {
                    $0.record.endsOn < words.today
                },
                words: words,
                memberCount: try await tx.members.count(MemberFilter()),
                branchCount: try await tx.branches.tree().branches.count,
                officerCount: try await tx.officers.list().count,
                hasDuplicates: try await Self.hasDuplicates(tx),
                work: try await tx.programme.hints(on: words.today)
            )
        }
        return desk.show(HomePage(facts, officer, request.language), request, officer, at: "/")
    }

    /// Classes on the first page; the others are a click away.
    private static let mostClasses = 5
    private static let mostLookedAt = 50

    /// Only the sure kind: the first page is shown often.
    private static func hasDuplicates(_ tx: TenantTransaction) async throws -> Bool {
        guard tx.context.role >= .editor else { return false }
        return try await !tx.duplicates.list(.citizenID, limit: 1).pairs.isEmpty
    }
}
