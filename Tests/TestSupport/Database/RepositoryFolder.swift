import Foundation

/// Where this repository is on the machine that built the tests.
package enum RepositoryFolder {
    /// The path of a file or folder of the repository.
    /// - Throws: when the sources are not where they were compiled.
    package static func path(_ relative: String) throws -> String {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
                return folder.appending(path: relative).path
            }
            folder.deleteLastPathComponent()
        }
        throw TestSupportError("the repository is not where it was compiled")
    }
}
