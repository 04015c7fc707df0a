import Programme

extension AreaDefect {
    /// Where it is and what to mend.
    var words: String {
        switch self {
        case .badTable(let line, let reason): "line \(line): not a table of areas: \(reason)"
        case .badValue(let line, let column, let value): "line \(line): \(column) cannot be \"\(value)\""
        case .keyTwice(let key): "the key \(key) stands twice"
        case .unknownKey(let line, let key): "line \(line): no area has the key \"\(key)\""
        case .codeTwice(let one, let other, let code): "\(one) and \(other) have the code \(code) on the same day"
        case .nameTwice(let one, let other, let name): "\(one) and \(other) have the name \(name) on the same day"
        case .ownSuccessor(let key): "\(key) is its own successor"
        case .notThereBefore(let key, let day): "\(key) was not there on the day before \(day)"
        case .notThereAfter(let key, let day): "\(key) was not there on \(day)"
        case .livesOn(let key, let day): "\(key) ended on \(day) by its succession and lives on by its dates"
        case .endsWithoutSuccessor(let key): "\(key) ends, and nothing says what became of it"
        }
    }
}
