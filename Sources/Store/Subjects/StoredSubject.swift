package import Postgres
package import Programme

extension SubjectKind: StoredText {}
extension UnitKind: StoredText {}
extension ClanDescent: StoredText {}
extension SubjectZone: StoredText {}
extension SubjectEnd: StoredText {}
extension DenominatorKind: StoredText {}

/// Which subject: it is its ward's.
package struct SubjectReference: Hashable, Sendable {
    /// The ward that keeps it.
    package let ward: TenantID
    package let id: SubjectID

    /// The subject of a ward.
    package init(ward: TenantID, id: SubjectID) {
        self.ward = ward
        self.id = id
    }
}

/// A household, clan, community or unit as kept.
package struct StoredSubject: Hashable, Sendable {
    /// The ward that keeps it: the tenant, or one whose place it took.
    package let ward: TenantID
    package let id: SubjectID
    /// Rises by one with each change.
    package let version: Int
    package let record: ProgrammeSubject
    /// From which day on it is no more; nil while it lives.
    package let endedOn: CalendarDay?
    package let end: SubjectEnd?

    /// Which subject it is.
    package var reference: SubjectReference { SubjectReference(ward: ward, id: id) }
}

extension StoredSubject: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a row `s` of subjects.
    static let columns = """
        s.tenant_id, s.id, s.version, s.kind, s.name, s.area_id, coalesce(s.code, ''), coalesce(s.head_name, ''),
            coalesce(s.address, ''), s.phone, s.unit_kind, s.descent, s.across_wards, s.people_count, s.children_count, s.zone,
            s.started_on, coalesce(s.remark, ''), s.ended_on, s.end_reason
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        ward = try row.next()
        id = try row.next()
        version = try row.next()
        let kind = try row.next(SubjectKind.self)
        let name = try row.next(String.self)
        var record = ProgrammeSubject(kind, name: name, area: try row.next())
        record.code = try row.next()
        record.headName = try row.next()
        record.address = try row.next()
        record.phone = try row.next()
        record.unitKind = try row.next()
        record.descent = try row.next()
        record.isAcrossWards = try row.next()
        record.peopleCount = try row.next()
        record.childrenCount = try row.next()
        record.zone = try row.next()
        record.startedOn = try row.next()
        record.remark = try row.next()
        self.record = record
        endedOn = try row.next()
        end = try row.next()
    }
}

/// Which subjects are wanted.
package struct SubjectFilter: Hashable, Sendable {
    /// Whether they live.
    package enum Life: String, Hashable, Sendable, CaseIterable {
        case living
        case ended
        case any
    }

    /// Who keeps them.
    package enum Keeper: Hashable, Sendable {
        /// The ward itself.
        case own
        /// The wards whose place it took.
        case predecessors
    }

    package var kind: SubjectKind
    package var keeper: Keeper
    package var life: Life
    /// In this area or one below it.
    package var area: AreaID?
    package var unitKind: UnitKind?
    /// A name, whole or in part, with or without marks; or a whole code. Empty means no search.
    package var text: String

    /// The living ones of a kind, unless told otherwise.
    package init(
        _ kind: SubjectKind,
        keeper: Keeper = .own,
        life: Life = .living,
        area: AreaID? = nil,
        unitKind: UnitKind? = nil,
        text: String = ""
    ) {
        self.kind = kind
        self.keeper = keeper
        self.life = life
        self.area = area
        self.unitKind = unitKind
        self.text = text
    }
}

/// Some subjects in the order of lists: households by the head's given name, the others by their names.
package struct SubjectPage: Hashable, Sendable {
    package let subjects: [StoredSubject]
    /// Behind which the next page begins; nil if there is none.
    package let next: SubjectReference?
}

/// What a subject became, or came of.
package struct SubjectSuccession: Hashable, Sendable {
    /// What happened.
    package enum Kind: String, Hashable, Sendable, CaseIterable, StoredText {
        case merge
        case split
        /// Moved to another ward.
        case transfer
        /// The ward was merged, and the new one took it over.
        case adopt
    }

    package let from: SubjectReference
    package let to: SubjectReference
    package let kind: Kind
    package let happenedOn: CalendarDay
    /// The decision, if there is one.
    package let legalBasis: String
}

extension SubjectSuccession: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        from = SubjectReference(ward: try row.next(), id: try row.next())
        to = SubjectReference(ward: try row.next(), id: try row.next())
        kind = try row.next()
        happenedOn = try row.next()
        legalBasis = try row.next()
    }
}
