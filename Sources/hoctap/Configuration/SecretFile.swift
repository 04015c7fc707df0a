/// A file that holds one secret on one line. It is read anew each time, so that a secret that was rotated is used without
/// a restart.
struct SecretFile: Sendable {
    let path: String
    /// For messages.
    let setting: Setting

    /// Where container runtimes put secrets.
    static let standardFolder = "/run/secrets"
    /// A secret is a line of text; the largest, a key in text form, is far below this.
    private static let maximumBytes = 4096

    /// The file that a setting names, checked once, so that a wrong name is found at the start and not at midnight.
    ///
    /// - Parameters:
    ///   - setting: its name ends in `_FILE`.
    ///   - name: of the file in `folder` that serves where the setting is left out.
    /// - Returns: nil when the setting is left out and there is no such file.
    static func find(
        _ setting: Setting,
        in settings: Settings,
        name: String,
        folder: String = standardFolder
    ) throws(ConfigurationError) -> SecretFile? {
        let file: SecretFile
        if let path = settings[setting] {
            file = SecretFile(path: path, setting: setting)
        } else {
            file = SecretFile(path: "\(folder)/\(name)", setting: setting)
            guard TextFile.exists(file.path) else { return nil }
        }
        _ = try file.read()
        return file
    }

    /// The secret, without the line's end.
    func read() throws(ConfigurationError) -> String {
        var text: String
        do {
            text = try TextFile.read(path, maximumBytes: Self.maximumBytes)
        } catch {
            throw ConfigurationError(setting, "\(path): \(error)")
        }
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw ConfigurationError(setting, "\(path) is empty") }
        guard !text.contains(where: \.isNewline), !text.utf8.contains(0) else {
            throw ConfigurationError(setting, "\(path) holds more than one line")
        }
        return text
    }
}
