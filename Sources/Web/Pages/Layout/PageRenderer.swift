internal import Foundation
package import HTTPTypes
package import Hummingbird
internal import Mustache
internal import NIOCore

/// Makes HTML of pages. The templates are read once, when the server starts.
package struct PageRenderer: Sendable {
    /// A template is missing or cannot be read.
    package enum Refusal: Error, CustomStringConvertible {
        /// Nothing was found where the program's own files should be.
        case noTemplates
        /// This file is not a template.
        case unreadable(String)

        /// What to do.
        package var description: String {
            switch self {
            case .noTemplates:
                "the program's page templates are missing; hoctap_Web.resources belongs beside the program"
            case .unreadable(let name): "the page template \(name) cannot be read"
            }
        }
    }

    /// What a template sees: the page, the words, the frame, and where the style sheets are.
    private struct Scope {
        let page: any Page
        let title: String
        let t: TextCatalogue.Words
        let frame: PageFrame
        /// The pages above, with those that the page itself names; empty on the first page.
        let crumbs: [PageFrame.Crumb]
        let hasCrumbs: Bool
        /// What must be mended; nil if nothing must.
        let mistakes: FormMistakes?
        let assets: AssetPaths
    }

    private static let ending = ".mustache"

    private let library: MustacheLibrary
    private let assets: AssetPaths
    /// The style sheet of what is printed as PDF.
    let printStyle: String

    /// The program's templates.
    /// - Throws: `Refusal`.
    package init(assets: AssetPaths) throws(Refusal) {
        self.assets = assets
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        var library = MustacheLibrary()
        let folder = Bundle.module.bundleURL.appending(path: "Templates")
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        guard files.contains("layout\(Self.ending)") else { throw .noTemplates }
        for file in files where file.hasSuffix(Self.ending) {
            let name = String(file.dropLast(Self.ending.count))
            guard let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8),
                (try? library.register("{{% CONTENT_TYPE:\(EscapedHTML.name)}}\(text)", named: name)) != nil
            else { throw .unreadable(name) }
        }
        self.library = library
        let style = Bundle.module.bundleURL.appending(path: "Styles/print.css")
        guard let text = try? String(contentsOf: style, encoding: .utf8) else { throw .unreadable("print.css") }
        printStyle = text
    }

    /// The HTML of a page.
    package func html(_ page: some Page, _ frame: PageFrame) -> String { html(page, frame, nil) }

    func html(_ page: some Page, _ frame: PageFrame, _ mistakes: FormMistakes?) -> String {
        let crumbs = crumbs(of: page, frame)
        let scope = Scope(
            page: page,
            title: page.title(in: frame.wanted),
            t: TextCatalogue.words(in: frame.wanted),
            frame: frame,
            crumbs: crumbs,
            hasCrumbs: !crumbs.isEmpty,
            mistakes: mistakes,
            assets: assets
        )
        return library.render(scope, withTemplate: type(of: page).template) ?? ""
    }

    /// The pages above: those of the frame, and behind them those that the page itself names and the frame does not.
    private func crumbs(of page: some Page, _ frame: PageFrame) -> [PageFrame.Crumb] {
        guard !frame.crumbs.isEmpty else { return [] }
        let known = Set(frame.crumbs.map(\.path))
        let own = page.trail(in: frame.wanted).filter { !known.contains($0.path) }
        return frame.crumbs + own.map { PageFrame.Crumb(path: $0.path, text: $0.text) }
    }

    /// The page as an answer.
    package func response(_ page: some Page, _ frame: PageFrame, status: HTTPResponse.Status = .ok) -> Response {
        // A form is refused with such a status, and only then is there something to look for.
        let mistakes = status.kind == .clientError ? FormMistakes(of: page, in: frame.wanted) : nil
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: frame.language],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html(page, frame, mistakes)))
        )
    }
}

/// Escapes text for HTML byte by byte. The library's own escaping goes by what a reader sees as one character, and a
/// quotation mark with an accent typed after it is another character than a quotation mark: it would pass, and end an
/// attribute.
struct EscapedHTML: MustacheContentType {
    static let name = "ESCAPED"

    func escapeText(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case UInt8(ascii: ">"): output += "&gt;".utf8
            case UInt8(ascii: "&"): output += "&amp;".utf8
            case UInt8(ascii: "\""): output += "&quot;".utf8
            case UInt8(ascii: "'"): output += "&#39;".utf8
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
