package import Postgres
package import Programme

/// A registration as kept, with who it is.
package struct StoredRegistration: Hashable, Sendable {
    package let id: RegistrationID
    package let version: Int
    package let subject: SubjectID
    /// Of a household its head, else what it is called.
    package let subjectName: String
    package let subjectKind: SubjectKind
    /// The ward's own number for the subject; nil without one.
    package let subjectCode: String?
    package let title: TitleTypeID
    package let year: Int
    package let kind: RegistrationKind
    package let registeredOn: CalendarDay
    package let state: TitleState
    package let area: AreaID
    package let zone: SubjectZone
    /// By which criteria it was scored; nil: by none.
    package let set: CriteriaSetID?
    package let points: Points?
    /// Which the score reaches, 0: none; nil: not scored.
    package let level: Int?
    package let remark: String
    /// Of the certificate; nil: without end, or without certificate.
    package let validUntil: CalendarDay?
    package let certificateNumber: String?
    /// Whether the last meeting passed it; nil before any.
    package let isReviewPassed: Bool?

    /// How it stands on a day.
    package func standing(on day: CalendarDay) -> TitleStanding { TitleStanding(state, until: validUntil, on: day) }
}

extension StoredRegistration: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table of registrations called `r`; join with `joins`.
    static let columns = """
        r.id, r.version, r.subject_id, s.name, s.kind, s.code, r.title_type_id, r.year, r.kind, r.registered_on, r.state, r.area_id,
            r.zone, r.set_id, r.points, r.level, r.remark, d.valid_until, d.certificate_number, v.result = 'passed'
        """

    /// What `columns` needs beside `r`: the subject, what was decided last, how the last meeting voted.
    static let joins = """
        join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
        left join lateral (
            select l.valid_until, l.certificate_number
            from app.decision_lines as l
            where l.tenant_id = r.tenant_id and l.registration_id = r.id
            order by l.ordinal desc
            limit 1
        ) as d on true
        left join lateral (
            select v.result
            from app.review_votes as v
            join app.reviews as w on w.tenant_id = v.tenant_id and w.id = v.review_id
            where v.tenant_id = r.tenant_id and v.registration_id = r.id
            order by w.held_on desc, w.id desc
            limit 1
        ) as v on true
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        subject = try row.next()
        subjectName = try row.next()
        subjectKind = try row.next()
        subjectCode = try row.next()
        title = try row.next()
        year = try row.next()
        kind = try row.next()
        registeredOn = try row.next()
        state = try row.next()
        area = try row.next()
        zone = try row.next()
        set = try row.next()
        points = try row.next()
        level = try row.next()
        remark = try row.next()
        validUntil = try row.next()
        certificateNumber = try row.next()
        isReviewPassed = try row.next()
    }
}

/// Which registrations a list shows.
package struct RegistrationFilter: Hashable, Sendable {
    package var title: TitleTypeID
    package var year: Int
    package var states: Set<TitleState>
    /// A hamlet, or the ward; nil: all.
    package var area: AreaID?
    /// Those alone that wait for one of these steps; nil: all.
    package var waiting: Set<TitleStage>?
    /// A part of the name, with or without marks; empty: all.
    package var text: String

    /// All of a title and a year.
    package init(
        _ title: TitleTypeID,
        year: Int,
        states: Set<TitleState> = Set(TitleState.allCases),
        area: AreaID? = nil,
        waiting: Set<TitleStage>? = nil,
        text: String = ""
    ) {
        self.title = title
        self.year = year
        self.states = states
        self.area = area
        self.waiting = waiting
        self.text = text
    }

    /// In which states a registration waits for one of the steps.
    var stateList: [TitleState] {
        TitleState.allCases.filter { state in
            guard states.contains(state) else { return false }
            guard let waiting else { return true }
            return [true, false].contains { TitleStage.next(after: state, isScored: $0).map(waiting.contains) ?? false }
        }
    }
}

/// Some registrations, and where the next ones begin.
package struct RegistrationPage: Hashable, Sendable {
    package let registrations: [StoredRegistration]
    /// Nil at the end.
    package let next: RegistrationID?
}

/// How many registrations of a title and a year stand where.
package struct RegistrationCount: Hashable, Sendable {
    package let area: AreaID
    package let state: TitleState
    package let kind: RegistrationKind
    package let count: Int
}

/// What came of registering a list.
package struct RegisteredList: Hashable, Sendable {
    /// Made, or made anew after they were withdrawn.
    package let registered: [RegistrationID]
    /// How many of the list were registered already.
    package let alreadyThere: Int
}
