import Foundation
import Postgres
import Programme
import Reports
import Store
import TestSupport
import Testing

@Suite struct ReportMakingTests {
    private static let year = ReportSubject(.ward, year: 2026, period: .year)

    @Test func `a ward's report has its titles with both shares, its hamlets and its figures`() async throws {
        try await WardScene.with { scene in
            _ = try await scene.registrations(3, to: .recognised)
            _ = try await scene.registrations(2, in: scene.hamlets[1])
            _ = try await scene.sql(
                """
                insert into app.denominators (tenant_id, id, kind, area_id, year, counted_on, total, source)
                values ('\(scene.ward.id)', gen_random_uuid(), 'household', '\(scene.ward.area)', 2026, '2026-01-01', 20, 'x');
                """
            )
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let made = try await reports.make(Self.year, scene.ward.administrator)
                #expect(made.state == .made && made.problem == nil && made.attempts == 1)
                #expect(made.title.contains("năm 2026") && made.issuer == "UBND pleiku")
                let files = try await reports.files(made.id, scene.ward.administrator)
                let kinds: Set<OfficialFile> =
                    PDFRenderer.isInstalled ? [.content, .xlsx, .csv, .pdf] : [.content, .xlsx, .csv]
                #expect(Set(files.keys) == kinds)
                let content = String(decoding: files[.content] ?? [], as: UTF8.self)
                // registered 5 of 20, recognised 3: a quarter, 15 %, 60 %
                let row = "[1,\"Gia đình học tập\",20,5,0,5,{\"share\":2500},3,{\"share\":1500},{\"share\":6000}]"
                #expect(content.contains(row), "\(content)")
                #expect(content.contains("\"Tổng cộng\",5,3"))
                #expect(made.rowsDone == content.components(separatedBy: "{\"row\":").count - 1)
            }
        }
    }

    @Test func `a decision has its whole list, page after page`() async throws {
        try await WardScene.with { scene in
            let ids = try await scene.registrations(1_203, to: .recognised, number: "45")
            let decision = try await scene.sql("select id from app.decisions")
            let about = try #require(DecisionID(decision)).uuid
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let subject = ReportSubject(.titleDecision, about: about)
                let made = try await reports.make(subject, scene.ward.administrator)
                #expect(made.state == .made && made.rowsDone == ids.count)
                let content = try await reports.content(made.id, scene.ward.administrator)
                #expect(content.contains("QUYẾT ĐỊNH") && content.contains("45/QĐ-UBND"))
                #expect(content.contains("cho 1.203 đối tượng"))
                for number in ["00001", "00500", "00501", "01203"] { #expect(content.contains("\"Hộ \(number)\"")) }
                #expect(content.contains("[1203,"))
                // the other ward can ask for it as little as for one that there is not
                let foreign = try await reports.make(subject, scene.other.administrator)
                #expect(foreign.state == .failed && foreign.problem == .gone)
            }
        }
    }

    @Test func `what is signed is the draft as it was, and never changes after that`() async throws {
        try await WardScene.with { scene in
            _ = try await scene.registrations(3, to: .recognised)
            try await ReportScene.with(scene.database, scene.pool) { reports in
                let context = scene.ward.administrator
                let draft = try await reports.make(Self.year, context)
                let before = try await reports.content(draft.id, context)
                _ = try await scene.registrations(4, in: scene.hamlets[1])
                let version = try await scene.write { tx in
                    try await tx.reports.sign(
                        draft.id,
                        version: draft.version,
                        ReportScene.signature,
                        today: WardScene.today.adding(days: 9) ?? WardScene.today
                    )
                }
                #expect(version == draft.version + 1)
                try await reports.makeWaiting()
                let signed = try await reports.find(draft.id, context)
                #expect(signed.state == .signed && signed.frozenAt != nil && signed.signature == ReportScene.signature)
                let files = try await reports.files(draft.id, context)
                let content = String(decoding: files[.content] ?? [], as: UTF8.self)
                #expect(content.split(separator: "\n").dropFirst() == before.split(separator: "\n").dropFirst())
                #expect(content.contains("12/BC-UBND") && content.contains("https://hoctap.test/v/"))
                #expect(try await Self.frozen(signed, scene) == [])
                #expect(try await reports.files(draft.id, context) == files)
                let code = try #require(signed.code)
                let found = try #require(try await CertificateVerifier(pool: scene.pool).verifyReport(code))
                #expect(found.number == "12/BC-UBND" && found.hash == signed.hash && found.issuer == "UBND pleiku")
                #expect(try await CertificateVerifier(pool: scene.pool).verifyReport(.random()) == nil)
            }
        }
    }

    /// Ways by which a signed report would change: those that the database lets pass, the superuser among them.
    private static func frozen(_ signed: StoredReport, _ scene: WardScene) async throws -> [String] {
        let id = signed.id
        var passed: [String] = []
        for change in [
            "update app.reports set title = 'x' where id = '\(id)'",
            "update app.reports set state = 'made' where id = '\(id)'",
            "update app.report_files set size_bytes = 1 where report_id = '\(id)'",
            "update app.report_parts set content = 'x' where report_id = '\(id)'",
            """
            insert into app.report_parts (tenant_id, report_id, kind, ordinal, content)
            select tenant_id, id, 'xlsx', 900, 'x' from app.reports where id = '\(id)'
            """,
        ] where (try? await scene.sql(change)) != nil { passed.append(change) }
        let version = signed.version
        let refusals = [
            await scene.refused { try await $0.reports.remove(id, version: version) },
            await scene.refused { _ = try await $0.reports.askAgain(id, version: version) },
            await scene.refused {
                _ = try await $0.reports.sign(id, version: version, ReportScene.signature, today: day(2026, 12, 1))
            },
        ]
        for refusal in refusals where refusal != .refused(.reportState) {
            passed.append("\(String(describing: refusal))")
        }
        return passed
    }
}
