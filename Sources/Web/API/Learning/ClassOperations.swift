internal import Programme
internal import Store

/// Classes: those of the organisation, and those of others that are open to it.
struct ClassOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] {
        [topics, list, find, insert, update, move] + sessions + people + registers + [hosted]
    }

    private static let filters: [JSONSchema.Member] = [
        .optional(
            "scope",
            JSONSchema.choice(["own", "open", "visited"]).described(
                "One's own by default; those of others that are open, or in which one's members are."
            )
        ),
        .optional("state", ClassSchemas.states), .optional("topic", .identity), .optional("branch", .identity),
        .optional("centre", .identity),
        .optional("text", JSONSchema.text(0...ClassListQuery.longestSearch).described("A part of the title.")),
        .optional("from", JSONSchema.form(.day).described("That go on on this day or later.")),
        .optional("through", JSONSchema.form(.day).described("That begin on this day or earlier.")),
    ]

    private var topics: APIOperation {
        APIOperation(
            .get,
            "/topics",
            .viewer,
            .init(
                id: "listTopics",
                summary: "The fields of learning, which all organisations share.",
                answer: .page(of: .reference("Topic"), most: 1000),
                answerExample: ["items": [ClassExamples.topic], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.topics.list().map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var list: APIOperation {
        APIOperation(
            .get,
            "/classes",
            .viewer,
            .init(
                id: "listClasses",
                summary: "Classes, the latest first.",
                query: Self.filters + APISchemas.paging(most: ClassRepository.longestPage),
                answer: .page(of: .reference("Class"), most: ClassRepository.longestPage),
                answerExample: ["items": [ClassExamples.found], "next": .null]
            )
        ) { call in
            let after = try Self.cursor(call)
            let filter = Self.filter(call.query)
            return try await services.read(call) { tx in
                try await APICursor.reading(after != nil) {
                    let page = try await tx.classes.list(filter, after: after, limit: call.limit(usual: 50))
                    let next = page.next.map { "\($0.host).\($0.id)" }
                    return .page(page.classes.map { JSONValue($0) }, next: next)
                }
            }
        }
    }

    private static func cursor(_ call: APICall) throws(Problem) -> ClassReference? {
        guard let text = call.query["cursor"]?.text else { return nil }
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, let host = TenantID(parts[0]), let id = ClassID(parts[1]) else {
            throw APICursor.refused
        }
        return ClassReference(host: host, id: id)
    }

    private static func filter(_ query: JSONObject) -> ClassFilter {
        let scope: ClassFilter.Scope =
            switch query["scope"]?.text {
            case "open": .open
            case "visited": .visited
            default: .own
            }
        var filter = ClassFilter(
            scope,
            topic: APICall.identity("topic", in: query),
            branch: APICall.identity("branch", in: query),
            centre: APICall.identity("centre", in: query),
            from: ClassDocument.day("from", in: query),
            through: ClassDocument.day("through", in: query)
        )
        filter.text = query["text"]?.text ?? ""
        if let state = query["state"]?.text.flatMap(ClassState.init(rawValue:)) { filter.states = [state] }
        return filter
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/classes/{id}",
            .viewer,
            .init(
                id: "getClass",
                summary: "One class of the organisation.",
                answer: .reference("Class"),
                answerExample: ClassExamples.found,
                hasVersion: true
            )
        ) { call in
            let id: ClassID = try call.identity()
            return try await services.read(call) { tx in
                let found = try await tx.classes.find(id)
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }

    /// A class of another organisation.
    private var hosted: APIOperation {
        APIOperation(
            .get,
            "/hosts/{host}/classes/{id}",
            .viewer,
            .init(
                id: "getHostedClass",
                summary: "A class of another organisation that is open, or in which one's members are.",
                answer: .reference("Class"),
                answerExample: ClassExamples.found,
                hasVersion: true
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                let found = try await tx.classes.find(reference)
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }

    /// The class of a path, another's if the path names a host.
    static func reference(_ call: APICall) throws -> ClassReference {
        let id: ClassID = try call.identity()
        guard !call.request.place("host").isEmpty else { return ClassReference(host: call.context.tenant, id: id) }
        return ClassReference(host: try call.identity("host"), id: id)
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/classes",
            .editor,
            .init(
                id: "addClass",
                summary: "Adds a class, planned.",
                effect: .changes,
                body: .reference("ClassDraft"),
                bodyExample: ClassExamples.draft,
                status: .created,
                answer: .reference("ClassVersion"),
                answerExample: ClassExamples.change,
                hasVersion: true,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let record = try ClassDocument.record(call.body)
            return try await services.change(call) { tx in
                let id = try await tx.classes.insert(record)
                let version = APISchemas.firstVersion
                return .made(Self.change(id, version), at: "/classes/\(id)", version: version)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/classes/{id}",
            .editor,
            .init(
                id: "changeClass",
                summary: "Changes a class. What is not sent stays.",
                effect: .changesVersion,
                body: .reference("ClassPatch"),
                bodyExample: ["teacher": "Lê Thị Mai", "capacity": .null],
                answer: .reference("ClassVersion"),
                answerExample: ClassExamples.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: ClassID = try call.identity()
            return try await services.change(call) { tx in
                let old = try await tx.classes.find(id)
                let record = try ClassDocument.record(call.body, over: old.record)
                let version = try await tx.classes.update(id, version: call.version, record)
                return APIAnswer(Self.change(id, version), version: version)
            }
        }
    }

    private var move: APIOperation {
        APIOperation(
            .post,
            "/classes/{id}/state",
            .editor,
            .init(
                id: "moveClass",
                summary: "Opens, begins, finishes or cancels a class, or takes that back.",
                effect: .changesVersion,
                body: .object([.required("state", ClassSchemas.states)]),
                bodyExample: ["state": "open"],
                answer: .reference("ClassVersion"),
                answerExample: ClassExamples.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: ClassID = try call.identity()
            guard let state = call.body["state"]?.text.flatMap(ClassState.init(rawValue:)) else {
                throw Problem(.internalError)
            }
            return try await services.change(call) { tx in
                let version = try await tx.classes.move(id, version: call.version, to: state)
                return APIAnswer(Self.change(id, version), version: version)
            }
        }
    }

    private static func change(_ id: ClassID, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }
}
