package import Postgres
package import Programme

/// Which areas a number is of.
package enum CityPlace: Hashable, Sendable {
    case everywhere
    /// Recorded without a place.
    case unknown
    /// A ward or commune, with all that is shown as it.
    case ward(AreaID)
}

/// Which number is to be taken apart.
package struct CityInquiry: Hashable, Sendable {
    package let question: CityQuestion
    /// Key of a measure.
    package let measure: String
    /// Nil for all.
    package let organisation: TenantID?
    package let place: CityPlace

    /// An inquiry of these parts.
    package init(
        _ question: CityQuestion,
        measure: String,
        organisation: TenantID? = nil,
        place: CityPlace = .everywhere
    ) {
        self.question = question
        self.measure = measure
        self.organisation = organisation
        self.place = place
    }
}

/// A published sum beside the cells that it is made of.
package struct CityExplanation: Hashable, Sendable {
    /// What one organisation counts in one area in one month.
    package struct Cell: Hashable, Sendable {
        package let organisation: TenantID
        package let organisationName: String
        /// As recorded; nil where it is not known.
        package let area: AreaID?
        package let areaName: String?
        /// As which ward it is shown.
        package let wardName: String?
        /// First day of the month; nil for what is counted as it is now.
        package let month: CalendarDay?
        package let amount: Int
    }

    package let status: CityStatus
    package let inquiry: CityInquiry
    package let measure: CityMeasure
    /// What was signed, if the year is frozen.
    package let frozen: CityFrozenYear?
    /// The number.
    package let total: Int
    /// How many cells there are.
    package let cellCount: Int
    /// Those from the one asked for on, by organisation, area and month.
    package let cells: [Cell]
    /// What the organisation asked for is called; nil for all.
    package let organisationName: String?
    /// What the ward asked for is called; nil for all.
    package let wardName: String?
}

extension CityDatabase {
    /// Cells that are handed out at once.
    package static let cellsAtOnce = 100_000

    /// Takes a sum apart.
    ///
    /// - Parameter cells: which cells are wanted, from 0 on.
    /// - Throws: `StoreError.notFound` for a measure, an organisation or a ward that there is not.
    package func explain(
        _ inquiry: CityInquiry,
        cells: Range<Int>,
        today: CalendarDay = .inVietnam()
    ) async throws -> CityExplanation {
        try await read { transaction in
            let found = try await transaction.batch([
                Self.statusQuery, Self.measuresQuery, Self.frozenQuery, Self.organisationNameQuery(inquiry),
                Self.wardNameQuery(inquiry),
            ])
            guard let measure = try found[1].decode(CityMeasure.self).first(where: { $0.key == inquiry.measure }) else {
                throw StoreError.notFound
            }
            let organisation = try found[3].decode(String.self).first
            let ward = try found[4].decode(String?.self).first
            if inquiry.organisation != nil, organisation == nil { throw StoreError.notFound }
            if case .ward = inquiry.place, ward == nil { throw StoreError.notFound }
            let rows = try await transaction.batch([
                try Self.sumQuery(inquiry, measure, today), try Self.cellsQuery(inquiry, measure, today, cells),
            ])
            let sum = try rows[0].decode((Int, Int).self).first ?? (0, 0)
            let year = inquiry.question.year
            return CityExplanation(
                status: try found[0].decode(CityStatus.self).first ?? .unknown,
                inquiry: inquiry,
                measure: measure,
                frozen: measure.isStock ? nil : try found[2].decode(CityFrozenYear.self).first { $0.year == year },
                total: sum.0,
                cellCount: sum.1,
                cells: try rows[1].decode(CityExplanation.Cell.self),
                organisationName: organisation,
                wardName: ward ?? nil
            )
        }
    }
}

// MARK: Queries

extension CityDatabase {
    private static func organisationNameQuery(_ inquiry: CityInquiry) -> PostgresQuery {
        """
        -- CityDatabase.explain: organisation
        select name
        from release.organisations
        where id = \(inquiry.organisation)
        """
    }

    private static func wardNameQuery(_ inquiry: CityInquiry) -> PostgresQuery {
        """
        -- CityDatabase.explain: ward
        select name
        from release.areas
        where id = \(inquiry.place.ward)
        """
    }

    /// The number itself and how many cells it has.
    private static func sumQuery(
        _ inquiry: CityInquiry,
        _ measure: CityMeasure,
        _ today: CalendarDay
    ) throws -> PostgresQuery {
        let (first, last) = try inquiry.question.months
        let (question, place) = (inquiry.question, inquiry.place)
        return """
            -- CityDatabase.explain: sum
            select coalesce(sum(amount), 0)::bigint, count(*)
            from release.cells_of(
                \(measure.id), \(first), \(last), \(Int32(question.year)), \(question.boundaryDay(today: today))
            )
            where (\(inquiry.organisation) is null or tenant_id = \(inquiry.organisation))
                and (\(place == .everywhere) or ward_id is not distinct from \(place.ward))
            """
    }

    private static func cellsQuery(
        _ inquiry: CityInquiry,
        _ measure: CityMeasure,
        _ today: CalendarDay,
        _ wanted: Range<Int>
    ) throws -> PostgresQuery {
        let (first, last) = try inquiry.question.months
        let (question, place) = (inquiry.question, inquiry.place)
        return """
            -- CityDatabase.explain: cells
            select cells.tenant_id, coalesce(organisations.name, cells.tenant_id::text), cells.area_id, areas.name,
                wards.name, cells.month, cells.amount
            from release.cells_of(
                \(measure.id), \(first), \(last), \(Int32(question.year)), \(question.boundaryDay(today: today))
            ) cells
            left join release.organisations on organisations.id = cells.tenant_id
            left join release.areas on areas.id = cells.area_id
            left join release.areas wards on wards.id = cells.ward_id
            where (\(inquiry.organisation) is null or cells.tenant_id = \(inquiry.organisation))
                and (\(place == .everywhere) or cells.ward_id is not distinct from \(place.ward))
            order by 2, 1, 4, 3, 6
            limit \(min(wanted.count, cellsAtOnce)) offset \(wanted.lowerBound)
            """
    }
}

extension CityPlace {
    /// The ward; nil for what is recorded without one, and for all.
    var ward: AreaID? { if case .ward(let ward) = self { ward } else { nil } }
}

extension CityExplanation.Cell: PostgresRowDecodable {
    /// Reads the columns of the cells in their order.
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        organisation = try row.next()
        organisationName = try row.next()
        area = try row.next()
        areaName = try row.next()
        wardName = try row.next()
        month = try row.next()
        amount = try row.next()
    }
}
