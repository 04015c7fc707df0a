import Postgres
package import Programme

/// Everything that the city's first page shows, of one moment.
package struct CityOverview: Hashable, Sendable {
    package let status: CityStatus
    package let question: CityQuestion
    /// Years of which there is something, the latest first; the year asked for is one of them.
    package let years: [Int]
    /// What was signed, if the year is frozen.
    package let frozen: CityFrozenYear?
    package let measures: [CityMeasure]
    /// Members now, in the whole city.
    package let members: CityPersons
    /// Learners of the whole year, in the whole city.
    package let learners: CityPersons
    /// The whole city in the span.
    package let city: CityAmounts
    /// By kind and name.
    package let organisations: [CityOrganisation]
    /// What was counted in the span, and learners of the whole year, by area on the boundaries asked for; by name, what has
    /// no place last.
    package let areas: [CityArea]
    /// Members now, by area on the boundaries of today.
    package let homes: [CityArea]
    /// The months of the year.
    package let months: [CityPeriod]
    package let targets: [CityTarget]
    /// Of the year.
    package let returns: [CityReturn]
}

extension CityDatabase {
    /// The first page.
    package func overview(_ question: CityQuestion, today: CalendarDay = .inVietnam()) async throws -> CityOverview {
        try await read { transaction in try await Self.overview(question, today, transaction) }
    }

    static func overview(
        _ question: CityQuestion,
        _ today: CalendarDay,
        _ transaction: PostgresTransaction
    ) async throws -> CityOverview {
        let rows = try await transaction.batch([
            statusQuery, frozenQuery, yearsQuery, measuresQuery, personsQuery(question),
            try organisationsQuery(question),
            try areasQuery(question, today: today), try monthsQuery(question.year), targetsQuery, homesQuery(today),
            returnsQuery(question.year),
        ])
        let frozen = try rows[1].decode(CityFrozenYear.self)
        let measures = try rows[3].decode(CityMeasure.self)
        let persons = try CityPersonsRow.byArea(rows[4])
        let organisations = try CityOrganisation.grouped(rows[5])
        return CityOverview(
            status: try rows[0].decode(CityStatus.self).first ?? .unknown,
            question: question,
            years: years(try rows[2].decode(Int.self) + frozen.map(\.year) + [today.year, question.year]),
            frozen: frozen.first { $0.year == question.year },
            measures: measures,
            members: persons[.city(.members)] ?? .none,
            learners: persons[.city(.learners)] ?? .none,
            city: organisations.reduce(into: CityAmounts()) { $0.add($1.amounts) },
            organisations: organisations,
            areas: try CityArea.grouped(rows[6], .learners, persons),
            homes: try CityArea.grouped(rows[9], .members, persons),
            months: try CityPeriod.grouped(rows[7]),
            targets: try rows[8].decode(CityTarget.self),
            returns: try rows[10].decode(CityReturn.self)
        )
    }

    /// What was counted in each year, the first one first.
    package func years() async throws -> (status: CityStatus, measures: [CityMeasure], years: [CityPeriod]) {
        try await read { transaction in
            let rows = try await transaction.batch([Self.statusQuery, Self.measuresQuery, Self.everyYearQuery])
            return (
                try rows[0].decode(CityStatus.self).first ?? .unknown, try rows[1].decode(CityMeasure.self),
                try CityPeriod.grouped(rows[2])
            )
        }
    }

    private static func years(_ years: [Int]) -> [Int] {
        Set(years).filter(CityQuestion.years.contains).sorted(by: >)
    }
}
