import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

@testable import Web

/// A server with the pages of criteria; a steward, one who only looks at the city, and an officer of an organisation.
struct CriteriaScene {
    let database: MigratedDatabase
    let steward: OfficeBrowser
    let viewer: OfficeBrowser
    let officer: OfficeBrowser

    /// Lends a scene, and removes it afterwards.
    static func with(_ body: (CriteriaScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 4
        let pool = try PostgresPool(database.configuration(.server), limits: limits)
        var server = try RunningServer()
        server.makeRoutes = { pages in
            let desk = CriteriaDesk(database: StewardDatabase(pool: pool), pages: pages, folder: NSTemporaryDirectory())
            return CriteriaRoutes(desk).all
        }
        let tokens = (0..<3).map { _ in SecretToken(.session) }
        server.principals = [
            tokens[0].text: viewer(isSteward: true), tokens[1].text: viewer(isSteward: false),
            tokens[2].text: .sample(.administrator),
        ]
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await pool.run() }
            try await server.run { client async throws in
                let browsers = tokens.map { OfficeBrowser(client: client, token: $0.text) }
                try await body(
                    CriteriaScene(
                        database: database,
                        steward: browsers[0],
                        viewer: browsers[1],
                        officer: browsers[2]
                    )
                )
            }
            tasks.cancelAll()
        }
        try await database.drop()
    }

    private static func viewer(isSteward: Bool) -> Principal {
        Principal(
            account: AccountID.next(),
            holder: .session(SessionID.next()),
            displayName: "Lê Thị Hạnh",
            work: .city,
            secondFactor: .settled,
            officers: [],
            seesCity: true,
            isSteward: isSteward
        )
    }

    /// Opens a form, types into it, and sends it.
    func fill(_ form: String, to action: String? = nil, _ typed: [String: String]) async throws -> HTTPAnswer {
        let page = try await steward.get(form)
        let action = action ?? String(form.prefix { $0 != "?" })
        return try await steward.post(action, OfficeBrowser.form(page, to: action, typed))
    }

    /// The path of a set.
    func path(_ key: String, version: Int = 1) async throws -> String {
        let id = try await database.database.run(
            "select id from app.criteria_sets where key = '\(key)' and version = \(version)"
        )
        return "/city/criteria/\(id.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await database.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The pages on which stewards keep criteria, over HTTP and a database.
@Suite struct CriteriaPageTests {
    @Test func `a steward writes a set from nothing, is told what is missing, and brings it into use`() async throws {
        try await CriteriaScene.with { scene in
            let head = ["key": "thu-nghiem", "name": "Bộ thử", "maximum": "100", "legal_basis": "1/QĐ"]
            let made = try await scene.fill("/city/criteria/new?title=gia-dinh-hoc-tap", head)
            let path = try await scene.path("thu-nghiem")
            #expect(made["Location"] == "\(path)?done=saved")
            let empty = try await scene.steward.get(path)
            #expect(empty.body.contains("Chưa đầy đủ") && empty.body.contains("chưa có tiêu chí nào"))
            #expect(!empty.body.contains("\(path)/activation"))

            for item in [
                ["code": "1", "name": "Trẻ em", "maximum": "40"], ["code": "2", "name": "Người lớn", "maximum": "50"],
            ] { #expect(try await scene.fill("\(path)/item", item).status == 303) }
            let part = ["code": "1.1", "name": "Đến trường", "maximum": "30,5", "exception": "no_children"]
            #expect(try await scene.fill("\(path)/item?parent=1", part).status == 303)
            #expect(try await scene.fill("\(path)/level", ["name": "Đạt", "pass_favourable": "80"]).status == 303)
            let page = try await scene.steward.get(path)
            for words in [
                "điểm của các nội dung không bằng điểm của tiêu chí", "không bằng tổng điểm", "chưa có điểm đạt",
                "chưa rõ xử lý điểm", "30,5 điểm",
            ] { #expect(page.body.contains(words), "\(words)") }
            let early = try await scene.steward.post("\(path)/activation", ["stamp": Self.stamp(page)])
            #expect(early.status == 409 || early.status == 422)

            _ = try await scene.fill(
                "\(path)/item?code=1.1",
                to: "\(path)/item",
                ["maximum": "40", "treatment": "full"]
            )
            _ = try await scene.fill("\(path)/item?code=2", to: "\(path)/item", ["maximum": "60", "code": "2a"])
            let level = ["pass_difficult": "70", "validity_months": "12"]
            _ = try await scene.fill("\(path)/level?number=1", to: "\(path)/level", level)
            let whole = try await scene.steward.get(path)
            #expect(whole.body.contains("Đang soạn") && !whole.body.contains("Chưa áp dụng được"))
            let stamp = Self.stamp(whole)
            let active = try await scene.steward.post("\(path)/activation", ["stamp": stamp])
            #expect(active["Location"] == "\(path)?done=activated")
            #expect(try await scene.sql("select status from app.criteria_sets where key = 'thu-nghiem'") == "active")
            let who =
                "select count(*) from app.criteria_changes where set_key = 'thu-nghiem' and account_id is not null"
            #expect(try await scene.sql(who) == "9")
        }
    }

    @Test func `what is typed wrong stays typed, with what to do beside the field, and nothing is stored`() async throws
    {
        try await CriteriaScene.with { scene in
            let path = try await scene.path("gdht-448")
            let before = try await scene.sql(Self.all)
            let cases: [(String, [String: String], String)] = [
                ("item", ["code": "GD.2", "name": "A"], "Mã này đã có trong bộ"),
                ("item", ["code": "mã sai", "name": "A"], "Tối đa 20 chữ cái không dấu"),
                ("item", ["code": "X", "name": "A", "maximum": "-1"], "Cần một số lớn hơn 0"),
                ("item", ["code": "X", "name": ""], "Xin điền vào đây"),
                ("item", ["code": "X", "name": "A", "measure": "pass", "maximum": "5"], "thì không có điểm"),
                ("item", ["code": "X", "name": "A", "treatment": "full"], "Hãy chọn khi nào không áp dụng"),
                ("item", ["code": "X", "name": "A", "parent": "Z"], "Xin chọn trong danh sách"),
                ("level", ["name": "M", "wait_months": "0"], "Cần một số từ 1 đến 600"),
                ("level", ["name": "M", "percent.dong-ho-hoc-tap": "101"], "tối đa 100"),
                ("head", ["name": ""], "Xin điền vào đây"),
                ("head", ["valid_from": "01/01/2020", "valid_to": "01/01/2019"], "phải sau ngày có hiệu lực"),
            ]
            for (form, typed, words) in cases {
                let answer = try await scene.fill("\(path)/\(form)", typed)
                #expect(answer.status == 422 && answer.body.contains(words), "\(form) \(typed)")
                for text in typed.values where text.count > 2 {
                    #expect(answer.body.contains("value=\"\(text)\""), "\(text)")
                }
            }
            let taken = try await scene.fill("/city/criteria/new", ["key": "gdht-448", "name": "A"])
            #expect(taken.status == 422 && taken.body.contains("Mã này đã có"))
            #expect(try await scene.sql(Self.all) == before)
        }
    }

    @Test func `a set in use is changed by nobody, and its next version is a draft of the same content`() async throws {
        try await CriteriaScene.with { scene in
            let path = try await scene.path("trinh-dien-gia-dinh")
            let page = try await scene.steward.get(path)
            #expect(!page.body.contains("\(path)/item") && !page.body.contains("\(path)/head"))
            let before = try await scene.sql(Self.all)
            let stamp = ["stamp": Self.stamp(page)]
            let item = stamp.merging(["code": "9", "name": "A", "former": "", "position": "9"]) { $1 }
            for (action, form) in [
                ("item", item), ("item/removal", stamp.merging(["former": "1"]) { $1 }),
                ("level/removal", stamp.merging(["former": "0"]) { $1 }), ("removal", stamp), ("activation", stamp),
            ] {
                let answer = try await scene.steward.post("\(path)/\(action)", form)
                #expect(answer.status == 422 && answer.body.contains("Hãy lập phiên bản mới"), "\(action)")
            }
            #expect(try await scene.sql(Self.all) == before)

            #expect(try await scene.steward.post("\(path)/version", stamp).status == 303)
            let draft = try await scene.path("trinh-dien-gia-dinh", version: 2)
            let again = try await scene.steward.post("\(path)/version", stamp)
            #expect(again["Location"] == draft)
            #expect(try await scene.fill("\(draft)/item?code=4", to: "\(draft)/item", ["name": "Khác"]).status == 303)
            #expect(try await scene.steward.get(draft).body.contains("Khác"))
            #expect(!(try await scene.steward.get(path).body.contains("Khác")))
            #expect(try await scene.steward.post("\(path)/retirement", stamp).status == 303)
            let states =
                "select string_agg(status, ' ' order by version) from app.criteria_sets where key = 'trinh-dien-gia-dinh'"
            #expect(try await scene.sql(states) == "retired draft")
        }
    }

    @Test func `what somebody else wrote meanwhile is not written over`() async throws {
        try await CriteriaScene.with { scene in
            let path = try await scene.path("gdht-448")
            let mine = try await scene.steward.get("\(path)/item?code=GD.2")
            #expect(try await scene.fill("\(path)/item?code=GD.3", to: "\(path)/item", ["maximum": "20"]).status == 303)
            let form = OfficeBrowser.form(mine, to: "\(path)/item", ["maximum": "30"])
            let late = try await scene.steward.post("\(path)/item", form)
            #expect(
                late.status == 422 && late.body.contains("Người khác vừa sửa") && late.body.contains("value=\"30\"")
            )
            let points = "select coalesce(sum(max_points), 0) from app.criteria_items where code in ('GD.2', 'GD.3')"
            #expect(try await scene.sql(points) == "20.00")
        }
    }

    @Test func `a file is handed out and loaded back, and a wrong one is told line by line`() async throws {
        try await CriteriaScene.with { scene in
            let path = try await scene.path("gdht-448")
            let file = try await scene.viewer.get("\(path)/file")
            #expect(file.status == 200 && file["Content-Disposition"]?.contains("gdht-448-1.json") == true)
            let load = "/city/criteria/file"
            #expect(try await scene.steward.upload(load, fileName: "a.json", text: file.body).status == 303)
            #expect(try await scene.viewer.get("\(path)/file").body == file.body)
            let other = file.body.replacing("\"gdht-448\"", with: "\"khac-448\"")
            #expect(try await scene.steward.upload(load, fileName: "a.json", text: other).status == 303)
            #expect(try await scene.steward.get(scene.path("khac-448")).body.contains("GD.1.3"))
            for (text, words) in [
                ("không phải JSON", "không phải bộ tiêu chí"),
                (other.replacing("\"GD.1.2\"", with: "\"GD.1.1\""), "GD.1.1: mã trùng"),
                (other.replacing("\"khac-448\"", with: "\"K H\""), "chữ thường không dấu"),
                (file.body.replacing("\"gdht-448\"", with: "\"trinh-dien-gia-dinh\""), "không sửa được"),
            ] {
                let answer = try await scene.steward.upload(load, fileName: "a.json", text: text)
                #expect(answer.status == 422 && answer.body.contains(words), "\(words)")
            }
        }
    }

    @Test func `who only looks at the city reads criteria and changes none, and officers see none of these pages`()
        async throws
    {
        try await CriteriaScene.with { scene in
            let path = try await scene.path("gdht-448")
            for page in ["/city/criteria", path, "\(path)/file"] {
                #expect(try await scene.viewer.get(page).status == 200, "\(page)")
                #expect(try await scene.officer.get(page).status == 403, "\(page)")
            }
            #expect(!(try await scene.viewer.get(path).body.contains("\(path)/item")))
            #expect(try await scene.steward.get("/city/criteria", language: "en").body.contains("Load a file"))
            let before = try await scene.sql(Self.all)
            for page in ["/city/criteria/new", "/city/criteria/file", "\(path)/head", "\(path)/item", "\(path)/level"] {
                #expect(try await scene.viewer.get(page).status == 403, "\(page)")
                #expect(try await scene.steward.get(page).status == 200, "\(page)")
            }
            for action in ["activation", "retirement", "version", "removal", "item/removal", "level/removal"] {
                #expect(try await scene.viewer.post("\(path)/\(action)", ["stamp": "x"]).status == 403, "\(action)")
            }
            #expect(try await scene.sql(Self.all) == before)
            #expect(try await scene.steward.get("/city/criteria/\(MemberID.next())").status == 404)
        }
    }

    // MARK: Reading

    private static let all = """
        select md5(string_agg(t, '|' order by t)) from (
            select s::text as t from app.criteria_sets as s union all select i::text from app.criteria_items as i
            union all select l::text from app.criteria_levels as l
        ) as rows
        """

    private static func stamp(_ page: HTTPAnswer) -> String {
        page.body.firstMatch(of: #/name="stamp" value="([0-9a-f]+)"/#).map { String($0.1) } ?? ""
    }
}
