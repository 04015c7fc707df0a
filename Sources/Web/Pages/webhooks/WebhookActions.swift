internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of webhooks do.
struct WebhookActions: Sendable {
    let desk: TenantDesk

    private static let pageLength = 50

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        let draft = WebhookDraft(
            url: VietnameseText.clean(form["url"] ?? ""),
            events: Set(form.all("event").compactMap(WebhookEvent.init(rawValue:))).intersection(WebhookEvent.offered)
        )
        do {
            _ = try WebhookAddress(draft.url, allowsLocal: !desk.baseURL.isSecure)
        } catch {
            return try await listPage(request, officer, draft, error.phrase)
        }
        guard !draft.events.isEmpty else { return try await listPage(request, officer, draft, WebhookWords.noEvent) }
        let (id, key) = (WebhookID.next(), WebhookKey())
        let sealed = try key.sealed(for: id, keys: desk.keys)
        var isMade = false
        do {
            let done = try await desk.once(request, form, officer) { tx in
                try await tx.webhooks.insert(draft, as: id, sealedKey: sealed)
                isMade = true
                return LocalPath(trusted: "\(WebhooksPage.path)/\(id)")
            }
            return isMade ? try await page(id, request, officer, secret: key.text) : done
        } catch StoreError.refused(let refusal) {
            return try await listPage(request, officer, draft, refusal.phrase)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request.identity("id"), request, officer)
    }

    func test(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "tested") { tx, _, id in _ = try await tx.webhooks.test(id) }
    }

    func replay(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let delivery = try request.identity("delivery", of: IdentitySubject.WebhookDelivery.self)
        return try await change(request, officer, "replayed") { tx, _, id in
            try await tx.webhooks.replay(delivery, of: id)
        }
    }

    func stop(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await set(request, officer, "stopped", isDisabled: true)
    }

    func resume(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await set(request, officer, "resumed", isDisabled: false)
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Webhook.self)
        let form = try await request.form()
        return try await desk.once(request, form, officer) { tx in
            try await tx.webhooks.remove(id)
            return LocalPath(trusted: "\(WebhooksPage.path)?done=removed")
        }
    }

    private func set(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ done: String,
        isDisabled: Bool
    ) async throws -> Response {
        try await change(request, officer, done) { tx, form, id in
            guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
            _ = try await tx.webhooks.set(id, version: version, isDisabled: isDisabled)
        }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ done: String,
        _ work: (TenantTransaction, FormFields, WebhookID) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Webhook.self)
        let form = try await request.form()
        do {
            return try await desk.once(request, form, officer) { tx in
                try await work(tx, form, id)
                return LocalPath(trusted: "\(WebhooksPage.path)/\(id)?done=\(done)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(id, request, officer, problem: refusal.phrase)
        }
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ typed: WebhookDraft = WebhookDraft(url: "https://", events: []),
        _ problem: Phrase? = nil
    ) async throws -> Response {
        let webhooks = try await desk.database.read(officer.context) { try await $0.webhooks.list() }
        let notice = request.query["done"].flatMap { WebhookWords.notices[$0] }
        let page = WebhooksPage(webhooks, request.language, typed: typed, notice: notice, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: WebhooksPage.path, status: status)
    }

    private func page(
        _ id: WebhookID,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        secret: String? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let (webhook, deliveries) = try await desk.database.read(officer.context) { tx in
            let deliveries = try await tx.webhooks.deliveries(of: id, limit: Self.pageLength).deliveries
            return (try await tx.webhooks.find(id), deliveries)
        }
        let page = WebhookPage(
            webhook,
            deliveries,
            request.language,
            secret: secret,
            notice: request.query["done"].flatMap { WebhookWords.notices[$0] },
            problem: problem
        )
        let status: HTTPResponse.Status = problem == nil ? .ok : .conflict
        return desk.show(page, request, officer, at: "\(WebhooksPage.path)/\(id)", status: status)
    }
}
