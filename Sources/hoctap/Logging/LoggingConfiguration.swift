import Logging

/// How this process logs.
struct LoggingConfiguration {
    var format: LogFormat
    var level: LogLevel

    /// - Parameters:
    ///   - format: `--log-format`; it wins over the setting.
    ///   - level: `--log-level`; it wins over the setting.
    ///   - standardLevel: when neither says.
    init(
        settings: Settings,
        format: LogFormat?,
        level: LogLevel?,
        standardLevel: LogLevel
    ) throws(ConfigurationError) {
        self.format = if let format { format } else { try settings.choice(.logFormat, default: .human) }
        self.level = if let level { level } else { try settings.choice(.logLevel, default: standardLevel) }
    }

    /// Makes every logger of this process follow. Once a process.
    func apply() {
        let (format, level) = (format, level)
        LoggingSystem.bootstrap(
            { label, provider in
                var handler = LineLogHandler(label: label, format: format, logLevel: level.level)
                handler.metadataProvider = provider
                return handler
            },
            metadataProvider: nil
        )
    }
}
