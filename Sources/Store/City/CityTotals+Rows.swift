import FoundationEssentials
package import Postgres
import Programme

/// One line of `kind, area_id, persons, memberships, unlinkable`.
struct CityPersonsRow: PostgresRowDecodable {
    /// Who is counted, and where.
    struct Place: Hashable {
        let kind: CityPersonKind
        /// Nil for the whole city.
        let area: AreaID?

        /// The whole city.
        static func city(_ kind: CityPersonKind) -> Place { Place(kind: kind, area: nil) }
    }

    let place: Place
    let persons: CityPersons

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        place = Place(kind: try row.choice(), area: try row.next())
        persons = CityPersons(persons: try row.next(), memberships: try row.next(), unlinkable: try row.next())
    }

    static func byArea(_ rows: PostgresRows) throws -> [Place: CityPersons] {
        Dictionary(try rows.decode(CityPersonsRow.self).map { ($0.place, $0.persons) }) { first, _ in first }
    }
}

extension CityStatus: PostgresRowDecodable {
    /// Reads `as_of, is_worked, pending, lag_milliseconds`.
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        asOf = try row.next()
        isWorked = try row.next()
        pending = try row.next()
        lagMilliseconds = try row.next()
    }

    /// Of a database that says nothing about it.
    static let unknown = CityStatus(asOf: nil, isWorked: false, pending: 0, lagMilliseconds: 0)
}

/// Reads `year, frozen_at, as_of, hash`.
extension CityFrozenYear: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        year = Int(try row.next(Int32.self))
        frozenAt = try row.next()
        asOf = try row.next()
        hash = try row.next()
    }
}

/// Reads `id, key, name_vi, name_en, unit`.
extension CityMeasure: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        key = try row.next()
        vietnameseName = try row.next()
        englishName = try row.next()
        unit = try row.next()
    }
}

/// Reads `legal_basis, scope, zone, year, measure, percent, is_confirmed`.
extension CityTarget: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        legalBasis = try row.next()
        scope = try row.next()
        zone = try row.next()
        year = Int(try row.next(Int32.self))
        measure = try row.next()
        percent = Int(try row.next(Int32.self))
        isConfirmed = try row.next()
    }
}

extension CityOrganisation {
    /// Lines of `id, kind, name, measure, amount`, put together.
    static func grouped(_ rows: PostgresRows) throws -> [CityOrganisation] {
        var organisations: [CityOrganisation] = []
        for row in try rows.decode((TenantID, String?, String?, Int16?, Int?).self) {
            if organisations.last?.id != row.0 {
                organisations.append(
                    CityOrganisation(
                        id: row.0,
                        kind: row.1.flatMap(TenantKind.init),
                        name: row.2 ?? row.0.description,
                        amounts: CityAmounts()
                    )
                )
            }
            guard let measure = row.3, let amount = row.4 else { continue }
            organisations[organisations.count - 1].amounts.add(amount, of: measure)
        }
        return organisations
    }
}

extension CityArea {
    /// Lines of `id, kind, name, measure, amount`, put together with the persons there.
    static func grouped(
        _ rows: PostgresRows,
        _ kind: CityPersonKind,
        _ persons: [CityPersonsRow.Place: CityPersons]
    ) throws -> [CityArea] {
        var areas: [CityArea] = []
        for row in try rows.decode((AreaID?, AreaKind?, String?, Int16, Int).self) {
            if areas.isEmpty || areas.last?.id != row.0 {
                areas.append(
                    CityArea(
                        id: row.0,
                        kind: row.1,
                        name: row.2 ?? "",
                        amounts: CityAmounts(),
                        persons: row.0.flatMap { persons[.init(kind: kind, area: $0)] }
                    )
                )
            }
            areas[areas.count - 1].amounts.add(row.4, of: row.3)
        }
        return areas
    }
}

extension CityPeriod {
    /// Lines of `start, measure, amount`, put together.
    static func grouped(_ rows: PostgresRows) throws -> [CityPeriod] {
        var periods: [CityPeriod] = []
        for row in try rows.decode((CalendarDay, Int16, Int).self) {
            if periods.last?.start != row.0 { periods.append(CityPeriod(start: row.0, amounts: CityAmounts())) }
            periods[periods.count - 1].amounts.add(row.2, of: row.1)
        }
        return periods
    }
}
