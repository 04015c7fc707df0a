import ArgumentParser

/// What somebody may have meant.
enum NearWord {
    /// More changes than this make another word, not a slip of the finger.
    private static let largestSlip = 3

    /// The nearest of some words; nil when none is near: more than a third of its letters would change.
    static func to(_ text: String, among words: [String]) -> String? {
        let text = text.lowercased()
        guard text.utf8.count <= 60 else { return nil }
        let near = words.map { ($0, EditDistance.between($0, text)) }.min { $0.1 < $1.1 }
        guard let near, near.1 > 0, near.1 <= min(largestSlip, max(1, near.0.utf8.count / 3)) else { return nil }
        return near.0
    }

    /// The command that somebody may have meant, when the words of a command line go wrong at the name of one.
    static func command(in arguments: [String], below root: any ParsableCommand.Type) -> String? {
        var command: any ParsableCommand.Type = root
        var path = [root._commandName]
        for word in arguments where !word.hasPrefix("-") {
            let below = command.configuration.subcommands
            if below.isEmpty { return nil }
            if let next = below.first(where: { $0._commandName == word }) {
                command = next
                path.append(word)
                continue
            }
            guard let near = to(word, among: below.map { $0._commandName }) else { return nil }
            return (path + [near]).joined(separator: " ")
        }
        return nil
    }
}
