internal import HTTPTypes
internal import Programme
internal import Store

/// Households, clans, communities and units of a ward: found, read, added, changed and ended.
struct SubjectOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, search, find, insert, update, end, reopen, successions] + people + clans }

    private static let filters: [JSONSchema.Member] = [
        .required("kind", SubjectSchemas.kind),
        .optional(
            "keeper",
            JSONSchema.choice(["own", "predecessors"])
                .described("`predecessors`: what the wards kept whose place this one took.")
        ),
        .optional(
            "life",
            JSONSchema.choice(SubjectFilter.Life.allCases.map(\.rawValue)).described("The living ones by default.")
        ),
        .optional("area", JSONSchema.identity.described("In this area or one below it.")),
        .optional("unit_kind", .choice(UnitKind.allCases.map(\.rawValue))),
    ]

    private static let page = JSONSchema.page(of: .reference("Subject"), most: SubjectRepository.longestPage)
    static let change: JSONValue = ["id": SubjectSchemas.id, "version": 1]

    static func version<Subject>(_ id: Identity<Subject>, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }

    private var list: APIOperation {
        APIOperation(
            .get,
            "/subjects",
            .viewer,
            .init(
                id: "listSubjects",
                summary: "Subjects of a kind: households by the head's given name, the others by their names.",
                query: Self.filters + APISchemas.paging(most: SubjectRepository.longestPage),
                answer: Self.page,
                answerExample: ["items": [SubjectSchemas.example], "next": .null]
            )
        ) { call in
            try await page(call, call.query, text: "")
        }
    }

    private var search: APIOperation {
        let text = JSONSchema.text(0...200).described(
            "A name, whole or in part, with or without marks; or a whole code."
        )
        return APIOperation(
            .post,
            "/subjects/search",
            .viewer,
            .init(
                id: "searchSubjects",
                summary: "Subjects of a kind by what was typed.",
                body: .object(
                    [.required("text", text)] + Self.filters + APISchemas.paging(most: SubjectRepository.longestPage)
                ),
                bodyExample: ["text": "ro cham", "kind": "household"],
                answer: Self.page,
                answerExample: ["items": [SubjectSchemas.example], "next": .null]
            )
        ) { call in
            try await page(call, call.body, text: call.body["text"]?.text ?? "")
        }
    }

    private func page(_ call: APICall, _ fields: JSONObject, text: String) async throws -> APIAnswer {
        guard let kind = fields["kind"]?.text.flatMap(SubjectKind.init(rawValue:)) else {
            throw Problem(.internalError)
        }
        var filter = SubjectFilter(kind, text: text)
        if fields["keeper"]?.text == "predecessors" { filter.keeper = .predecessors }
        if let life = fields["life"]?.text.flatMap(SubjectFilter.Life.init(rawValue:)) { filter.life = life }
        filter.area = APICall.identity("area", in: fields)
        filter.unitKind = fields["unit_kind"]?.text.flatMap(UnitKind.init(rawValue:))
        let parts = (fields["cursor"]?.text ?? "").split(separator: ".").map(String.init)
        var after: SubjectReference?
        if fields["cursor"] != nil {
            guard parts.count == 2, let ward = TenantID(parts[0]), let id = SubjectID(parts[1]) else {
                throw APICursor.refused
            }
            after = SubjectReference(ward: ward, id: id)
        }
        let (wanted, from) = (filter, after)
        let limit = fields["limit"]?.whole ?? 50
        return try await services.read(call) { tx in
            try await APICursor.reading(from != nil) {
                let page = try await tx.subjects.list(wanted, after: from, limit: limit)
                let next = page.next.map { "\($0.ward).\($0.id)" }
                return APIAnswer.page(page.subjects.map { JSONValue($0) }, next: next)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/subjects/{id}",
            .viewer,
            .init(
                id: "getSubject",
                summary: "One subject; of a ward before, with its ward.",
                query: [.optional("ward", .identity)],
                answer: .reference("Subject"),
                answerExample: SubjectSchemas.example,
                hasVersion: true
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                let found = try await tx.subjects.find(reference)
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }

    /// The subject of the path, of the ward that the query names, or of the own one.
    static func reference(_ call: APICall) throws -> SubjectReference {
        let id: SubjectID = try call.identity()
        return SubjectReference(ward: APICall.identity("ward", in: call.query) ?? call.context.tenant, id: id)
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/subjects",
            .editor,
            .init(
                id: "addSubject",
                summary: "Adds a household, clan, community or unit.",
                effect: .changes,
                body: .reference("SubjectDraft"),
                bodyExample: SubjectSchemas.draftExample,
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: Self.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let record = try SubjectDocument.record(call.body)
            return try await services.change(call) { tx in
                let id = try await tx.subjects.insert(record)
                let version = APISchemas.firstVersion
                return .made(Self.version(id, version), at: "/subjects/\(id)", version: version)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/subjects/{id}",
            .editor,
            .init(
                id: "changeSubject",
                summary: "Changes the fields that are sent (RFC 7396); null empties one. The kind stays.",
                effect: .changesVersion,
                body: .reference("SubjectPatch"),
                bodyExample: ["people_count": 6],
                answer: .reference("RecordVersion"),
                answerExample: Self.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: SubjectID = try call.identity()
            return try await services.change(call) { tx in
                let old = try await tx.subjects.find(id).record
                let record = try SubjectDocument.record(call.body, over: old)
                let version = try await tx.subjects.update(id, version: call.version, record)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var end: APIOperation {
        APIOperation(
            .post,
            "/subjects/{id}/ending",
            .editor,
            .init(
                id: "endSubject",
                summary: "Records that a subject is no more, and into which others it was merged or split.",
                effect: .changesVersion,
                body: .object([
                    .required("ended_on", .form(.day)),
                    .required("reason", .choice(SubjectEnd.chosen.map(\.rawValue))),
                    .optional("into", .array(.identity, most: 20)),
                ]),
                bodyExample: ["ended_on": "2026-03-01", "reason": "moved"],
                answer: .reference("RecordVersion"),
                answerExample: Self.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: SubjectID = try call.identity()
            guard let day = ClassDocument.day("ended_on", in: call.body),
                let reason = call.body["reason"]?.text.flatMap(SubjectEnd.init(rawValue:))
            else { throw Problem(.internalError) }
            let into = (call.body["into"]?.elements ?? []).compactMap { $0.text.flatMap(SubjectID.init) }
            return try await services.change(call) { tx in
                let version = try await tx.subjects.end(id, version: call.version, on: day, reason, into: into)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var reopen: APIOperation {
        APIOperation(
            .post,
            "/subjects/{id}/return",
            .editor,
            .init(
                id: "reopenSubject",
                summary: "Takes back that a subject is no more.",
                effect: .changesVersion,
                answer: .reference("RecordVersion"),
                answerExample: Self.change,
                hasVersion: true,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let id: SubjectID = try call.identity()
            return try await services.change(call) { tx in
                let version = try await tx.subjects.reopen(id, version: call.version)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var successions: APIOperation {
        APIOperation(
            .get,
            "/subjects/{id}/successions",
            .viewer,
            .init(
                id: "listSubjectSuccessions",
                summary: "What a subject became, and what it came of, the latest first.",
                query: [.optional("ward", .identity)],
                answer: .page(of: .reference("SubjectSuccession"), most: 1000),
                answerExample: [
                    "items": [
                        [
                            "from": ["ward": SubjectSchemas.ward, "id": SubjectSchemas.id],
                            "to": ["ward": SubjectSchemas.ward, "id": SubjectSchemas.area], "kind": "adopt",
                            "happened_on": "2025-07-01", "legal_basis": "NQ 1664/NQ-UBTVQH15",
                        ]
                    ], "next": .null,
                ]
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                let found = try await tx.subjects.find(reference)
                let steps = try await tx.subjects.successions(of: found.reference)
                return .page(steps.map { JSONValue($0) }, next: nil)
            }
        }
    }
}
