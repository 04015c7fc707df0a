internal import HTTPTypes
internal import Programme
internal import Store

/// Programs that are told what happens; for administrators.
struct WebhookOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, insert, find, setState, remove, test, deliveries, replay] }

    /// Refusals beyond the shape.
    private static let refusals: [ProblemKind] = [.invalid, .conflict]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/webhooks",
            .administrator,
            .init(
                id: "listWebhooks",
                summary: "The programs that are told what happens.",
                answer: .page(of: .reference("Webhook"), most: WebhookRepository.most),
                answerExample: ["items": [WebhookSchemas.example], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.webhooks.list().map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/webhooks",
            .administrator,
            .init(
                id: "createWebhook",
                summary: "Sets up a program that is told what happens. What signs is answered this once.",
                effect: .changes,
                body: .reference("WebhookDraft"),
                bodyExample: WebhookSchemas.draftExample,
                status: .created,
                answer: WebhookSchemas.made,
                answerExample: WebhookSchemas.madeExample,
                hasVersion: true,
                refusals: Self.refusals
            )
        ) { call in
            let draft = try draft(call.body)
            let (id, key) = (WebhookID.next(), WebhookKey())
            let sealed = try key.sealed(for: id, keys: services.keys)
            var made: JSONObject?
            var answer = try await services.change(call) { tx in
                try await tx.webhooks.insert(draft, as: id, sealedKey: sealed)
                let webhook = try await tx.webhooks.find(id)
                var document = JSONValue(webhook).members ?? JSONObject()
                document["secret"] = .null
                made = document
                return .made(.object(document), at: "/webhooks/\(id)", version: webhook.version)
            }
            // The kept answer never has it: a repetition is answered without.
            if var document = made {
                document["secret"] = .string(key.text)
                answer.body = JSONValue.object(document).bytes
            }
            return answer
        }
    }

    /// - Throws: `Problem` for an address that is not taken.
    private func draft(_ body: JSONObject) throws -> WebhookDraft {
        let events = (body["events"]?.elements ?? []).compactMap { $0.text.flatMap(WebhookEvent.init(rawValue:)) }
        let url = body["url"]?.text ?? ""
        do {
            _ = try WebhookAddress(url, allowsLocal: !services.baseURL.isSecure)
        } catch {
            throw Problem(invalid: [Problem.Detail(field: "url", code: error.code, message: error.phrase)])
        }
        guard !events.isEmpty else {
            throw Problem(invalid: [Problem.Detail(field: "events", .tooMany, "1...")])
        }
        return WebhookDraft(url: url, events: Set(events))
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/webhooks/{id}",
            .administrator,
            .init(
                id: "getWebhook",
                summary: "One program that is told what happens.",
                answer: .reference("Webhook"),
                answerExample: WebhookSchemas.example,
                hasVersion: true
            )
        ) { call in
            let id: WebhookID = try call.identity()
            return try await services.read(call) { tx in
                let webhook = try await tx.webhooks.find(id)
                return APIAnswer(JSONValue(webhook), version: webhook.version)
            }
        }
    }

    private var setState: APIOperation {
        APIOperation(
            .put,
            "/webhooks/{id}/state",
            .administrator,
            .init(
                id: "setWebhookState",
                summary: "Stops a program, or lets it go on. What happens meanwhile it is not told.",
                effect: .changesVersion,
                body: .object([.required("is_disabled", .boolean)]),
                bodyExample: ["is_disabled": true],
                answer: .reference("Webhook"),
                answerExample: WebhookSchemas.example,
                hasVersion: true
            )
        ) { call in
            let id: WebhookID = try call.identity()
            return try await services.change(call) { tx in
                _ = try await tx.webhooks.set(
                    id,
                    version: call.version,
                    isDisabled: call.body["is_disabled"]?.flag == true
                )
                let webhook = try await tx.webhooks.find(id)
                return APIAnswer(JSONValue(webhook), version: webhook.version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            "/webhooks/{id}",
            .administrator,
            .init(
                id: "removeWebhook",
                summary: "Removes a program with all that it was told.",
                effect: .ends,
                status: .noContent
            )
        ) { call in
            let id: WebhookID = try call.identity()
            try await services.tenants.write(call.context) { try await $0.webhooks.remove(id) }
            return .done
        }
    }

    private var test: APIOperation {
        APIOperation(
            .post,
            "/webhooks/{id}/test",
            .administrator,
            .init(
                id: "testWebhook",
                summary: "Sends `webhook.test` to a program, to try it out; the delivery tells what became of it.",
                effect: .changes,
                status: .created,
                answer: .reference("WebhookDelivery"),
                answerExample: WebhookSchemas.deliveryExample,
                refusals: Self.refusals
            )
        ) { call in
            let id: WebhookID = try call.identity()
            return try await services.change(call) { tx in
                let delivery = try await tx.webhooks.test(id)
                let document = JSONValue(try await tx.webhooks.delivery(delivery, of: id))
                return .made(document, at: "/webhooks/\(id)/deliveries")
            }
        }
    }

    private var deliveries: APIOperation {
        APIOperation(
            .get,
            "/webhooks/{id}/deliveries",
            .administrator,
            .init(
                id: "listWebhookDeliveries",
                summary: "What a program was told, the latest first. Ended ones are kept for 30 days.",
                query: APISchemas.paging(most: WebhookRepository.longestPage),
                answer: .page(of: .reference("WebhookDelivery"), most: WebhookRepository.longestPage),
                answerExample: ["items": [WebhookSchemas.deliveryExample], "next": .null]
            )
        ) { call in
            let id: WebhookID = try call.identity()
            let after: WebhookDeliveryID? = try APICursor.identity(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                let page = try await tx.webhooks.deliveries(of: id, after: after, limit: call.limit(usual: 50))
                return .page(page.deliveries.map { JSONValue($0) }, next: page.next?.description)
            }
        }
    }

    private var replay: APIOperation {
        APIOperation(
            .post,
            "/webhooks/{id}/deliveries/{delivery}/replay",
            .administrator,
            .init(
                id: "replayWebhookDelivery",
                summary: "Sends a delivery again, under its own identity.",
                effect: .changes,
                answer: .reference("WebhookDelivery"),
                answerExample: WebhookSchemas.deliveryExample,
                refusals: Self.refusals
            )
        ) { call in
            let webhook: WebhookID = try call.identity()
            let id: WebhookDeliveryID = try call.identity("delivery")
            return try await services.change(call) { tx in
                try await tx.webhooks.replay(id, of: webhook)
                return APIAnswer(JSONValue(try await tx.webhooks.delivery(id, of: webhook)))
            }
        }
    }
}

extension WebhookAddress.Refusal {
    /// For programs.
    var code: String {
        switch self {
        case .form: "webhook.url"
        case .insecure: "webhook.insecure"
        case .closed: "webhook.closed"
        }
    }

    /// For people.
    var phrase: Phrase {
        switch self {
        case .form:
            Phrase("Đây không phải địa chỉ dạng https://...", "This is no address of the form https://...")
        case .insecure:
            Phrase("Địa chỉ phải bắt đầu bằng https://.", "The address must begin with https://.")
        case .closed:
            Phrase(
                "Địa chỉ này nằm trong mạng nội bộ nên không gửi được.",
                "This address lies in a private network; nothing is sent there."
            )
        }
    }
}
