package import Postgres
package import Programme

/// Which number of a title is to be taken apart.
package struct CityTitleInquiry: Hashable, Sendable {
    package let question: CityQuestion
    /// Key of a title.
    package let kind: String
    /// Key of a measure; `registered` for both kinds of registration.
    package let measure: String
    package let place: CityPlace

    /// An inquiry of these parts.
    package init(_ question: CityQuestion, kind: String, measure: String, place: CityPlace = .everywhere) {
        self.question = question
        self.kind = kind
        self.measure = measure
        self.place = place
    }
}

/// A number of a title beside the cells that it is made of.
package struct CityTitleExplanation: Hashable, Sendable {
    /// What one ward counts in one area.
    package struct Cell: Hashable, Sendable {
        package let tenant: TenantID
        package let tenantName: String
        /// As recorded.
        package let area: AreaID?
        package let areaName: String?
        /// As which ward it is shown.
        package let ward: AreaID?
        package let wardName: String?
        package let measure: CityMeasure
        package let amount: Int
        /// Of a count of all that there are: the day, if it was not corrected since.
        package let countedOn: CalendarDay?
        /// Likewise who counted.
        package let source: String?
    }

    package let status: CityStatus
    package let inquiry: CityTitleInquiry
    package let kind: CityKind
    /// Nil for registrations of both kinds.
    package let measure: CityMeasure?
    /// What was signed, if the year is frozen.
    package let frozen: CityFrozenYear?
    /// By name of the ward and area.
    package let cells: [Cell]
    /// What the ward asked for is called; nil for all.
    package let wardName: String?

    /// The number.
    package var total: Int { cells.reduce(0) { $0 + $1.amount } }
}

extension CityDatabase {
    /// Takes a number of a title apart.
    ///
    /// - Throws: `StoreError.notFound` for a title, a measure or a ward that there is not.
    package func explain(
        _ inquiry: CityTitleInquiry,
        today: CalendarDay = .inVietnam()
    ) async throws -> CityTitleExplanation {
        try await read { transaction in
            let found = try await transaction.batch([
                Self.statusQuery, Self.frozenQuery, Self.kindsQuery, Self.kindMeasuresQuery,
                Self.areaNameQuery(inquiry.place),
                Self.pilotsQuery,
            ])
            let kinds = try found[2].decode(CityKind.self)
            let keys = inquiry.measure == "registered" ? ["registered_new", "registered_renewed"] : [inquiry.measure]
            let measures = try found[3].decode(CityMeasure.self).filter { keys.contains($0.key) }
            let ward = try found[4].decode(String?.self).first
            guard let kind = kinds.first(where: { $0.key == inquiry.kind && $0.isTitle }), let measure = measures.first,
                inquiry.place.ward == nil || ward != nil
            else { throw StoreError.notFound }
            let base = kinds.first { !$0.isTitle && $0.key == kind.subjectKind }
            let query =
                measure.key == "counted"
                ? Self.wholeCellsQuery(inquiry, base?.id ?? 0, today)
                : Self.titleCellsQuery(inquiry, kind, measures, today)
            let rows = try await transaction.batch([query])
            let rollOut = try Self.rollOut(found[5])
            return CityTitleExplanation(
                status: try found[0].decode(CityStatus.self).first ?? .unknown,
                inquiry: inquiry,
                kind: kind,
                measure: measures.count == 1 ? measure : nil,
                frozen: try found[1].decode(CityFrozenYear.self).first { $0.year == inquiry.question.year },
                cells: try rows[0].decode(CityTitleExplanation.Cell.self).filter { cell in
                    // a ward is shown as it is; the city's number is of those that count
                    inquiry.place != .everywhere
                        || rollOut.counts(cell.ward, kind.subjectKind, in: inquiry.question.year)
                },
                wardName: ward ?? nil
            )
        }
    }

    private static var kindMeasuresQuery: PostgresQuery {
        """
        -- CityDatabase.kindMeasures
        select id, key, name_vi, name_en, unit
        from release.kind_measures
        order by id
        """
    }

    private static func areaNameQuery(_ place: CityPlace) -> PostgresQuery {
        """
        -- CityDatabase.explainTitle: ward
        select name
        from release.areas
        where id = \(place.ward)
        """
    }

    private static func titleCellsQuery(
        _ inquiry: CityTitleInquiry,
        _ kind: CityKind,
        _ measures: [CityMeasure],
        _ today: CalendarDay
    ) -> PostgresQuery {
        let (year, place) = (inquiry.question.year, inquiry.place)
        return """
            -- CityDatabase.explainTitle
            select totals.tenant_id, coalesce(organisations.name, totals.tenant_id::text), totals.area_id, areas.name, wards.id,
                wards.name, measures.id, measures.key, measures.name_vi, measures.name_en, measures.unit, totals.amount, null::date,
                null::text
            from release.kind_totals totals
            join release.kind_measures measures on measures.id = totals.measure
            left join release.wards_on(\(Int32(year)), \(inquiry.question.boundaryDay(today: today))) shown
                on shown.area_id = totals.area_id
            left join release.organisations on organisations.id = totals.tenant_id
            left join release.areas on areas.id = totals.area_id
            left join release.areas wards on wards.id = shown.ward_id
            where totals.period = \(CalendarDay(year: year, month: 1, day: 1))
                and totals.kind = \(kind.id)
                and totals.measure = any (\(measures.map(\.id)))
                and (\(place == .everywhere) or shown.ward_id is not distinct from \(place.ward))
            order by 6, 2, 1, 4, 3, 7
            limit \(cellsAtOnce)
            """
    }

    private static func wholeCellsQuery(
        _ inquiry: CityTitleInquiry,
        _ base: Int16,
        _ today: CalendarDay
    ) -> PostgresQuery {
        let (year, place) = (inquiry.question.year, inquiry.place)
        return """
            -- CityDatabase.explainTitle: whole
            select wholes.tenant_id, coalesce(organisations.name, wholes.tenant_id::text), wholes.area_id, areas.name, wards.id,
                wards.name, measures.id, measures.key, measures.name_vi, measures.name_en, measures.unit, wholes.total,
                wholes.counted_on, wholes.source
            from release.wholes
            join release.kind_measures measures on measures.key = 'counted'
            left join release.wards_on(\(Int32(year)), \(inquiry.question.boundaryDay(today: today))) shown
                on shown.area_id = wholes.area_id
            left join release.organisations on organisations.id = wholes.tenant_id
            left join release.areas on areas.id = wholes.area_id
            left join release.areas wards on wards.id = shown.ward_id
            where wholes.period = \(CalendarDay(year: year, month: 1, day: 1))
                and wholes.kind = \(base)
                and (\(place == .everywhere) or shown.ward_id is not distinct from \(place.ward))
            order by 6, 2, 1, 4, 3
            limit \(cellsAtOnce)
            """
    }
}

extension CityTitleExplanation.Cell: PostgresRowDecodable {
    /// Reads the columns of the cells in their order.
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        tenant = try row.next()
        tenantName = try row.next()
        area = try row.next()
        areaName = try row.next()
        ward = try row.next()
        wardName = try row.next()
        measure = try CityMeasure(from: &row)
        amount = try row.next()
        countedOn = try row.next()
        source = try row.next()
    }
}
