internal import ArgumentParser
import Logging

/// How log lines look.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people: time, level, who, message, values.
    case human
    /// One JSON object a line, for machines.
    case json
}

/// The least important entries that are logged, from everything to nearly nothing.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
    case trace, debug, info, notice, warning, error, critical

    /// The same for loggers.
    var level: Logger.Level {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        case .critical: .critical
        }
    }
}
