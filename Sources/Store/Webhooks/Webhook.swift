package import FoundationEssentials
package import Postgres
package import Programme

/// What a program can be told of. The raw value is part of what is sent, and never changes its meaning.
package enum WebhookEvent: String, Codable, CaseIterable, Sendable {
    /// The rows of an import were taken over.
    case importFinished = "import.finished"
    /// Titles were decided on.
    case decisionMade = "decision.made"
    /// A report was signed and frozen.
    case reportFrozen = "report.frozen"
    /// Somebody tries whether the program can be reached.
    case test = "webhook.test"

    /// Those that a program can ask for.
    package static let offered = allCases.filter { $0 != .test }
}

extension WebhookEvent: StoredText {}

/// A program as it is set up.
package struct WebhookDraft: Hashable, Sendable {
    /// Whoever calls has looked at it; 8 to 500 characters.
    package var url: String
    /// At least one of those that are offered.
    package var events: Set<WebhookEvent>

    /// A draft of these parts.
    package init(url: String, events: Set<WebhookEvent>) {
        self.url = url
        self.events = events
    }
}

/// A program as kept.
package struct StoredWebhook: Hashable, Sendable {
    package let id: WebhookID
    package let url: String
    package let events: Set<WebhookEvent>
    package let createdAt: Date
    /// When it was stopped; nil while it works.
    package let disabledAt: Date?
    /// Rises by one with each change.
    package let version: Int
    /// Deliveries that wait.
    package let pending: Int
    /// Deliveries that were given up.
    package let failed: Int
}

extension StoredWebhook: PostgresRowDecodable {
    /// Reads `id, url, events, created_at, disabled_at, version, pending, failed`.
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        url = try row.next()
        events = Set(try row.next([String].self).compactMap(WebhookEvent.init(rawValue:)))
        createdAt = try row.next()
        disabledAt = try row.next()
        version = try row.next()
        pending = try row.next()
        failed = try row.next()
    }
}
