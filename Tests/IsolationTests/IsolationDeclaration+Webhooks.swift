/// Webhooks and backups. Editors read the webhooks to write what is told, and see nothing of what became of it.
extension IsolationDeclaration {
    static let webhooks = """

        # table                     role    granted  admin    near     far      viewer   reading  nobody
        app.webhooks                server  siud     siud     s        s        -        s        -
        app.webhooks                admin   siud     siud     siud     siud     siud     siud     -
        app.webhook_deliveries      server  siud     siud     i        i        -        s        -
        app.webhook_deliveries      admin   siud     siud     siud     siud     siud     siud     -
        app.webhook_deliveries      owner   siud     sS       sS       sS       sS       sS       -
        app.backups                 admin   si       si       si       si       si       si       si
        """
}
