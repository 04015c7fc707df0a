package import Postgres
import Programme

/// What is to be sent to the programs of all tenants. Whoever sends takes deliveries for some time; should it die, another one
/// takes them when that is over. So each is sent at least once, and the receiver knows a repetition by its identity.
package struct WebhookQueue: Sendable {
    /// When a delivery is tried again, counted from the try before: ten tries within three days, then it is given up.
    package static let delays: [Duration] = [
        .seconds(5), .seconds(60), .seconds(300), .seconds(1800), .seconds(2 * 3600), .seconds(5 * 3600),
        .seconds(10 * 3600), .seconds(20 * 3600), .seconds(24 * 3600),
    ]
    /// How long what has ended is kept for a look.
    package static let keptFor: Duration = .seconds(30 * 86400)
    /// Old deliveries removed at a time.
    private static let removedAtOnce = 100

    /// How a try ended.
    package enum Outcome: Hashable, Sendable {
        /// The receiver has taken it.
        case taken(status: Int)
        /// It has not; another try may do.
        case failed(WebhookFailure, status: Int?)
        /// The receiver is gone for good: the webhook is stopped.
        case gone(status: Int)
    }

    private let pool: PostgresPool
    private let tenants: TenantDatabase

    /// The queue behind a pool of `hoctap_server`'s.
    package init(pool: PostgresPool) {
        self.pool = pool
        tenants = TenantDatabase(pool: pool)
    }

    /// Takes what is due.
    ///
    /// - Parameters:
    ///   - most: 1 to 100.
    ///   - time: for how long nobody else takes it.
    package func claim(atMost most: Int, for time: Duration) async throws -> [WebhookClaim] {
        let due = try await pool.query(
            """
            -- WebhookQueue.claim
            select d.tenant_id, d.delivery_id
            from app.due_webhooks(\(most)::int) as d
            """
        ).decode((TenantID, WebhookDeliveryID).self)
        var claims: [WebhookClaim] = []
        for (tenant, ids) in Dictionary(grouping: due, by: \.0).mapValues({ $0.map(\.1) }) {
            claims += try await tenants.write(.sender(in: tenant)) { try await $0.claimWebhooks(ids, for: time) }
        }
        return claims
    }

    /// Writes down how a try ended, and when there is another one.
    package func finish(_ claim: WebhookClaim, _ outcome: Outcome) async throws {
        try await tenants.write(.sender(in: claim.tenant)) { tx in
            _ = try await tx.run(Self.statements(claim, outcome, in: tx))
        }
    }

    private static func statements(
        _ claim: WebhookClaim,
        _ outcome: Outcome,
        in tx: TenantTransaction
    ) -> [PostgresQuery] {
        var state = WebhookState.delivered
        var (status, failure, delay): (Int?, WebhookFailure?, Duration) = (nil, nil, .zero)
        switch outcome {
        case .taken(let answered): status = answered
        case .gone(let answered): (state, status, failure) = (.failed, answered, .refused)
        case .failed(let reason, let answered):
            (status, failure) = (answered, reason)
            let tried = claim.delivery.attempts
            if reason != .disabled, reason != .key, tried <= delays.count, tried > 0 {
                (state, delay) = (.pending, delays[tried - 1])
            } else {
                state = .failed
            }
        }
        let isGone = if case .gone = outcome { true } else { false }
        return [
            """
            -- WebhookQueue.finish
            update app.webhook_deliveries
            set state = \(state), status = \(status), failure = \(failure),
                due_at = now() + make_interval(secs => \(delay.seconds)),
                ended_at = case when \(state) <> 'pending' then now() end
            where tenant_id = \(tx.tenant)
                and id = \(claim.delivery.id)
                and state = 'pending'
                and attempts = \(claim.delivery.attempts)
            """,
            """
            -- WebhookQueue.finish: gone
            update app.webhooks
            set disabled_at = now(), version = version + 1
            where \(isGone) and tenant_id = \(tx.tenant)
                and id = \(claim.webhook)
                and disabled_at is null
            """,
            """
            -- WebhookQueue.finish: old
            delete from app.webhook_deliveries
            where tenant_id = \(tx.tenant)
                and id in (
                    select d.id
                    from app.webhook_deliveries as d
                    where d.tenant_id = \(tx.tenant)
                        and d.webhook_id = \(claim.webhook)
                        and d.ended_at < now() - make_interval(secs => \(keptFor.seconds))
                    limit \(removedAtOnce)
                )
            """,
        ]
    }
}

extension TenantTransaction {
    /// Takes those of these deliveries that are still due.
    fileprivate func claimWebhooks(_ ids: [WebhookDeliveryID], for time: Duration) async throws -> [WebhookClaim] {
        try await run(
            """
            -- TenantTransaction.claimWebhooks
            with taken as (
                update app.webhook_deliveries as d
                set attempts = d.attempts + 1, due_at = now() + make_interval(secs => \(time.seconds))
                where d.tenant_id = \(tenant)
                    and d.id = any (\(ids))
                    and d.state = 'pending'
                    and d.due_at <= now()
                    and d.attempts < 1000
                returning d.*
            )
            select \(raw: StoredWebhookDelivery.columns), w.tenant_id, w.id, w.url, w.sealed_key, w.disabled_at is not null
            from taken as d
            join app.webhooks as w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
            order by d.id
            """
        ).decode(WebhookClaim.self)
    }
}

extension TenantContext {
    /// What tells programs, at work in a tenant; it writes no line in the audit.
    static func sender(in tenant: TenantID) -> TenantContext {
        TenantContext(tenant: tenant, actor: .operator, role: .administrator)
    }
}

/// Reads the columns of the delivery, then `tenant_id, id, url, sealed_key` of the webhook and whether it is stopped.
extension WebhookClaim: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        delivery = try StoredWebhookDelivery(from: &row)
        tenant = try row.next()
        webhook = try row.next()
        url = try row.next()
        sealedKey = try row.next()
        isDisabled = try row.next()
    }
}
