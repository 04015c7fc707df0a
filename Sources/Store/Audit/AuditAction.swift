/// What was done, as the audit names it: `member.update`. Stored, so that a name never changes its meaning.
package struct AuditAction: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// The action with this name: lower case, the kind of record, a dot, the verb.
    package init(rawValue: String) { self.rawValue = rawValue }
}

extension AuditAction: StoredText {}

extension AuditAction {
    static let memberRead = AuditAction(rawValue: "member.read")
    static let memberList = AuditAction(rawValue: "member.list")
    static let memberSearch = AuditAction(rawValue: "member.search")
    static let memberHistory = AuditAction(rawValue: "member.history")
    static let memberDossier = AuditAction(rawValue: "member.dossier")
    static let memberInsert = AuditAction(rawValue: "member.insert")
    static let memberUpdate = AuditAction(rawValue: "member.update")
    static let memberJoin = AuditAction(rawValue: "member.join")
    static let memberTransfer = AuditAction(rawValue: "member.transfer")
    static let memberLeave = AuditAction(rawValue: "member.leave")
    static let memberDie = AuditAction(rawValue: "member.die")
    static let memberErase = AuditAction(rawValue: "member.erase")
    static let duplicateList = AuditAction(rawValue: "duplicate.list")
    static let duplicateCompare = AuditAction(rawValue: "duplicate.compare")
    static let duplicateMerge = AuditAction(rawValue: "duplicate.merge")
    static let duplicateUndo = AuditAction(rawValue: "duplicate.undo")
    static let duplicateDismiss = AuditAction(rawValue: "duplicate.dismiss")
    static let consentList = AuditAction(rawValue: "consent.list")
    static let consentRecord = AuditAction(rawValue: "consent.record")
    static let consentWithdraw = AuditAction(rawValue: "consent.withdraw")
    static let branchInsert = AuditAction(rawValue: "branch.insert")
    static let branchUpdate = AuditAction(rawValue: "branch.update")
    static let branchMove = AuditAction(rawValue: "branch.move")
    static let branchClose = AuditAction(rawValue: "branch.close")
    static let branchReopen = AuditAction(rawValue: "branch.reopen")
    static let branchRemove = AuditAction(rawValue: "branch.remove")
    static let importInsert = AuditAction(rawValue: "import.insert")
    static let importState = AuditAction(rawValue: "import.state")
    static let importRows = AuditAction(rawValue: "import.rows")
    static let importApply = AuditAction(rawValue: "import.apply")
    static let importUndo = AuditAction(rawValue: "import.undo")
    static let memberExport = AuditAction(rawValue: "member.export")
    static let importFile = AuditAction(rawValue: "import.file")
}
