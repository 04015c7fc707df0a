import Foundation
import TestSupport

/// One browser window: what a person does with it, and what they see.
struct Browser: Sendable {
    let exchange: WebExchange
    let session: String
    /// Where what is downloaded lands.
    let downloads: URL

    /// An element of the page that is shown; of no use on the next one.
    struct Element: Sendable {
        fileprivate let id: String

        /// The name under which WebDriver hands elements out.
        fileprivate static let key = "element-6066-11e4-a52e-4f735466cecf"
    }

    // MARK: Pages

    func open(_ address: String) async throws { try await tell("url", ["url": .text(address)]) }

    /// Where it is.
    var address: String { get async throws { try await ask("url").text ?? "" } }

    /// The address without scheme, host and query.
    var path: String { get async throws { URL(string: try await address)?.path ?? "" } }

    /// What the page says, as it is seen: nothing that is folded away.
    var text: String { get async throws { try await ask("element/\(element("body").id)/text").text ?? "" } }

    /// The page's own text.
    var source: String { get async throws { try await ask("source").text ?? "" } }

    /// The heading of the page.
    var heading: String { get async throws { try await text(of: element("h1")) } }

    /// The status with which the page was answered.
    var status: Int {
        get async throws {
            try await script("return performance.getEntriesByType('navigation')[0].responseStatus").whole ?? 0
        }
    }

    // MARK: Elements

    /// The only or first element of a selector of CSS.
    func element(_ css: String) async throws -> Element { try await find("css selector", css) }

    /// The elements of a selector of CSS.
    func elements(_ css: String) async throws -> [Element] {
        try await tell("elements", ["using": "css selector", "value": .text(css)]).elements.compactMap {
            $0[Element.key].text.map(Element.init)
        }
    }

    func text(of element: Element) async throws -> String { try await ask("element/\(element.id)/text").text ?? "" }

    /// An attribute or property, whichever says more.
    func value(_ name: String, of element: Element) async throws -> String {
        try await ask("element/\(element.id)/property/\(name)").text ?? ""
    }

    /// Whether a button or link with these words is seen.
    func offers(_ words: String) async throws -> Bool {
        !(try await tell("elements", ["using": "xpath", "value": .text(Self.button(words))]).elements.isEmpty)
    }

    // MARK: Deeds

    /// Presses the button or follows the link with these words, and waits for the page to which it leads.
    func press(_ words: String) async throws { try await follow(find("xpath", Self.button(words))) }

    /// Presses a button or follows a link, and waits for the page to which it leads: a slow answer must not leave the old page to be
    /// taken for the new one.
    func follow(_ element: Element) async throws {
        _ = try await script("window.isLeft = true")
        try await click(element)
        try await until("there is another page") {
            (try? await script("return window.isLeft !== true && document.readyState === 'complete'"))?.flag == true
        }
    }

    /// Clicks in the middle of an element. Bootstrap lets pages glide where they are to scroll, and a click would miss.
    private func click(_ element: Element) async throws {
        let scroll = "arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})"
        _ = try await script(scroll, [[Element.key: .text(element.id)]])
        try await tell("element/\(element.id)/click", [:])
    }

    /// Types into the field with this name, after what stands there is taken out.
    func type(_ text: String, into name: String) async throws {
        let field = try await element("main [name='\(name)']")
        try await tell("element/\(field.id)/clear", [:])
        try await tell("element/\(field.id)/value", ["text": .text(text)])
    }

    /// Chooses the option with this value in the list with this name.
    func choose(_ value: String, in name: String) async throws {
        try await click(element("select[name='\(name)'] option[value='\(value)']"))
    }

    /// Chooses the option that reads so in the list with this name.
    func choose(reading words: String, in name: String) async throws {
        try await click(find("xpath", "//select[@name='\(name)']/option[normalize-space(.)='\(words)']"))
    }

    /// Puts a file into the field with this name.
    func attach(_ file: String, to name: String) async throws {
        let field = try await element("input[name='\(name)']")
        try await tell("element/\(field.id)/value", ["text": .text(file)])
    }

    /// Follows a link to a file and waits until the file is there.
    func download(_ words: String) async throws -> String {
        let before = Set(try FileManager.default.contentsOfDirectory(atPath: downloads.path))
        try await click(find("xpath", Self.button(words)))
        var name: String?
        try await until("\(words) is downloaded") {
            let now = try FileManager.default.contentsOfDirectory(atPath: downloads.path)
            let new = Set(now).subtracting(before)
            guard let only = new.first, new.count == 1, !only.hasSuffix(".crdownload"), !only.hasPrefix(".") else {
                return false
            }
            name = only
            return true
        }
        return downloads.appending(path: name ?? "").path
    }

    /// Runs a script in the page and returns what it returns.
    func script(_ script: String, _ arguments: [JSON] = []) async throws -> JSON {
        try await tell("execute/sync", ["script": .text(script), "args": .list(arguments)])
    }

    /// The window's width and height, in pixels.
    func resize(_ width: Int, _ height: Int) async throws {
        try await tell("window/rect", ["width": .number(Double(width)), "height": .number(Double(height))])
    }

    /// The page's own width and height in pixels, whatever the window may be at least.
    func view(_ width: Int, _ height: Int) async throws {
        let size: JSON = [
            "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1, "mobile": false,
        ]
        try await tell("goog/cdp/execute", ["cmd": "Emulation.setDeviceMetricsOverride", "params": size])
    }

    /// Presses and releases a key, by the character that WebDriver gives it.
    func key(_ character: String) async throws {
        let strokes: JSON = [
            ["type": "keyDown", "value": .text(character)], ["type": "keyUp", "value": .text(character)],
        ]
        try await tell("actions", ["actions": [["type": "key", "id": "keys", "actions": strokes]]])
    }

    /// A picture of the window, as PNG.
    func picture() async throws -> Data {
        guard let data = Data(base64Encoded: try await ask("screenshot").text ?? "") else {
            throw TestSupportError("no picture")
        }
        return data
    }

    /// Closes it; one that is gone already is as good.
    func close() async { _ = try? await exchange.send("DELETE", session) }

    // MARK: WebDriver

    private static func button(_ words: String) -> String {
        let says = "contains(normalize-space(.), \"\(words)\")"
        return "//button[\(says)] | //a[@href][\(says)]"
    }

    private func find(_ way: String, _ value: String) async throws -> Element {
        let found = try await tell("element", ["using": .text(way), "value": .text(value)])
        guard let id = found[Element.key].text else { throw TestSupportError("WebDriver gave no element: \(found)") }
        return Element(id: id)
    }

    private func ask(_ what: String) async throws -> JSON {
        try Self.value(of: try await exchange.send("GET", "\(session)/\(what)"), what)
    }

    @discardableResult
    private func tell(_ what: String, _ body: JSON) async throws -> JSON {
        let answer = try await exchange.send(
            "POST",
            "\(session)/\(what)",
            ["Content-Type": "application/json"],
            body: JSONEncoder().encode(body)
        )
        return try Self.value(of: answer, "\(what) \(body)")
    }

    private static func value(of answer: WebExchange.Answer, _ what: String) throws -> JSON {
        let value = answer.json["value"]
        guard answer.status == 200 else {
            let message = value["message"].text?.split(separator: "\n").first ?? "status \(answer.status)"
            throw TestSupportError("\(what): \(message)")
        }
        return value
    }
}
