import Programme
import Testing

@testable import Store
@testable import Web

/// Where one can go from a page, and where one is.
@Suite struct NavigationTests {
    private func groups(_ principal: Principal, at path: String) -> [PageFrame.Group] {
        PageFrame(language: .vietnamese, path: LocalPath(path), principal: principal).groups
    }

    @Test func `an organisation and a ward have few entries, each by its own tasks`() {
        let organisation = groups(.sample(.administrator), at: "/")
        #expect(
            organisation.map(\.text) == [
                "Trang đầu", "Hội viên", "Lớp học", "Danh hiệu", "Chương trình", "Báo cáo", "Văn phòng",
            ]
        )
        let ward = groups(.working(for: .ward, .administrator), at: "/")
        #expect(ward.map(\.text)[1...2] == ["Hộ, đơn vị", "Danh hiệu"])
        #expect(ward.count == 7)
        #expect(ward.flatMap(\.links).map(\.path).contains("/titles/decisions"))
        #expect(!organisation.flatMap(\.links).map(\.path).contains("/titles"))
        #expect(groups(.sample(nil), at: "/").isEmpty)
    }

    @Test func `what an officer may not open is not offered`() {
        let viewer = groups(.sample(.viewer), at: "/")
        let paths = viewer.flatMap(\.links).map(\.path)
        #expect(paths.contains("/members") && !paths.contains("/imports") && !paths.contains("/officers"))
        #expect(!viewer.map(\.text).contains("Văn phòng"))
        // of the titles there is one page, which needs no menu
        #expect(viewer.first { $0.text == "Danh hiệu" }?.isMenu == false)
    }

    @Test(arguments: [
        ("/members", "/members", true), ("/members?state=all", "/members", true), ("/members/new", "/members", false),
        ("/classes/open", "/classes/open", true), ("/classes/open/1/2", "/classes/open", false),
        ("/classes/1", "/classes", false), ("/programme/tasks/1/2", "/programme/tasks", false), ("/", "/", true),
    ])
    func `one entry is marked, and its group`(path: String, entry: String, isPage: Bool) {
        let groups = groups(.sample(.administrator), at: path)
        let marked = groups.flatMap(\.links).filter { $0.isPage || $0.isAbove }
        #expect(marked.map(\.path) == [entry])
        #expect(marked.first?.isPage == isPage)
        #expect(groups.count(where: \.isCurrent) == 1)
    }

    @Test func `the pages above lead back to the first one`() {
        func crumbs(_ path: String) -> [String] {
            PageFrame(language: .english, path: LocalPath(path), principal: .sample(.viewer)).crumbs.map(\.path)
        }
        #expect(crumbs("/").isEmpty)
        #expect(crumbs("/members") == ["/"])
        #expect(crumbs("/members/1/learning") == ["/", "/members"])
        #expect(PageFrame(language: .english, path: LocalPath("/sign-in")).crumbs.isEmpty)
    }

    @Test func `no entry stands in two groups, and every one is said in both languages`() {
        for principal in [Principal.sample(.administrator), .working(for: .ward, .administrator)] {
            let vietnamese = groups(principal, at: "/").flatMap(\.links)
            let english = PageFrame(language: .english, path: nil, principal: principal).groups.flatMap(\.links)
            #expect(Set(vietnamese.map(\.path)).count == vietnamese.count)
            #expect(vietnamese.map(\.path) == english.map(\.path))
            #expect(zip(vietnamese, english).allSatisfy { $0.text != $1.text })
        }
    }
}

extension Principal {
    /// An officer of a tenant of this kind.
    fileprivate static func working(for kind: TenantKind, _ role: OfficerRole) -> Principal {
        let context = TenantContext(tenant: TenantID.next(), actor: .officer(OfficerID.next()), role: role)
        let officer = AccountOfficer(
            tenant: context.tenant,
            tenantKey: "pleiku",
            tenantKind: kind,
            tenantName: "Phường Pleiku",
            isTenantSuspended: false,
            officer: OfficerID.next(),
            role: role,
            scope: .wholeTenant
        )
        return Principal(
            account: AccountID.next(),
            holder: .session(SessionID.next()),
            displayName: "Ksor H'Len",
            work: .tenant(context, name: "Phường Pleiku"),
            secondFactor: .settled,
            officers: [officer],
            seesCity: false
        )
    }
}
