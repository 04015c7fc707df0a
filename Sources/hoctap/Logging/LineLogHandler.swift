import Glibc
import Logging

/// Writes one line an entry to standard error, in one write, so that lines of several threads do not mix.
struct LineLogHandler: LogHandler {
    let label: String
    let format: LogFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    /// An entry is cut at about this many bytes: logs are to be read, and collectors refuse longer lines.
    private static let maximumMessageBytes = 8 << 10

    init(label: String, format: LogFormat, logLevel: Logger.Level) {
        self.label = label
        self.format = format
        self.logLevel = logLevel
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, later in later } }
        if let own = event.metadata { all.merge(own) { _, later in later } }
        let line = LogLine(
            time: LogTime.now(),
            level: event.level,
            label: label,
            message: Self.cut("\(event.message)"),
            error: event.error.map { Self.cut("\($0)") },
            metadata: all
        )
        StandardError.write(line: format == .json ? line.json : line.human)
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > maximumMessageBytes else { return text }
        return String(decoding: text.utf8.prefix(maximumMessageBytes), as: UTF8.self) + "…"
    }
}

/// The time of log lines: RFC 3339 in UTC, to the millisecond.
enum LogTime {
    static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return text(of: time)
    }

    static func text(of time: timespec) -> String {
        var seconds = time.tv_sec
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
        let clock = "\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):\(digits(parts.tm_sec, 2))"
        return "\(date)T\(clock).\(digits(Int32(time.tv_nsec / 1_000_000), 3))Z"
    }

    private static func digits(_ number: Int32, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
