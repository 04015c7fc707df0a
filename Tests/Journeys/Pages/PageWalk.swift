import Foundation
import TestSupport

/// The way of one kind of user over all pages that the navigation shows, and one page of each kind to which these lead.
struct PageWalk: Sendable {
    /// Both widths of the windows, in pixels.
    static let widths = [390, 1280]
    private static let mostPages = 60
    /// Parts of addresses at which there is a file and no page.
    private static let files: Set<Substring> = ["file", "csv", "xlsx", "pdf", "evidence"]
    private static let password = "hoc-tap-suot-doi"

    let browser: Browser
    let address: String
    let scripts: AccessibilityScripts
    /// Names the pictures.
    let user: String

    /// What a way came to.
    struct Outcome: Sendable {
        /// The pages, by what they are.
        var pages: [String] = []
        /// Page, rule with its number, and what breaks it.
        var violations: [String] = []
        /// Pages outside of the navigation that anybody may read.
        var open: [String] = []
    }

    /// Signs in.
    func enter(_ login: String) async throws {
        try await browser.open(address + "/sign-in")
        try await browser.type(login, into: "login")
        try await browser.type(Self.password, into: "password")
        try await browser.follow(browser.element("main form button"))
    }

    /// Goes to all pages that the navigation shows and to the first of each kind to which they lead.
    func goEverywhere() async throws -> Outcome {
        let navigation = try await links("nav.tasks a[href], .person a[href]")
        var paths = navigation
        var kinds = Set(navigation.map(Self.kind))
        var open: [String] = []
        for path in navigation {
            try await browser.open(address + path)
            for link in try await links("main a[href]") where kinds.insert(Self.kind(link)).inserted {
                paths.append(link)
            }
            for link in try await links("main tbody tr:first-child a[href]").prefix(1) {
                try await browser.open(address + link)
                open += try await links("main a[href*='/v/']")
            }
        }
        var outcome = try await go(to: Array(paths.prefix(Self.mostPages)), isSignedIn: true)
        outcome.open = open
        return outcome
    }

    /// Looks at pages in both languages and at both widths.
    func go(to paths: [String], isSignedIn: Bool) async throws -> Outcome {
        var outcome = Outcome(pages: paths.map(Self.kind))
        for language in ["vi", "en"] {
            try await choose(language, from: paths[0])
            var titles: [String: String] = [:]
            for path in paths {
                try await browser.open(address + path)
                let place = "\(user) \(language) \(path)"
                let title = try await browser.script("return document.title").text ?? ""
                if let other = titles.updateValue(path, forKey: title) {
                    outcome.violations.append("\(place): 2.4.2 title: \(title) is that of \(other)")
                }
                for width in Self.widths {
                    try await browser.view(width, 900)
                    let found = try await scripts.look(browser, language: language, isSignedIn: isSignedIn)
                    outcome.violations += found.map { Self.text(of: $0, on: "\(place) \(width)") }
                    try await show("\(user)-\(language)-\(Self.kind(path))", width)
                }
                guard language == "vi" else { continue }
                outcome.violations += try await scripts.walk(browser).map { Self.text(of: $0, on: place) }
            }
        }
        return outcome
    }

    /// By the button on every page.
    private func choose(_ language: String, from path: String) async throws {
        try await browser.open(address + path)
        if try await browser.script("return document.documentElement.lang").text != language {
            try await browser.follow(browser.element(".language button"))
        }
    }

    /// The local pages behind links, once each, as far as they are pages.
    private func links(_ css: String) async throws -> [String] {
        let script = """
            return [...new Set([...document.querySelectorAll(arguments[0])]
                .filter(link => link.origin === location.origin && !link.hasAttribute('download'))
                .map(link => link.pathname + link.search))]
            """
        return try await browser.script(script, [.text(css)]).elements.compactMap(\.text).filter { path in
            let parts = path.prefix { $0 != "?" }.split(separator: "/")
            return Self.files.isDisjoint(with: parts) && parts.first != "api"
        }
    }

    /// A page without what is one's own: `/members/{id}`.
    static func kind(_ path: String) -> String {
        path.prefix { $0 != "?" }.split(separator: "/").map { part in
            let isOwn = UUID(uuidString: String(part)) != nil || Int(part) != nil
            return "/" + (isOwn ? "{id}" : part)
        }.joined()
    }

    private static func text(of violation: AccessibilityScripts.Violation, on place: String) -> String {
        "\(place): \(violation.rule.criterion) \(violation.rule): \(violation.what)"
    }

    /// Takes a picture of the whole page, where the environment names a folder for them.
    private func show(_ name: String, _ width: Int) async throws {
        guard let folder = ProcessInfo.processInfo.environment["HOCTAP_SCREENSHOTS"] else { return }
        let height = try await browser.script("return document.documentElement.scrollHeight").whole ?? 900
        try await browser.view(width, min(max(height, 800), 6000))
        let file = name.replacing("/", with: "_").replacing("{id}", with: "id")
        try await browser.picture().write(to: URL(filePath: folder).appending(path: "\(file)-\(width).png"))
        try await browser.view(width, 900)
    }
}
