import Programme

/// A mapping as it is guessed from a survey: by the headings, checked by what the columns hold.
package struct MappingGuess: Codable, Hashable, Sendable {
    /// How a column's role was guessed.
    package struct Column: Codable, Hashable, Sendable {
        /// From 0.
        package var column: Int
        /// 0 to 1; below 0.6 an officer should look.
        package var confidence: Double
        /// What else it may be, the likeliest first; at most `mostAlternatives`.
        package var alternatives: [ColumnRole]
    }

    /// Alternatives that are worth showing.
    private static let mostAlternatives = 3

    /// The roles, as guessed.
    package var mapping: ColumnMapping
    /// In the order of the mapping's columns.
    package var columns: [Column]

    /// Guesses the roles of the columns of a survey. The surest column of a role has it; others are left out.
    package init(_ survey: SheetSurvey) {
        let candidates = Self.inContext(survey.headings, survey.headings.map(Self.candidates))
        var taken: [ColumnRole: Int] = [:]
        let order = candidates.indices.sorted { left, right in
            let (one, other) = (candidates[left].first?.confidence ?? 0, candidates[right].first?.confidence ?? 0)
            return (one, right) > (other, left)
        }
        var roles = [HeadingWords.Guess](
            repeating: HeadingWords.Guess(role: .leftOut, confidence: 0),
            count: candidates.count
        )
        for index in order {
            for guess in candidates[index] where Self.isFree(guess.role, taken) {
                if !guess.role.isJoinable { taken[guess.role] = index }
                roles[index] = guess
                break
            }
        }
        mapping = ColumnMapping(
            columns: zip(survey.headings, roles).map { heading, guess in
                ColumnMapping.Column(
                    column: heading.column,
                    heading: heading.text,
                    role: guess.role,
                    encoding: heading.encoding ?? survey.encoding
                )
            }
        )
        columns = zip(survey.headings, zip(roles, candidates)).map { heading, guessed in
            let (role, candidates) = guessed
            let others = candidates.map(\.role).filter { $0 != role.role }
            return Column(
                column: heading.column,
                confidence: role.confidence,
                alternatives: Array(others.prefix(Self.mostAlternatives))
            )
        }
    }

    /// What a column may be by itself, the likeliest first.
    private static func candidates(_ heading: SheetSurvey.Heading) -> [HeadingWords.Guess] {
        var candidates: [HeadingWords.Guess] = []
        if var guess = HeadingWords.guess(heading.parts) {
            if let share = heading.profile.share(guess.role) {
                // What the column holds speaks against the heading only when almost nothing fits.
                guess.confidence *= share < 0.2 ? 0.5 : 0.8 + 0.2 * share
            }
            candidates.append(guess)
        }
        for guess in heading.profile.likeliest where !candidates.contains(where: { $0.role == guess.role }) {
            candidates.append(guess)
        }
        return candidates.sorted { $0.confidence > $1.confidence }
    }

    /// What the columns beside say: `Tên` beside `Họ` is the given name alone; `Nam | Nữ` with years in them are born, not
    /// marked; `Họ và tên` over two columns is the family name and the given name.
    private static func inContext(
        _ headings: [SheetSurvey.Heading],
        _ candidates: [[HeadingWords.Guess]]
    ) -> [[HeadingWords.Guess]] {
        var candidates = candidates
        func first(_ role: ColumnRole) -> Int? { candidates.firstIndex { $0.first?.role == role } }
        if let family = first(.familyName), candidates.indices.contains(family + 1) {
            let key = HeadingWords.key(headings[family + 1].parts.last ?? "")
            let isUnnamed = headings[family + 1].parts.isEmpty
            if key == "ten" || isUnnamed || headings[family].parts.dropLast() == headings[family + 1].parts[...] {
                candidates[family + 1].insert(HeadingWords.Guess(role: .givenName, confidence: 0.95), at: 0)
            }
        } else if let family = first(.familyName) {
            candidates[family].insert(HeadingWords.Guess(role: .field(.fullName), confidence: 0.5), at: 0)
        }
        // Họ và tên merged over two columns without sub-headings, or with nothing over the second.
        let names = candidates.indices.filter { candidates[$0].first?.role == .field(.fullName) }
        if names.count == 2, names[1] == names[0] + 1, headings[names[0]].parts == headings[names[1]].parts {
            candidates[names[0]].insert(HeadingWords.Guess(role: .familyName, confidence: 0.9), at: 0)
            candidates[names[1]].insert(HeadingWords.Guess(role: .givenName, confidence: 0.9), at: 0)
        } else if let name = names.first, headings.indices.contains(name + 1), headings[name + 1].parts.isEmpty,
            (headings[name + 1].profile.share(.givenName) ?? 0) >= 0.8
        {
            candidates[name].insert(HeadingWords.Guess(role: .familyName, confidence: 0.96), at: 0)
            candidates[name + 1].insert(HeadingWords.Guess(role: .givenName, confidence: 0.8), at: 0)
        }
        for (mark, born) in [(ColumnRole.markMale, ColumnRole.bornMale), (.markFemale, .bornFemale)] {
            guard let column = first(mark), (headings[column].profile.share(born) ?? 0) >= 0.5 else { continue }
            candidates[column].insert(HeadingWords.Guess(role: born, confidence: 0.85), at: 0)
        }
        return candidates
    }

    /// Whether a role can still be given: nobody has it, nor a whole field of which it is a part.
    private static func isFree(_ role: ColumnRole, _ taken: [ColumnRole: Int]) -> Bool {
        if role.isJoinable { return true }
        guard taken[role] == nil else { return false }
        guard let field = role.field else { return true }
        if case .field = role { return !taken.keys.contains { $0.field == field } }
        return taken[.field(field)] == nil
    }
}
