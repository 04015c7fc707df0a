import TestSupport
import Yams

/// `docker-compose.yml`, as far as the tests look at it.
struct ComposeFile {
    let services: [String: [String: Any]]
    /// File by name of the secret.
    let secrets: [String: String]

    init() throws {
        let text = try String(contentsOfFile: RepositoryFolder.path("docker-compose.yml"), encoding: .utf8)
        guard let file = try Yams.load(yaml: text) as? [String: Any],
            let services = file["services"] as? [String: [String: Any]],
            let secrets = file["secrets"] as? [String: [String: String]]
        else { throw TestSupportError("docker-compose.yml has no services or secrets") }
        self.services = services
        self.secrets = secrets.compactMapValues { $0["file"] }
    }

    /// The secrets that a service gets.
    func secrets(of service: String) -> [String] { services[service]?["secrets"] as? [String] ?? [] }

    /// The environment of a service.
    func environment(of service: String) -> [String: String] {
        let entries = services[service]?["environment"] as? [String: Any] ?? [:]
        return entries.mapValues { "\($0)" }
    }
}
