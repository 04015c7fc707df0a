import Foundation
import Programme
import Store
import Testing

@testable import Web

/// What a ward types wrong on the pages of titles: each is refused with what to do, and nothing is stored.
@Suite struct TitleBadInputTests {
    private static let family = "0198c0de-0001-7000-8000-000000000004"
    private static let good: [String: CriteriaAnswer] = [
        "1.1": .points(Points(20)), "1.2": .points(Points(10)), "2.1": .points(Points(25)), "2.2": .points(Points(15)),
        "3": .points(Points(15)), "4": .points(Points(15)),
    ]

    @Test func `a score above a maximum, by criteria that are not complete, or that cannot be read is refused`()
        async throws
    {
        try await OfficeScene.with { scene in
            try await makeWards(scene)
            let id = try await bring(scene, scene.context, OfficeScene.ward, to: .registered)
            let browser = scene.browser(.editor)
            let path = "/titles/\(id)"
            let page = try await browser.get(path)
            let before = try await kept(scene)
            let typed = ["item.1.1": "20", "item.1.2": "10", "item.2.2": "15", "item.3": "15", "item.4": "15"]
            for (points, words) in [("25,01", "Điểm vượt mức tối đa"), ("nhiều", "Điểm vượt"), ("", "chưa chấm")] {
                let form = OfficeBrowser.form(page, to: "\(path)/score", typed.merging(["item.2.1": points]) { $1 })
                let answer = try await browser.post("\(path)/score", form)
                #expect(answer.status == 422 && answer.body.contains(words), "\(points)")
                #expect(answer.body.contains("value=\"\(points)\""), "what was typed stays")
            }
            let partial = try await scene.tenants.read(scene.context) { try await $0.criteria.find("gdht-448").id }
            let form = OfficeBrowser.form(
                page,
                to: "\(path)/score",
                ["criteria": partial.description, "item.GD.1.1": "5"]
            )
            let answer = try await browser.post("\(path)/score", form)
            #expect(answer.status == 422 && answer.body.contains("Hãy chọn bộ đang áp dụng"))
            #expect(try await kept(scene) == before)
        }
    }

    @Test func `a decision without number, a second one, and a family of another ward are refused`() async throws {
        try await OfficeScene.with { scene in
            try await makeWards(scene)
            let id = try await bring(scene, scene.context, OfficeScene.ward, to: .proposed)
            let browser = scene.browser(.editor)
            var before = try await kept(scene)
            let nameless = try await recognise(id, "", browser)
            #expect(nameless.status == 422 && nameless.body.contains("Xin điền vào đây"))
            #expect(nameless.body.contains("value=\"Nguyễn Văn An\""), "what was typed stays")
            #expect(try await kept(scene) == before)
            #expect(try await recognise(id, "42/QĐ-UBND", browser).status == 303)
            before = try await kept(scene)
            let second = try await recognise(id, "43/QĐ-UBND", browser)
            #expect(second.status == 422 && second.body.contains("hãy ra quyết định đính chính hoặc thu hồi"))
            #expect(try await kept(scene) == before)

            let there = scene.strangerContext
            let other = try await bring(scene, there, "00000000-0000-7000-8000-000000000012", to: .proposed)
            _ = try await scene.database.database.run(
                """
                insert into app.household_people (tenant_id, subject_id, id, full_name, person_token, token_epoch)
                select r.tenant_id, r.subject_id, gen_random_uuid(), 'Lê An', '\\x000102030405060708090a0b0c0d0e0f', 1
                from app.registrations as r
                """
            )
            before = try await kept(scene)
            let twice = try await recognise(other, "1/QĐ-UBND", scene.browser(.stranger))
            #expect(twice.status == 422 && twice.body.contains("đã được công nhận ở phường, xã khác"))
            #expect(twice.body.contains("đã được công nhận nơi khác"), "it says which of the list")
            #expect(try await kept(scene) == before)
        }
    }

