package import FoundationEssentials
package import Programme

/// Everything that a tenant keeps about one member, for the person who asks (Law 91/2025/QH15, the right to see one's data).
package struct MemberDossier: Codable, Sendable {
    /// The record, and the records that it took in.
    package let records: [Record]
    package let consents: [StoredConsent]
    package let merges: [MergeSummary]
    /// Classes, learning elsewhere, certificates and plans.
    package let learning: [LearningEntry]
    /// What was done for the member's family.
    package let help: [StoredHelp]
    /// The uploads that brought the record or changed it.
    package let imports: [ImportedRow]
    /// Who did what with the record, the earliest first; at most `mostEntries`, the latest of them.
    package let audit: [Entry]
    /// Whether there are more entries than those.
    package let hasMoreEntries: Bool

    /// Entries of the audit in a dossier, at most.
    package static let mostEntries = 10_000

    /// One record as kept.
    package struct Record: Codable, Sendable {
        package let id: MemberID
        package let version: Int
        package let state: MemberState
        package let values: MemberValues
        package let branch: BranchID?
        package let branchName: String?
        package let mergedInto: MemberID?
        package let createdAt: Date
        package let updatedAt: Date
        package let life: [LifeEvent]
    }

    /// One event of the membership.
    package struct LifeEvent: Codable, Sendable {
        package let kind: String
        package let date: PartialDate?
        package let branch: BranchID?
        package let reason: String?
        package let officer: OfficerID?
        package let importID: ImportID?
        package let recordedAt: Date

        init(_ stored: StoredMembershipEvent) {
            kind = stored.event.kind.name
            date = stored.event.date
            branch = stored.event.kind.branch
            reason = stored.event.kind.reason
            officer = stored.officer
            importID = stored.importID
            recordedAt = stored.recordedAt
        }
    }

    /// One row of an upload.
    package struct ImportedRow: Codable, Sendable {
        package let importID: ImportID
        package let fileName: String
        package let uploadedAt: Date
        package let row: Int
        package let outcome: ImportOutcome
        package let before: MemberValues?
        package let after: MemberValues?
    }

    /// One line of the audit.
    package struct Entry: Codable, Sendable {
        package let happenedAt: Date
        package let action: String
        package let actor: String
        /// The officer as the tenant knows them.
        package let officerName: String?
        package let fields: [String]
    }
}
