package import Programme

/// Who may use a route. Every route says it; there is no default.
package enum Permission: Sendable, Hashable {
    /// Everybody.
    case open
    /// Whoever is signed in, for whatever tenant, or for none yet.
    case signedIn
    /// An officer of a tenant with at least this role, who has given the second factor if the account has one.
    case officer(OfficerRole)

    /// As the table of routes prints it.
    package var name: String {
        switch self {
        case .open: "open"
        case .signedIn: "signed in"
        case .officer(let role): role.rawValue
        }
    }
}
