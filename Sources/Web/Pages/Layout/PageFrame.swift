internal import Programme

/// What stands around every page: who is signed in, where one can go, and in which language.
package struct PageFrame: Sendable {
    /// One task in the navigation.
    struct Link: Sendable {
        let path: String
        let text: String
        let isCurrent: Bool
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
    /// The tenant, or the city; nil if none is chosen.
    let tenantName: String?
    /// By task.
    let links: [Link]

    private let chosen: Language

    /// The frame of a page.
    /// - Parameters:
    ///   - path: where the page is; nil if it cannot be come back to.
    ///   - principal: who is signed in.
    package init(language: Language, path: LocalPath?, principal: Principal? = nil) {
        chosen = language
        self.language = language.rawValue
        self.path = (path ?? .start).description
        otherLanguage = language.other.rawValue
        otherLanguageName = language == .vietnamese ? "English" : "Tiếng Việt"
        personName = principal?.displayName
        tenantName = principal.flatMap { $0.isForCity ? CityWords.city.text(in: language) : $0.tenantName }
        links = principal.map { Navigation.links(for: $0, in: language, at: path ?? .start) } ?? []
    }

    /// The language.
    var wanted: Language { chosen }
}

/// Where one can go from every page, by task.
enum Navigation {
    private struct Entry {
        let path: String
        let text: Phrase
        let permission: Permission
        /// For tenants of one kind alone.
        var tenants: TenantKind?
    }

    private static let entries: [Entry] = [
        Entry(path: "/", text: Phrase("Trang đầu", "Home"), permission: .officer(.viewer)),
        Entry(path: "/city", text: CityWords.totals, permission: .city),
        Entry(path: "/members", text: Phrase("Hội viên", "Members"), permission: .officer(.viewer)),
        Entry(path: "/classes", text: Phrase("Lớp học", "Classes"), permission: .officer(.viewer)),
        Entry(path: "/centres", text: Phrase("Trung tâm", "Centres"), permission: .officer(.viewer)),
        Entry(
            path: "/subjects",
            text: Phrase("Hộ, dòng họ, đơn vị", "Households and units"),
            permission: .officer(.viewer),
            tenants: .ward
        ),
        Entry(
            path: "/titles",
            text: Phrase("Danh hiệu", "Titles"),
            permission: .officer(.viewer),
            tenants: .ward
        ),
        Entry(
            path: "/families",
            text: Phrase("Gia đình hội viên", "Members' families"),
            permission: .officer(.viewer),
            tenants: .organisation
        ),
        Entry(path: WorkHome.path, text: WorkHome.title, permission: .officer(.viewer)),
        Entry(path: "/imports", text: Phrase("Nhập Excel", "Excel"), permission: .officer(.editor)),
        Entry(path: "/duplicates", text: Phrase("Nghi trùng", "Duplicates"), permission: .officer(.editor)),
        Entry(path: "/branches", text: Phrase("Chi hội", "Branches"), permission: .officer(.viewer)),
        Entry(path: "/officers", text: Phrase("Cán bộ", "Officers"), permission: .officer(.administrator)),
        Entry(path: WebhooksPage.path, text: WebhookWords.title, permission: .officer(.administrator)),
        Entry(path: "/audit", text: Phrase("Nhật ký", "Audit"), permission: .officer(.administrator)),
        Entry(path: "/account", text: Phrase("Tài khoản của tôi", "My account"), permission: .signedIn),
    ]

    static func links(for principal: Principal, in language: Language, at path: LocalPath) -> [PageFrame.Link] {
        entries.filter { entry in
            isOpen(entry.permission, to: principal) && (entry.tenants.map { $0 == principal.tenantKind } ?? true)
        }.map { entry in
            let isCurrent =
                path.description == entry.path || (entry.path != "/" && path.description.hasPrefix("\(entry.path)/"))
            return PageFrame.Link(path: entry.path, text: entry.text.text(in: language), isCurrent: isCurrent)
        }
    }

    private static func isOpen(_ permission: Permission, to principal: Principal) -> Bool {
        switch permission {
        case .open, .passwordGiven: true
        case .signedIn: principal.secondFactor != .owed
        case .officer(let role): principal.acting.map { $0.role >= role } ?? false
        case .city: principal.isForCity
        }
    }
}
