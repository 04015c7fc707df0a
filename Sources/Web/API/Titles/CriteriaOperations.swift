internal import HTTPTypes
internal import Programme
internal import Store

/// The criteria for titles, over the API: whoever looks at the city reads them, and so do wards; stewards write. What writes comes to
/// the same when it is done again, so that no key is needed.
struct CriteriaOperations: Sendable {
    let services: APIServices

    /// All of them.
    var all: [APIOperation] { [ofWard, list, find, load, activate, retire, remove] }

    private var ofWard: APIOperation {
        APIOperation(
            .get,
            "/criteria/{id}",
            .viewer,
            .init(
                id: "getCriteria",
                summary: "A set of criteria as a tree.",
                answer: .reference("CriteriaDetail"),
                answerExample: CriteriaSchemas.detailExample
            )
        ) { call in
            let id: CriteriaSetID = try call.identity()
            return try await services.read(call) { tx in
                try await Self.found { APIAnswer(JSONValue(try await tx.criteria.find(id))) }
            }
        }
    }

    private var list: APIOperation {
        APIOperation(
            city: "/city/criteria",
            .init(
                id: "listCityCriteria",
                summary: "The sets of criteria, drafts and those that are not used any more too.",
                answer: .page(of: .reference("CriteriaSet"), most: CriteriaRepository.most),
                answerExample: ["items": [TitleSchemas.criteriaExample], "next": .null]
            )
        ) { _ in
            let lines = try await services.stewards.read { try await $0.list() }
            return .page(lines.map { JSONValue($0) }, next: nil)
        }
    }

    private var find: APIOperation {
        APIOperation(
            city: "/city/criteria/{id}",
            .init(
                id: "getCityCriteria",
                summary: "A set of criteria as a tree, with what keeps it from being used.",
                answer: .reference("CriteriaDetail"),
                answerExample: CriteriaSchemas.detailExample
            )
        ) { call in
            let id = try call.request.identity("id", of: IdentitySubject.CriteriaSet.self)
            return try await Self.found {
                APIAnswer(JSONValue(try await services.stewards.read { try await $0.find(id) }))
            }
        }
    }

    private var load: APIOperation {
        APIOperation(
            steward: .put,
            "/city/criteria",
            .init(
                id: "loadCriteria",
                summary:
                    "Writes a set, in the place of a draft of the same key and version; one that was in use never changes.",
                effect: .ends,
                body: .reference("CriteriaDraft"),
                bodyExample: CriteriaSchemas.draftExample,
                answer: .reference("CriteriaDetail"),
                answerExample: CriteriaSchemas.detailExample,
                refusals: [.conflict]
            )
        ) { call in
            let set = try CriteriaSchemas.set(call.body)
            if case .failure(let found) = set.checked() {
                throw Problem(invalid: found.faults.map(\.detail))
            }
            let stored = try await services.stewards.write(call.account) { editor in
                try await editor.hold(key: set.key)
                return try await editor.criteria.find(editor.load(set).id)
            }
            return APIAnswer(JSONValue(stored))
        }
    }

    private var activate: APIOperation {
        step(
            .post,
            "/city/criteria/{id}/activation",
            "activateCriteria",
            "Brings a set into use, if nothing of it is missing; from then on it never changes."
        ) { editor, stored in
            if stored.status == .active { return }
            guard stored.status.isOpen else { throw StoreError.refused(.criteriaFixed) }
            let defects = stored.set.defects()
            guard defects.isEmpty else { throw Problem(invalid: defects.map(\.detail)) }
            try await editor.activate(stored.set.key, version: stored.set.version)
        }
    }

    private var retire: APIOperation {
        step(
            .post,
            "/city/criteria/{id}/retirement",
            "retireCriteria",
            "Takes a set out of use; what was scored by it stays."
        ) { editor, stored in
            if stored.status == .retired { return }
            try await editor.retire(stored.set.key, version: stored.set.version)
        }
    }

    private func step(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ id: String,
        _ summary: String,
        _ work: @escaping @Sendable (CriteriaEditor, StoredCriteriaSet) async throws -> Void
    ) -> APIOperation {
        APIOperation(
            steward: method,
            path,
            .init(
                id: id,
                summary: summary,
                effect: .ends,
                answer: .reference("CriteriaDetail"),
                answerExample: CriteriaSchemas.detailExample,
                refusals: [.conflict, .invalid]
            )
        ) { call in
            let id = try call.request.identity("id", of: IdentitySubject.CriteriaSet.self)
            return try await Self.found {
                let stored = try await services.stewards.write(call.account) { editor in
                    try await work(editor, editor.hold(id))
                    return try await editor.criteria.find(id)
                }
                return APIAnswer(JSONValue(stored))
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            steward: .delete,
            "/city/criteria/{id}",
            .init(
                id: "removeCriteria",
                summary: "Removes a draft.",
                effect: .ends,
                status: .noContent,
                refusals: [.conflict]
            )
        ) { call in
            let id = try call.request.identity("id", of: IdentitySubject.CriteriaSet.self)
            return try await Self.found {
                try await services.stewards.write(call.account) { editor in
                    let stored = try await editor.hold(id)
                    try await editor.remove(stored.set.key, version: stored.set.version)
                }
                return .done
            }
        }
    }

    /// A set that there is not is an address that there is not.
    private static func found<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch StoreError.refused(.criteriaUnknown) {
            throw Problem(.notFound)
        }
    }
}

extension CriteriaDefect {
    /// As a problem of the API names it: the criterion's code, or the level's number.
    fileprivate var detail: Problem.Detail {
        let words = CriteriaWords(language: .vietnamese, titles: [])
        let english = CriteriaWords(language: .english, titles: [])
        let field = code.isEmpty ? "" : CriteriaWords.isOfLevel(kind) ? "levels.\(code)" : "items.\(code)"
        return Problem.Detail(
            field: field.isEmpty ? nil : field,
            code: "criteria.\(kind.rawValue)",
            message: Phrase(words.defect(self), english.defect(self))
        )
    }
}

extension CriteriaFault {
    /// As a problem of the API names it.
    fileprivate var detail: Problem.Detail {
        let words = CriteriaWords(language: .vietnamese, titles: []).fault(self)
        let message = Phrase(words, CriteriaWords(language: .english, titles: []).fault(self))
        let (field, code): (String?, String) =
            switch self {
            case .key: ("key", "criteria.key")
            case .version: ("version", "criteria.version")
            case .dates: ("valid_to", "criteria.dates")
            case .tooMany: (nil, "criteria.too_many")
            case .text(let place): (place, "criteria.text")
            case .code(let place): (place, "criteria.code")
            case .parent(let place): (place, "criteria.parent")
            case .range(let place): (place, "criteria.range")
            }
        return Problem.Detail(field: field, code: code, message: message)
    }
}
