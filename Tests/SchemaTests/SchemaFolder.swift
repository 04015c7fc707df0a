import Foundation
import Schema

/// A folder of schema files for one test, removed with its last owner.
final class SchemaFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "hoctap-schema-\(UUID().uuidString)").path

    /// - Parameter files: text by path, such as `migrations/0001_first.sql`.
    init(_ files: [String: String]) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/migrations", withIntermediateDirectories: true)
        for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

    /// What stands in it now.
    var files: SchemaFiles {
        get throws(SchemaError) { try SchemaFiles(folder: path) }
    }
}
