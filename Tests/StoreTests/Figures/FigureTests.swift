import Foundation
import Programme
import Store
import TestSupport
import Testing

/// What a tenant is told of its own totals, against a real fold.
@Suite struct FigureTests {
    private func with(_ body: (TenantDatabase, (Int, VisiblePart) -> TenantContext) async throws -> Void) async throws {
        let migrated = try await MigratedDatabase.make()
        try await CityFixture.fill(migrated)
        try await CityFixture.fold(migrated)
        try await RunningPool.with(try migrated.configuration(.server)) { pool in
            try await body(TenantDatabase(pool: pool)) { organisation, part in
                let id = CityFixture.Organisation(rawValue: organisation).map(CityFixture.id) ?? UUID()
                return TenantContext(
                    tenant: TenantID(uuid: id),
                    actor: .officer(OfficerID.next()),
                    role: .viewer,
                    part: part
                )
            }
        }
        try await migrated.drop()
    }

    @Test func `a year has its own months, members as they are now, and nothing of the neighbour's`() async throws {
        try await with { database, officer in
            let veterans = try await database.read(officer(2, .wholeTenant)) { try await $0.figures.year(2025) }
            #expect(veterans.amount("members") == 3)
            #expect(veterans.amount("attendances") == 3 && veterans.amount("minutes") == 270)
            let attendances = try #require(veterans.measure("attendances"))
            #expect(veterans.months.filter { $0.amounts[attendances] > 0 }.map(\.start.month) == [8, 11])
            let women = try await database.read(officer(1, .wholeTenant)) { try await $0.figures.year(2025) }
            #expect(women.amount("members") == 2 && women.amount("attendances") == 0)
            #expect(women.status.asOf != nil)
            let empty = try await database.read(officer(1, .wholeTenant)) { try await $0.figures.year(1999) }
            #expect(empty.months.isEmpty && empty.amount("members") == 2)
        }
    }

    @Test func `every number is the sum of its cells`() async throws {
        try await with { database, officer in
            try await database.read(officer(2, .wholeTenant)) { tx in
                let all = try await tx.figures.cells(FigureQuestion(measure: "attendances", year: 2025))
                #expect(all.map(\.amount).reduce(0, +) == 3)
                #expect(all.compactMap(\.month?.month) == [8, 11])
                let august = FigureQuestion(measure: "attendances", year: 2025, month: 8)
                #expect(try await tx.figures.cells(august).map(\.amount) == [2])
                let nowhere = FigureQuestion(measure: "attendances", year: 2025, part: .none)
                #expect(try await tx.figures.cells(nowhere).map(\.amount).reduce(0, +) == 3)
                let branch = FigureQuestion(measure: "attendances", year: 2025, part: .branch(BranchID.next()))
                #expect(try await tx.figures.cells(branch).isEmpty)
                let members = try await tx.figures.cells(FigureQuestion(measure: "members", year: 2025))
                #expect(members.map(\.amount) == [3] && members[0].month == nil)
                #expect(try await tx.figures.cells(FigureQuestion(measure: "nothing", year: 2025)).isEmpty)
            }
        }
    }

    @Test func `an officer of a part sees nothing of what has no branch`() async throws {
        try await with { database, officer in
            let part = VisiblePart.part(branches: [BranchID.next()], areas: [])
            let figures = try await database.read(officer(2, part)) { try await $0.figures.year(2025) }
            #expect(figures.amount("members") == 0 && figures.branches.isEmpty && figures.months.isEmpty)
            let cells = try await database.read(officer(2, part)) {
                try await $0.figures.cells(FigureQuestion(measure: "attendances", year: 2025))
            }
            #expect(cells.isEmpty)
        }
    }
}
