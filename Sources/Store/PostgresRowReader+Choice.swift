import Postgres

extension PostgresRowReader {
    /// The next column as one of a fixed list of words.
    ///
    /// - Throws: `.decoding` for a word that this program does not know.
    mutating func choice<Choice: RawRepresentable>(
        _: Choice.Type = Choice.self
    ) throws(PostgresError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try next(String.self)) else {
            throw PostgresError(.decoding(.malformed("\(Choice.self)")), "a word that this program does not know")
        }
        return choice
    }
}

extension Duration {
    /// In seconds, as `make_interval` takes them.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
