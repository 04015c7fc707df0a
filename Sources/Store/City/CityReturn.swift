package import Postgres
package import Programme

/// How far a return is that was sent to the association. What it says the city does not see.
package struct CityReturn: Hashable, Sendable {
    /// The organisation or ward.
    package let tenant: TenantID
    package let name: String
    package let period: ReturnPeriod
    package let state: ReturnState
    /// When it was sent last.
    package let submittedOn: CalendarDay?
    /// When the association decided last.
    package let decidedOn: CalendarDay?
}

extension CityReturn: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        tenant = try row.next()
        name = try row.next()
        period = try row.next()
        state = try row.next()
        submittedOn = try row.next()
        decidedOn = try row.next()
    }
}

extension CityDatabase {
    /// Returns of a year, by period and by whose they are.
    static func returnsQuery(_ year: Int) -> PostgresQuery {
        """
        -- CityDatabase.returns
        select s.tenant_id, o.name, s.period, s.state, s.submitted_on, s.decided_on
        from release.return_states as s
        join release.organisations as o on o.id = s.tenant_id
        where s.year = \(year)
        order by s.period desc, o.kind, o.name, s.tenant_id
        """
    }
}
