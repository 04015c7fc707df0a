import Testing

@testable import Web

@Suite struct RouteTableTests {
    private func route(_ path: String) -> Route { .open(.get, path) { _ in .text("") } }

    @Test func `two routes with one address are refused, whatever their places are called`() throws {
        #expect(throws: RouteTable.Twice.self) { try RouteTable([route("/a"), route("/a")]) }
        #expect(throws: RouteTable.Twice.self) { try RouteTable([route("/a/{id}"), route("/a/{name}")]) }
        #expect(
            try RouteTable([route("/a/{id}"), route("/a/b"), .open(.post, "/a/b") { _ in .text("") }]).routes.count == 3
        )
    }

    @Test func `the table says who may use what`() throws {
        let table = try RouteTable([
            route("/livez"), .signedIn(.get, "/account") { _, _ in .text("") },
            .officer(.editor, .post, "/members") { _, _ in .text("") },
        ])
        #expect(table.description == "GET /livez - open\nGET /account - signed in\nPOST /members - editor")
    }

    @Test(arguments: ["/", "/members?page=2&q=a%20b", "/a/../b"])
    func `a path of ours is one`(_ text: String) { #expect(LocalPath(text)?.description == text) }

    @Test(arguments: [
        "", "members", "//evil.vn", "/\\evil.vn", "https://evil.vn", "/a b", "/a\r\nSet-Cookie: x", "/é", "/\t/evil",
    ])
    func `nobody is led away from here`(_ text: String) { #expect(LocalPath(text) == nil) }

    @Test func `a form is read by its bytes`() throws {
        let form = try FormFields("a=1&b=x+y%2Bz&c&a=2&t%C3%AAn=Nguy%E1%BB%85n&=n&d==".utf8)
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "x y+z")
        #expect(form["c"] == "")
        #expect(form["tên"] == "Nguyễn")
        #expect(form[""] == "n")
        #expect(form["d"] == "=")
        #expect(form["e"] == nil)
        #expect(form.names == ["a", "b", "c", "a", "tên", "", "d"])
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "a=\u{0}", "a=%+1", "a=%C3"])
    func `a form that is no form is refused`(_ text: String) {
        #expect(throws: FormFields.Refusal.malformed) { try FormFields(text.utf8) }
    }

    @Test func `a form has at most a thousand fields`() throws {
        let fields = Array(repeating: "a=1", count: 1000)
        #expect(try FormFields(fields.joined(separator: "&").utf8).names.count == 1000)
        #expect(throws: FormFields.Refusal.tooMany) { try FormFields((fields + ["b=2"]).joined(separator: "&").utf8) }
    }
}
