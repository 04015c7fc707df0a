internal import Hummingbird
internal import Programme
internal import Store

/// What the first page does.
struct HomeActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let facts = try await desk.database.read(officer.context) { tx in
            HomePage.Facts(
                memberCount: try await tx.members.count(MemberFilter()),
                branchCount: try await tx.branches.tree().branches.count,
                officerCount: try await tx.officers.list().count,
                hasDuplicates: try await Self.hasDuplicates(tx)
            )
        }
        return desk.show(HomePage(facts, officer, request.language), request, officer, at: "/")
    }

    /// Only the sure kind: the first page is shown often.
    private static func hasDuplicates(_ tx: TenantTransaction) async throws -> Bool {
        guard tx.context.role >= .editor else { return false }
        return try await !tx.duplicates.list(.citizenID, limit: 1).pairs.isEmpty
    }
}
