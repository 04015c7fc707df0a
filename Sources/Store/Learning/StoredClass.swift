package import Postgres
package import Programme

/// Which class: a class is its host's.
package struct ClassReference: Hashable, Sendable {
    /// The tenant that holds it.
    package let host: TenantID
    package let id: ClassID

    /// The class of a tenant.
    package init(host: TenantID, id: ClassID) {
        self.host = host
        self.id = id
    }
}

/// A class as kept.
package struct StoredClass: Hashable, Sendable {
    package let host: TenantID
    /// What the host is called.
    package let hostName: String
    package let id: ClassID
    /// Rises by one with each change.
    package let version: Int
    package let state: ClassState
    /// Of another tenant's class the teacher, the cost, its source and the remark are left out.
    package let record: LearningClass
    /// Where it counts: the ward of the centre, else the area of the branch.
    package let area: AreaID?
    /// Members who have a place.
    package let taken: Int
    /// Members who wait for one.
    package let waiting: Int

    /// Which class it is.
    package var reference: ClassReference { ClassReference(host: host, id: id) }

    /// Places that are left; nil without a bound. Who waits comes first.
    package var free: Int? { record.capacity.map { max(0, $0 - taken - waiting) } }
}

extension StoredClass: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a row `c` of classes, `n` of names and `p` of places.
    static let columns = """
        c.tenant_id, n.name, c.id, c.version, c.state, c.title, c.topic_id, c.branch_id, c.centre_id, c.place,
            case when c.tenant_id = (select app.current_tenant()) then c.teacher else '' end, c.partner, c.starts_on,
            c.ends_on, c.delivery, c.enrolment, c.capacity, c.completion_percent, c.completion_minutes,
            case when c.tenant_id = (select app.current_tenant()) then c.cost::bigint end,
            case when c.tenant_id = (select app.current_tenant()) then c.cost_source end,
            case when c.tenant_id = (select app.current_tenant()) then c.remark else '' end,
            c.area_id, p.taken, cardinality(p.waiting)
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        host = try row.next()
        hostName = try row.next()
        id = try row.next()
        version = try row.next()
        state = try row.next()
        let title = try row.next(String.self)
        let topic = try row.next(TopicID.self)
        let branch = try row.next(BranchID?.self)
        let centre = try row.next(CentreID?.self)
        let place = try row.next(String.self)
        let teacher = try row.next(String.self)
        let partner = try row.next(String.self)
        var record = LearningClass(title: title, topic: topic, startsOn: try row.next(), endsOn: try row.next())
        record.branch = branch
        record.centre = centre
        record.place = place
        record.teacher = teacher
        record.partner = partner
        record.delivery = try row.next()
        record.enrolment = try row.next()
        record.capacity = try row.next()
        record.rule = CompletionRule(percent: try row.next(), minutes: try row.next())
        record.cost = try row.next()
        record.costSource = try row.next()
        record.remark = try row.next()
        self.record = record
        area = try row.next()
        taken = try row.next()
        waiting = try row.next()
    }
}

/// Which classes are wanted.
package struct ClassFilter: Hashable, Sendable {
    /// Whose.
    package enum Scope: Hashable, Sendable {
        /// The tenant's own.
        case own
        /// Those of other tenants that are open to all.
        case open
        /// Those of other tenants in which a member of this one is or was.
        case visited
    }

    package var scope: Scope
    package var states: Set<ClassState>
    package var topic: TopicID?
    package var branch: BranchID?
    package var centre: CentreID?
    /// Classes that go on on this day or later.
    package var from: CalendarDay?
    /// Classes that begin on this day or earlier.
    package var through: CalendarDay?
    /// A part of the title, in either case. Empty means any.
    package var text: String

    /// The tenant's own classes, unless told otherwise.
    package init(
        _ scope: Scope = .own,
        states: Set<ClassState> = Set(ClassState.allCases),
        topic: TopicID? = nil,
        branch: BranchID? = nil,
        centre: CentreID? = nil,
        from: CalendarDay? = nil,
        through: CalendarDay? = nil,
        text: String = ""
    ) {
        self.scope = scope
        self.states = states
        self.topic = topic
        self.branch = branch
        self.centre = centre
        self.from = from
        self.through = through
        self.text = text
    }
}

/// Some classes, the latest first.
package struct ClassPage: Hashable, Sendable {
    package let classes: [StoredClass]
    /// Behind which the next page begins; nil if there is none.
    package let next: ClassReference?
}
