package import FoundationEssentials
package import Programme

/// What a program may do with a token; never more than its officer may. The raw value is part of the API.
package enum APITokenScope: String, Codable, CaseIterable, Sendable {
    /// Read members, branches, consents and duplicates.
    case readMembers = "members:read"
    /// Read and change them.
    case writeMembers = "members:write"
    /// Upload lists, look at them, take them over and take them back.
    case importLists = "import"
    /// Read classes, attendance, certificates and what members learned.
    case readLearning = "learning:read"
    /// Read and change them.
    case writeLearning = "learning:write"
    /// Read households, clans, communities, units and their titles.
    case readTitles = "titles:read"
    /// Read and change them.
    case writeTitles = "titles:write"
    /// Read the programme's work: plans, trainings, inspections, funds, returns.
    case readProgramme = "programme:read"
    /// Read and change it.
    case writeProgramme = "programme:write"
    /// Read officers, the audit and webhooks, as far as the officer may.
    case readOffice = "office:read"
    /// Read and change them.
    case writeOffice = "office:write"
    /// Read the city's published totals.
    case readTotals = "totals:read"
    /// Read all that the officer may.
    case read
    /// Read and change all that the officer may.
    case write

    /// Whether the officer's role is needed for what the scope allows, and not that of a viewer.
    var needsRole: Bool {
        switch self {
        case .readMembers, .readLearning, .readTitles, .readProgramme, .readTotals, .read: false
        case .writeMembers, .importLists, .writeLearning, .writeTitles, .writeProgramme, .readOffice, .writeOffice,
            .write:
            true
        }
    }
}

/// For whom somebody works by a session or a token: never for two at once.
package enum Workplace: Hashable, Sendable {
    /// An organisation or a ward.
    case tenant(TenantID)
    /// The city, whose published totals are looked at.
    case city
}

/// A token to be made: for one officer of one tenant, or for the city.
package struct APITokenDraft: Sendable {
    package let account: AccountID
    package let workplace: Workplace
    package let tokenHash: SecretHash
    /// What its owner calls it; 1 to 100 characters.
    package let name: String
    /// At least one; for the city `read`, and of stewards also `write`.
    package let scopes: Set<APITokenScope>
    package let lifetime: Duration

    /// A draft of these parts.
    package init(
        account: AccountID,
        workplace: Workplace,
        tokenHash: SecretHash,
        name: String,
        scopes: Set<APITokenScope>,
        lifetime: Duration
    ) {
        self.account = account
        self.workplace = workplace
        self.tokenHash = tokenHash
        self.name = name
        self.scopes = scopes
        self.lifetime = lifetime
    }
}

/// What a token stands for, as of now.
package struct ResolvedAPIToken: Hashable, Sendable {
    package let id: APITokenID
    package let account: AccountID
    package let scopes: Set<APITokenScope>
    package let acting: Acting
    /// Whether it acts for the city, and its owner may keep the city's criteria now.
    package let isSteward: Bool

    /// For whom a program acts.
    package enum Acting: Hashable, Sendable {
        /// An officer of a tenant.
        case officer(ActingOfficer)
        /// Somebody who looks at the city's totals.
        case city
    }

    /// Who acts for a tenant; nil for the city. With scopes that need no role nobody more than a viewer does.
    package func context(requestID: String? = nil) -> TenantContext? {
        guard case .officer(let acting) = acting else { return nil }
        let role = scopes.contains(where: \.needsRole) ? acting.officer.role : .viewer
        return acting.context(actor: .program(acting.officer.officer), role: role, requestID: requestID)
    }
}

/// A token in its owner's list.
package struct APITokenSummary: Hashable, Sendable {
    package let id: APITokenID
    package let workplace: Workplace
    package let name: String
    package let scopes: Set<APITokenScope>
    package let createdAt: Date
    package let expiresAt: Date
    /// To the minute; nil if never.
    package let lastUsedAt: Date?
}
