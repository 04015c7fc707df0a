extension AuditAction {
    static let webhookInsert = AuditAction(rawValue: "webhook.insert")
    static let webhookUpdate = AuditAction(rawValue: "webhook.update")
    static let webhookRemove = AuditAction(rawValue: "webhook.remove")
    static let webhookReplay = AuditAction(rawValue: "webhook.replay")
    static let webhookTest = AuditAction(rawValue: "webhook.test")
}
