internal import Programme
internal import Store

/// `/duplicates/{one}/{other}`: two records side by side. For each field in which they differ somebody chooses.
struct ComparisonPage: Page {
    struct Line: Sendable {
        let field: String
        let heading: String
        let one: String
        let other: String
        /// The first side is proposed; otherwise the second.
        let isOne: Bool
        let isOther: Bool
    }

    struct Same: Sendable {
        let heading: String
        let text: String
    }

    struct Side: Sendable {
        let path: String
        let fullName: String
        let made: String
        let state: String
        let life: String
    }

    static let template = "duplicates/comparison"

    let action: String
    let key = FormKey().text
    let one: Side
    let other: Side
    let oneVersion: Int
    let otherVersion: Int
    let lines: [Line]
    let same: [Same]
    let hasSame: Bool
    /// The lives differ: one of them is chosen as a whole.
    let hasLives: Bool
    let isLifeOne: Bool
    let isLifeOther: Bool
    let mayEdit: Bool
    let problem: String?

    func title(in language: Language) -> String {
        Phrase("So sánh hai hồ sơ", "Compare two records").text(in: language)
    }

    /// The fields that a life tells: they are chosen with it.
    static let lifeFields: Set<MemberField> = [.joinedOn, .leftOn, .leavingReason, .diedOn, .branch]
    /// What the form calls the choice of a life.
    static let lifeChoice = "life"
}

extension ComparisonPage {
    init(
        _ comparison: MemberComparison,
        _ lives: (one: [StoredMembershipEvent], other: [StoredMembershipEvent]),
        _ words: MemberWords,
        mayEdit: Bool,
        problem: Phrase?
    ) {
        let (one, other) = (comparison.one, comparison.other)
        action = "/duplicates/\(one.id)/\(other.id)"
        self.one = Side(one, lives.one, words)
        self.other = Side(other, lives.other, words)
        oneVersion = one.version
        otherVersion = other.version
        let differing = Set(comparison.differing)
        lines = MemberField.allCases.filter { differing.contains($0) && !Self.lifeFields.contains($0) }.map { field in
            let values = (words.value(field, of: one.record), words.value(field, of: other.record))
            // What is known goes before what is not.
            let isOther = values.0 == nil && values.1 != nil
            return Line(
                field: field.rawValue,
                heading: MemberWords.heading(field, in: words.language),
                one: values.0 ?? "–",
                other: values.1 ?? "–",
                isOne: !isOther,
                isOther: isOther
            )
        }
        same = MemberField.allCases.filter { !differing.contains($0) && !Self.lifeFields.contains($0) }.compactMap {
            field in
            words.value(field, of: one.record).map {
                Same(heading: MemberWords.heading(field, in: words.language), text: $0)
            }
        }
        hasSame = !same.isEmpty
        hasLives = lives.one.map(\.event) != lives.other.map(\.event)
        isLifeOther = other.state == .active && one.state != .active
        isLifeOne = !isLifeOther
        self.mayEdit = mayEdit && one.state.isLive && other.state.isLive
        self.problem = problem?.text(in: words.language)
    }
}

extension ComparisonPage.Side {
    init(_ member: StoredMember, _ events: [StoredMembershipEvent], _ words: MemberWords) {
        path = "/members/\(member.id)"
        fullName = member.record.name?.full ?? ""
        made = Moment.text(member.createdAt)
        state = MemberWords.state(member.state).text(in: words.language)
        life = events.map { "\(MemberWords.day($0.event.date, in: words.language)) \(words.event($0.event))" }.joined(
            separator: "; "
        )
    }
}
