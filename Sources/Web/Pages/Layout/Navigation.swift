internal import Programme

/// Where one can go from every page, by task: a few groups, and in each the pages of one task. What an officer may not open is
/// not shown, and a group of which one page is left is that page.
enum Navigation {
    private struct Entry {
        let path: String
        let text: Phrase
        let permission: Permission

        init(_ path: String, _ text: Phrase, _ permission: Permission = .officer(.viewer)) {
            self.path = path
            self.text = text
            self.permission = permission
        }
    }

    private struct Group {
        let text: Phrase
        let entries: [Entry]

        init(_ text: Phrase, _ entries: [Entry]) {
            self.text = text
            self.entries = entries
        }
    }

    /// The page on which somebody with this work arrives.
    static func home(of principal: Principal, in language: Language) -> PageFrame.Crumb {
        principal.isForCity
            ? PageFrame.Crumb(path: "/city", text: CityWords.totals.text(in: language))
            : PageFrame.Crumb(path: "/", text: home.text.text(in: language))
    }

    /// The groups that are open to a person, with the page marked that is shown, or the one below which it lies.
    static func groups(for principal: Principal, in language: Language, at path: LocalPath) -> [PageFrame.Group] {
        let place = path.description.prefix { $0 != "?" }
        let open = groups(for: principal).map { group in
            (group.text, group.entries.filter { isOpen($0.permission, to: principal) })
        }
        let current = open.flatMap(\.1).filter { lies(place, at: $0.path) }.max { $0.path.count < $1.path.count }?.path
        return open.compactMap { text, entries in
            guard !entries.isEmpty else { return nil }
            return PageFrame.Group(
                text: text.text(in: language),
                links: entries.map { entry in
                    PageFrame.Link(
                        path: entry.path,
                        text: entry.text.text(in: language),
                        isPage: entry.path == place,
                        isAbove: entry.path == current && entry.path != place
                    )
                }
            )
        }
    }

    private static func groups(for principal: Principal) -> [Group] {
        if principal.isForCity { return city }
        return principal.tenantKind == .ward ? ward : organisation
    }

    private static func lies(_ place: Substring, at path: String) -> Bool {
        place == path || (path != "/" && place.hasPrefix("\(path)/"))
    }

    private static func isOpen(_ permission: Permission, to principal: Principal) -> Bool {
        switch permission {
        case .open, .passwordGiven: true
        case .signedIn: principal.secondFactor != .owed
        case .officer(let role): principal.acting.map { $0.role >= role } ?? false
        case .city: principal.isForCity
        case .steward: principal.isForCity && principal.isSteward
        }
    }

    // MARK: Tasks

    private static let cityTitles = Phrase("Danh hiệu theo phường", "Titles by ward")
    private static let home = Entry("/", Phrase("Trang đầu", "Home"))

    private static let city = [
        Group(CityWords.totals, [Entry("/city", CityWords.totals, .city)]),
        Group(cityTitles, [Entry(CityQuery.titlesPath, cityTitles, .city)]),
        Group(CityWords.byPeople, [Entry("/city/people", CityWords.byPeople, .city)]),
        Group(CriteriaPath.name, [Entry(CriteriaPath.list, CriteriaPath.name, .city)]),
    ]

    private static let organisation = [
        Group(home.text, [home]),
        Group(
            Phrase("Hội viên", "Members"),
            [
                Entry("/members", Phrase("Danh sách hội viên", "List of members")),
                Entry("/branches", Phrase("Chi hội", "Branches")),
                Entry("/imports", Phrase("Nhập Excel", "Excel"), .officer(.editor)),
                Entry("/duplicates", Phrase("Nghi trùng", "Duplicates"), .officer(.editor)),
            ]
        ),
        classes,
        Group(
            Phrase("Danh hiệu", "Titles"),
            [Entry("/families", Phrase("Gia đình hội viên", "Members' families"))]
        ),
        programme,
        reports,
        office([]),
    ]

    private static let ward = [
        Group(home.text, [home]),
        Group(
            Phrase("Hộ, đơn vị", "Households"),
            [
                Entry("/subjects/household", Phrase("Hộ gia đình", "Households")),
                Entry("/subjects/clan", Phrase("Dòng họ", "Clans")),
                Entry("/subjects/community", Phrase("Cộng đồng", "Communities")),
                Entry("/subjects/unit", Phrase("Cơ quan, đơn vị", "Units")),
                Entry("/denominators", Phrase("Mẫu số", "Denominators")),
            ]
        ),
        Group(
            Phrase("Danh hiệu", "Titles"),
            [
                Entry("/titles", Phrase("Danh hiệu năm nay", "Titles of this year")),
                Entry("/titles/registration", Phrase("Đăng ký", "Registration"), .officer(.editor)),
                Entry("/titles/decisions", Phrase("Quyết định", "Decisions")),
                Entry("/titles/deadlines", Phrase("Thời hạn", "Deadlines")),
            ]
        ),
        classes,
        programme,
        reports,
        office([
            Entry("/members", PeopleWords.learners.heading),
            Entry("/branches", Phrase("Chi hội", "Branches")),
            Entry("/imports", Phrase("Nhập Excel", "Excel"), .officer(.editor)),
            Entry("/duplicates", Phrase("Nghi trùng", "Duplicates"), .officer(.editor)),
        ]),
    ]

    private static let classes = Group(
        Phrase("Lớp học", "Classes"),
        [
            Entry("/classes", Phrase("Lớp học", "Classes")),
            Entry("/classes/open", Phrase("Lớp của đơn vị khác", "Classes of others")),
            Entry("/centres", Phrase("Trung tâm", "Centres")),
        ]
    )

    private static let programme = Group(
        Phrase("Chương trình", "Programme"),
        [
            Entry(WorkHome.path, Phrase("Các mảng công việc", "All of its parts")),
            Entry(TaskActions.path, Phrase("Nhiệm vụ của đơn vị", "Our tasks")),
            Entry(PlanSection.path, PlanSection.words.title),
            Entry(TargetActions.path, TargetActions.title),
        ]
    )

    private static let reports = Group(
        Phrase("Báo cáo", "Reports"),
        [
            Entry(FigurePath.list, FigurePage.name),
            Entry(ReturnActions.path, ReturnActions.title),
            Entry(ReportWords.path, ReportWords.title),
        ]
    )

    private static func office(_ entries: [Entry]) -> Group {
        Group(
            Phrase("Văn phòng", "Office"),
            entries + [
                Entry("/officers", Phrase("Cán bộ", "Officers"), .officer(.administrator)),
                Entry(WebhooksPage.path.description, WebhookWords.title, .officer(.administrator)),
                Entry("/audit", Phrase("Nhật ký", "Audit"), .officer(.administrator)),
            ]
        )
    }
}
