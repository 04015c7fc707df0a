import Postgres
import Programme

/// What a change of a member does to the token. The server writes tokens and cannot read them, so one that stays is not
/// mentioned.
enum PersonTokenChange {
    /// The citizen ID is the same, and there is no key.
    case stays
    /// There is a token, or none, from now on.
    case becomes(PersonToken?)

    init(from old: CitizenID?, to new: CitizenID?, key: PersonKey?) {
        if let key {
            self = .becomes(key.token(for: new))
        } else {
            self = old == new ? .stays : .becomes(nil)
        }
    }
}

extension PostgresQuery.StringInterpolation {
    /// What an update sets behind its other columns: a comma and the token's, or nothing.
    mutating func appendInterpolation(also change: PersonTokenChange) {
        guard case .becomes(let token) = change else { return }
        appendLiteral(", person_token = ")
        appendInterpolation(token?.stored)
        appendLiteral(", token_epoch = ")
        appendInterpolation(token?.keyEpoch)
    }
}
