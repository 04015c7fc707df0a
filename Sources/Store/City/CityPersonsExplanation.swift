package import Postgres
package import Programme

/// A published count of persons beside what it is made of.
package struct CityPersonsExplanation: Hashable, Sendable {
    package let status: CityStatus
    package let kind: CityPersonKind
    /// Of learners.
    package let year: Int?
    package let frozen: CityFrozenYear?
    /// Nil for the whole city.
    package let wardName: String?
    /// The number, and the memberships that it is counted from.
    package let total: CityPersons
    /// By ward on the boundaries asked for, for the whole city: who was in two is in both.
    package let wards: [CityArea]
    /// Memberships now by organisation; of learners nobody publishes them.
    package let organisations: [CityOrganisation]
    package let measures: [CityMeasure]
}

extension CityDatabase {
    /// Takes a count of persons apart.
    ///
    /// - Parameter ward: nil for the whole city.
    /// - Throws: `StoreError.notFound` for a ward that there is not.
    package func explainPersons(
        _ kind: CityPersonKind,
        _ question: CityQuestion,
        ward: AreaID? = nil,
        today: CalendarDay = .inVietnam()
    ) async throws -> CityPersonsExplanation {
        let overview = try await overview(question, today: today)
        let areas = kind == .members ? overview.homes : overview.areas
        let total = kind == .members ? overview.members : overview.learners
        let one = areas.first { $0.id == ward }
        if ward != nil, one == nil { throw StoreError.notFound }
        return CityPersonsExplanation(
            status: overview.status,
            kind: kind,
            year: kind == .members ? nil : question.year,
            frozen: kind == .members ? nil : overview.frozen,
            wardName: ward == nil ? nil : one?.name,
            total: ward == nil ? total : one?.persons ?? .none,
            wards: ward == nil ? areas : [],
            organisations: kind == .members && ward == nil ? overview.organisations : [],
            measures: overview.measures
        )
    }

    /// A measure by sex and age in the whole city, protected: of a year, or what is counted as it is now.
    ///
    /// - Throws: `StoreError.notFound` for a measure that there is not.
    package func people(
        measure key: String,
        year: Int?
    ) async throws -> (status: CityStatus, measure: CityMeasure, bands: [CityAgeBand], people: [CityPeople]) {
        try await read { transaction in
            let rows = try await transaction.batch([
                Self.statusQuery, Self.measuresQuery,
                """
                -- CityDatabase.people: bands
                select from_age::int, name_vi, name_en
                from release.age_bands
                order by from_age
                """,
                """
                -- CityDatabase.people
                select people.sex, people.from_age::int, people.amount
                from release.people_city_totals people
                join release.measures on measures.id = people.measure
                where measures.key = \(key) and people.year is not distinct from \(year.map(Int32.init(clamping:)))
                order by people.from_age nulls last, people.sex nulls last
                """,
            ])
            guard let measure = try rows[1].decode(CityMeasure.self).first(where: { $0.key == key }) else {
                throw StoreError.notFound
            }
            return (
                try rows[0].decode(CityStatus.self).first ?? .unknown, measure, try rows[2].decode(CityAgeBand.self),
                try rows[3].decode(CityPeople.self)
            )
        }
    }
}

/// Reads `from_age, name_vi, name_en`.
extension CityAgeBand: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        fromAge = Int(try row.next(Int32.self))
        vietnameseName = try row.next()
        englishName = try row.next()
    }
}

/// Reads `sex, from_age, amount`: a number, `<10` or `-`.
extension CityPeople: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        sex = try row.next(Sex?.self)
        fromAge = try row.next(Int32?.self).map(Int.init)
        let text = try row.next(String.self)
        amount = text == "<10" ? .few : Int(text).map(Amount.about) ?? .hidden
    }
}
