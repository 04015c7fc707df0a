import Foundation
import Testing

/// What somebody does in a browser on the first day.
struct Newcomer: Sendable {
    let browser: Browser
    let site: Site
    let person: Site.Invited

    private static let password = "mưa rào tháng bảy 26"

    /// Follows the link, sets a password and signs in with it.
    /// - Parameter first: the page where one arrives.
    func enter(first: String = "/") async throws {
        try await browser.open(person.link)
        #expect(try await browser.heading == "Đặt mật khẩu")
        try await show("invitation")
        try await browser.type(Self.password, into: "new")
        try await browser.type(Self.password, into: "repeated")
        try await browser.press("Đặt mật khẩu")
        #expect(try await browser.path == "/sign-in")
        try await browser.type(person.login, into: "login")
        try await browser.type(Self.password, into: "password")
        try await browser.press("Đăng nhập")
        #expect(try await browser.path == first)
    }

    /// Uploads a list and is led to its columns. Returns the address of the import.
    func upload(_ list: MessyList) async throws -> String {
        try await browser.open(site.address + "/imports")
        try await browser.attach(list.path, to: "file")
        try await browser.press("Tải lên và xem")
        let path = try await browser.path
        #expect(path.hasSuffix("/columns"), "\(path)")
        return path.replacing("/columns", with: "")
    }

    /// Asks for the check of the columns that are shown, and waits for it.
    func check() async throws {
        try await browser.press("Kiểm tra danh sách")
        try await settle()
    }

    /// Waits until nothing runs on the page of an import.
    func settle() async throws {
        let address = try await browser.address
        try await until("the import is done") {
            try await browser.open(address)
            return try await browser.elements("meta[http-equiv=refresh]").isEmpty
        }
    }

    /// The numbers on the page of an import, by what they say.
    func counts() async throws -> [String: String] {
        var counts: [String: String] = [:]
        for element in try await browser.elements(".counts li") {
            let parts = try await browser.text(of: element).split(separator: " ", maxSplits: 1)
            if parts.count == 2 { counts[String(parts[1])] = String(parts[0]) }
        }
        return counts
    }

    /// Searches for what is typed; the names that come.
    func find(_ typed: String) async throws -> [String] {
        try await browser.open(site.address + "/members")
        try await browser.type(typed, into: "text")
        try await browser.press("Tìm")
        return try await names()
    }

    /// The names in the list that is shown.
    func names() async throws -> [String] {
        var names: [String] = []
        for element in try await browser.elements("tbody th[scope=row] a") {
            names.append(try await browser.text(of: element))
        }
        return names
    }

    /// Makes a token for a program and returns it.
    func makeToken(scope: String = "write") async throws -> String {
        try await browser.open(site.address + "/account/tokens")
        try await browser.type("Sổ tay", into: "name")
        try await browser.choose(scope, in: "scope")
        try await browser.follow(browser.element("main form[action='/account/tokens'] button"))
        return try await browser.text(of: browser.element(".secret"))
    }

    /// Takes pictures of the page, as wide as a telephone and as a desk, where the environment names a folder for them.
    func show(_ name: String) async throws {
        guard let folder = ProcessInfo.processInfo.environment["HOCTAP_JOURNEY_PICTURES"] else { return }
        for width in [390, 1280] {
            try await browser.resize(width, 1000)
            let height = try await browser.script("return document.documentElement.scrollHeight").whole ?? 1000
            try await browser.resize(width, min(max(height, 800), 6000))
            let file = URL(filePath: folder).appending(path: "\(name)-\(width).png")
            try await browser.picture().write(to: file)
        }
        try await browser.resize(1280, 1000)
    }
}
