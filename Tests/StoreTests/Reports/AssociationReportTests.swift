import Foundation
import Programme
import Reports
import Store
import Testing

@Suite struct AssociationReportTests {
    @Test func `the association's report has what was returned to it, and nobody else can have it made`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            try await scene.setLead(scene.mine)
            let theirs = scene.other.administrator
            _ = try await scene.write(theirs) { tx in
                let fund = try await tx.funds.insert(name: "Quỹ", openedOn: nil)
                let entry = FundEntry(direction: .income, kind: .sponsor, amount: 7_500_000, enteredOn: day(2025, 2, 1))
                _ = try await tx.funds.add(entry, to: fund)
                let id = try await tx.returns.insert(year: 2025, period: .year)
                return try await tx.returns.submit(id, version: 1)
            }
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let subject = ReportSubject(.association, year: 2025, period: .year)
                let made = try await reports.make(subject, scene.mine.administrator)
                #expect(made.state == .made)
                let content = try await reports.content(made.id, scene.mine.administrator)
                #expect(content.contains("{\"vnd\":7500000}") && content.contains("theo 1 báo cáo"))
                let foreign = try await reports.make(subject, theirs)
                #expect(foreign.state == .failed && foreign.problem == .notForTenant)
            }
        }
    }
}
