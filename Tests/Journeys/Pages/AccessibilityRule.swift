import Foundation
import TestSupport

/// What every page keeps, by the names that the scripts use.
enum AccessibilityRule: String, CaseIterable {
    case alternatives, contrast, focus, headingOrder, labels, landmarks, language, names, oneHeading, reflow, skipLink
    case tabOrder, tables, targets, title, uniqueIDs

    /// The criterion of WCAG 2.2 that it belongs to.
    var criterion: String {
        switch self {
        case .alternatives: "1.1.1"
        case .headingOrder, .landmarks, .oneHeading, .tables: "1.3.1"
        case .contrast: "1.4.3"
        case .reflow: "1.4.10"
        case .skipLink: "2.4.1"
        case .title: "2.4.2"
        case .tabOrder: "2.4.3"
        case .focus: "2.4.7"
        case .targets: "2.5.8"
        case .language: "3.1.1"
        case .labels: "3.3.2"
        case .names, .uniqueIDs: "4.1.2"
        }
    }
}

/// The scripts that look at a page.
struct AccessibilityScripts: Sendable {
    private static let tab = "\u{E004}"
    private static let enter = "\u{E007}"

    private let rules: String
    private let focus: String

    /// Reads them.
    init() throws {
        let folder = try RepositoryFolder.path("Tests/Journeys/Pages")
        rules = try String(contentsOfFile: "\(folder)/accessibility.js", encoding: .utf8)
        focus = try String(contentsOfFile: "\(folder)/focus.js", encoding: .utf8)
    }

    /// What breaks a rule on the page that is shown, as it is shown.
    /// - Parameters:
    ///   - language: the language that the page is to be in.
    ///   - isSignedIn: whether it has to lead to other pages.
    func look(_ browser: Browser, language: String, isSignedIn: Bool) async throws -> [Violation] {
        let found = try await browser.script(rules, [.text(language), .bool(isSignedIn)])
        return try found.elements.map { one in
            guard let rule = one["rule"].text.flatMap(AccessibilityRule.init(rawValue:)) else {
                throw TestSupportError("a rule without a number: \(one)")
            }
            return Violation(rule: rule, what: one["what"].text ?? "")
        }
    }

    /// Goes with the keyboard: the skip link comes first, is seen and leads to the content, and whatever
    /// has the focus shows it.
    func walk(_ browser: Browser) async throws -> [Violation] {
        try await browser.key(Self.tab)
        let onLink = """
            const one = document.activeElement, box = one.getBoundingClientRect();
            return one.matches('a[href^="#"]') && box.left >= 0 && box.top >= 0 && box.width > 1
                && box.right <= innerWidth;
            """
        var found: [Violation] = []
        if try await browser.script(onLink).flag == true {
            let hidden = try await browser.script(focus).elements
            found += hidden.map { Violation(rule: .focus, what: $0.text ?? "") }
            _ = try await browser.script("document.querySelector('a[href^=\"#\"]').focus()")
            try await browser.key(Self.enter)
            let inMain = "return document.activeElement.closest('main') !== null"
            if try await browser.script(inMain).flag != true {
                found.append(Violation(rule: .skipLink, what: "does not lead to the content"))
            }
        } else {
            found.append(Violation(rule: .skipLink, what: "is not the first that the keyboard reaches"))
        }
        return found
    }

    /// What breaks a rule.
    struct Violation: Hashable, Sendable {
        let rule: AccessibilityRule
        let what: String
    }
}
