internal import HTTPTypes
internal import Programme
internal import Store

/// One kind of the programme's work for programs: its list, one record, adding, changing, removing.
struct WorkOperations<Section: WorkSection>: Sendable {
    let services: APIServices

    private static var name: String { Section.words.name }
    private static var path: String { Section.path }

    /// The record, and what is sent to make and to change one.
    static var named: [(String, JSONSchema)] {
        [
            (
                name,
                .object(
                    [.required("id", .identity), .required("version", APISchemas.version)]
                        + (Section.fields + Section.outcomes).map { .required($0.name, $0.schema) }
                )
            ),
            (
                "\(name)Draft",
                .object(
                    Section.fields.map { $0.isRequired ? .required($0.name, $0.schema) : .optional($0.name, $0.schema) }
                )
            ),
            ("\(name)Patch", .object(changeable.map { .optional($0.name, $0.schema) })),
        ]
    }

    var all: [APIOperation] { [list, find, insert, update] + (Section.removal == nil ? [] : [remove]) }

    private static var changeable: [WorkField] { Section.fields.filter { !Section.fixed.contains($0.name) } }

    private static var example: JSONValue {
        JSONValue(members: [("id", LearningSchemas.id), ("version", 1)] + Section.example)
    }

    private static func example(of fields: [WorkField]) -> JSONValue {
        let names = Set(fields.map(\.name))
        return JSONValue(members: Section.example.filter { names.contains($0.0) })
    }

    private var list: APIOperation {
        let year: [JSONSchema.Member] =
            Section.words.hasYears
            ? [.optional("year", .integer(WorkDefect.years).described("Of this year alone."))] : []
        return APIOperation(
            .get,
            Self.path,
            .viewer,
            .init(
                id: "list\(Self.name)s",
                summary: "\(Section.words.title.english): the latest first.",
                query: year + APISchemas.paging(most: WorkLimits.most),
                answer: .page(of: .reference(Self.name), most: WorkLimits.most),
                answerExample: ["items": [Self.example], "next": .null]
            )
        ) { call in
            let after: Identity<Section.Subject>? = try APICursor.identity(call.query["cursor"]?.text)
            let ask = WorkAsk(
                year: call.query["year"]?.whole,
                after: after?.description,
                limit: call.limit(usual: 100)
            )
            return try await services.read(call) { tx in
                try await APICursor.reading(after != nil) {
                    let page = try await Section.list(tx, ask)
                    let next = page.hasMore ? page.items.last.map { Section.id($0).description } : nil
                    return .page(page.items.map(Self.document), next: next)
                }
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "\(Self.path)/{id}",
            .viewer,
            .init(
                id: "get\(Self.name)",
                summary: "\(Section.words.title.english): one of them.",
                answer: .reference(Self.name),
                answerExample: Self.example,
                hasVersion: true
            )
        ) { call in
            let id: Identity<Section.Subject> = try call.identity()
            return try await services.read(call) { tx in
                let item = try await Section.find(tx, id)
                return APIAnswer(Self.document(item), version: Section.version(item))
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            Self.path,
            .editor,
            .init(
                id: "add\(Self.name)",
                summary: "\(Section.words.title.english): adds one.",
                effect: .changes,
                body: .reference("\(Self.name)Draft"),
                bodyExample: Self.example(of: Section.fields),
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            try await services.change(call) { tx in
                let id = try await Section.insert(tx, call.body)
                let version = APISchemas.firstVersion
                return .made(WorkDocument.version(id, version), at: "\(Self.path)/\(id)", version: version)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "\(Self.path)/{id}",
            .editor,
            .init(
                id: "change\(Self.name)",
                summary: "\(Section.words.title.english): changes one. What is not sent stays.",
                effect: .changesVersion,
                body: .reference("\(Self.name)Patch"),
                bodyExample: Self.example(of: Self.changeable),
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: Identity<Section.Subject> = try call.identity()
            return try await services.change(call) { tx in
                var values = JSONObject()
                for (name, value) in Section.values(try await Section.find(tx, id)) { values[name] = value }
                for name in call.body.names { values[name] = call.body[name] }
                let version = try await Section.update(tx, id, version: call.version, values)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            "\(Self.path)/{id}",
            .editor,
            .init(
                id: "remove\(Self.name)",
                summary: "\(Section.words.title.english): removes one that was a mistake.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let id: Identity<Section.Subject> = try call.identity()
            guard let removal = Section.removal else { throw Problem(.notFound) }
            return try await services.change(call) { tx in
                try await removal(tx, id, call.version)
                return .done
            }
        }
    }

    private static func document(_ item: Section.Item) -> JSONValue {
        JSONValue(
            members: [("id", JSONValue(Section.id(item))), ("version", .integer(Section.version(item)))]
                + Section.values(item)
        )
    }
}

/// Documents that several operations of the programme's work answer.
enum WorkDocument {
    /// A `RecordVersion`.
    static func version<Subject>(_ id: Identity<Subject>, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }
}
