import Foundation
import TestSupport
import Testing

/// The same first day as a program has it: tokens are made in a browser, everything else goes over the API.
@Suite(.serialized) struct APIJourneyTests {
    @Test(.timeLimit(.minutes(10)))
    func `a program brings a messy list in, mends it, finds, exports and undoes, and the neighbour gets nothing`()
        async throws
    {
        try await Site.with { site in
            let (token, strangerToken) = try await tokens(site)
            let exchange = WebExchange()
            let folder = FileManager.default.temporaryDirectory.appending(path: "hoctap-journey-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let journey = APIJourney(
                lan: APIClient(exchange: exchange, site: site, token: token),
                stranger: APIClient(exchange: exchange, site: site, token: strangerToken),
                folder: folder
            )
            try await journey.go()
        }
    }

    private func tokens(_ site: Site) async throws -> (String, String) {
        var tokens: [String] = []
        try await ChromeDriver.with { driver in
            for (name, person) in [("lan", site.lan), ("stranger", site.stranger)] {
                try await driver.withBrowser(name) { browser in
                    let newcomer = Newcomer(browser: browser, site: site, person: person)
                    try await newcomer.enter()
                    tokens.append(try await newcomer.makeToken())
                }
            }
        }
        guard tokens.count == 2 else { throw TestSupportError("no tokens") }
        return (tokens[0], tokens[1])
    }
}

/// The steps, each on what the one before left.
private struct APIJourney {
    let lan: APIClient
    let stranger: APIClient
    let folder: URL

    func go() async throws {
        try await strangerGetsNothing("before anything is there")
        let branch = try await makeBranch()
        try await strangerGetsNothing("with a branch", ["/branches/\(branch)"])
        let first = try await takeFirst()
        try await strangerGetsNothing("with a list taken", ["/branches/\(branch)"] + Self.addresses(of: first))
        let second = try await takeMended()
        let member = try await findAndOpen()
        let addresses = ["/branches/\(branch)", "/members/\(member)"] + Self.addresses(of: first)
        try await strangerGetsNothing("with members", addresses + Self.addresses(of: second))
        try await strangerChangesNothing(first, member: member, branch: branch)
        try await exportMembers()
        try await uploadAgain()
        for (id, removed, left) in [(second, 1, 4), (first, 4, 0)] {
            let undone = try await lan.send("POST", "/imports/\(id)/undo", version: try await version(of: id))
            #expect(undone.status == 200 && undone.json["removed"].whole == removed, "\(undone.json)")
            #expect(try await lan.names(lan.get("/members")).count == left)
        }
        #expect(try await lan.get("/members/\(member)").status == 404)
        try await strangerGetsNothing("after the undo", addresses)
    }

    private static func addresses(of id: String) -> [String] {
        ["/imports/\(id)", "/imports/\(id)/rows", "/imports/\(id)/file"]
    }

    private func makeBranch() async throws -> String {
        let made = try await lan.send("POST", "/branches", ["name": .text(MessyList.branch)])
        #expect(made.status == 201)
        return made.json["id"].text ?? ""
    }

    private func version(of id: String) async throws -> Int {
        try await lan.get("/imports/\(id)").json["version"].whole ?? 0
    }

    /// Uploads a list and says which column holds the branches. Returns its identity.
    private func upload(_ name: String, isMended: Bool) async throws -> (id: String, document: JSON) {
        let uploaded = try await lan.upload(MessyList(named: name, isMended: isMended, in: folder))
        #expect(uploaded.status == 201, "\(uploaded.json)")
        return (uploaded.json["id"].text ?? "", uploaded.json)
    }

    private func run(_ id: String, _ noun: String) async throws -> JSON {
        let ran = try await lan.send("POST", "/imports/\(id)/\(noun)", version: try await version(of: id))
        #expect(ran.status == 200, "\(ran.json)")
        return ran.json
    }

    /// All or nothing refuses while a row is broken; the good rows come in.
    private func takeFirst() async throws -> String {
        let (id, document) = try await upload("\(MessyList.fileName).xlsx", isMended: false)
        let columns = document["settings"]["columns"].elements
        #expect(
            columns.map { $0["role"].text } == [
                "row_number", "full_name", "born_male", "born_female", "citizen_id", "phone", "left_out",
            ]
        )
        let column: JSON = ["column": .number(Double(MessyList.oddColumn)), "role": "branch"]
        let version = try await version(of: id)
        let set = try await lan.send("PUT", "/imports/\(id)/settings", ["columns": [column]], version: version)
        #expect(set.status == 200, "\(set.json)")
        let checked = try await run(id, "check")["run"]
        #expect(checked["outcomes"] == ["new": 4, "problem": 1] && checked["is_applied"] == false)
        let rows = try await lan.get("/imports/\(id)/rows?outcome=problem").json["items"].elements
        #expect(rows.map { $0["row"].whole } == [MessyList.brokenRow])
        let back = try MessyList.texts(of: keep(await lan.get("/imports/\(id)/file"), "sửa.xlsx"))
        #expect(back[MessyList.brokenRow]?[7]?.contains("Năm sinh: Nam: ") == true)

