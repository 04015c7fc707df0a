extension AuditAction {
    static let reportAsk = AuditAction(rawValue: "report.ask")
    static let reportMake = AuditAction(rawValue: "report.make")
    static let reportSign = AuditAction(rawValue: "report.sign")
    static let reportFreeze = AuditAction(rawValue: "report.freeze")
    static let reportRemove = AuditAction(rawValue: "report.remove")
    static let reportFile = AuditAction(rawValue: "report.file")
    static let reportSchedule = AuditAction(rawValue: "report.schedule")
}
