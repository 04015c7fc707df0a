package import Programme

/// The languages of pages and messages: Vietnamese first, English second.
package typealias Language = ProblemLanguage

extension Language {
    /// The language that somebody wants: the one chosen, else Vietnamese, unless the browser asks for English and not
    /// for Vietnamese at all. Many browsers here are English without their people being so, and then they list both or
    /// neither.
    package static func wanted(cookie: String?, acceptLanguage: String?) -> Language {
        if let cookie, let chosen = Language(rawValue: cookie) { return chosen }
        let tags = (acceptLanguage ?? "").prefix(512).split(separator: ",").map {
            $0.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
        }
        func asks(for code: String) -> Bool { tags.contains { $0 == code || $0.hasPrefix("\(code)-") } }
        return asks(for: "en") && !asks(for: "vi") ? .english : .vietnamese
    }

    /// The other one.
    package var other: Language { self == .vietnamese ? .english : .vietnamese }
}
