import Foundation
import TestSupport
import Testing

/// Every page of every kind of user, in both languages, on a telephone and at a desk, by rules with their numbers in WCAG 2.2.
@Suite(.serialized) struct AccessibilityTests {
    @Test(.timeLimit(.minutes(10)))
    func `every page of every user keeps the rules of accessibility, in both languages and at both widths`()
        async throws
    {
        let scripts = try AccessibilityScripts()
        try await Site.withDemo { address in
            try await ChromeDriver.with { driver in
                let outcomes = try await Self.goEverywhere(driver, address, scripts)
                let violations = outcomes.flatMap(\.violations).sorted()
                #expect(violations.isEmpty, "\(violations.count):\n\(violations.joined(separator: "\n"))")
                Self.expectPages(Set(outcomes.flatMap(\.pages)))
            }
        }
    }

    @Test func `each rule sees the page that breaks it, and nothing on a page that is well`() async throws {
        let scripts = try AccessibilityScripts()
        try await ChromeDriver.with { driver in
            try await driver.withBrowser("rules") { browser in
                #expect(try await Self.look(browser, scripts, BrokenPage.well) == [])
                for (rule, page) in BrokenPage.all {
                    let found = try await Self.look(browser, scripts, page)
                    #expect(found == [rule], "\(rule)")
                }
            }
        }
    }

    /// The three who sign in, at the same time; then whoever does not.
    private static func goEverywhere(
        _ driver: ChromeDriver,
        _ address: String,
        _ scripts: AccessibilityScripts
    ) async throws -> [PageWalk.Outcome] {
        let logins = ["phu-nu.quantri", "phuong-pleiku.quantri", "thanh-pho"]
        var outcomes = try await withThrowingTaskGroup(of: PageWalk.Outcome.self) { group in
            for login in logins {
                group.addTask { try await Self.goEverywhere(driver, address, scripts, as: login) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let open = outcomes.flatMap(\.open).prefix(1)
        try await driver.withBrowser("anybody") { browser in
            let walk = PageWalk(browser: browser, address: address, scripts: scripts, user: "anybody")
            outcomes.append(try await walk.go(to: ["/sign-in", "/door", "/nothing-is-here"] + open, isSignedIn: false))
        }
        return outcomes
    }

    private static func goEverywhere(
        _ driver: ChromeDriver,
        _ address: String,
        _ scripts: AccessibilityScripts,
        as login: String
    ) async throws -> PageWalk.Outcome {
        var outcome = PageWalk.Outcome()
        try await driver.withBrowser(login) { browser in
            let walk = PageWalk(browser: browser, address: address, scripts: scripts, user: login)
            try await walk.enter(login)
            outcome = try await walk.goEverywhere()
        }
        return outcome
    }

    /// Some of those that must have been there, so that an empty walk is not a good one.
    private static func expectPages(_ pages: Set<String>) {
        let least: Set = [
            "", "/members", "/members/{id}", "/subjects/household", "/titles", "/titles/{id}", "/classes/{id}",
            "/reports",
            "/city", "/city/titles", "/city/criteria", "/officers", "/audit", "/account", "/sign-in", "/door",
        ]
        #expect(least.subtracting(pages).isEmpty, "not seen: \(least.subtracting(pages).sorted()) of \(pages.sorted())")
        #expect(pages.contains { $0.hasPrefix("/v/") }, "\(pages.sorted())")
    }

    /// The rules that a page breaks, at the width of a telephone.
    private static func look(
        _ browser: Browser,
        _ scripts: AccessibilityScripts,
        _ page: String
    ) async throws -> Set<AccessibilityRule> {
        try await browser.view(390, 900)
        let file = browser.downloads.appending(path: "page.html")
        try Data(page.utf8).write(to: file)
        try await browser.open(file.absoluteString)
        let seen = try await scripts.look(browser, language: "vi", isSignedIn: true)
        return Set((seen + (try await scripts.walk(browser))).map(\.rule))
    }
}

/// A page that keeps all rules, and one for each rule that breaks it and no other.
private enum BrokenPage {
    private static let dot = "<button style='border: 0; padding: 0; width: 9px; height: 9px'>·</button>"

    static let well = page()

    static let all: [(AccessibilityRule, String)] = [
        (.alternatives, page("<img src='data:,' width='30' height='30'>")),
        (.contrast, page("<p style='color: #888'>Chữ nhạt</p>")),
        (
            .focus,
            page("<style>.quiet:focus { outline: none }</style><p><a class='quiet' href='/a'>Một trang khác</a></p>")
        ),
        (.headingOrder, page("<h3>Mục</h3>")),
        (.labels, page("<input name='text' style='height: 30px'>")),
        (.landmarks, page().replacing("<nav><a href='/'>Trang đầu</a></nav>", with: "")),
        (.language, page().replacing("lang='vi'", with: "lang='fr'")),
        (.names, page("<a href='/a' style='display: inline-block; width: 30px; height: 30px'></a>")),
        (.oneHeading, page("<h1>Một đầu đề nữa</h1>")),
        (.reflow, page("<div style='width: 500px'>Rộng</div>")),
        (.skipLink, page().replacing("<a class='skip' href='#content'>Đến nội dung</a>", with: "")),
        (.tabOrder, page().replacing("<a class='skip'", with: "<a class='skip' tabindex='3'")),
        (.tables, page("<table><tr><th>Tên</th></tr></table>")),
        (.targets, page("\(dot)\(dot)")),
        (.title, page().replacing("<title>Trang</title>", with: "<title></title>")),
        (.uniqueIDs, page("<p id='one'>Một</p><p id='one'>Hai</p>")),
    ]

    private static func page(_ content: String = "") -> String {
        """
        <!doctype html><html lang='vi'><head><meta charset='utf-8'>
        <title>Trang</title><style>:focus-visible { outline: 3px solid #b3470a }
        main:focus { outline: none }</style></head><body><p><a class='skip' href='#content'>Đến nội dung</a></p>
        <nav><a href='/'>Trang đầu</a></nav><main id='content' tabindex='-1'><h1>Trang</h1>\(content)</main></body></html>
        """
    }
}
