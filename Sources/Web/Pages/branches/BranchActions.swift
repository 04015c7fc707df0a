internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of branches do.
struct BranchActions: Sendable {
    let desk: TenantDesk

    private static let notices: [String: Phrase] = [
        "added": Phrase("Đã thêm chi hội.", "The branch is added."),
        "saved": Phrase("Đã lưu.", "Saved."),
        "closed": Phrase("Đã đóng chi hội.", "The branch is closed."),
        "opened": Phrase("Đã mở lại chi hội.", "The branch is open again."),
        "removed": Phrase("Đã xóa chi hội.", "The branch is removed."),
    ]

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        let areas = try await desk.areas.history
        do {
            return try await desk.once(request, form, officer) { tx in
                let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
                _ = try await tx.branches.insert(
                    name: form["name"] ?? "",
                    parent: try places.branch(form["parent"]),
                    area: try places.area(form["area"])
                )
                return LocalPath(trusted: "\(BranchesPage.path)?done=added")
            }
        } catch StoreError.refused(let refusal) {
            return try await listPage(request, officer, refused: Self.refused(form, refusal))
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    /// Name and place, and the branch above.
    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let areas = try await desk.areas.history
        return try await change(request, officer, "saved") { tx, form, id, version in
            let places = PlaceChoices(branches: try await tx.branches.tree(), areas: areas)
            let parent = try places.branch(form["parent"])
            let area = try places.area(form["area"])
            var version = try await tx.branches.update(id, version: version, name: form["name"] ?? "", area: area)
            if places.branches[id]?.parent != parent {
                version = try await tx.branches.move(id, version: version, under: parent)
            }
        }
    }

    func close(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "closed") { tx, _, id, version in
            _ = try await tx.branches.close(id, version: version, on: .inVietnam())
        }
    }

    func reopen(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "opened") { tx, _, id, version in
            _ = try await tx.branches.close(id, version: version, on: nil)
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "removed") { tx, _, id, version in
            try await tx.branches.remove(id, version: version)
        }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ done: String,
        _ work: (TenantTransaction, FormFields, BranchID, Int) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Branch.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                try await work(tx, form, id, version)
                let place = done == "removed" ? BranchesPage.path : "\(BranchesPage.path)/\(id)"
                return LocalPath(trusted: "\(place)?done=\(done)")
            }
        } catch StoreError.refused(let refusal) where done == "saved" {
            return try await page(request, officer, refused: Self.refused(form, refusal))
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            let problem = Phrase(
                "Người khác vừa sửa chi hội này. Xin xem lại rồi làm lại.",
                "Somebody else has just changed this branch. Please look at it and do it again."
            )
            return try await page(request, officer, problem: problem)
        }
    }

    /// What is to be mended: the branch above, the place, or else the name.
    private static func refused(_ form: FormFields, _ refusal: StoreRefusal) -> RefusedForm {
        let field =
            switch refusal {
            case .branchCycle, .branchUnknown: "parent"
            case .areaUnknown: "area"
            default: "name"
            }
        return RefusedForm(form, field, refusal.phrase)
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        refused: RefusedForm? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let tree = try await desk.database.read(officer.context) { try await $0.branches.tree() }
        let page = BranchesPage(
            PlaceChoices(branches: tree, areas: areas),
            officer,
            request.language,
            refused: refused,
            notice: request.query["done"].flatMap { Self.notices[$0] }
        )
        let status: HTTPResponse.Status = refused == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: BranchesPage.path, status: status)
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil,
        refused: RefusedForm? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Branch.self)
        let areas = try await desk.areas.history
        let (tree, branch) = try await desk.database.read(officer.context) { tx in
            (try await tx.branches.tree(), try await tx.branches.find(id))
        }
        let page = BranchPage(
            branch,
            PlaceChoices(branches: tree, areas: areas),
            officer,
            request.language,
            refused: refused,
            notice: request.query["done"].flatMap { Self.notices[$0] },
            problem: problem
        )
        let status: HTTPResponse.Status =
            refused != nil ? .unprocessableContent : problem == nil ? .ok : .conflict
        return desk.show(page, request, officer, at: "\(BranchesPage.path)/\(id)", status: status)
    }
}
