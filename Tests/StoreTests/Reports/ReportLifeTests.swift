import Foundation
import Postgres
import Programme
import Reports
import Store
import TestSupport
import Testing

@Suite struct ReportLifeTests {
    private static let year = ReportSubject(.ward, year: 2026, period: .year)

    private static func ask(_ scene: WardScene, _ subject: ReportSubject = year) async throws -> ReportID {
        try await scene.write { try await $0.reports.ask(subject, today: day(2026, 12, 31)) }
    }

    @Test func `a report that was left half-way is made again by another, and the first one's files are not taken`()
        async throws
    {
        try await WardScene.with { scene in
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let id = try await Self.ask(scene)
                let held = try #require(try await scene.write { try await $0.reports.hold(id) })
                #expect(held.report.state == .making && held.attempt == 1)
                // while it is held nobody else is told of it, and nobody gets it
                #expect(try await reports.queue.waiting().isEmpty)
                #expect(try await scene.write { try await $0.reports.hold(id) } == nil)
                _ = try await scene.sql("update app.reports set held_until = now() - interval '1 second'")
                try await reports.makeWaiting()
                let made = try await reports.find(id, scene.ward.administrator)
                #expect(made.state == .made && made.attempts == 2)
                let late = await scene.refused { tx in
                    try await tx.reports.keep(held, title: "x", issuer: "x", hash: [], rowsDone: 0, [])
                }
                #expect(late == .refused(.reportState))
                #expect(try await !scene.write { try await $0.reports.renew(held, rowsDone: 9) })
            }
        }
    }

    @Test func `a report that is left half-way three times is given up, and can be asked for again`() async throws {
        try await WardScene.with { scene in
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let id = try await Self.ask(scene)
                for _ in 1...3 {
                    #expect(try await scene.write { try await $0.reports.hold(id) } != nil)
                    _ = try await scene.sql("update app.reports set held_until = now() - interval '1 second'")
                }
                #expect(try await scene.write { try await $0.reports.hold(id) } == nil)
                let failed = try await reports.find(id, scene.ward.administrator)
                #expect(failed.state == .failed && failed.problem == .interrupted)
                _ = try await scene.write { try await $0.reports.askAgain(id, version: failed.version) }
                try await reports.makeWaiting()
                let made = try await reports.find(id, scene.ward.administrator)
                #expect(made.state == .made && made.attempts == 1)
                try await scene.write { try await $0.reports.remove(id, version: made.version) }
                #expect(try await scene.sql("select count(*) from app.report_parts") == "0")
            }
        }
    }

    @Test func `a program that ends lets its report go, which then counts as not begun`() async throws {
        try await WardScene.with { scene in
            let id = try await Self.ask(scene)
            let held = try #require(try await scene.write { try await $0.reports.hold(id) })
            try await scene.write { try await $0.reports.letGo(held) }
            let report = try await scene.read { try await $0.reports.find(id).report }
            #expect(report.state == .asked && report.attempts == 0)
        }
    }

    @Test func `a schedule asks for a draft when its time has come, and once`() async throws {
        try await WardScene.with { scene in
            try await ReportScene.with(scene.database, scene.pool) { reports in
                try await scene.write { tx in
                    try await tx.reportSchedules.set(.ward, .year, isOn: true, today: day(2025, 3, 1))
                }
                let set = try await scene.read { try await $0.reportSchedules.list() }
                #expect(set.map(\.nextOn) == [day(2025, 12, 1)] && set.map(\.nextYear) == [2025])
                #expect(try await reports.queue.askDue(today: day(2025, 11, 30)) == 0)
                #expect(try await reports.queue.askDue(today: day(2025, 12, 1)) == 1)
                #expect(try await reports.queue.askDue(today: day(2025, 12, 1)) == 0)
                try await reports.makeWaiting()
                let made = try await scene.read { try await $0.reports.list() }
                #expect(made.map(\.state) == [.made] && made.map(\.isScheduled) == [true])
                #expect(made.map(\.subject) == [ReportSubject(.ward, year: 2025, period: .year)])
                // years that nobody looked for are not made up for
                #expect(try await reports.queue.askDue(today: day(2027, 12, 5)) == 1)
                let next = try await scene.read { try await $0.reportSchedules.list().map(\.nextOn) }
                #expect(next == [day(2028, 12, 1)])
                try await scene.write { try await $0.reportSchedules.set(.ward, .year, isOn: false) }
                #expect(try await scene.read { try await $0.reportSchedules.list().isEmpty })
            }
        }
    }

    @Test func `what no report can be of is refused, and a form of others fails with a word`() async throws {
        try await WardScene.with { scene in
            for subject in [
                ReportSubject(.ward), ReportSubject(.ward, year: 2026, period: .year, about: UUID()),
                ReportSubject(.titleDecision), ReportSubject(.learningRecord, year: 2026, period: .year, about: UUID()),
                ReportSubject(.ward, year: 2150, period: .year),
            ] {
                let refusal = await scene.refused { _ = try await $0.reports.ask(subject, today: day(2026, 12, 31)) }
                #expect(refusal == .refused(.reportSubject))
            }
            try await ReportScene.with(scene.database, scene.pool) { reports in
                for form in [OfficialForm.organisation, .association] {
                    let subject = ReportSubject(form, year: 2026, period: .year)
                    let failed = try await reports.make(subject, scene.ward.administrator)
                    #expect(failed.state == .failed && failed.problem == .notForTenant)
                }
            }
        }
    }

    @Test func `officers of a part see no reports, viewers ask for none, and another ward sees nothing`() async throws {
        try await WardScene.with { scene in
            let id = try await Self.ask(scene)
            #expect(try await scene.read(scene.ward.hamletEditor) { try await $0.reports.list().isEmpty })
            #expect(try await scene.read(scene.ward.viewer) { try await $0.reports.list().map(\.id) } == [id])
            #expect(try await scene.read(scene.other.administrator) { try await $0.reports.list().isEmpty })
            for context in [scene.ward.hamletEditor, scene.ward.viewer] {
                await #expect(throws: (any Error).self) {
                    _ = try await scene.write(context) { try await $0.reports.ask(Self.year, today: day(2026, 12, 31)) }
                }
            }
            let found = await scene.refused(scene.other.administrator) { _ = try await $0.reports.find(id) }
            #expect(found == .notFound)
        }
    }

    @Test func `a signature needs all its parts, and a number of its own in the year`() async throws {
        try await WardScene.with { scene in
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let context = scene.ward.administrator
                let first = try await reports.make(Self.year, context)
                let second = try await reports.make(ReportSubject(.ward, year: 2026, period: .firstHalf), context)
                let today = day(2026, 12, 1)
                for (path, text) in [
                    (\OfficialSignature.number, ""), (\.place, " "), (\.signatory, String(repeating: "x", count: 101)),
                ] {
                    var wrong = ReportScene.signature
                    wrong[keyPath: path] = text
                    let signature = wrong
                    let refusal = await scene.refused {
                        _ = try await $0.reports.sign(first.id, version: first.version, signature, today: today)
                    }
                    #expect(refusal == .refused(.reportSignature))
                }
                _ = try await scene.write {
                    try await $0.reports.sign(first.id, version: first.version, ReportScene.signature, today: today)
                }
                let taken = await scene.refused {
                    _ = try await $0.reports.sign(
                        second.id,
                        version: second.version,
                        ReportScene.signature,
                        today: today
                    )
                }
                #expect(taken == .refused(.reportNumberTaken))
            }
        }
    }
}
