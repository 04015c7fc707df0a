import Foundation
import TestSupport
import Testing

@testable import hoctap

@Suite struct ComposeTests {
    private let file: ComposeFile

    init() throws { file = try ComposeFile() }

    @Test func `every service has no more power than it needs`() throws {
        #expect(file.services.count >= 4)
        for (name, service) in file.services {
            #expect(service["read_only"] as? Bool == true, "\(name)")
            #expect(service["cap_drop"] as? [String] == ["ALL"], "\(name)")
            #expect(service["cap_add"] == nil && service["privileged"] == nil, "\(name)")
            #expect(service["security_opt"] as? [String] == ["no-new-privileges:true"], "\(name)")
            let user = try #require(service["user"] as? String, "\(name)")
            #expect(!user.hasPrefix("root") && !user.hasPrefix("0"), "\(name)")
            #expect(service["network_mode"] == nil && service["pid"] == nil && service["ipc"] == nil, "\(name)")
            let volumes = service["volumes"] as? [String] ?? []
            #expect(!volumes.contains { $0.contains("docker.sock") }, "\(name)")
            #expect(volumes.allSatisfy { !$0.hasPrefix(".") || $0.hasSuffix(":ro") }, "\(name)")
            for mount in service["tmpfs"] as? [String] ?? [] {
                #expect(mount.contains("noexec") && mount.contains("nosuid") && mount.contains("nodev"), "\(name)")
            }
        }
    }

    @Test func `every service has limits, and logs that end`() throws {
        for (name, service) in file.services {
            for limit in ["mem_limit", "cpus", "pids_limit"] { #expect(service[limit] != nil, "\(name) \(limit)") }
            let logging = try #require(service["logging"] as? [String: Any], "\(name)")
            let options = try #require(logging["options"] as? [String: String], "\(name)")
            #expect(options["max-size"] != nil && options["max-file"] != nil, "\(name)")
        }
    }

    @Test func `what runs on has a health check, and what comes behind waits for it`() {
        for (name, service) in file.services where service["restart"] as? String == "unless-stopped" {
            #expect(service["healthcheck"] != nil, "\(name)")
        }
        let waits = file.services.compactMapValues { $0["depends_on"] as? [String: [String: String]] }
        #expect(waits["migrate"]?["postgres"]?["condition"] == "service_healthy")
        for name in ["serve", "work"] {
            #expect(waits[name]?["migrate"]?["condition"] == "service_completed_successfully")
        }
    }

    @Test func `nothing is reachable from outside of the machine unless somebody says so`() {
        for (name, service) in file.services {
            for port in service["ports"] as? [String] ?? [] {
                #expect(port.hasPrefix("${HOCTAP_PUBLISH:-127.0.0.1:"), "\(name) \(port)")
            }
        }
        #expect(file.services["postgres"]?["ports"] == nil)
    }

    @Test func `a service gets the secrets of its own roles and no others`() {
        #expect(file.secrets(of: "migrate") == ["hoctap_migrate_password"])
        #expect(
            file.secrets(of: "serve") == [
                "hoctap_server_password", "hoctap_auth_password", "hoctap_city_password", "hoctap_server_key",
                "hoctap_person_key",
            ]
        )
        #expect(file.secrets(of: "work") == ["hoctap_worker_password"])
        #expect(file.secrets(of: "cli") == ["hoctap_admin_password", "hoctap_worker_password", "hoctap_person_key"])
        for (name, secrets) in file.services.keys.map({ ($0, file.secrets(of: $0)) }) where name != "postgres" {
            #expect(!secrets.contains("postgres_password"), "\(name)")
        }
    }

    @Test func `every secret is one that deploy/secrets makes, and the other way round`() throws {
        let list = try Self.run("deploy/secrets", "--list").output
        let made = Set(list.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(Set(file.secrets.keys) == made)
        for (name, path) in file.secrets { #expect(path == "${HOCTAP_SECRETS:-./secrets}/\(name)") }
        let used = Set(file.services.keys.flatMap { file.secrets(of: $0) })
        #expect(used == made)
        for role in DatabaseRole.allCases { #expect(made.contains(role.secretName)) }
    }

    @Test func `no secret and no default password stands in the environment`() {
        for name in file.services.keys {
            for (key, value) in file.environment(of: name) where key.lowercased().contains("password") {
                #expect(key.hasSuffix("_FILE") && value.hasPrefix("/run/secrets/"), "\(name) \(key)")
            }
        }
    }

    @Test func `every setting is one that the program knows`() {
        for name in file.services.keys {
            for key in file.environment(of: name).keys where key.hasPrefix(Setting.prefix) {
                #expect(Setting(rawValue: key) != nil, "\(name) \(key)")
            }
        }
    }

    @Test(.enabled(if: !ComposeClient.all.isEmpty, "no Compose client on this machine"), arguments: ComposeClient.all)
    func `the client takes the file`(_ client: ComposeClient) throws {
        let folder = try RepositoryFolder.path("")
        let command = ChildProcess.Command(
            executable: client.program,
            arguments: client.arguments + ["--file", "docker-compose.yml", "config"],
            folder: folder
        )
        let services = try ChildProcess.run(command, timeoutSeconds: 60)
        for name in ["postgres", "migrate", "serve", "work"] { #expect(services.output.contains("  \(name):")) }
        #expect(!services.errors.lowercased().contains("warn"))
    }

    private static func run(_ path: String, _ arguments: String...) throws -> ChildProcess.Outcome {
        let command = ChildProcess.Command(executable: try RepositoryFolder.path(path), arguments: arguments)
        return try ChildProcess.run(command, timeoutSeconds: 30)
    }
}

/// A Compose client of this machine.
struct ComposeClient: CustomTestStringConvertible {
    let program: String
    let arguments: [String]

    var testDescription: String { ([program] + arguments).joined(separator: " ") }

    /// v1 is a program of its own, v2 a part of docker's.
    static let all = [
        ComposeClient(program: "docker-compose", arguments: []),
        ComposeClient(program: "docker", arguments: ["compose"]),
    ].filter { client in
        let version = ChildProcess.Command(executable: client.program, arguments: client.arguments + ["version"])
        return (try? ChildProcess.run(version, timeoutSeconds: 30)) != nil
    }
}
