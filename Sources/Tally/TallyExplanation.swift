import FoundationEssentials
package import Postgres

/// A published number taken apart.
package struct TallyExplanation: Hashable, Sendable {
    /// One part of it.
    package struct Cell: Hashable, Sendable {
        /// The organisation.
        package let organisation: String
        /// The area as recorded; nil where it is not known.
        package let area: String?
        /// First day of the month.
        package let month: String
        package let amount: Int
    }

    /// What is counted.
    package let measure: String
    /// What one of it is: memberships, attendances, minutes … never persons.
    package let unit: String
    /// The number as published, counted apart from its cells.
    package let published: Int
    /// By organisation, area and month; their sum is the number.
    package let cells: [Cell]

    /// Whether the cells add up to the number.
    package var addsUp: Bool { cells.reduce(0) { $0 + $1.amount } == published }
}

/// A published count of persons taken apart.
package struct PersonExplanation: Hashable, Sendable {
    /// The memberships of one organisation behind it.
    package struct Part: Hashable, Sendable {
        package let organisation: String
        package let memberships: Int
        /// Of these, those that nobody can link to a person.
        package let unlinkable: Int
        /// Persons who are in no other organisation.
        package let nowhereElse: Int
    }

    /// Persons, each once.
    package let persons: Int
    /// Memberships, a person as often as there are.
    package let memberships: Int
    /// Of these, those that nobody can link to a person.
    package let unlinkable: Int
    /// Memberships beyond a person's first.
    package var overlap: Int { memberships - unlinkable - persons }
    /// By organisation; their memberships add up to those above.
    package let parts: [Part]

    /// Whether the parts add up.
    package var addsUp: Bool {
        parts.reduce(0) { $0 + $1.memberships } == memberships && parts.reduce(0) { $0 + $1.unlinkable } == unlinkable
    }
}

extension TallyExplanation.Cell: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        organisation = try row.next()
        area = try row.next()
        month = try row.next()
        amount = try row.next()
    }
}

extension PersonExplanation.Part: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        organisation = try row.next()
        memberships = try row.next()
        unlinkable = try row.next()
        nowhereElse = try row.next()
    }
}

/// Whose and which number is to be explained.
package struct TallyQuestion: Hashable, Sendable {
    /// The year; nil for what is counted as it is now.
    package var year: Int?
    /// Key of an area, with what counted for it then; nil for the whole city.
    package var areaKey: String?
    /// Key of a measure.
    package var measure: String
    /// Key of a title, or of what titles are given to and who is trained; nil for all. Of measures that are counted by kind.
    package var kind: String?

    /// A question.
    package init(measure: String, year: Int?, areaKey: String? = nil, kind: String? = nil) {
        self.kind = kind
        self.measure = measure
        self.year = year
        self.areaKey = areaKey
    }
}

extension TallyDatabase {
    /// Takes a sum apart; members of a year are those at its end.
    ///
    /// - Throws: `TallyError.measureUnknown`, `.areaUnknown`, and `.yearNotOver` for members.
    package func explain(_ question: TallyQuestion) async throws -> TallyExplanation {
        let found = try await connection.query(
            """
            -- TallyDatabase.explain: measure
            select id, unit
            from release.measures
            where key = \(question.measure)
            """
        ).decode((Int16, String).self)
        guard let (measure, unit) = found.first else { return try await explainKind(question) }
        let year = Int16(clamping: question.year ?? 0)
        let areas = try await areas(question.areaKey, year: year)
        if question.measure == "members", let year = question.year {
            return try await explainYearEnd(year, areas: areas)
        }
        let first = question.year.map { String(repeating: "0", count: max(0, 4 - "\($0)".count)) + "\($0)" } ?? "0001"
        let results = try await connection.transaction(
            PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        ) { transaction in
            try await transaction.batch([
                """
                -- TallyDatabase.explain
                select coalesce(sum(c.amount), 0)::bigint
                from tally.published_cells as c
                where c.cube = 5
                    and c.period = \(first + "-01-01")::text::date
                    and c.measure = \(measure)
                    and (\(areas == nil) or c.part_id = any (\(areas ?? [])))
                """,
                """
                -- TallyDatabase.explain: cells
                select coalesce(o.name, c.tenant_id::text), coalesce(a.name, a.key), to_char(c.period, 'YYYY-MM'), c.amount
                from tally.published_cells as c
                left join release.organisations as o on o.id = c.tenant_id
                left join release.areas as a on a.id = c.part_id
                where c.cube = 1
                    and c.period between \(first + "-01-01")::text::date and \(first + "-12-31")::text::date
                    and c.measure = \(measure)
                    and (\(areas == nil) or c.part_id = any (\(areas ?? [])))
                order by 1, 2, 3
                """,
            ])
        }
        return TallyExplanation(
            measure: question.measure,
            unit: unit,
            published: try results[0].value(Int.self),
            cells: try results[1].decode(TallyExplanation.Cell.self)
        )
    }

    /// Takes a count of persons apart: members now without a year, else learners of the year.
    ///
    /// - Throws: `TallyError.areaUnknown`.
    package func explainPersons(year: Int?, areaKey: String?) async throws -> PersonExplanation {
        let kind: Int16 = year == nil ? 1 : 2
        let year = Int16(clamping: year ?? 0)
        var area = Self.city
        if let areaKey { area = try await self.area(key: areaKey) }
        let results = try await connection.transaction(
            PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        ) { transaction in
            try await transaction.batch(
                [
                    """
                    -- TallyDatabase.explainPersons
                    select d.persons, d.memberships, d.unlinkable
                    from tally.distinct_cells as d
                    where d.kind = \(kind) and d.year = \(year) and d.area_id = \(area)
                    """,
                    """
                    -- TallyDatabase.explainPersons: parts
                    select coalesce(o.name, e.tenant_id::text), e.memberships, e.unlinkable, e.nowhere_else
                    from tally.explain_persons(\(kind), \(year), \(area)) as e
                    left join release.organisations as o on o.id = e.tenant_id
                    order by 1
                    """,
                ],
                timeout: Self.longTimeout
            )
        }
        let sums = try results[0].decode((Int, Int, Int).self).first ?? (0, 0, 0)
        return PersonExplanation(
            persons: sums.0,
            memberships: sums.1,
            unlinkable: sums.2,
            parts: try results[1].decode(PersonExplanation.Part.self)
        )
    }

    /// Where the city's persons are counted.
    private static let city = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    private func area(key: String) async throws -> UUID {
        let found = try await connection.query(
            """
            -- TallyDatabase.area
            select id
            from release.areas
            where key = \(key)
            """
        ).decode(UUID.self)
        guard let area = found.first else { throw TallyError.areaUnknown }
        return area
    }

    /// The areas that count for one in a year; nil without one.
    func areas(_ key: String?, year: Int16) async throws -> [UUID]? {
        guard let key else { return nil }
        let area = try await area(key: key)
        let below = try await connection.query(
            """
            -- TallyDatabase.areas
            select distinct area_id
            from release.area_levels
            where above_id = \(area)
                and \(year) between from_year and to_year
            """
        ).decode(UUID.self)
        return [area] + below
    }
}
