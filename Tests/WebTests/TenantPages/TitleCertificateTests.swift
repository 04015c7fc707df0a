import Foundation
import Programme
import Reports
import Store
import Testing

@testable import Web

/// The certificates of a decision as pages to print.
@Suite struct TitleCertificateTests {
    private static let answers: [String: CriteriaAnswer] = [
        "1.1": .points(Points(20)), "1.2": .points(Points(10)), "2.1": .points(Points(25)), "2.2": .points(Points(15)),
        "3": .points(Points(15)), "4": .points(Points(15)),
    ]

    @Test func `the certificates of a decision are one file with a page for each, without what was revoked`()
        async throws
    {
        try await OfficeScene.with { scene in
            let (decision, ids) = try await decide(scene)
            let browser = scene.browser(.viewer)
            let path = "/titles/decisions/\(decision)"
            let page = try await browser.get(path)
            let file = try await browser.get("\(path)/certificates?part=1", language: "en")
            guard PDFRenderer.isInstalled else {
                #expect(!page.body.contains("\(path)/certificates") && file.status == 503)
                return
            }
            #expect(page.body.contains("\(path)/certificates?part=1") && page.body.contains("In giấy chứng nhận"))
            #expect(file.status == 200 && file["Content-Type"] == "application/pdf")
            #expect(pages(of: file) == 3)
            #expect(file.body.firstMatch(of: #/MediaBox \[ ?0 0 841\.\d+ 595\.\d+ ?\]/#) != nil, "A4 across")
            #expect(try await browser.get("\(path)/certificates?part=2").status == 404)
            #expect(try await scene.browser(.stranger).get("\(path)/certificates").status == 404)

            try await scene.tenants.write(scene.context) { tx in
                var record = try await tx.registrations.decision(decision).decision.record
                record = DecisionRecord(
                    .revocation,
                    number: "50/QĐ",
                    decidedOn: record.decidedOn,
                    signatory: record.signatory,
                    signatoryTitle: "Chủ tịch"
                )
                _ = try await tx.registrations.decide(record, [DecisionLine(ids[0], reason: "Khai sai")])
            }
            #expect(pages(of: try await browser.get("\(path)/certificates")) == 2)
        }
    }

    @Test func `a certificate says who, what, by which decision, and where it is verified`() async throws {
        try await OfficeScene.with { scene in
            let (decision, _) = try await decide(scene)
            let areas = try await AreaBook(AreaRepository(pool: scene.pool)).history
            let baseURL = try BaseURL("https://hoctap.pleiku.vn")
            let sheet = try await scene.tenants.read(scene.context) { tx in
                let (found, lines) = try await tx.registrations.decision(decision)
                let words = try await TitleWords.read(tx, areas, .vietnamese)
                return TitleCertificatesSheet(found, lines, words, baseURL)
            }
            #expect(sheet.day == "Ngày 05 tháng 11 năm 2025" && sheet.certificates.count == 3)
            let renderer = try PageRenderer(assets: AssetPaths())
            let html = renderer.html(sheet, PageFrame(language: .vietnamese, path: nil))
            for words in [
                "GCN-PHU-NU-2025-0002", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "https://hoctap.pleiku.vn/v/",
                "42/QĐ-UBND",
                "Gia đình học tập năm 2025", "H&#39;Lan", "Chủ tịch",
            ] { #expect(html.contains(words), "\(words)") }
            #expect(html.components(separatedBy: "<svg").count == 4 && renderer.printStyle.contains("landscape"))
        }
    }

    private func pages(of file: HTTPAnswer) -> Int { file.body.matches(of: #/\/Type \/Page\b(?!s)/#).count }

    /// Three households that are recognised by one decision.
    private func decide(_ scene: OfficeScene) async throws -> (DecisionID, [RegistrationID]) {
        _ = try await scene.database.database.run(
            "update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where key = 'phu-nu'"
        )
        let area = try #require(AreaID(OfficeScene.ward))
        let title = try #require(TitleTypeID("0198c0de-0001-7000-8000-000000000004"))
        let days = try ["2025-01-20", "2025-11-01", "2025-11-03", "2025-11-05"].map { try #require(CalendarDay($0)) }
        return try await scene.tenants.write(scene.context) { tx in
            var subjects: [SubjectID] = []
            for name in ["Rơ Châm H'Lan", "Ksor Chi", "Nguyễn Thị Hạnh"] {
                subjects.append(try await tx.subjects.insert(ProgrammeSubject(.household, name: name, area: area)))
            }
            let ids = try await tx.registrations.register(subjects, for: title, year: 2025, on: days[0]).registered
            let set = try #require(try await tx.criteria.active(for: title, in: 2025).first).id
            _ = try await tx.registrations.score(ids.map { RegistrationScore($0, Self.answers) }, by: set)
            let review = ReviewRecord(
                area: area,
                heldOn: days[1],
                chair: "Ksor Chi",
                secretary: "Lê Hoa",
                present: 30
            )
            _ = try await tx.registrations.review(review, ids.map { ReviewVote($0, for: 28) })
            let proposal = ProposalRecord(number: "3/TTr", proposedOn: days[2], proposer: "Hội Khuyến học")
            _ = try await tx.registrations.propose(proposal, ids.map { ProposalLine($0) })
            let record = DecisionRecord(
                .recognition,
                number: "42/QĐ-UBND",
                decidedOn: days[3],
                signatory: "Nguyễn Văn An",
                signatoryTitle: "Chủ tịch"
            )
            return (try await tx.registrations.decide(record, ids.map { DecisionLine($0) }), ids)
        }
    }
}
