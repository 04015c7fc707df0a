internal import Hummingbird
internal import Programme
internal import Store

/// What the list of members does.
struct MemberListActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = MemberListQuery(request.query, officer, desk.keys)
        let areas = try await desk.areas.history
        do {
            let page = try await desk.database.read(officer.context) { tx in
                let found = try await tx.members.list(query.filter, after: query.after)
                let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
                return MembersPage(
                    found,
                    query,
                    MemberWords(language: request.language, places: places),
                    count: query.text.isEmpty ? try await tx.members.count(query.filter) : nil,
                    officer,
                    desk.keys,
                    notice: MemberNotices.phrase(request)
                )
            }
            return desk.show(page, request, officer, at: MemberListQuery.path)
        } catch StoreError.notFound where query.after != nil {
            // The member behind whom the page begins is gone.
            var first = query
            first.after = nil
            return .redirect(to: first.address(officer, desk.keys))
        }
    }

    /// Leads from what was typed to an address that does not tell it.
    func search(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        let areas = try await desk.areas.history
        var query = MemberListQuery(typed: form, text: form["text"])
        if let typed = form["branch"], query.branch == nil, !typed.isEmpty {
            query.branch = try await desk.database.read(officer.context) { tx in
                try PlaceChoices(branches: try await tx.branches.tree(), areas: areas).branch(typed)
            }
        }
        return .redirect(to: query.address(officer, desk.keys))
    }
}

/// What the pages of members say was done, by what the address says.
enum MemberNotices {
    private static let phrases: [String: Phrase] = [
        "added": Phrase("Đã thêm hội viên.", "The member is added."),
        "saved": Phrase("Đã lưu.", "Saved."),
        "transferred": Phrase("Đã chuyển sinh hoạt.", "The member is moved."),
        "left": Phrase("Đã ghi: ra khỏi hội.", "Recorded: left."),
        "died": Phrase("Đã ghi: qua đời.", "Recorded: died."),
        "joined": Phrase("Đã ghi: sinh hoạt trở lại.", "Recorded: joined again."),
        "consent": Phrase("Đã ghi sự đồng ý.", "The consent is recorded."),
        "withdrawn": Phrase("Đã ghi: rút lại đồng ý.", "Recorded: consent withdrawn."),
        "merged": Phrase(
            "Đã gộp hai hồ sơ. Có thể hoàn tác bên dưới.",
            "The two records are merged. It can be undone below."
        ),
        "undone": Phrase(
            "Đã hoàn tác việc gộp: lại là hai hồ sơ.",
            "The merge is undone: there are two records again."
        ),
        "distinct": Phrase("Đã ghi: hai người khác nhau.", "Recorded: two people."),
        "erased": Phrase("Đã xóa dữ liệu cá nhân của hội viên.", "The member's personal data are erased."),
    ]

    static func phrase(_ request: WebRequest) -> Phrase? { request.query["done"].flatMap { phrases[$0] } }

    /// The page of a member after something was done.
    static func path(_ member: MemberID, _ done: String) -> LocalPath {
        LocalPath(trusted: "/members/\(member)?done=\(done)")
    }
}
