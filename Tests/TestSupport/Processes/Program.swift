import Foundation

/// The program as it was built beside the tests, run as an operator would. Whoever uses it depends on the target `hoctap`, so that
/// it is built.
package struct Program: Sendable {
    /// A folder with a configuration file, secrets and a copy of nothing.
    private let folder: String
    private let file: String

    /// Writes the configuration file and a key.
    ///
    /// - Parameters:
    ///   - settings: lines of the configuration file.
    ///   - linksPersons: whether it has the key by which persons are counted across organisations.
    package init(_ settings: [String: String], linksPersons: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hoctap-program-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        file = "\(folder)/hoctap.conf"
        let key = "\(folder)/key"
        try Data(String(repeating: "k", count: 43).utf8).write(to: URL(filePath: key))
        var lines = ["HOCTAP_SERVER_KEY_FILE": key, "HOCTAP_SQL": try RepositoryFolder.path("sql")]
        if linksPersons {
            let personKey = "\(folder)/person-key"
            try Data(String(repeating: "p", count: 43).utf8).write(to: URL(filePath: personKey))
            lines["HOCTAP_PERSON_KEY_FILE"] = personKey
        }
        lines.merge(settings) { _, given in given }
        let text = lines.map { "\($0.key) = \($0.value)\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    /// A program that works on a database.
    ///
    /// - Parameter personKey: the key that makes persons' tokens; nil for none.
    package init(on database: MigratedDatabase, personKey: String? = nil) throws {
        let cluster = database.database.cluster
        let name = database.database.name
        try self.init(["HOCTAP_DATABASE": "host=\(cluster.socketFolder) port=\(cluster.port) dbname=\(name)"])
        guard let personKey else { return }
        try give(personKey: personKey)
        var text = try String(contentsOfFile: file, encoding: .utf8)
        text += "HOCTAP_PERSON_KEY_FILE = \(folder)/person_key\n"
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    /// Exchanges the key that makes persons' tokens.
    package func give(personKey: String) throws {
        try Data(personKey.utf8).write(to: URL(filePath: "\(folder)/person_key"))
    }

    /// Removes the folder.
    package func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a command to its end.
    package func run(_ arguments: String...) async throws -> ChildProcess.Outcome { try await run(arguments) }

    /// Runs a command to its end.
    package func run(_ arguments: [String]) async throws -> ChildProcess.Outcome {
        let command = try command(arguments)
        return try await BlockingWork.run { try ChildProcess.runAnyExit(command, timeoutSeconds: 60) }
    }

    /// Starts a command that goes on.
    package func start(_ arguments: String...) throws -> BackgroundProcess {
        try BackgroundProcess(try command(arguments))
    }

    /// Runs a command to its end, without any settings.
    package func plain(_ arguments: [String]) async throws -> ChildProcess.Outcome {
        let command = ChildProcess.Command(executable: try Self.path, arguments: arguments)
        return try await BlockingWork.run { try ChildProcess.runAnyExit(command, timeoutSeconds: 60) }
    }

    /// A command as it is started.
    package func command(_ arguments: [String]) throws -> ChildProcess.Command {
        ChildProcess.Command(executable: try Self.path, arguments: arguments + ["--config", file])
    }

    /// Beside the bundle of tests, which is what this process has loaded; or beside the benchmarks, which this process is.
    private static var path: String {
        get throws {
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            let loaded = maps.split(separator: "\n").compactMap { line in
                line.firstIndex(of: "/").map { String(line[$0...]) }
            }
            guard let neighbour = loaded.first(where: { $0.hasSuffix(".xctest") || $0.hasSuffix("/hoctap-bench") })
            else {
                throw TestSupportError("the tests do not know where they are")
            }
            return URL(filePath: neighbour).deletingLastPathComponent().appending(path: "hoctap").path
        }
    }
}
