/// What the server still has to answer in pipeline mode, one for each command that was sent.
enum PostgresStep {
    /// An evicted statement is closed; whether that worked matters to nobody.
    case close
    case prepare(PostgresStatementCache.Statement?, index: Int)
    case describe
    case execute(PostgresStatementCache.Statement?, index: Int)
    /// The end of an implicit transaction; the last one is the end of the request.
    case sync(isLast: Bool)
}
