import Foundation
import TestSupport
import Testing

@testable import hoctap

/// What is written down twice says the same twice.
@Suite struct RunbookTests {
    @Test func `the runbook names every setting and every exit code`() throws {
        let runbook = try Self.text("deploy/README.md")
        for setting in Setting.allCases { #expect(runbook.contains("`\(setting.rawValue)`"), "\(setting.rawValue)") }
        for status in ExitReason.allCases { #expect(runbook.contains("| \(status.rawValue) |"), "\(status)") }
    }

    @Test func `the runbook tells what each role may do, and what each secret is`() throws {
        let runbook = try Self.text("deploy/README.md")
        let roles = try Self.text("sql/roles/roles.sql").matches(of: #/'(hoctap_[a-z]+)'/#).map { String($0.1) }
        #expect(Set(roles).count >= 8)
        for role in Set(roles) { #expect(runbook.contains("| `\(role)` |"), "\(role)") }
    }

    @Test func `the image is built with the libraries that the machine of a developer gets`() throws {
        let local = try Self.text("deploy/local")
        let image = try Self.text("deploy/Dockerfile")
        let libraries = Set(local.matches(of: #/\b(lib[a-z0-9]+-dev)\b/#).map { String($0.1) })
        // Swift's own are in the image of Swift.
        let ofSwift: Set = ["libncurses-dev", "libsqlite3-dev", "libxml2-dev"]
        #expect(libraries.contains("libpq-dev"))
        for library in libraries.subtracting(ofSwift) { #expect(image.contains(" \(library) "), "\(library)") }
        for package in ["weasyprint", "fonts-liberation2", "fonts-dejavu-core"] {
            #expect(local.contains(" \(package)") && image.contains(" \(package) "), "\(package)")
        }
    }

    @Test func `the image does not run as root, and holds no secret`() throws {
        let lines = try Self.text("deploy/Dockerfile").split(separator: "\n")
        #expect(lines.last { $0.hasPrefix("USER ") } == "USER 10001:10001")
        #expect(!lines.contains { $0.hasPrefix("COPY . ") || $0.contains("secrets") })
        #expect(try Self.text(".dockerignore").hasPrefix("*\n"))
    }

    @Test(.enabled(if: Self.hasShellcheck, "no shellcheck on this machine"))
    func `the scripts are clean`() throws {
        let scripts = try ["local", "ready", "secrets", "postgres/10-roles.sh"].map {
            try RepositoryFolder.path("deploy/\($0)")
        }
        let folder = try RepositoryFolder.path("")
        try ChildProcess.run(
            .init(executable: "shellcheck", arguments: ["--external-sources"] + scripts, folder: folder),
            timeoutSeconds: 120
        )
    }

    private static let hasShellcheck =
        (try? ChildProcess.run(.init(executable: "shellcheck", arguments: ["--version"]), timeoutSeconds: 30)) != nil

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: RepositoryFolder.path(path), encoding: .utf8)
    }
}
