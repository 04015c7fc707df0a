import Foundation
import Programme
import Store
import Testing

@testable import Web

/// The pages of duplicates, branches, officers and the audit, and what holds for all pages of a tenant.
@Suite struct OfficePageTests {
    @Test func `every page of a tenant shows in both languages, small enough for a slow line`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.administrator)
            for path in try await pages(scene) {
                for language in ["vi", "en"] {
                    let answer = try await browser.get(path, language: language)
                    #expect(answer.status == 200, "\(path)")
                    #expect(answer.body.contains("<html lang=\"\(language)\">"), "\(path)")
                    #expect(answer.body.contains("<h1>") && answer.body.contains("</html>"), "\(path)")
                    #expect(answer.body.utf8.count < 200_000, "\(path)")
                    #expect(!answer.body.contains("Optional("), "\(path)")
                    let ids = answer.body.matches(of: #/\sid="([^"]+)"/#).map { String($0.1) }
                    #expect(Set(ids).count == ids.count, "\(path) has an id twice")
                }
            }
        }
    }

    @Test func `each route asks for its role, and nobody gets in without signing in`() async throws {
        try await OfficeScene.with { scene in
            for path in try await pages(scene) {
                let answer = try await scene.client.get(path, ["Accept": "text/html"])
                #expect(answer["Location"]?.hasPrefix("/sign-in") == true, "\(path)")
            }
            let viewer = scene.browser(.viewer)
            let forbidden = [
                "/members/new", "/members/\(scene.hanh)/edit", "/duplicates", "/officers", "/audit",
                "/members/\(scene.hanh)/erasure", "/branches/\(scene.top)",
            ]
            for path in forbidden { #expect(try await viewer.get(path).status == 403, "\(path)") }
            for path in ["/members/new", "/members/\(scene.hanh)/edit", "/members/\(scene.hanh)/death", "/branches"] {
                #expect(try await viewer.post(path, ["full_name": "x", "version": "1"]).status == 403, "\(path)")
            }
            let shown = try await viewer.get("/members/\(scene.hanh)")
            #expect(shown.status == 200 && !shown.body.contains("/edit") && !shown.body.contains("/death"))
        }
    }

    @Test func `to another organisation nothing of this one exists, and to a branch's editor no other branch's member`()
        async throws
    {
        try await OfficeScene.with { scene in
            let stranger = scene.browser(.stranger)
            let paths = [
                "/members/\(scene.hanh)", "/members/\(scene.hanh)/edit", "/members/\(scene.hanh)/dossier",
                "/members/\(scene.hanh)/erasure", "/branches/\(scene.top)",
                "/duplicates/\(scene.hanh)/\(scene.hlan)",
                "/officers/\(scene.context.officer.map(\.description) ?? "")",
            ]
            for path in paths { #expect(try await stranger.get(path).status == 404, "\(path)") }
            #expect(!(try await stranger.get("/members?state=all")).body.contains("Hạnh"))
            let home = try await stranger.get("/members/new")
            let form = OfficeBrowser.form(home, to: "/members/new", ["version": "1"])
            for deed in ["edit", "transfer", "departure", "death", "return"] {
                let answer = try await stranger.post("/members/\(scene.hanh)/\(deed)", form)
                #expect(answer.status == 404, "\(deed)")
            }
            let editor = scene.browser(.branchEditor)
            #expect(try await editor.get("/members/\(scene.hanh)").status == 404)
        }
    }

    @Test func `two records are compared, merged by choice, and the merge is undone`() async throws {
        try await OfficeScene.with { scene in
            let double = try await scene.tenants.write(scene.context) { tx in
                try await tx.members.insert(
                    OfficeScene.record(
                        "Nguyễn Thị Hạnh",
                        birth: "1960",
                        phone: "0905777777",
                        citizenID: "064160001234"
                    ),
                    branch: scene.top
                )
            }
            let browser = scene.browser(.editor)
            let list = try await browser.get("/duplicates?reason=citizen_id")
            let path = "/duplicates/\(scene.hanh)/\(double)"
            #expect(list.body.contains(path))
            let page = try await browser.get(path)
            #expect(page.status == 200)
            var form = OfficeBrowser.form(page, to: "\(path)/merge", ["field.phone": "other"])
            let merged = try await browser.post("\(path)/merge", form)
            #expect(merged.status == 303)
            let kept = try await browser.follow(merged)
            #expect(kept.body.contains("0905777777") && kept.body.contains("03/05/1960"))
            #expect(try await browser.get("/members/\(double)").body.contains("đã gộp vào hồ sơ khác"))
            let action = try #require(kept.body.firstMatch(of: #/action="(\/duplicates\/merges\/[^"]+)"/#)).1
            let undone = try await browser.post(String(action), OfficeBrowser.form(kept, to: String(action)))
            #expect(undone["Location"] == "/members/\(scene.hanh)?done=undone")
            let before = try await browser.get("/members/\(scene.hanh)")
            #expect(before.body.contains("0905123456"))

            form = OfficeBrowser.form(try await browser.get(path), to: "\(path)/merge")
            let distinct = try await browser.post("\(path)/dismissal", form)
            #expect(distinct.status == 303)
            #expect(!(try await browser.get("/duplicates?reason=citizen_id")).body.contains(path))
        }
    }

    @Test func `branches are added below each other, renamed, closed, and removed only when nobody was there`()
        async throws
    {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.administrator)
            let typed = ["name": "Chi hội 2", "parent": scene.top.description, "area": OfficeScene.ward]
            let form = OfficeBrowser.form(try await browser.get("/branches"), to: "/branches", typed)
            let list = try await browser.follow(browser.post("/branches", form))
            #expect(list.body.contains("Chi hội 2") && list.body.contains("Phường Pleiku"))
            let match = try #require(list.body.firstMatch(of: #/href="(\/branches\/[^"]+)">Chi hội 2</#))
            let path = String(match.1)
            var page = try await browser.get(path)
            let renamed = OfficeBrowser.form(page, to: path, ["name": "Chi hội Hai", "parent": ""])
            page = try await browser.follow(browser.post(path, renamed))
            #expect(page.body.contains("<h1>Chi hội Hai</h1>"))
            page = try await browser.follow(
                browser.post("\(path)/closing", OfficeBrowser.form(page, to: "\(path)/closing"))
            )
            #expect(page.body.contains("Đã đóng"))
            let gone = try await browser.post("\(path)/removal", OfficeBrowser.form(page, to: "\(path)/closing"))
            #expect(gone["Location"] == "/branches?done=removed")
            let used = "/branches/\(scene.top)"
            page = try await browser.get(used)
            let refused = try await browser.post("\(used)/removal", OfficeBrowser.form(page, to: "\(used)/closing"))
            #expect(refused.status == 409)
            #expect(refused.body.contains("role=\"alert\""))
        }
    }

    @Test func `an officer is invited by a link that is shown once, changed, and ended`() async throws {
        try await OfficeScene.with { scene in
            let browser = scene.browser(.administrator)
            let typed = ["display_name": "Lê Văn Tám", "login": "tam.le", "role": "viewer"]
            let form = OfficeBrowser.form(try await browser.get("/officers"), to: "/officers", typed)
            let made = try await browser.post("/officers", form)
            #expect(made.status == 200)
            let link = try #require(
                made.body.firstMatch(of: #/http:\/\/localhost:8080\/invitation\/([0-9A-Za-z]{40})/#)
            )
            let token = try #require(SecretToken(link.1, kind: .invitation))
            #expect(try await scene.identity.invitation(token.hash)?.login == "tam.le")
            let again = try await browser.post("/officers", form)
            #expect(again.status == 200)
            #expect(try await scene.identity.invitation(token.hash) == nil)

            let list = try await browser.get("/officers")
            let match = try #require(list.body.firstMatch(of: #/href="(\/officers\/[^"]+)">Lê Văn Tám</#))
            let path = String(match.1)
            var page = try await browser.get(path)
            #expect(!page.body.contains("/invitation/"))
            let part = OfficeBrowser.form(page, to: path, ["role": "editor", "branch": scene.below.description])
            page = try await browser.follow(browser.post(path, part))
            #expect(page.body.contains("Đã lưu."))
            let wrong = OfficeBrowser.form(page, to: path, ["role": "administrator"])
            #expect(try await browser.post(path, wrong).status == 422)
            page = try await browser.get(path)
            let ended = try await browser.follow(
                browser.post("\(path)/ending", OfficeBrowser.form(page, to: "\(path)/ending"))
            )
            #expect(ended.body.contains("Đã thôi"))
        }
    }

    @Test func `the audit tells who did what, and no values`() async throws {
        try await OfficeScene.with { scene in
            _ = try await scene.browser(.editor).get("/members/\(scene.hanh)")
            let page = try await scene.browser(.administrator).get("/audit")
            #expect(page.body.contains("Xem hồ sơ") && page.body.contains("Cán bộ editor"))
            #expect(!page.body.contains("Hạnh") && !page.body.contains("064160001234"))
            let officer = scene.context.officer.map(\.description) ?? ""
            let narrowed = try await scene.browser(.administrator).get(
                "/audit?officer=\(officer)&since=1/1/2020&until="
            )
            #expect(narrowed.status == 200 && !narrowed.body.contains(">Cán bộ editor</td>"))
            #expect(try await scene.browser(.administrator).get("/audit?since=x").status == 422)
        }
    }

    /// Every address that shows a page.
    private func pages(_ scene: OfficeScene) async throws -> [String] {
        [
            "/", "/members", "/members?state=all", "/members/new", "/members/\(scene.hanh)",
            "/members/\(scene.hanh)/edit",
            "/members/\(scene.hanh)/dossier", "/members/\(scene.hanh)/erasure", "/duplicates",
            "/duplicates?reason=name",
            "/duplicates?reason=phone", "/duplicates/\(scene.hanh)/\(scene.hlan)", "/branches",
            "/branches/\(scene.top)",
            "/officers", "/officers/\(scene.context.officer.map(\.description) ?? "")", "/audit", "/webhooks",
        ]
    }
}
