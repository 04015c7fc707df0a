import Foundation
import Postgres
import Programme
import Store
import Testing

@Suite struct WebhookTests {
    private func add(
        _ scene: StoreScene,
        _ events: Set<WebhookEvent> = [.importFinished]
    ) async throws -> WebhookID {
        let id = WebhookID.next()
        let draft = WebhookDraft(url: "https://ke-toan.example.vn/hoctap", events: events)
        try await scene.write { try await $0.webhooks.insert(draft, as: id, sealedKey: Data([1])) }
        return id
    }

    /// An import, moved on to where its rows are taken over.
    private func finishImport(_ scene: StoreScene, isUndone: Bool = false) async throws -> ImportID {
        let file = NewImport(fileName: "a.csv", fileBytes: 1, fileHash: Array(repeating: 1, count: 32))
        let id = try await scene.write { try await $0.imports.insert(file) }
        var version = 1
        for state in [ImportState.checking, .checked, .committing] {
            version = try await scene.write { [version] in
                try await $0.imports.move(id, version: version, to: state)
            }
        }
        let last = version
        _ = try? await scene.write { tx in
            _ = try await tx.imports.move(id, version: last, to: .committed)
            if isUndone { throw CancellationError() }
        }
        return id
    }

    @Test func `what happens is told by the transaction that does it, to who asks for it, and only once`() async throws
    {
        try await StoreScene.with { scene in
            let webhook = try await add(scene)
            let other = try await add(scene, [.decisionMade])
            _ = try await finishImport(scene, isUndone: true)
            #expect(try await scene.read { try await $0.webhooks.deliveries(of: webhook).deliveries }.isEmpty)
            let id = try await finishImport(scene)
            let told = try await scene.read { try await $0.webhooks.deliveries(of: webhook).deliveries }
            #expect(told.map(\.subject) == [id.uuid] && told.first?.event == .importFinished)
            #expect(told.first?.state == .pending && told.first?.attempts == 0)
            #expect(try await scene.read { try await $0.webhooks.deliveries(of: other).deliveries }.isEmpty)
            let version = try await scene.write { try await $0.webhooks.set(webhook, version: 1, isDisabled: true) }
            #expect(version == 2)
            _ = try await finishImport(scene)
            #expect(try await scene.read { try await $0.webhooks.deliveries(of: webhook).deliveries }.count == 1)
            let actions = try await scene.sql(
                "select string_agg(action, ' ' order by id) from app.audit_entries where action like 'webhook.%'"
            )
            #expect(actions == "webhook.insert webhook.insert webhook.update")
        }
    }

    @Test func `a delivery is taken by one sender, tried again later and later, and given up in the end`() async throws
    {
        try await StoreScene.with { scene in
            let queue = WebhookQueue(pool: scene.pool)
            let webhook = try await add(scene)
            let id = try await scene.write { try await $0.webhooks.test(webhook) }
            for attempt in 1...WebhookQueue.delays.count + 1 {
                let claims = try await queue.claim(atMost: 16, for: .seconds(60))
                #expect(claims.map(\.delivery.id) == [id] && claims.first?.delivery.attempts == attempt)
                #expect(try await queue.claim(atMost: 16, for: .seconds(60)).isEmpty)
                let claim = try #require(claims.first)
                try await queue.finish(claim, .failed(.refused, status: 500))
                let kept = try await scene.read { try await $0.webhooks.delivery(id, of: webhook) }
                #expect(kept.state == (attempt <= WebhookQueue.delays.count ? .pending : .failed))
                #expect(kept.failure == .refused && kept.status == 500)
                _ = try await scene.sql("update app.webhook_deliveries set due_at = now() where id = '\(id)'")
            }
            #expect(try await queue.claim(atMost: 16, for: .seconds(60)).isEmpty)
            try await scene.write { try await $0.webhooks.replay(id, of: webhook) }
            let again = try #require(try await queue.claim(atMost: 16, for: .seconds(60)).first)
            #expect(again.delivery.id == id && again.delivery.attempts == 1)
            try await queue.finish(again, .taken(status: 204))
            let taken = try await scene.read { try await $0.webhooks.delivery(id, of: webhook) }
            #expect(taken.state == .delivered && taken.failure == nil && taken.endedAt != nil)
        }
    }

    @Test func `a sender that dies leaves its delivery to the next, and one that comes late changes nothing`()
        async throws
    {
        try await StoreScene.with { scene in
            let queue = WebhookQueue(pool: scene.pool)
            let webhook = try await add(scene)
            let id = try await scene.write { try await $0.webhooks.test(webhook) }
            let dead = try #require(try await queue.claim(atMost: 1, for: .seconds(60)).first)
            _ = try await scene.sql("update app.webhook_deliveries set due_at = now() where id = '\(id)'")
            let next = try #require(try await queue.claim(atMost: 1, for: .seconds(60)).first)
            try await queue.finish(dead, .failed(.timedOut, status: nil))
            #expect(try await scene.read { try await $0.webhooks.delivery(id, of: webhook).failure } == nil)
            try await queue.finish(next, .gone(status: 410))
            let stopped = try await scene.read { try await $0.webhooks.find(webhook) }
            #expect(stopped.disabledAt != nil && stopped.failed == 1)
            await #expect(throws: StoreError.refused(.webhookDisabled)) {
                _ = try await scene.write { try await $0.webhooks.test(webhook) }
            }
            try await scene.write { try await $0.webhooks.remove(webhook) }
            #expect(
                try await scene.sql("select count(*) from app.webhook_deliveries where webhook_id = '\(webhook)'")
                    == "0"
            )
        }
    }

    @Test func `a tenant has ten webhooks at most, and only administrators set them up`() async throws {
        try await StoreScene.with { scene in
            for _ in 0..<WebhookRepository.most { _ = try await add(scene) }
            await #expect(throws: StoreError.refused(.webhooksTooMany)) { _ = try await add(scene) }
            let first = try #require(try await scene.read { try await $0.webhooks.list() }.first?.id)
            let editor = TenantContext(
                tenant: scene.mine.id,
                actor: scene.mine.administrator.actor,
                role: .editor
            )
            await #expect(throws: StoreError.notFound) {
                try await scene.write(editor) { try await $0.webhooks.remove(first) }
            }
            #expect(try await scene.read { try await $0.webhooks.list() }.count == WebhookRepository.most)
        }
    }
}
