package import FoundationEssentials
import Postgres
package import Programme

/// A member to be written by `TenantFill`, with the words of the name and the life of the membership.
package struct FilledMember {
    package let tenant: TenantID
    package let id: MemberID
    let columns: MemberColumns
    let life: MembershipLife
    /// Of each event.
    let recordedAt: [Date]

    /// A member of these parts. What the record tells of the life follows from the life.
    ///
    /// - Parameter recordedAt: of each event, when it was written down; the first is also when the member was entered.
    /// - Throws: `StoreError.refused`: `.nameMissing`; `.membershipOrder` for a life that has not begun, or not a moment for
    ///   each event.
    package init(
        _ id: MemberID,
        of tenant: TenantID,
        _ record: MemberRecord,
        life: MembershipLife,
        branch: BranchID?,
        recordedAt: [Date]
    ) throws(StoreError) {
        guard !life.events.isEmpty, life.events.count == recordedAt.count else { throw .refused(.membershipOrder) }
        var record = record.kept
        life.tell(&record)
        self.tenant = tenant
        self.id = id
        self.columns = try MemberColumns(record, state: MemberState(after: life), branch: branch)
        self.life = life
        self.recordedAt = recordedAt
    }

    /// The table that members are loaded into: the columns of an import's rows, the words, and the events side by side.
    static let loadingColumns: [(name: String, type: String)] =
        [
            ("tenant_id", "uuid"), ("id", "uuid"), ("state", "text"), ("created_at", "timestamptz"),
            ("updated_at", "timestamptz"), ("words", "text[]"), ("event_kinds", "text[]"), ("event_dates", "text[]"),
            ("event_branches", "uuid[]"), ("event_reasons", "text[]"), ("event_moments", "timestamptz[]"),
            ("person_token", "bytea"), ("token_epoch", "int"),
        ] + ImportStage.typedValueColumns

    func write(to copy: PostgresCopyWriter, tokens: PersonTokenMaker?) async throws {
        let record = columns.record
        let token = tokens?.token(for: record.citizenID)
        let events = life.events
        try await copy.write(
            tenant,
            id,
            columns.state,
            recordedAt.first,
            recordedAt.last,
            columns.name.searchWords,
            events.map(\.kind.name),
            events.map(\.date),
            events.map(\.kind.branch),
            events.map(\.kind.reason),
            recordedAt,
            token?.stored,
            token?.keyEpoch,
            columns.branch,
            record.area,
            columns.name.full,
            columns.name.parts.family,
            columns.name.parts.middle,
            columns.name.parts.given,
            columns.name.sortKey,
            columns.name.searchKey,
            record.sex,
            record.birthDate,
            record.citizenID,
            record.phone,
            record[.ethnicity],
            record[.religion],
            record[.nativePlace],
            record[.hamlet],
            record[.address],
            record[.occupation],
            record[.workplace],
            record.schooling,
            record[.qualification],
            record[.politicalTheory],
            record.isPartyMember,
            record[.circumstance],
            record.joinedOn,
            record[.joinedAt],
            record[.cardNumber],
            record[.position],
            record[.group],
            record[.standing],
            record.leftOn,
            record[.leavingReason],
            record.diedOn,
            record[.remark]
        )
    }
}
