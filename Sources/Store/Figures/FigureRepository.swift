import FoundationEssentials
import Postgres
import Programme

/// The totals of the tenant that asks, as the worker added them up: a page costs some hundred cells and not a year of
/// attendances. An officer of a part sees the branches of the part, and nothing of what has no branch.
package struct FigureRepository {
    /// Years of which there can be something.
    package static let years = 1990...2100
    /// Cells of one answer, at most: a year of a thousand branches.
    package static let mostCells = 12_000
    /// What is counted as it is now stands in a month of its own.
    private static let now = CalendarDay(year: 1, month: 1, day: 1)
    /// What lies in no branch.
    private static let nowhere = "00000000-0000-0000-0000-000000000000"

    let tx: TenantTransaction

    /// All measures of a year, by month and by branch, in one round trip.
    package func year(_ year: Int) async throws -> TenantFigures {
        let rows = try await tx.run([
            CityDatabase.statusQuery, CityDatabase.measuresQuery,
            """
            -- FigureRepository.year
            with cells as (
                select c.period, c.measure, c.part_id, c.amount
                from release.own_cells as c
                where c.cube = 2
                    and c.period = any (\(Self.months(of: year) + Self.present))
                    and c.measure = any (array(select m.id from release.measures as m))
                    and (
                        (select app.sees_whole_tenant())
                        or c.part_id = any ((select app.visible_branches())::uuid[])
                    )
            )
            select cells.period, nullif(cells.part_id, \(raw: "'\(Self.nowhere)'")::uuid), grouping(cells.period) = 1,
                cells.measure, sum(cells.amount)::bigint
            from cells
            group by grouping sets ((cells.measure, cells.period), (cells.measure, cells.part_id))
            order by grouping(cells.period), cells.period, cells.part_id
            """,
        ])
        return try Self.figures(
            of: year,
            status: try rows[0].decode(CityStatus.self).first ?? .unknown,
            measures: try rows[1].decode(CityMeasure.self),
            try rows[2].decode((CalendarDay?, BranchID?, Bool, Int16, Int).self)
        )
    }

    /// What is counted, and how far the worker is.
    package func known() async throws -> (measures: [CityMeasure], status: CityStatus) {
        let rows = try await tx.run([CityDatabase.measuresQuery, CityDatabase.statusQuery])
        return (
            try rows[0].decode(CityMeasure.self), try rows[1].decode(CityStatus.self).first ?? .unknown
        )
    }

    /// The cells of which a sum is made, by month and branch.
    package func cells(_ question: FigureQuestion) async throws -> [FigureCell] {
        let months =
            question.month.map { month in Self.months(of: question.year).filter { $0.month == month } }
            ?? Self.months(of: question.year)
        var branch: BranchID?
        if case .branch(let id) = question.part { branch = id }
        let isNowhere = question.part == .none
        return try await tx.run(
            """
            -- FigureRepository.cells
            select nullif(c.period, '0001-01-01'), nullif(c.part_id, \(raw: "'\(Self.nowhere)'")::uuid), c.amount
            from release.own_cells as c
            where c.cube = 2
                and c.period = any (\(months + Self.present))
                and c.measure = any (array(select m.id from release.measures as m where m.key = \(question.measure)))
                and (\(branch)::uuid is null or c.part_id = \(branch))
                and (not \(isNowhere) or c.part_id = \(raw: "'\(Self.nowhere)'"))
                and (
                    (select app.sees_whole_tenant())
                    or c.part_id = any ((select app.visible_branches())::uuid[])
                )
            order by c.period, c.part_id
            limit \(Self.mostCells)
            """
        ).decode((CalendarDay?, BranchID?, Int).self).map {
            FigureCell(month: $0.0, branch: $0.1, amount: $0.2)
        }
    }

    private static func months(of year: Int) -> [CalendarDay] {
        (1...12).compactMap { CalendarDay(year: year, month: $0, day: 1) }
    }

    private static var present: [CalendarDay] { now.map { [$0] } ?? [] }

    /// Lines of `period, branch, isBranch, measure, amount`, put together.
    private static func figures(
        of year: Int,
        status: CityStatus,
        measures: [CityMeasure],
        _ rows: [(CalendarDay?, BranchID?, Bool, Int16, Int)]
    ) throws -> TenantFigures {
        var total = CityAmounts()
        var months: [CityPeriod] = []
        var branches: [FigureBranch] = []
        for (period, branch, isBranch, measure, amount) in rows {
            if isBranch {
                if branches.isEmpty || branches.last?.id != branch {
                    branches.append(FigureBranch(id: branch, amounts: CityAmounts()))
                }
                branches[branches.count - 1].amounts.add(amount, of: measure)
            } else if let period {
                total.add(amount, of: measure)
                guard period != now else { continue }
                if months.last?.start != period { months.append(CityPeriod(start: period, amounts: CityAmounts())) }
                months[months.count - 1].amounts.add(amount, of: measure)
            }
        }
        return TenantFigures(
            year: year,
            status: status,
            measures: measures,
            total: total,
            months: months,
            branches: branches.filter { !$0.amounts.isEmpty }
        )
    }
}

extension TenantTransaction {
    /// Totals of the tenant's own.
    package var figures: FigureRepository { FigureRepository(tx: self) }
}
