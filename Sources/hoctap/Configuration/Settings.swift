import Configuration
import Foundation

/// The settings as they were given: from the environment first, from the configuration file else. Read once, at the
/// door; each concern makes a struct of its own from it.
///
/// The file holds lines of `NAME = value`; empty lines and lines that begin with `#` count for nothing. A name in it that
/// is no setting is an error, as a slip would otherwise pass for a default.
struct Settings {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - environment: of the process.
    ///   - file: `--config`; else HOCTAP_CONFIG; else there is no file.
    init(environment: [String: String], file: String? = nil) throws(ConfigurationError) {
        let path = file ?? environment[Setting.configurationFile.rawValue].flatMap { $0.isEmpty ? nil : $0 }
        let values = if let path { try Self.read(path) } else { [String: String]() }
        reader = ConfigReader(providers: [
            EnvironmentVariablesProvider(environmentVariables: environment),
            EnvironmentVariablesProvider(environmentVariables: values),
        ])
    }

    /// The value of a setting; nil when it is not given. An empty value is none: compose files write `NAME=` for it.
    subscript(setting: Setting) -> String? {
        // Any of them may hold a password, and the library can log what is read.
        let value = reader.string(forKey: ConfigKey([setting.rawValue]), isSecret: true)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A setting with a fixed set of values, or the default.
    func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ setting: Setting,
        default standard: Value
    ) throws(ConfigurationError) -> Value {
        guard let text = self[setting] else { return standard }
        guard let value = Value(rawValue: text.lowercased()) else {
            let allowed = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationError(setting, "\"\(text.prefix(40))\" is none of \(allowed)")
        }
        return value
    }

    /// A whole number within bounds, or the default.
    func number(
        _ setting: Setting,
        in range: ClosedRange<Int>,
        default standard: Int
    ) throws(ConfigurationError) -> Int {
        guard let text = self[setting] else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw ConfigurationError(
                setting,
                "\"\(text.prefix(40))\" is not a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return value
    }

    /// `true`, `yes`, `1`, `false`, `no` or `0`, or the default.
    func flag(_ setting: Setting, default standard: Bool = false) throws(ConfigurationError) -> Bool {
        switch self[setting]?.lowercased() {
        case nil: return standard
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        case let text?: throw ConfigurationError(setting, "\"\(text.prefix(40))\" is neither true nor false")
        }
    }

    /// A configuration file is a page; more is a slip.
    private static let maximumFileBytes = 1 << 20

    private static func read(_ path: String) throws(ConfigurationError) -> [String: String] {
        let text: String
        do {
            text = try TextFile.read(path, maximumBytes: maximumFileBytes)
        } catch {
            throw ConfigurationError("configuration file \(path): \(error)")
        }
        var values: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let place = "configuration file \(path), line \(index + 1)"
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { throw ConfigurationError("\(place): not of the form NAME = value") }
            try check(name: parts[0], isNew: values[parts[0]] == nil, place: place)
            values[parts[0]] = parts[1]
        }
        return values
    }

    private static func check(name: String, isNew: Bool, place: String) throws(ConfigurationError) {
        guard let setting = Setting(rawValue: name) else {
            let hint = Setting.nearest(to: name).map { "; did you mean \($0.rawValue)?" } ?? ""
            throw ConfigurationError("\(place): \(name.prefix(60)) is not a setting\(hint)")
        }
        guard setting != .configurationFile else {
            throw ConfigurationError("\(place): \(name) belongs into the environment")
        }
        guard isNew else { throw ConfigurationError("\(place): \(name) is given twice") }
    }
}