    @Test func `evidence that is not what it says leaves nothing behind`() async throws {
        try await OfficeScene.with { scene in
            try await makeWards(scene)
            let id = try await bring(scene, scene.context, OfficeScene.ward, to: .registered)
            let before = try await kept(scene)
            for (name, text, words) in [
                ("a.png", "%PDF-1.4\n%%EOF\n", "lưu lại thành PDF"), ("a.pdf", "<html>", "lưu lại thành PDF"),
                ("a.pdf", "%PDF-1.4\n1 0 obj<</OpenAction 2 0 R/JS(x)>>endobj\n%%EOF\n", "Hãy in ra PDF lại"),
                ("a.pdf", "", "lưu lại thành PDF"),
            ] {
                let answer = try await scene.browser(.editor).upload(
                    "/titles/\(id)/evidence",
                    fileName: name,
                    text: text
                )
                #expect(answer.status == 422 && answer.body.contains(words), "\(name) \(text)")
            }
            #expect(try await kept(scene) == before)
        }
    }

    @Test func `a name is found without its marks, stands sealed in the address, and counts with marks`() async throws {
        try await OfficeScene.with { scene in
            try await makeWards(scene)
            _ = try await bring(scene, scene.context, OfficeScene.ward, to: .registered)
            let browser = scene.browser(.editor)
            let fields = ["year": "2025", "title": Self.family]
            for (typed, isFound) in [
                ("hyeo cham", true), ("Hyéo", true), ("HYEO", true), ("hyèo", false), ("lan", false),
            ] {
                let sent = try await browser.post("/titles/search", fields.merging(["text": typed]) { $1 })
                let path = sent["Location"] ?? ""
                #expect(path.contains("find=") && !path.contains("text="), "\(path)")
                #expect(try await browser.get(path).body.contains(">Rơ Châm Hyéo</a>") == isFound, "\(typed)")
            }
        }
    }

    // MARK: Steps

    private func recognise(_ id: RegistrationID, _ number: String, _ browser: OfficeBrowser) async throws -> HTTPAnswer
    {
        let selection = ["id": "\(id)", "step": "recognise", "year": "2025", "title": Self.family]
        let page = try await browser.post("/titles/selection", selection)
        let typed = [
            "number": number, "signatory": "Nguyễn Văn An", "signatory_title": "Chủ tịch", "decided_on": "10/11/2025",
            "id": "\(id)",
        ]
        let action = "/titles/steps/recognise"
        return try await browser.post(action, OfficeBrowser.form(page, to: action, typed))
    }

    /// Registers a household of the ward for 2025, and goes on to a state.
    private func bring(
        _ scene: OfficeScene,
        _ context: TenantContext,
        _ area: String,
        to state: TitleState
    ) async throws -> RegistrationID {
        let area = try #require(AreaID(area))
        let title = try #require(TitleTypeID(Self.family))
        let today = try #require(CalendarDay("2025-11-20"))
        let days = try ["2025-01-20", "2025-11-01", "2025-11-05"].map { try #require(CalendarDay($0)) }
        return try await scene.tenants.write(context) { tx in
            let subject = try await tx.subjects.insert(ProgrammeSubject(.household, name: "Rơ Châm Hyéo", area: area))
            let made = try await tx.registrations.register([subject], for: title, year: 2025, on: days[0])
            let id = try #require(made.registered.first)
            if state == .registered { return id }
            let set = try #require(try await tx.criteria.active(for: title, in: 2025).first).id
            _ = try await tx.registrations.score([RegistrationScore(id, Self.good)], by: set)
            let review = ReviewRecord(
                area: area,
                heldOn: days[1],
                chair: "Ksor Chi",
                secretary: "Lê Hoa",
                present: 30
            )
            _ = try await tx.registrations.review(review, [ReviewVote(id, for: 28)], today: today)
            let proposal = ProposalRecord(number: "3/TTr", proposedOn: days[2], proposer: "Hội Khuyến học")
            _ = try await tx.registrations.propose(proposal, [ProposalLine(id)], today: today)
            return id
        }
    }

    private func makeWards(_ scene: OfficeScene) async throws {
        _ = try await scene.database.database.run(
            """
            update app.tenants set kind = 'ward', area_id = '\(OfficeScene.ward)' where key = 'phu-nu';
            update app.tenants set kind = 'ward', area_id = '00000000-0000-7000-8000-000000000012' where key = 'nong-dan';
            """
        )
    }

    private func kept(_ scene: OfficeScene) async throws -> String {
        try await scene.database.database.run(
            """
            select md5(string_agg(t, '|' order by t)) from (
                select r.id || r.state || coalesce(r.points, 0) as t from app.registrations as r
                union all select s::text from app.scores as s union all select d::text from app.decisions as d
                union all select l::text from app.decision_lines as l union all select e::text from app.evidence as e
            ) as rows
            """
        )
    }
}
