import Foundation
import TestSupport
import Testing

@testable import Web

/// The OpenAPI document against the running server, by requests that schemathesis makes of it: `deploy/local contract`.
@Suite struct ContractTests {
    /// Where schemathesis is.
    private static let program = ProcessInfo.processInfo.environment["HOCTAP_SCHEMATHESIS"]
    private static let environment = ProcessInfo.processInfo.environment
    /// Requests of one operation; each is answered in some milliseconds.
    private static let requests = environment["HOCTAP_SCHEMATHESIS_REQUESTS"] ?? "12"

    /// What every answer is asked: that it is no fault of the server's, and what the document says. Whether a wrong request is
    /// refused and a right one taken is not asked: what is right depends on what is stored.
    private static let checks = """
        not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
        response_schema_conformance,unsupported_method,missing_required_header
        """

    /// A missing `If-Match` is answered with 428, which schemathesis has to be told.
    private static let settings = """
        [checks.missing_required_header]
        expected-statuses = ["400", "401", "403", "415", "422", "428"]
        """

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["HOCTAP_SCHEMATHESIS"] != nil, "run by deploy/local contract"),
        .timeLimit(.minutes(10))
    )
    func `every operation answers as the document says, whatever is sent to it`() async throws {
        try await APIScene.with { scene in
            let settings = "\(scene.folder)/schemathesis.toml"
            try Self.settings.write(toFile: settings, atomically: true, encoding: .utf8)
            let address = "http://127.0.0.1:\(scene.client.port)/api/v1"
            // A token may be ended by what is asked of tokens and officers, so that they are asked last.
            for (token, filter, paths) in [
                (scene.mine.administrator, "--exclude-path-regex", "^/(city|tokens|officers)"),
                (scene.steward, "--include-path-regex", "^/city"),
                (scene.mine.administrator, "--include-path-regex", "^/(tokens|officers)"),
            ] {
                let arguments = [
                    "--config-file", settings, "run", "\(address)/openapi.json", "--url", address,
                    "-H", "Authorization: Bearer \(token)", filter, paths, "--checks", Self.checks,
                    "--max-examples", Self.requests, "--seed", "20261124", "--warnings", "off",
                    "--workers", "1", "--request-timeout", "30", "--no-shrink", "--suppress-health-check", "all",
                    // It makes up session cookies too, which end at the door, whatever the token.
                    "--generation-with-security-parameters", "false", "--phases", "examples,coverage,fuzzing",
                    "--continue-on-failure", "--no-color",
                ]
                let program = try #require(Self.program)
                let command = ChildProcess.Command(executable: program, arguments: arguments, folder: scene.folder)
                let outcome = try await BlockingWork.run {
                    try ChildProcess.runAnyExit(command, timeoutSeconds: 300)
                }
                print(outcome.output.suffix(20_000))
                #expect(outcome.exitCode == 0, "\(outcome.output.suffix(20_000)) \(outcome.errors.suffix(2000))")
            }
        }
    }
}
