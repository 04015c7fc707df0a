package import FoundationEssentials
package import Postgres
package import Programme

/// How it stands with a delivery.
package enum WebhookState: String, Codable, CaseIterable, Sendable {
    /// It is sent when it is due.
    case pending
    /// The receiver has taken it.
    case delivered
    /// It was given up.
    case failed
}

extension WebhookState: StoredText {}

/// Why a try was in vain, apart from what the receiver answers. Stored, so that a name never changes its meaning.
package enum WebhookFailure: String, Codable, CaseIterable, Sendable {
    /// The receiver answered with a status that is no yes.
    case refused
    /// The receiver sends elsewhere; nobody is followed.
    case redirected
    /// The name is not known.
    case unresolved
    /// The name leads to an address of this machine's or of a private network.
    case privateAddress = "private_address"
    /// Nobody answers, or not as HTTP over a trusted certificate.
    case unreachable
    /// No answer in time.
    case timedOut = "timed_out"
    /// The key cannot be read: it was sealed with another server's.
    case key
    /// The webhook was stopped meanwhile.
    case disabled
}

extension WebhookFailure: StoredText {}

/// A delivery as kept.
package struct StoredWebhookDelivery: Hashable, Sendable {
    package let id: WebhookDeliveryID
    package let event: WebhookEvent
    /// To which record it happened.
    package let subject: UUID
    package let occurredAt: Date
    package let state: WebhookState
    package let attempts: Int
    package let dueAt: Date
    /// What the receiver answered last; nil for no answer.
    package let status: Int?
    package let failure: WebhookFailure?
    package let endedAt: Date?
}

extension StoredWebhookDelivery: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table called `d`.
    static let columns = """
        d.id, d.event, d.subject_id, d.occurred_at, d.state, d.attempts, d.due_at, d.status, d.failure, d.ended_at
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        event = try row.next()
        subject = try row.next()
        occurredAt = try row.next()
        state = try row.next()
        attempts = try row.next()
        dueAt = try row.next()
        status = try row.next()
        failure = try row.next()
        endedAt = try row.next()
    }
}

/// A delivery that this process has taken to send, and nobody else before its time is over.
package struct WebhookClaim: Hashable, Sendable {
    package let tenant: TenantID
    package let delivery: StoredWebhookDelivery
    package let webhook: WebhookID
    package let url: String
    /// What signs, sealed.
    package let sealedKey: Data
    /// Whether it was stopped since.
    package let isDisabled: Bool
}