        let refused = try await run(id, "approval")["run"]
        #expect(refused["is_refused"] == true && refused["is_applied"] == false)
        #expect(try await lan.names(lan.get("/members")).isEmpty)
        let mode: JSON = ["mode": "good_rows"]
        _ = try await lan.send("PUT", "/imports/\(id)/settings", mode, version: try await self.version(of: id))
        #expect(try await run(id, "approval")["run"]["is_applied"] == true)
        #expect(try await lan.names(lan.get("/members")) == Set(MessyList.names).subtracting(["Trần Văn Hùng"]))
        return id
    }

    private func takeMended() async throws -> String {
        let (id, document) = try await upload("\(MessyList.fileName) đã sửa.xlsx", isMended: true)
        #expect(document["settings"]["mapping_source"] == "remembered")
        #expect(try await run(id, "check")["run"]["outcomes"] == ["new": 1, "same": 4])
        #expect(try await run(id, "approval")["run"]["outcomes"] == ["new": 1, "same": 4])
        #expect(try await lan.names(lan.get("/members")) == Set(MessyList.names))
        return id
    }

    private func findAndOpen() async throws -> String {
        var found: WebExchange.Answer?
        for typed in ["nguyen thi hanh", "nth", "064160001234"] {
            found = try await lan.send("POST", "/members/search", ["text": .text(typed)])
            #expect(found.map(lan.names) == ["Nguyễn Thị Hạnh"], "\(typed)")
        }
        let id = found?.json["items"].elements.first?["id"].text ?? ""
        let member = try await lan.get("/members/\(id)").json
        #expect(member["birth_date"] == "1960-05-03" && member["citizen_id"] == "064160001234")
        #expect(member["hamlet"] == "Thôn 1" && member["sex"] == "female", "\(member)")
        return id
    }

    private func exportMembers() async throws {
        let rows = try MessyList.records(of: keep(await lan.get("/exports/members?form=xlsx"), "hội viên.xlsx"))
        #expect(Set(rows.compactMap { $0["Họ và tên"] }) == Set(MessyList.names))
        #expect(rows.contains { $0["Số CCCD"] == "064160001234" && $0["Chi hội"] == MessyList.branch })
        let none = try MessyList.records(of: keep(await stranger.get("/exports/members?form=xlsx"), "không.xlsx"))
        #expect(none.isEmpty)
    }

    private func uploadAgain() async throws {
        let (id, _) = try await upload("\(MessyList.fileName) lần nữa.xlsx", isMended: true)
        #expect(try await run(id, "check")["run"]["outcomes"] == ["same": 5])
        #expect(try await run(id, "approval")["run"]["outcomes"] == ["same": 5])
        #expect(try await lan.names(lan.get("/members")).count == MessyList.names.count)
    }

    /// Keeps what was downloaded as a file.
    private func keep(_ answer: WebExchange.Answer, _ name: String) throws -> String {
        #expect(answer.status == 200, "\(name): \(answer.json)")
        let file = folder.appending(path: "kept " + name)
        try answer.body.write(to: file)
        return file.path
    }

    // MARK: The other organisation

    private func strangerGetsNothing(_ step: String, _ addresses: [String] = []) async throws {
        for list in ["/members", "/branches", "/imports"] {
            let answer = try await stranger.get(list)
            #expect(answer.status == 200 && answer.json["items"] == [], "\(step): \(list)")
        }
        for typed in ["hanh", "nth", "064160001234"] {
            let answer = try await stranger.send("POST", "/members/search", ["text": .text(typed)])
            #expect(answer.status == 200 && answer.json["items"] == [], "\(step): \(typed)")
        }
        for address in addresses {
            #expect(try await stranger.get(address).status == 404, "\(step): \(address)")
        }
    }

    /// Who knows the identities and versions changes nothing by them either.
    private func strangerChangesNothing(_ id: String, member: String, branch: String) async throws {
        let version = try await version(of: id)
        for noun in ["check", "approval", "undo"] {
            let answer = try await stranger.send("POST", "/imports/\(id)/\(noun)", version: version)
            #expect(answer.status == 404, "\(noun)")
        }
        #expect(try await stranger.send("DELETE", "/imports/\(id)", version: version).status == 404)
        let named = try await stranger.send("PATCH", "/members/\(member)", ["remark": "x"], version: 1)
        #expect(named.status == 404)
        #expect(try await stranger.send("PATCH", "/branches/\(branch)", ["name": "x"], version: 1).status == 404)
        #expect(try await self.version(of: id) == version)
    }
}
