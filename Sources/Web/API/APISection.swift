internal import Store

/// What an operation is about, as tokens are made for it: by the first step of its path, and of a member's by the third one.
enum APISection: Sendable, Hashable, CaseIterable {
    case members
    case imports
    case learning
    case titles
    case programme
    case office
    case totals
    /// What any token may ask for: for whom it works, and the areas that all share.
    case common

    /// By the first step of the path. What does not stand here takes a token for everything.
    private static let bySubject: [String: APISection] = [
        "members": .members, "branches": .members, "duplicates": .members, "consents": .members, "exports": .members,
        "imports": .imports,
        "classes": .learning, "topics": .learning, "hosts": .learning, "centres": .learning,
        "certificates": .learning,
        "subjects": .titles, "clans": .titles, "registrations": .titles, "title-decisions": .titles,
        "titles": .titles, "criteria": .titles, "denominators": .titles,
        "families": .titles, "evidence": .titles, "title-deadlines": .titles,
        "programme": .programme, "reports": .programme, "report-schedules": .programme,
        "officers": .office, "audit": .office, "tokens": .office, "webhooks": .office,
        "city": .totals,
        "tenant": .common, "areas": .common,
    ]

    /// What members learned, by the third step.
    private static let learningOfMembers: Set<String> = ["learning", "learning-records", "plans", "certificates"]

    /// The section of a path below the prefix; nil for one that nobody has sorted.
    init?(path: String) {
        let steps = path.split(separator: "/").map(String.init)
        guard let section = steps.first.flatMap({ Self.bySubject[$0] }) else { return nil }
        let isLearning = section == .members && steps.count > 2 && Self.learningOfMembers.contains(steps[2])
        self = isLearning ? .learning : section
    }

    /// The scopes of which one is needed, the narrowest first.
    func scopes(isReading: Bool) -> [APITokenScope] {
        let own: [APITokenScope] =
            switch self {
            case .members: isReading ? [.readMembers, .writeMembers] : [.writeMembers]
            case .imports: [.importLists]
            case .learning: isReading ? [.readLearning, .writeLearning] : [.writeLearning]
            case .titles: isReading ? [.readTitles, .writeTitles] : [.writeTitles]
            case .programme: isReading ? [.readProgramme, .writeProgramme] : [.writeProgramme]
            case .office: isReading ? [.readOffice, .writeOffice] : [.writeOffice]
            case .totals: isReading ? [.readTotals] : []
            case .common: isReading ? APITokenScope.allCases.filter { $0 != .read && $0 != .write } : []
            }
        return own + (isReading ? [.read, .write] : [.write])
    }
}

extension APIOperation {
    /// The scopes of which a program's token needs one, the narrowest first; none for an operation that is open to everybody.
    var scopes: [APITokenScope] {
        if permission == .open { return [] }
        let isReading = shape.effect == .reads
        return APISection(path: path)?.scopes(isReading: isReading) ?? (isReading ? [.read, .write] : [.write])
    }
}
