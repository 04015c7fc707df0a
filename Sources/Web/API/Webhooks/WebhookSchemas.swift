internal import Store

/// What webhooks look like in JSON.
enum WebhookSchemas {
    static let named: [(String, JSONSchema)] = [
        ("Webhook", webhook), ("WebhookDraft", draft), ("WebhookDelivery", delivery),
    ]

    static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fa1"
    static let deliveryID: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fa2"

    private static let events = JSONSchema.array(.choice(WebhookEvent.offered.map(\.rawValue)), most: 10)
    private static let url = JSONSchema.text(8...500).described("`https://`, on a host of the open internet.")

    static let draft = JSONSchema.object([.required("url", url), .required("events", events)])

    private static let members: [JSONSchema.Member] = [
        .required("id", .identity), .required("version", APISchemas.version), .required("url", url),
        .required("events", events), .required("created_at", .form(.instant)),
        .required("disabled_at", .nullable(.form(.instant)).described("Null while it works.")),
        .required("pending", .integer(0...1_000_000_000).described("Deliveries that wait.")),
        .required("failed", .integer(0...1_000_000_000).described("Deliveries that were given up.")),
    ]

    private static let webhook = JSONSchema.object(members)

    /// A webhook as it is answered when it was made.
    static let made = JSONSchema.object(
        members + [
            .required(
                "secret",
                .nullable(.text(1...100)).described("Signs the messages; shown this once, and null to a repetition.")
            )
        ]
    )

    private static let delivery = JSONSchema.object([
        .required("id", .identity.described("In `webhook-id` behind `msg_`.")),
        .required("event", .choice(WebhookEvent.allCases.map(\.rawValue))),
        .required("subject", .identity.described("To which record.")), .required("occurred_at", .form(.instant)),
        .required("state", .choice(WebhookState.allCases.map(\.rawValue))),
        .required("attempts", .integer(0...1000)),
        .required("due_at", .nullable(.form(.instant)).described("When it is tried next.")),
        .required("status", .nullable(.integer(100...599)).described("What the receiver answered last.")),
        .required("failure", .nullable(.choice(WebhookFailure.allCases.map(\.rawValue)))),
        .required("ended_at", .nullable(.form(.instant))),
    ])

    static let draftExample: JSONValue = [
        "url": "https://ke-toan.example.vn/hoctap", "events": ["import.finished", "decision.made"],
    ]

    static let example: JSONValue = [
        "id": id, "version": 1, "url": "https://ke-toan.example.vn/hoctap",
        "events": ["decision.made", "import.finished"], "created_at": "2026-02-01T01:30:00.000Z", "disabled_at": .null,
        "pending": 0, "failed": 0,
    ]

    static let madeExample: JSONValue = {
        var members = example.members ?? JSONObject()
        members["secret"] = "whsec_..."
        return .object(members)
    }()

    static let deliveryExample: JSONValue = [
        "id": deliveryID, "event": "import.finished", "subject": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f50",
        "occurred_at": "2026-02-01T01:30:00.000Z", "state": "delivered", "attempts": 1, "due_at": .null, "status": 204,
        "failure": .null, "ended_at": "2026-02-01T01:30:02.000Z",
    ]
}

extension JSONValue {
    init(_ webhook: StoredWebhook) {
        self = [
            "id": JSONValue(webhook.id), "version": .integer(webhook.version), "url": .string(webhook.url),
            "events": .array(webhook.events.map(\.rawValue).sorted().map(JSONValue.string)),
            "created_at": JSONValue(webhook.createdAt), "disabled_at": JSONValue(webhook.disabledAt),
            "pending": .integer(webhook.pending), "failed": .integer(webhook.failed),
        ]
    }

    init(_ delivery: StoredWebhookDelivery) {
        self = [
            "id": JSONValue(delivery.id), "event": .string(delivery.event.rawValue),
            "subject": .string(delivery.subject.uuidString.lowercased()), "occurred_at": JSONValue(delivery.occurredAt),
            "state": .string(delivery.state.rawValue), "attempts": .integer(delivery.attempts),
            "due_at": delivery.state == .pending ? JSONValue(delivery.dueAt) : .null,
            "status": JSONValue(delivery.status), "failure": JSONValue(delivery.failure?.rawValue),
            "ended_at": JSONValue(delivery.endedAt),
        ]
    }
}
