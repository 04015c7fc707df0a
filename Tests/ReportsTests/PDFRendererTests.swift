import Foundation
import Glibc
import Testing

@testable import Reports

/// What is printed, read back by another program, and what is refused.
@Suite(.serialized) struct PDFRendererTests {
    /// Every letter of Vietnamese with its marks, small and large.
    private static let letters: String = {
        let bases = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
        let marks = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
        let small = bases.map { base in marks.map { base + $0 }.joined(separator: " ") }.joined(separator: " ") + " đ"
        return (small + " " + small.uppercased()).precomposedStringWithCanonicalMapping
    }()

    private static func page(_ body: String) -> String {
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>x</title></head><body>\(body)</body></html>"
    }

    private static let style = """
        @page { size: A4; margin: 20mm; @bottom-right { content: counter(page) "/" counter(pages); } }
        html { font: 13pt "Liberation Serif", "DejaVu Serif"; }
        """

    @Test func `every letter of Vietnamese is in the PDF, in the fonts that are named`() async throws {
        let words = "Rơ Châm H'Lan, Ksor H'Bia, Đinh Nay Blơ: phường Hội Phú, 26/3/2026 “học tập suốt đời”"
        let pdf = try await PDFRenderer().render(
            html: Self.page("<p>\(words)</p><p>\(Self.letters)</p>"),
            style: Self.style
        )
        let text = try Tool.run("pdftotext", ["-enc", "UTF-8", "-", "-"], pdf)
        // where the blanks were, a reader of letters that stand apart cannot know
        let read = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        let sent = (words + Self.letters + "1/1").unicodeScalars.filter { !$0.properties.isWhitespace }
        #expect(String(String.UnicodeScalarView(read)) == String(String.UnicodeScalarView(sent)))
        let fonts = try Tool.run("pdffonts", ["-"], pdf).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains("Liberation-Serif") && $0.contains("yes yes") })
    }

    @Test func `pages are A4 and have their numbers`() async throws {
        let rows = (1...120).map { "<p>Dòng \($0)</p>" }.joined()
        let pdf = try await PDFRenderer().render(html: Self.page(rows), style: Self.style)
        let info = try Tool.run("pdfinfo", ["-"], pdf)
        #expect(info.contains("(A4)"))
        let count = info.firstMatch(of: /Pages: +([0-9]+)/).flatMap { Int($0.1) } ?? 0
        #expect(count > 1)
        let text = try Tool.run("pdftotext", ["-", "-"], pdf)
        for number in 1...max(count, 1) { #expect(text.contains("\(number)/\(count)")) }
        #expect(text.contains("Dòng 120"))
    }

    @Test func `nothing is fetched, from the network or from a file`() async throws {
        let listener = try Listener()
        defer { listener.close() }
        let secret = FileManager.default.temporaryDirectory.appending(path: "hoctap-print-\(UUID().uuidString).txt")
        try Data("bí mật của máy chủ".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let address = "http://127.0.0.1:\(listener.port)/x"
        let hostile = """
            <link rel="stylesheet" href="\(address).css"><img src="\(address).png"><img src="file:///etc/passwd">
            <link rel="attachment" href="\(secret.absoluteString)"><object data="\(secret.absoluteString)"></object>
            <embed src="\(address)"><iframe src="\(secret.absoluteString)"></iframe><script>x</script>
            <style>@import url(\(address)); @font-face { font-family: x; src: url(\(address).ttf) }
            p { font-family: x; background: url(\(secret.absoluteString)) }</style><p>vẫn in</p>
            <svg><image href="\(address).svg"/><use href="\(secret.absoluteString)#a"/></svg>
            """
        let style = "@import url(\(address)); body { background: url(file:///etc/passwd) }"
        let pdf = try await PDFRenderer().render(html: Self.page(hostile), style: style)
        #expect(try Tool.run("pdftotext", ["-", "-"], pdf).contains("vẫn in"))
        #expect(try Tool.run("pdfdetach", ["-list", "-"], pdf, isAnyExit: true).contains("0 embedded"))
        #expect(!listener.wasReached)
    }

    @Test func `a process that does not end is killed, by its deadline and by whoever waited for it`() async throws {
        let sleeper = ["/bin/sh", "-c", "sleep 300 & wait"]
        var limits = PDFRenderer.Limits()
        limits.time = .milliseconds(300)
        let quick = PDFRenderer(command: sleeper, limits: limits)
        await #expect(throws: PDFRenderer.Refusal.timedOut) { try await quick.render(html: "x") }
        let patient = PDFRenderer(command: sleeper)
        let task = Task { try await patient.render(html: "x") }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await patient.render(html: "x")
        }
        await #expect(throws: CancellationError.self) { try await early.value }
    }

    @Test func `what is too large, too much or not there is said by name`() async throws {
        var limits = PDFRenderer.Limits()
        limits.outputBytes = 100_000
        limits.inputBytes = 1_000
        let noisy = PDFRenderer(command: ["/bin/sh", "-c", "printf %%PDF-; cat /dev/zero"], limits: limits)
        await #expect(throws: PDFRenderer.Refusal.tooLarge) { try await noisy.render(html: "x") }
        let large = String(repeating: "x", count: 2_000)
        await #expect(throws: PDFRenderer.Refusal.tooLarge) { try await noisy.render(html: large) }
        let missing = PDFRenderer(command: ["/nowhere/python3"])
        await #expect(throws: PDFRenderer.Refusal.notInstalled) { try await missing.render(html: "x") }
        let lacking = PDFRenderer(command: ["/bin/sh", "-c", "exit 3"])
        await #expect(throws: PDFRenderer.Refusal.notInstalled) { try await lacking.render(html: "x") }
        for script in ["exit 1", "echo no pdf", "kill -9 $$", "exec <&-; exit 1", "echo why >&2; exit 7"] {
            let broken = PDFRenderer(command: ["/bin/sh", "-c", script])
            let page = String(repeating: "x", count: 1_000_000)
            let refusal = await #expect(throws: PDFRenderer.Refusal.self, "\(script)") {
                try await broken.render(html: page)
            }
            guard case .failed(let reason)? = refusal else {
                Issue.record("\(script): \(String(describing: refusal))")
                continue
            }
            if script.hasSuffix("7") { #expect(reason == "7: why\n") }
        }
    }

    @Test func `two print at once, some wait, and the rest is told to come again`() async throws {
        var limits = PDFRenderer.Limits()
        limits.waiting = 3
        let renderer = PDFRenderer(command: ["/bin/sh", "-c", "sleep 0.5; printf %%PDF-1"], limits: limits)
        let outcomes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<9 {
                group.addTask {
                    do {
                        return String(decoding: try await renderer.render(html: "x"), as: UTF8.self)
                    } catch {
                        return "\(error)"
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == "%PDF-1" }.count == 5)
        #expect(outcomes.filter { $0 == "busy" }.count == 4)
        #expect(try await renderer.render(html: "x").count == 6)
    }
}

/// A program of poppler's that reads a PDF.
enum Tool {
    struct Failure: Error { let text: String }

    static func run(_ name: String, _ arguments: [String], _ input: [UInt8], isAnyExit: Bool = false) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "hoctap-print-\(UUID().uuidString).pdf")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(name)")
        // the first dash is the PDF, one behind it the standard output
        var rest = arguments
        if let index = rest.firstIndex(of: "-") { rest[index] = file.path }
        process.arguments = rest
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 || isAnyExit else { throw Failure(text: "\(name) failed") }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A port on which somebody would be noticed.
private final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 4) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard status else { throw Tool.Failure(text: "no port") }
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Whether anybody has connected.
    var wasReached: Bool {
        let peer = accept(descriptor, nil, nil)
        if peer >= 0 { Glibc.close(peer) }
        return peer >= 0
    }

    func close() { Glibc.close(descriptor) }
}
