/// A setting that is missing or wrong: one line that says which and what to do. Never shows a value that may be a secret.
struct ConfigurationError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }

    /// About one setting: `HOCTAP_LOG_LEVEL: ...`.
    init(_ setting: Setting, _ problem: String) { description = "\(setting.rawValue): \(problem)" }
}
