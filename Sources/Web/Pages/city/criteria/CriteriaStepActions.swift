internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What is done with a whole set: it comes into use, goes out of it, is made anew as the next version, or a draft is removed.
struct CriteriaStepActions: Sendable {
    let desk: CriteriaDesk

    /// Brings the set that was shown into use, and no other content of it.
    func activate(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let form = try await request.form()
        return try await step(request, viewer) { editor, stored in
            guard form["stamp"] == stored.set.stamp else { throw Problem(.conflict, Self.changed) }
            guard stored.status.isOpen else { throw StoreError.refused(.criteriaFixed) }
            guard stored.set.defects().isEmpty else { throw StoreError.refused(.criteriaIncomplete) }
            try await editor.activate(stored.set.key, version: stored.set.version)
            return "\(CriteriaPath.of(stored.id))?done=activated"
        }
    }

    func retire(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await step(request, viewer) { editor, stored in
            try await editor.retire(stored.set.key, version: stored.set.version)
            return "\(CriteriaPath.of(stored.id))?done=retired"
        }
    }

    /// Makes the next version. Where it is made already, it leads there.
    func renew(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await step(request, viewer) { editor, stored in
            let latest = try await editor.criteria.find(stored.set.key)
            if latest.status.isOpen { return "\(CriteriaPath.of(latest.id))" }
            let set = try await editor.newVersion(of: stored.set.key)
            let made = try await editor.criteria.find(set.key, version: set.version)
            return "\(CriteriaPath.of(made.id))?done=version"
        }
    }

    func remove(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await step(request, viewer) { editor, stored in
            try await editor.remove(stored.set.key, version: stored.set.version)
            return "\(CriteriaPath.list)?done=removed"
        }
    }

    static let changed = Phrase(
        "Người khác vừa sửa bộ tiêu chí này. Xin mở lại trang, xem lại rồi làm tiếp.",
        "Somebody else has just changed this set. Please open the page again, look, and go on."
    )

    private func step(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ work: (CriteriaEditor, StoredCriteriaSet) async throws -> String
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.CriteriaSet.self)
        do {
            let next = try await desk.database.write(viewer.principal.account) { editor in
                try await work(editor, editor.hold(id))
            }
            return .redirect(to: LocalPath(trusted: next))
        } catch StoreError.refused(.criteriaUnknown) {
            throw Problem(.notFound)
        } catch StoreError.refused(let refusal) {
            return try await CriteriaActions(desk: desk).page(request, viewer, problem: refusal.phrase)
        }
    }
}
