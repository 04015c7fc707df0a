import FoundationEssentials

extension TwoTenants {
    static let backups = """
        insert into app.backups (finished_at, kind, bytes) values ('2026-01-01', 'cluster', 1000000);

        """

    /// One program that is told what happens, and what it was told once.
    static func webhooks(_ name: Name) -> String {
        let tenant = tenant(name)
        let (webhook, delivery) = (id(.work, 8, of: name), id(.work, 9, of: name))
        return """
            insert into app.webhooks (tenant_id, id, url, events, sealed_key) values
                ('\(tenant)', '\(webhook)', 'https://x.example.vn/', array['import.finished'], '\\x01');
            insert into app.webhook_deliveries (tenant_id, id, webhook_id, event, subject_id) values
                ('\(tenant)', '\(delivery)', '\(webhook)', 'import.finished', '\(id(.import, 1, of: name))');

            """
    }
}
