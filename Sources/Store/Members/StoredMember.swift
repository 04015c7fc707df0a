package import FoundationEssentials
package import Postgres
package import Programme

/// A member as kept.
package struct StoredMember: Hashable, Sendable {
    package let id: MemberID
    /// Rises by one with each change; a change names the version that it was made from.
    package let version: Int
    package let state: MemberState
    /// What is known; the branch is an identity and stands beside it.
    package let record: MemberRecord
    /// The branch now, or the last one.
    package let branch: BranchID?
    /// The record that took this one in, if it was merged.
    package let mergedInto: MemberID?
    package let createdAt: Date
    package let updatedAt: Date
    /// The life of the membership, in order. Lists leave it empty.
    package internal(set) var events: [StoredMembershipEvent] = []

    /// The life by its rules: what can be recorded next, it tells.
    package var life: MembershipLife {
        var life = MembershipLife()
        for event in events { _ = life.record(event.event) }
        return life
    }
}

/// One thing that happened to a membership, and who recorded it.
package struct StoredMembershipEvent: Hashable, Sendable {
    /// Place in the life, from 1.
    package let ordinal: Int
    package let event: MembershipEvent
    /// The officer who recorded it; nil for the operator.
    package let officer: OfficerID?
    /// The import that brought it.
    package let importID: ImportID?
    package let recordedAt: Date
}

extension StoredMember: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table or expression called `m`.
    static let columns = """
        m.id, m.version, m.state, m.branch_id, m.merged_into, m.created_at, m.updated_at,
            m.full_name, m.family_name, m.middle_name, m.given_name, m.sex, m.birth_date, m.citizen_id, m.phone, m.ethnicity,
            m.religion, m.native_place, m.area_id, m.hamlet, m.address, m.occupation, m.workplace, m.schooling,
            m.qualification, m.political_theory, m.party_member, m.circumstance, m.joined_on, m.joined_at, m.card_number,
            m.position, m.group_name, m.standing, m.left_on, m.leaving_reason, m.died_on, m.remark
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        state = try row.next()
        branch = try row.next()
        mergedInto = try row.next()
        createdAt = try row.next()
        updatedAt = try row.next()
        record = try MemberRecord(from: &row)
    }
}

extension MemberRecord {
    init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init()
        name = try PersonName(from: &row)
        sex = try row.next()
        birthDate = try row.next()
        citizenID = try row.next()
        phone = try row.next()
        try readChoice(.ethnicity, &row)
        try readChoice(.religion, &row)
        try readText(.nativePlace, &row)
        area = try row.next()
        for field in [MemberField.hamlet, .address, .occupation, .workplace] { try readText(field, &row) }
        schooling = try row.next()
        try readChoice(.qualification, &row)
        try readChoice(.politicalTheory, &row)
        isPartyMember = try row.next()
        try readChoice(.circumstance, &row)
        joinedOn = try row.next()
        for field in [MemberField.joinedAt, .cardNumber, .position, .group] { try readText(field, &row) }
        try readChoice(.standing, &row)
        leftOn = try row.next()
        try readChoice(.leavingReason, &row)
        diedOn = try row.next()
        try readText(.remark, &row)
    }

    private mutating func readText(_ field: MemberField, _ row: inout PostgresRowReader) throws(PostgresError) {
        texts[field] = try row.next(String?.self)
    }

    private mutating func readChoice(_ field: MemberField, _ row: inout PostgresRowReader) throws(PostgresError) {
        choices[field] = try row.next(String?.self).map(field.choice(stored:))
    }
}

extension PersonName {
    /// Reads the whole name and its parts; parts that differ from the proposal are an officer's.
    init?(from row: inout PostgresRowReader) throws(PostgresError) {
        let full = try row.next(String.self)
        let parts = PersonNameParts(family: try row.next(), middle: try row.next(), given: try row.next())
        self.init(full)
        if !self.parts.isSame(as: parts) { self.parts = parts }
    }
}
