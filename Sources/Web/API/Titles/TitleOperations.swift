internal import HTTPTypes
internal import Programme
internal import Store

/// Titles, over the API: what can be given, by which criteria, and a ward's year from registration to decision.
struct TitleOperations: Sendable {
    let services: APIServices

    /// All of them.
    var all: [APIOperation] { [titles, criteria, list, register, find] + steps + sheet }

    private var titles: APIOperation {
        APIOperation(
            .get,
            "/titles",
            .viewer,
            .init(
                id: "listTitles",
                summary: "The titles that can be given, those of former years too.",
                answer: .page(of: .reference("Title"), most: 1000),
                answerExample: ["items": [TitleSchemas.titleExample], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.criteria.titles().map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var criteria: APIOperation {
        APIOperation(
            .get,
            "/criteria",
            .viewer,
            .init(
                id: "listCriteria",
                summary: "The sets of criteria, those that cannot be used yet too.",
                answer: .page(of: .reference("CriteriaSet"), most: CriteriaRepository.most),
                answerExample: ["items": [TitleSchemas.criteriaExample], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.criteria.list().map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var list: APIOperation {
        APIOperation(
            .get,
            "/registrations",
            .viewer,
            .init(
                id: "listRegistrations",
                summary:
                    "The first registrations of a title and a year, by hamlet and name; narrowed by state and area.",
                query: [
                    .required("title", .identity), .required("year", TitleSchemas.year),
                    .optional("state", .choice(TitleState.allCases.map(\.rawValue))), .optional("area", .identity),
                    .optional("after", JSONSchema.identity.described("The last registration of the page before.")),
                ],
                answer: .page(of: .reference("Registration"), most: RegistrationRepository.longestPage),
                answerExample: ["items": [TitleSchemas.registrationExample], "next": .null],
                refusals: [.notFound]
            )
        ) { call in
            guard let title: TitleTypeID = APICall.identity("title", in: call.query) else { throw Problem(.badRequest) }
            var filter = RegistrationFilter(title, year: call.query["year"]?.whole ?? 0)
            filter.area = APICall.identity("area", in: call.query)
            if let state = call.query["state"]?.text.flatMap(TitleState.init(rawValue:)) { filter.states = [state] }
            let after: RegistrationID? = APICall.identity("after", in: call.query)
            let asked = filter
            return try await services.read(call) { tx in
                let page = try await tx.registrations.list(
                    asked,
                    after: after,
                    limit: RegistrationRepository.longestPage
                )
                return .page(page.registrations.map { JSONValue($0) }, next: page.next?.description)
            }
        }
    }

    private var register: APIOperation {
        APIOperation(
            .post,
            "/registrations",
            .editor,
            .init(
                id: "registerSubjects",
                summary: "Registers subjects for a title in a year; those that are registered stay as they are.",
                effect: .changes,
                body: .object([
                    .required("title", .identity), .required("year", TitleSchemas.year),
                    .required("subjects", .array(.identity, most: TitleSchemas.most)),
                    .optional("registered_on", JSONSchema.form(.day).described("Today by default.")),
                ]),
                bodyExample: ["title": TitleSchemas.id, "year": 2026, "subjects": [TitleSchemas.id]],
                answer: .object([
                    .required("registered", .array(.identity, most: TitleSchemas.most)),
                    .required("already_there", .integer(0...TitleSchemas.most)),
                ]),
                answerExample: ["registered": [TitleSchemas.id], "already_there": 0],
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            let body = call.body
            guard let title: TitleTypeID = APICall.identity("title", in: body) else { throw Problem(.badRequest) }
            let subjects = (body["subjects"]?.elements ?? []).compactMap { $0.text.flatMap(SubjectID.init) }
            return try await services.change(call) { tx in
                let made = try await tx.registrations.register(
                    subjects,
                    for: title,
                    year: body["year"]?.whole ?? 0,
                    on: ClassDocument.day("registered_on", in: body) ?? .inVietnam()
                )
                return APIAnswer([
                    "registered": .array(made.registered.map { JSONValue($0) }),
                    "already_there": .integer(made.alreadyThere),
                ])
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/registrations/{id}",
            .viewer,
            .init(
                id: "getRegistration",
                summary: "One registration. Reading is noted in the audit.",
                answer: .reference("Registration"),
                answerExample: TitleSchemas.registrationExample,
                hasVersion: true
            )
        ) { call in
            let id: RegistrationID = try call.identity()
            return try await services.read(call) { tx in
                guard let found = try await tx.registrations.find([id]).first else { throw StoreError.notFound }
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }
}
