import Foundation
import TestSupport
import Testing

@Suite struct SecretsScriptTests {
    @Test func `every secret is made once, long, and different from the others`() throws {
        try SecretsFolder.lend { folder in
            try folder.run()
            let first = try folder.secrets()
            #expect(first.count >= 7)
            #expect(Set(first.values).count == first.count)
            for secret in first.values { #expect(secret.wholeMatch(of: #/[A-Za-z0-9_-]{43}\n/#) != nil) }
            try folder.run()
            #expect(try folder.secrets() == first)
        }
    }

    @Test func `what is missing is made again, and what is there stays`() throws {
        try SecretsFolder.lend { folder in
            try folder.run()
            let first = try folder.secrets()
            try FileManager.default.removeItem(atPath: "\(folder.path)/hoctap_admin_password")
            // What a write that was cut off leaves.
            try Data().write(to: URL(filePath: "\(folder.path)/hoctap_auth_password"))
            try folder.run()
            let second = try folder.secrets()
            for (name, secret) in second {
                let isNew = ["hoctap_admin_password", "hoctap_auth_password"].contains(name)
                #expect((first[name] != secret) == isNew, "\(name)")
                #expect(secret.utf8.count == 44)
            }
        }
    }

    @Test func `the folder is its owner's alone, and containers may read the files`() throws {
        try SecretsFolder.lend { folder in
            try folder.run()
            #expect(try Self.mode(folder.path) == 0o700)
            for name in try folder.secrets().keys { #expect(try Self.mode("\(folder.path)/\(name)") == 0o644) }
        }
    }

    @Test func `rotation exchanges one secret in the file that containers have mounted`() throws {
        try SecretsFolder.lend { folder in
            try folder.run()
            let first = try folder.secrets()
            let path = "\(folder.path)/hoctap_server_password"
            let file = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
            try folder.run("--rotate", "hoctap_server_password")
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == file)
            for (name, secret) in try folder.secrets() {
                #expect((first[name] != secret) == (name == "hoctap_server_password"), "\(name)")
            }
        }
    }

    @Test func `a secret that is not there is not rotated`() throws {
        try SecretsFolder.lend { folder in
            #expect(throws: TestSupportError.self) { try folder.run("--rotate", "hoctap_server_password") }
            try folder.run()
            #expect(throws: TestSupportError.self) { try folder.run("--rotate", "../x") }
            #expect(throws: TestSupportError.self) { try folder.run("--rotate", "nobody_password") }
        }
    }

    private static func mode(_ path: String) throws -> Int {
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        return try #require(mode) & 0o777
    }
}

/// A folder that `deploy/secrets` fills.
struct SecretsFolder {
    let path: String

    static func lend<Value>(_ body: (SecretsFolder) throws -> Value) throws -> Value {
        let parent = FileManager.default.temporaryDirectory.appending(path: "hoctap-secrets-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: parent) }
        return try body(SecretsFolder(path: "\(parent)/secrets"))
    }

    /// Runs the script on this folder.
    func run(_ arguments: String...) throws {
        let script = try RepositoryFolder.path("deploy/secrets")
        try ChildProcess.run(.init(executable: script, arguments: arguments + [path]), timeoutSeconds: 30)
    }

    /// Name and content of every file.
    func secrets() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8)) }
        )
    }
}
