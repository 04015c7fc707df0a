package import FoundationEssentials
import Postgres
package import Programme

/// Programs of the tenant's that are told what happens, for administrators of the whole tenant. A refusal ends the transaction.
package struct WebhookRepository {
    /// Programs that a tenant may have: one for each of its systems, and some to spare.
    package static let most = 10
    /// Deliveries on one page.
    package static let longestPage = 100

    let tx: TenantTransaction

    /// All programs, in the order in which they were set up.
    package func list() async throws -> [StoredWebhook] {
        try await tx.run(select()).decode(StoredWebhook.self)
    }

    /// One program.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: WebhookID) async throws -> StoredWebhook {
        guard let found = try await tx.run(select(id)).decode(StoredWebhook.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    private func select(_ id: WebhookID? = nil) -> PostgresQuery {
        """
        -- WebhookRepository.select
        select w.id, w.url, w.events, w.created_at, w.disabled_at, w.version, deliveries.pending, deliveries.failed
        from app.webhooks as w
        cross join lateral (
            select count(*) filter (where d.state = 'pending') as pending,
                count(*) filter (where d.state = 'failed') as failed
            from app.webhook_deliveries as d
            where d.tenant_id = w.tenant_id
                and d.webhook_id = w.id
        ) as deliveries
        where w.tenant_id = \(tx.tenant)
            and (\(id)::uuid is null or w.id = \(id))
        order by w.id
        limit \(Self.most)
        """
    }

    /// Sets a program up.
    ///
    /// - Parameter sealedKey: what signs, sealed for this identity.
    /// - Throws: `.refused(.webhooksTooMany)`.
    package func insert(_ draft: WebhookDraft, as id: WebhookID, sealedKey: Data) async throws {
        let results = try await tx.run([
            """
            -- WebhookRepository.insert: one at a time
            select pg_advisory_xact_lock(hashtextextended('webhooks ' || \(tx.tenant)::text, 0))
            """,
            """
            -- WebhookRepository.insert
            insert into app.webhooks (tenant_id, id, url, events, sealed_key, officer_id)
            select \(tx.tenant), \(id), \(draft.url), \(draft.events.map(\.rawValue).sorted()), \(sealedKey),
                \(tx.context.officer)
            where (select count(*) from app.webhooks as w where w.tenant_id = \(tx.tenant)) < \(Self.most)
            """,
            tx.auditLine(.webhookInsert, subjects: [id.uuid]),
        ])
        guard results[1].affectedRows == 1 else { throw StoreError.refused(.webhooksTooMany) }
    }

    /// Stops a program, or lets it go on.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func set(_ id: WebhookID, version: Int, isDisabled: Bool) async throws -> Int {
        try await tx.requireVersion(version, versionQuery(id))
        _ = try await tx.run([
            """
            -- WebhookRepository.set
            update app.webhooks
            set disabled_at = case when \(isDisabled) then coalesce(disabled_at, now()) end, version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.webhookUpdate, subjects: [id.uuid], fields: ["disabled_at"]),
        ])
        return version + 1
    }

    /// Removes a program with all that it was told.
    ///
    /// - Throws: `.notFound`.
    package func remove(_ id: WebhookID) async throws {
        let results = try await tx.run([
            """
            -- WebhookRepository.remove
            delete from app.webhooks
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.webhookRemove, subjects: [id.uuid]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }

    private func versionQuery(_ id: WebhookID) -> PostgresQuery {
        """
        -- WebhookRepository.version
        select w.version
        from app.webhooks as w
        where w.tenant_id = \(tx.tenant)
            and w.id = \(id)
        for update
        """
    }
}

// MARK: Deliveries

extension WebhookRepository {
    /// What a program was told, the latest first.
    ///
    /// - Parameter after: the last of the page before.
    /// - Returns: the page, and the identity behind which it goes on; nil for the last one.
    /// - Throws: `.notFound` for a program that is not there.
    package func deliveries(
        of id: WebhookID,
        after: WebhookDeliveryID? = nil,
        limit: Int = longestPage
    ) async throws -> (deliveries: [StoredWebhookDelivery], next: WebhookDeliveryID?) {
        let limit = min(max(limit, 1), Self.longestPage)
        _ = try await find(id)
        let found = try await tx.run(
            """
            -- WebhookRepository.deliveries
            select \(raw: StoredWebhookDelivery.columns)
            from app.webhook_deliveries as d
            where d.tenant_id = \(tx.tenant)
                and d.webhook_id = \(id)
                and (\(after)::uuid is null or d.id < \(after))
            order by d.id desc
            limit \(limit + 1)
            """
        ).decode(StoredWebhookDelivery.self)
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last?.id : nil)
    }

    /// One delivery of a program.
    ///
    /// - Throws: `.notFound`.
    package func delivery(_ id: WebhookDeliveryID, of webhook: WebhookID) async throws -> StoredWebhookDelivery {
        let rows = try await tx.run(
            """
            -- WebhookRepository.delivery
            select \(raw: StoredWebhookDelivery.columns)
            from app.webhook_deliveries as d
            where d.tenant_id = \(tx.tenant)
                and d.webhook_id = \(webhook)
                and d.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredWebhookDelivery.self).first else { throw StoreError.notFound }
        return found
    }

    /// Has a delivery sent again, under its own identity, from the first try on.
    ///
    /// - Throws: `.notFound`; `.refused(.webhookDisabled)`.
    package func replay(_ id: WebhookDeliveryID, of webhook: WebhookID) async throws {
        guard try await find(webhook).disabledAt == nil else { throw StoreError.refused(.webhookDisabled) }
        let results = try await tx.run([
            """
            -- WebhookRepository.replay
            update app.webhook_deliveries
            set state = 'pending', attempts = 0, due_at = now(), ended_at = null
            where tenant_id = \(tx.tenant)
                and webhook_id = \(webhook)
                and id = \(id)
            """,
            tx.auditLine(.webhookReplay, subjects: [webhook.uuid, id.uuid]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }

    /// Has something sent to one program by which it can be tried out.
    ///
    /// - Throws: `.notFound`; `.refused(.webhookDisabled)`.
    package func test(_ webhook: WebhookID) async throws -> WebhookDeliveryID {
        guard try await find(webhook).disabledAt == nil else { throw StoreError.refused(.webhookDisabled) }
        let id = WebhookDeliveryID.next()
        _ = try await tx.run([
            """
            -- WebhookRepository.test
            insert into app.webhook_deliveries (tenant_id, id, webhook_id, event, subject_id)
            values (\(tx.tenant), \(id), \(webhook), \(WebhookEvent.test), \(webhook))
            """,
            tx.auditLine(.webhookTest, subjects: [webhook.uuid, id.uuid]),
        ])
        return id
    }
}

extension TenantTransaction {
    /// Programs that are told what happens.
    package var webhooks: WebhookRepository { WebhookRepository(tx: self) }

    /// The statement that tells all programs which ask for it of an event, for the batch that makes it: what is not done is not
    /// told. It says which record, and nothing of it.
    func tell(_ event: WebhookEvent, of subject: UUID) -> PostgresQuery {
        """
        -- TenantTransaction.tell
        insert into app.webhook_deliveries (tenant_id, id, webhook_id, event, subject_id)
        select \(tenant), fresh.id, found.id, \(event), \(subject)
        from (
            select w.id, row_number() over (order by w.id) as ordinal
            from app.webhooks as w
            where w.tenant_id = \(tenant)
                and w.disabled_at is null
                and \(event) = any (w.events)
        ) as found
        join unnest(\((0..<WebhookRepository.most).map { _ in WebhookDeliveryID.next() })::uuid[])
            with ordinality as fresh (id, ordinal) on fresh.ordinal = found.ordinal
        """
    }
}
