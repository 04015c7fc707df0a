internal import Mustache

/// Every word that stands in a template, by section and name: `{{t.signIn.login}}`. Words that are only in the program
/// are phrases where they are needed.
enum TextCatalogue {
    /// By section and name.
    static let sections: [String: [String: Phrase]] = [
        "account": account, "attendance": attendance, "audit": audit, "branches": branches, "centres": centres,
        "certificate": certificate, "certificates": certificates, "city": city, "class": `class`, "classes": classes,
        "columns": columns, "comparison": comparison, "completion": completion, "criteria": criteria, "door": door,
        "dossier": dossier,
        "duplicates": duplicates, "enrol": enrol, "erasure": erasure, "form": form, "frame": frame, "home": home,
        "honour": honour,
        "import": `import`,
        "imports": imports,
        "invitation": invitation, "learning": learning, "member": member, "memberForm": memberForm, "members": members,
        "officers": officers,
        "open": open, "problem": problem, "record": record,
        "register": register, "secondFactor": secondFactor, "signIn": signIn,
        "subjects": subjects, "denominators": denominators, "families": families,
        "figures": figures,
        "tenant": tenant, "titles": titles, "tokens": tokens,
        "verification": verification,
        "webhooks": webhooks, "work": work,
    ]

    /// The catalogue in one language, as templates see it.
    struct Words: MustacheParent, Sendable {
        fileprivate let sections: [String: Section]

        func child(named name: String) -> Any? { sections[name] }
    }

    /// One section in one language.
    struct Section: MustacheParent, Sendable {
        fileprivate let words: [String: String]

        func child(named name: String) -> Any? { words[name] }
    }

    /// The catalogue in one language.
    static func words(in language: Language) -> Words { language == .vietnamese ? vietnamese : english }

    private static let vietnamese = make(.vietnamese)
    private static let english = make(.english)

    private static func make(_ language: Language) -> Words {
        Words(sections: sections.mapValues { Section(words: $0.mapValues { $0.text(in: language) }) })
    }
}
