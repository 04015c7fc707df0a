internal import ArgumentParser
import Foundation

/// Where a command finds its settings and how it logs.
struct RunOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("Read settings from FILE.", valueName: "file"),
        completion: .file()
    )
    var configurationFile: String?

    @Option(help: "How log lines look, on standard error.")
    var logFormat: LogFormat?

    @Option(help: "The least important entries that are logged.")
    var logLevel: LogLevel?

    /// Reads the settings and starts logging. The first thing that a command does.
    ///
    /// - Parameter standardLogLevel: when nothing says otherwise.
    func start(standardLogLevel: LogLevel) throws(ConfigurationError) -> Settings {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment, file: configurationFile)
        try LoggingConfiguration(
            settings: settings,
            format: logFormat,
            level: logLevel,
            standardLevel: standardLogLevel
        ).apply()
        return settings
    }
}
