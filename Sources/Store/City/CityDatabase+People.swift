package import Postgres
import Programme

extension CityDatabase {
    /// A measure by sex and age in the whole city, protected: of a year, or what is counted as it is now.
    ///
    /// - Throws: `StoreError.notFound` for a measure that there is not.
    package func people(
        measure key: String,
        year: Int?
    ) async throws -> (status: CityStatus, measure: CityMeasure, bands: [CityAgeBand], people: [CityPeople]) {
        let period = CalendarDay(year: year ?? 1, month: 1, day: 1)
        return try await read { transaction in
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
                where measures.key = \(key) and people.period = \(period)
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
