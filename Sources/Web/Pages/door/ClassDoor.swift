internal import Programme
package import Store

/// The door of classes, for the page and for programs: how often anybody may knock, and what is told. One for the process, so
/// that both count together.
package struct ClassDoor: Sendable {
    /// One network address. A class of sixty comes in at once over the centre's own line.
    private static let sourceLimit = RateLimit(burst: 60, interval: .seconds(2))
    /// One code, from wherever: what a large hall types in a minute.
    private static let codeLimit = RateLimit(burst: 120, interval: .milliseconds(500))

    private let database: DoorDatabase
    private let sources: RateLimiter<NetworkAddress>
    private let codes: RateLimiter<String>

    /// The door of this database.
    package init(_ database: DoorDatabase) {
        self.database = database
        sources = RateLimiter(Self.sourceLimit)
        codes = RateLimiter(Self.codeLimit)
    }

    /// Whether somebody stands in the register now. Why not, is not told: a wrong code, number or year, a code that has ended and
    /// one that was typed in vain too often are one and the same.
    ///
    /// - Parameter entry: nil for what no code, number or year can be.
    /// - Throws: `Problem.tooManyRequests`, `PostgresError`.
    func enter(_ entry: DoorEntry?, _ request: WebRequest) async throws -> Bool {
        if let client = request.client, let wait = sources.take(client.network) { throw Self.tooMany(wait) }
        guard let entry else { return false }
        if let wait = codes.take(entry.code) { throw Self.tooMany(wait) }
        return try await database.enter(entry, requestID: request.id)
    }

    private static func tooMany(_ wait: Duration) -> Problem {
        Problem(.tooManyRequests, retryAfterSeconds: wait.wholeSeconds)
    }

    /// What is said to whoever could not be recorded.
    static let refusal = Phrase(
        "Chưa ghi được. Xin xem lại mã, số ghi danh và năm sinh, hoặc báo người điểm danh.",
        "This could not be recorded. Please check the code, the number and the year, or tell who keeps the register."
    )
}
