internal import Programme
internal import Store

/// The areas of the state, which are nobody's secret.
struct AreaOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, find] }

    static let longestPage = 1000
    private static let example: JSONValue = [
        "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60", "key": "dien-hong-2025", "kind": "ward", "name": "Diên Hồng",
        "title": "Phường Diên Hồng", "code": "23563", "parent": .null, "from": "2025-07-01", "through": .null,
    ]
    private static let lifeExample: JSONValue = [
        "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60", "key": "dien-hong-2025", "kind": "ward",
        "names": [["value": "Diên Hồng", "from": "2025-07-01", "through": .null]],
        "codes": [["value": "23563", "from": "2025-07-01", "through": .null]], "parents": [], "successions": [],
        "note": "", "from": "2025-07-01", "through": .null,
    ]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/areas",
            .viewer,
            .init(
                id: "listAreas",
                summary: "The areas that there were on a day: provinces, wards and communes, hamlets.",
                query: [
                    .optional("on", JSONSchema.form(.day).described("Today if it is left out.")),
                    .optional("parent", JSONSchema.identity.described("Only those directly below this one.")),
                    .optional(
                        "level",
                        JSONSchema.integer(1...3).described("1 provinces, 2 wards and communes, 3 hamlets.")
                    ),
                ] + APISchemas.paging(most: Self.longestPage),
                answer: .page(of: .reference("Area"), most: Self.longestPage),
                answerExample: ["items": [Self.example], "next": .null]
            )
        ) { call in
            let day = call.query["on"]?.text.flatMap(CalendarDay.init) ?? .inVietnam()
            let parent: AreaID? = APICall.identity("parent", in: call.query)
            let level = call.query["level"]?.whole
            let after: AreaID? = try APICursor.identity(call.query["cursor"]?.text)
            let areas = try await services.areas.history.areas(on: day).filter { area in
                (parent == nil || area.parent(on: day) == parent) && (level == nil || area.kind.level == level)
            }
            return try APICursor.page(of: areas, \.id, after: after, limit: call.limit(usual: 200)) {
                JSONValue($0, on: day)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/areas/{id}",
            .viewer,
            .init(
                id: "getArea",
                summary: "One area with its whole life: names, codes, places, and what became of its land.",
                answer: .reference("AreaLife"),
                answerExample: Self.lifeExample
            )
        ) { call in
            let id: AreaID = try call.identity()
            let history = try await services.areas.history
            guard let area = history.area(id) else { throw Problem(.notFound) }
            let steps = history.successions.filter { $0.from == id || $0.to == id }
            return APIAnswer(JSONValue(area, steps))
        }
    }
}

extension JSONValue {
    init(_ area: Area, on day: CalendarDay) {
        self = [
            "id": JSONValue(area.id), "key": .string(area.key), "kind": .string(area.kind.rawValue),
            "name": .string(area.name(on: day)), "title": .string(area.title(on: day)),
            "code": JSONValue(area.code(on: day)), "parent": JSONValue(area.parent(on: day)),
            "from": JSONValue(area.validity.from), "through": JSONValue(area.validity.through),
        ]
    }

    init(_ area: Area, _ steps: [AreaSuccession]) {
        self = [
            "id": JSONValue(area.id), "key": .string(area.key), "kind": .string(area.kind.rawValue),
            "names": .array(area.names.map { Self.dated(.string($0.value), $0.validity) }),
            "codes": .array(area.codes.map { Self.dated(.string($0.value), $0.validity) }),
            "parents": .array(area.parents.map { Self.dated(JSONValue($0.value), $0.validity) }),
            "successions": .array(steps.map { JSONValue($0) }), "note": .string(area.note),
            "from": JSONValue(area.validity.from), "through": JSONValue(area.validity.through),
        ]
    }

    private init(_ step: AreaSuccession) {
        self = [
            "from": JSONValue(step.from), "to": JSONValue(step.to), "kind": .string(step.kind.rawValue),
            "date": JSONValue(step.date), "legal_basis": .string(step.legalBasis),
        ]
    }

    private static func dated(_ value: JSONValue, _ validity: Validity) -> JSONValue {
        ["value": value, "from": JSONValue(validity.from), "through": JSONValue(validity.through)]
    }
}
