internal import Metrics
internal import Tracing

/// What metrics and traces hear of one request, under OpenTelemetry's names for database clients.
/// Statements are told by their text, in which values are parameters; no value is told.
struct PostgresObservation {
    private let configuration: PostgresConfiguration
    private let start = PostgresInstant.now
    private let span: (any Span)?

    init(_ work: PostgresRequest.Work, _ configuration: PostgresConfiguration) {
        self.configuration = configuration
        span = configuration.tracer.map { Self.span($0, work, configuration) }
    }

    func end(_ error: (any Error)?) {
        let nanoseconds = PostgresInstant.now.nanoseconds(after: start)
        guard let error else {
            configuration.durations.recordNanoseconds(Int64(clamping: nanoseconds))
            span?.end()
            return
        }
        let type = Self.type(of: error)
        Timer(
            label: PostgresConfiguration.durationLabel,
            dimensions: PostgresConfiguration.dimensions + [("error.type", type)]
        ).recordNanoseconds(Int64(clamping: nanoseconds))
        if let span {
            if let state = (error as? PostgresError)?.sqlState {
                span.attributes["db.response.status_code"] = state.code
            }
            span.attributes["error.type"] = type
            // Its type says enough: a recorded error would bring the server's message along.
            span.setStatus(SpanStatus(code: .error))
            span.end()
        }
    }

    private static func type(of error: any Error) -> String {
        guard let error = error as? PostgresError else { return "\(Swift.type(of: error))" }
        if let state = error.sqlState { return state.code }
        return switch error.kind {
        case .encoding: "encoding"
        case .decoding: "decoding"
        default: "\(error.kind)"
        }
    }

    private static func span(
        _ tracer: any Tracer,
        _ work: PostgresRequest.Work,
        _ configuration: PostgresConfiguration
    ) -> any Span {
        let summary = summary(of: work)
        let span = tracer.startSpan(summary.name, ofKind: .client)
        span.attributes["db.system.name"] = "postgresql"
        span.attributes["db.query.summary"] = summary.name
        span.attributes["db.query.text"] = summary.text
        if summary.count > 1 { span.attributes["db.operation.batch.size"] = summary.count }
        if let database = configuration["dbname"] { span.attributes["db.namespace"] = database }
        if let host = configuration["host"] { span.attributes["server.address"] = host }
        if let port = configuration["port"].flatMap({ Int($0) }) { span.attributes["server.port"] = port }
        return span
    }

    /// A statement is named by the comment in its first line (`-- MemberRepository.list`), or by its first word.
    private static func summary(of work: PostgresRequest.Work) -> (name: String, text: String, count: Int) {
        let (text, count) =
            switch work {
            case .statements(let queries, let hidden):
                (queries.dropFirst(hidden).first?.sql ?? queries.first?.sql ?? "", queries.count - hidden)
            case .describe(let query): (query.sql, 1)
            case .script(let sql), .copy(let sql): (sql, 1)
            }
        let line = text.prefix { !$0.isNewline }
        if line.hasPrefix("-- ") { return (String(line.dropFirst(3).prefix(80)), text, count) }
        let word = line.drop { $0.isWhitespace }.prefix { $0.isLetter }
        return (word.isEmpty ? "postgresql" : word.uppercased(), text, count)
    }
}

extension PostgresConfiguration {
    static let durationLabel = "db.client.operation.duration"
    static let dimensions = [("db.system.name", "postgresql")]
}
