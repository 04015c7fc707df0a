package import FoundationEssentials
package import Postgres
package import Programme

/// A household, clan, community or unit to be written by `TenantFill.insert(subjects:)`, with the words of its name.
package struct FilledSubject: FilledRow, Sendable {
    package static let table = "subjects"
    package static let columns = [
        "tenant_id", "id", "kind", "code", "name", "head_name", "area_id", "address", "phone", "unit_kind", "descent",
        "across_wards", "people_count", "children_count", "zone", "started_on", "ended_on", "end_reason", "remark",
        "sort_key", "search_key", "created_at", "updated_at",
    ]

    package let tenant: TenantID
    package let id: SubjectID
    package let record: ProgrammeSubject
    /// From which day on another ward keeps it; nil for one that lives.
    package let succeededOn: CalendarDay?
    private let createdAt: Date

    /// A subject of these parts.
    package init(
        _ id: SubjectID,
        of tenant: TenantID,
        _ record: ProgrammeSubject,
        succeededOn: CalendarDay?,
        createdAt: Date
    ) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
        (self.succeededOn, self.createdAt) = (succeededOn, createdAt)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.kind,
            record.code.isEmpty ? nil : record.code,
            record.name,
            record.headName.isEmpty ? nil : record.headName,
            record.area,
            record.address.isEmpty ? nil : record.address,
            record.phone,
            record.unitKind,
            record.descent,
            record.isAcrossWards,
            record.peopleCount.map(Int32.init(clamping:)),
            record.childrenCount.map(Int32.init(clamping:)),
            record.zone,
            record.startedOn,
            succeededOn,
            succeededOn.map { _ in "succeeded" },
            record.remark.isEmpty ? nil : record.remark,
            record.sortKey,
            record.searchKey,
            createdAt,
            createdAt
        )
    }

    /// The rows of `subject_words`.
    var words: [FilledSubjectWord] {
        Set(record.searchWords).map { FilledSubjectWord(tenant: tenant, word: $0, subject: id) }
    }
}

/// A word of a subject's name.
struct FilledSubjectWord: FilledRow {
    static let table = "subject_words"
    static let columns = ["tenant_id", "word", "subject_id"]

    let tenant: TenantID
    let word: String
    let subject: SubjectID

    func write(to copy: PostgresCopyWriter) async throws { try await copy.write(tenant, word, subject) }
}

/// Somebody in a household, to be written by `TenantFill.insert(people:)`, which turns the citizen ID into a token and forgets it.
package struct FilledHouseholdPerson: Sendable {
    let tenant: TenantID
    let household: SubjectID
    let id: HouseholdPersonID
    let record: HouseholdPerson
    let citizenID: CitizenID?

    /// Somebody of these parts.
    package init(
        _ id: HouseholdPersonID,
        in household: FilledSubject,
        _ record: HouseholdPerson,
        citizenID: CitizenID?
    ) {
        (self.id, self.household, tenant) = (id, household.id, household.tenant)
        (self.record, self.citizenID) = (record, citizenID)
    }

    static let columns: [(name: String, type: String)] = [
        ("tenant_id", "uuid"), ("subject_id", "uuid"), ("id", "uuid"), ("full_name", "text"), ("relation", "text"),
        ("birth_year", "smallint"), ("sex", "text"), ("person_token", "bytea"), ("token_epoch", "int"),
    ]

    func write(to copy: PostgresCopyWriter, tokens: PersonTokenMaker?) async throws {
        let token = tokens?.token(for: citizenID)
        try await copy.write(
            tenant,
            household,
            id,
            record.fullName,
            record.relation,
            record.birthYear.map(Int16.init(clamping:)),
            record.sex,
            token?.stored,
            token?.keyEpoch
        )
    }
}

/// That a household belongs to a clan, perhaps of another ward's, to be written by `TenantFill`.
package struct FilledClanHousehold: FilledRow, Sendable {
    package static let table = "clan_households"
    package static let columns = ["tenant_id", "subject_id", "clan_tenant_id", "clan_id"]

    private let tenant: TenantID
    private let household: SubjectID
    private let clanTenant: TenantID
    private let clan: SubjectID

    /// A household of a ward in a clan of a ward.
    package init(_ household: SubjectID, of tenant: TenantID, in clan: SubjectID, of clanTenant: TenantID) {
        (self.household, self.tenant, self.clan, self.clanTenant) = (household, tenant, clan, clanTenant)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, household, clanTenant, clan)
    }
}

/// What became of a subject when another ward took its ward's place, to be written by `TenantFill`.
package struct FilledSubjectSuccession: FilledRow, Sendable {
    package static let table = "subject_successions"
    package static let columns = [
        "tenant_id", "from_id", "to_tenant_id", "to_id", "kind", "happened_on", "legal_basis",
    ]

    private let tenant: TenantID
    private let from: SubjectID
    private let toTenant: TenantID
    private let to: SubjectID
    private let day: CalendarDay
    private let basis: String

    /// A subject of a ward that is another one of the next ward's from a day on.
    package init(
        _ from: SubjectID,
        of tenant: TenantID,
        to: SubjectID,
        of toTenant: TenantID,
        on day: CalendarDay,
        legalBasis: String
    ) {
        (self.from, self.tenant, self.to, self.toTenant) = (from, tenant, to, toTenant)
        (self.day, basis) = (day, legalBasis)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, from, toTenant, to, "adopt", day, basis)
    }
}

/// How many there are, to be written by `TenantFill`.
package struct FilledDenominator: FilledRow, Sendable {
    package static let table = "denominators"
    package static let columns = [
        "tenant_id", "id", "area_id", "kind", "year", "counted_on", "total", "source", "note", "supersedes",
        "recorded_at",
    ]

    private let tenant: TenantID
    package let id: DenominatorID
    private let record: Denominator
    private let supersedes: DenominatorID?
    private let recordedAt: Date

    /// A count of these parts.
    package init(
        _ id: DenominatorID,
        of tenant: TenantID,
        _ record: Denominator,
        supersedes: DenominatorID? = nil,
        recordedAt: Date
    ) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
        (self.supersedes, self.recordedAt) = (supersedes, recordedAt)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.area,
            record.kind,
            Int16(clamping: record.year),
            record.countedOn,
            Int32(clamping: record.total),
            record.source,
            record.note,
            supersedes,
            recordedAt
        )
    }
}

/// What an organisation did for the family of a member, to be written by `TenantFill`.
package struct FilledHouseholdHelp: FilledRow, Sendable {
    package static let table = "household_help"
    package static let columns = ["tenant_id", "id", "member_id", "year", "done_on", "what"]

    private let tenant: TenantID
    private let id: HouseholdHelpID
    private let member: MemberID
    private let year: Int
    private let doneOn: CalendarDay
    private let what: String

    /// Help of these parts.
    package init(
        _ id: HouseholdHelpID,
        for member: MemberID,
        of tenant: TenantID,
        year: Int,
        doneOn: CalendarDay,
        _ what: String
    ) {
        (self.id, self.member, self.tenant) = (id, member, tenant)
        (self.year, self.doneOn, self.what) = (year, doneOn, what)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, id, member, Int16(clamping: year), doneOn, what)
    }
}
