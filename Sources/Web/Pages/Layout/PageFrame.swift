/// What stands around every page: who is signed in, where one can go, where the page lies, and in which language.
package struct PageFrame: Sendable {
    /// One page of the navigation.
    struct Link: Sendable {
        let path: String
        let text: String
        /// It is the page that is shown.
        let isPage: Bool
        /// The page that is shown lies below it.
        let isAbove: Bool
    }

    /// The pages of one task. A group of one page is shown as that page.
    struct Group: Sendable {
        let text: String
        let links: [Link]
        /// More than one page: folded away until somebody opens it.
        let isMenu: Bool
        /// The page that is shown is among them, or below one.
        let isCurrent: Bool

        init(text: String, links: [Link]) {
            self.text = text
            self.links = links
            isMenu = links.count > 1
            isCurrent = links.contains { $0.isPage || $0.isAbove }
        }
    }

    /// A page above the one that is shown.
    struct Crumb: Sendable, Hashable {
        let path: String
        let text: String
    }

    /// `vi` or `en`.
    let language: String
    /// Where the page itself is, for coming back to it after the language was changed.
    let path: String
    /// The other language, as it calls itself.
    let otherLanguageName: String
    /// Its code.
    let otherLanguage: String
    /// How the person is addressed; nil if nobody is signed in.
    let personName: String?
    /// The page is one of the person's own account.
    let isAccount: Bool
    /// The tenant, or the city; nil if none is chosen.
    let tenantName: String?
    /// By task.
    let groups: [Group]
    /// The pages above, the first page first; none for that one itself, and for who is not signed in.
    let crumbs: [Crumb]

    private let chosen: Language

    /// The frame of a page.
    /// - Parameters:
    ///   - path: where the page is; nil if it cannot be come back to.
    ///   - principal: who is signed in.
    package init(language: Language, path: LocalPath?, principal: Principal? = nil) {
        chosen = language
        self.language = language.rawValue
        let path = path ?? .start
        self.path = path.description
        otherLanguage = language.other.rawValue
        otherLanguageName = language == .vietnamese ? "English" : "Tiếng Việt"
        personName = principal?.displayName
        isAccount = path.description.hasPrefix(AccountPage.path.description)
        tenantName = principal.flatMap { $0.isForCity ? CityWords.city.text(in: language) : $0.tenantName }
        let groups = principal.map { Navigation.groups(for: $0, in: language, at: path) } ?? []
        self.groups = groups
        crumbs = principal.map { Self.crumbs(of: $0, groups, language, at: path) } ?? []
    }

    private static func crumbs(
        of principal: Principal,
        _ groups: [Group],
        _ language: Language,
        at path: LocalPath
    ) -> [Crumb] {
        let home = Navigation.home(of: principal, in: language)
        guard principal.acting != nil || principal.isForCity, path.description.prefix(while: { $0 != "?" }) != home.path
        else { return [] }
        let above = groups.flatMap(\.links).first { $0.isAbove && $0.path != home.path }
        return [home] + (above.map { [Crumb(path: $0.path, text: $0.text)] } ?? [])
    }

    /// The language.
    var wanted: Language { chosen }
}
