internal import Programme
internal import Store

/// `/webhooks/{id}`: one program, and what it was told.
struct WebhookPage: Page {
    struct Row: Sendable {
        let id: String
        let event: String
        let occurred: String
        let state: String
        /// Why the last try was in vain; nil if it was not.
        let failure: String?
        let attempts: Int
        /// When it is tried next; nil when it has ended.
        let next: String?
        let mayReplay: Bool
    }

    static let template = "webhooks/webhook"

    let path: String
    let url: String
    let events: String
    let version: Int
    let isStopped: Bool
    let isWorking: Bool
    let rows: [Row]
    let isEmpty: Bool
    let key = FormKey().text
    /// What signs, when it was just made: shown this once.
    let secret: String?
    let notice: String?
    let problem: String?

    init(
        _ webhook: StoredWebhook,
        _ deliveries: [StoredWebhookDelivery],
        _ language: Language,
        secret: String? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) {
        path = "\(WebhooksPage.path)/\(webhook.id)"
        url = webhook.url
        events = WebhookWords.events(webhook.events, in: language)
        version = webhook.version
        isStopped = webhook.disabledAt != nil
        isWorking = !isStopped
        rows = deliveries.map { delivery in
            let status = delivery.status.map { "HTTP \($0)" }
            let failure = delivery.failure.map { WebhookWords.failure($0).text(in: language) }
            let words = [failure, failure == nil ? nil : status].compactMap(\.self)
            return Row(
                id: delivery.id.description,
                event: WebhookWords.event(delivery.event).text(in: language),
                occurred: Moment.text(delivery.occurredAt),
                state: WebhookWords.state(delivery.state).text(in: language),
                failure: words.isEmpty ? nil : words.joined(separator: ", "),
                attempts: delivery.attempts,
                next: delivery.state == .pending ? Moment.text(delivery.dueAt) : nil,
                mayReplay: delivery.state != .pending && webhook.disabledAt == nil
            )
        }
        isEmpty = deliveries.isEmpty
        self.secret = secret
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    func title(in language: Language) -> String { WebhookWords.title.text(in: language) }
}
