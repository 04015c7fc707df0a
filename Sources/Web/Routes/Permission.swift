package import Programme

/// Who may use a route. Every route says it; there is no default.
package enum Permission: Sendable, Hashable {
    /// Everybody.
    case open
    /// Whoever has given the password, even if a code from the app is still owed: for giving it, and for going away.
    case passwordGiven
    /// Whoever is signed in, for whatever tenant, or for none yet.
    case signedIn
    /// An officer of a tenant with at least this role, who has given or set up whatever second factor is asked for.
    case officer(OfficerRole)

    /// Whoever looks at the city's totals, and has given or set up the second factor that is asked for.
    case city
    /// One of these who keeps the city's criteria besides.
    case steward

    /// As the table of routes prints it.
    package var name: String {
        switch self {
        case .open: "open"
        case .passwordGiven: "password given"
        case .signedIn: "signed in"
        case .officer(let role): role.rawValue
        case .city: "city"
        case .steward: "steward"
        }
    }
}
