import Foundation

/// A folder of secrets that a test may change between calls.
struct ReadableSecrets {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hoctap-secrets-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
