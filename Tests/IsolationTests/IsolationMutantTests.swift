import Postgres
import Testing

/// Undoes one by one whatever keeps tenants apart, and sees that the matrix notices.
@Suite struct IsolationMutantTests {
    @Test func `whatever is undone is noticed`() async throws {
        try await IsolationBench.with { bench in
            let mutants = try await IsolationMutant.all(bench)
            let cells = Cells(bench)
            var unnoticed: [String] = []
            for mutant in mutants where try await !isNoticed(mutant, bench, cells) { unnoticed.append(mutant.title) }
            #expect(unnoticed == [])
            #expect(mutants.count > 500)
            print("isolation: \(mutants.count) mutants, \(mutants.count - unnoticed.count) noticed")
        }
    }

    @Test func `where nothing is undone nothing is noticed`() async throws {
        try await IsolationBench.with { bench in
            let cells = Cells(bench)
            for table in bench.tables {
                let nothing = IsolationMutant(
                    title: "nothing",
                    statement: "select 1",
                    table: table.name,
                    roles: IsolationRights.Role.allCases
                )
                let isNoticed = try await isNoticed(nothing, bench, cells)
                #expect(!isNoticed, "\(table.name)")
            }
        }
    }

    /// By the rows that come and go; where those are the same, by the privileges.
    private func isNoticed(
        _ mutant: IsolationMutant,
        _ bench: IsolationBench,
        _ known: Cells
    ) async throws -> Bool {
        var isNoticed = false
        try await bench.rolledBack { transaction in
            try await transaction.script(mutant.statement)
            for role in mutant.roles where !isNoticed {
                for situation in IsolationRights.Situation.allCases where !isNoticed {
                    let maker = IsolationCells(rights: bench.rights, role: role, situation: situation)
                    let cells = known.cells(of: mutant.table, maker)
                    let answers = try await bench.answers(to: cells, maker, in: transaction)
                    isNoticed = answers != cells.map(\.expected)
                }
            }
            if !isNoticed {
                isNoticed = try await !IsolationPrivileges.differences(bench, in: transaction).differences.isEmpty
            }
        }
        return isNoticed
    }

    /// The questions, made once for the many mutants that they are put to.
    private final class Cells {
        private let bench: IsolationBench
        private var made: [String: [IsolationCell]] = [:]

        init(_ bench: IsolationBench) { self.bench = bench }

        func cells(of table: String?, _ maker: IsolationCells) -> [IsolationCell] {
            guard let table = bench.tables.first(where: { $0.name == table }) else { return [] }
            let key = "\(table.name) \(maker.role) \(maker.situation)"
            if let cells = made[key] { return cells }
            let cells = maker.cells(of: table)
            made[key] = cells
            return cells
        }
    }
}
