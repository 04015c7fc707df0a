import Foundation
import Glibc
import TestSupport

/// Debian's chromium without a window, driven over W3C WebDriver by its chromedriver.
struct ChromeDriver: Sendable {
    private let address: String
    private let exchange: WebExchange
    private let chromium: String
    /// Profiles and downloads.
    private let folder: URL

    /// Lends the driver, and stops it with everything that it keeps.
    static func with(_ body: (ChromeDriver) async throws -> Void) async throws {
        let (chromium, program) = (try path(of: "chromium"), try path(of: "chromedriver"))
        let port = try LoopbackPort.free()
        let folder = FileManager.default.temporaryDirectory.appending(path: "hoctap-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // In the locale C it finds no file whose name has marks.
        let arguments = ["LC_ALL=C.UTF-8", program, "--port=\(port)"]
        let process = try BackgroundProcess(.init(executable: "env", arguments: arguments))
        let exchange = WebExchange()
        let driver = ChromeDriver(
            address: "http://127.0.0.1:\(port)",
            exchange: exchange,
            chromium: chromium,
            folder: folder
        )
        do {
            try await until("chromedriver is ready: \(process.output) \(process.errors)") {
                (try? await exchange.send("GET", driver.address + "/status").json["value"]["ready"].flag) == true
            }
            try await body(driver)
        } catch {
            await stop(process)
            throw error
        }
        await stop(process)
    }

    /// Lends a browser in which nobody has been anywhere, and closes it.
    func withBrowser(_ name: String, _ body: (Browser) async throws -> Void) async throws {
        let downloads = folder.appending(path: "\(name)-downloads")
        try FileManager.default.createDirectory(at: downloads, withIntermediateDirectories: true)
        let profile = folder.appending(path: "\(name)-profile")
        let options: JSON = [
            "binary": .text(chromium),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--window-size=1280,1000", .text("--user-data-dir=\(profile.path)"),
            ],
            "prefs": [
                "intl.accept_languages": "vi,en", "download.default_directory": .text(downloads.path),
                "download.prompt_for_download": false,
            ],
        ]
        let wanted: JSON = [
            "browserName": "chrome", "goog:chromeOptions": options,
            "timeouts": ["implicit": 0, "pageLoad": 30_000, "script": 10_000],
        ]
        let made = try await exchange.send(
            "POST",
            address + "/session",
            ["Content-Type": "application/json"],
            body: JSONEncoder().encode(["capabilities": ["alwaysMatch": wanted]] as JSON)
        ).json["value"]
        guard let id = made["sessionId"].text else { throw TestSupportError("no browser: \(made)") }
        let browser = Browser(exchange: exchange, session: "\(address)/session/\(id)", downloads: downloads)
        do {
            try await body(browser)
        } catch {
            await browser.close()
            throw error
        }
        await browser.close()
    }

    private static func stop(_ process: BackgroundProcess) async {
        process.send(SIGTERM)
        _ = try? await BlockingWork.run { process.wait(timeoutSeconds: 20) }
    }

    private static func path(of program: String) throws -> String {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard let folder = folders.first(where: { access("\($0)/\(program)", X_OK) == 0 }) else {
            throw TestSupportError(
                "\(program) is not installed; deploy/local test installs it (Debian: chromium, chromium-driver)"
            )
        }
        return "\(folder)/\(program)"
    }
}
