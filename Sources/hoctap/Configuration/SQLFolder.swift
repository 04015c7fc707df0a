import Foundation

/// Where the folder `sql` is, which holds the schema.
enum SQLFolder {
    /// The folder named by `--sql`, else by HOCTAP_SQL, else the one that came with the program: `../share/hoctap/sql`
    /// beside it, or `sql` in the repository that it was built in.
    ///
    /// - Parameters:
    ///   - option: the value of `--sql`.
    ///   - program: path of the running program.
    static func find(
        option: String?,
        settings: Settings,
        program: String? = runningProgram
    ) throws(ConfigurationError) -> String {
        if let option {
            guard isSchema(option) else { throw ConfigurationError("--sql: \(option) has no folder migrations") }
            return option
        }
        if let given = settings[.sql] {
            guard isSchema(given) else { throw ConfigurationError(.sql, "\(given) has no folder migrations") }
            return given
        }
        let found = program.flatMap { program in candidates(program: program).first(where: isSchema) }
        guard let found else {
            throw ConfigurationError(.sql, "not given, and no folder of SQL came with the program; name it with --sql")
        }
        return found
    }

    /// The running program, symbolic links resolved.
    static var runningProgram: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

    /// A build folder is this deep at most below its repository: .build/x86_64-unknown-linux-gnu/release/hoctap.
    private static let greatestDepth = 4

    private static func candidates(program: String) -> [String] {
        var folder = URL(filePath: program).deletingLastPathComponent()
        var candidates = [folder.deletingLastPathComponent().appending(path: "share/hoctap/sql").path]
        for _ in 0..<greatestDepth {
            folder.deleteLastPathComponent()
            let isRepository = FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
            if isRepository { candidates.append(folder.appending(path: "sql").path) }
        }
        return candidates
    }

    private static func isSchema(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: "\(path)/migrations", isDirectory: &isFolder)
        return exists && isFolder.boolValue
    }
}
