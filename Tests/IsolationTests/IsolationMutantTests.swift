import Postgres
import Testing

/// Undoes one by one whatever keeps tenants apart, and sees that the matrix notices.
@Suite struct IsolationMutantTests {
    /// Databases among which the mutants are divided, since there are thousands.
    private static let databases = 4

    @Test func `whatever is undone is noticed`() async throws {
        var count = 0
        var unnoticed: [String] = []
        try await withThrowingTaskGroup(of: Found.self) { group in
            for part in 0..<Self.databases { group.addTask { try await found(part) } }
            for try await part in group {
                count += part.count
                unnoticed += part.unnoticed
            }
        }
        #expect(unnoticed == [])
        #expect(count > 500)
        print("isolation: \(count) mutants, \(count - unnoticed.count) noticed")
    }

    private struct Found {
        var count = 0
        var unnoticed: [String] = []
    }

    /// How many mutants there are in a part of them, and which the matrix does not notice.
    private func found(_ part: Int) async throws -> Found {
        var found = Found()
        try await IsolationBench.with { bench in
            let cells = Cells(bench)
            let mutants = try await IsolationMutant.all(bench)
            for place in stride(from: part, to: mutants.count, by: Self.databases) {
                found.count += 1
                if try await !isNoticed(mutants[place], bench, cells) { found.unnoticed.append(mutants[place].title) }
            }
        }
        return found
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
