internal import Programme
internal import Store

/// The learning centres, which are nobody's secret.
struct CentreOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, find] + changes }

    static let named: [(String, JSONSchema)] = [("Centre", centre), ("CentreWithRooms", whole)]

    private static let members: [JSONSchema.Member] = [
        .required("id", .identity), .required("version", APISchemas.version), .required("key", .text(1...60)),
        .required("area", JSONSchema.identity.described("The ward that it is of.")),
        .required("name", .text(1...200)), .required("address", .text(0...200)),
        .required("phone", .nullable(.text(0...15))), .required("opened_on", .nullable(.form(.day))),
        .required("closed_on", .nullable(.form(.day)).described("From this day on nothing is held in it.")),
    ]

    private static let centre = JSONSchema.object(members)

    private static let room = JSONSchema.object([
        .required("id", .identity), .required("name", .text(1...100)),
        .required("seats", .nullable(.integer(1...100_000))),
    ])

    private static let whole = JSONSchema.object(
        members + [.required("rooms", .array(room, most: CentreRepository.most))]
    )

    private static let example: [(String, JSONValue)] = [
        ("id", "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f90"), ("version", 1), ("key", "tt-hoi-phu"),
        ("area", "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f60"), ("name", "Trung tâm phường Hội Phú"), ("address", ""),
        ("phone", .null), ("opened_on", .null), ("closed_on", .null),
    ]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/centres",
            .viewer,
            .init(
                id: "listCentres",
                summary: "The learning centres of all wards, closed ones too, by name.",
                answer: .page(of: .reference("Centre"), most: CentreRepository.most),
                answerExample: ["items": [JSONValue(members: Self.example)], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.centres.list().map { JSONValue(members: Self.values($0)) }, next: nil)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/centres/{id}",
            .viewer,
            .init(
                id: "getCentre",
                summary: "One centre with its rooms.",
                answer: .reference("CentreWithRooms"),
                answerExample: JSONValue(members: Self.example + [("rooms", [])]),
                hasVersion: true
            )
        ) { call in
            let id: CentreID = try call.identity()
            return try await services.read(call) { tx in
                let (centre, rooms) = try await tx.centres.find(id)
                let list = rooms.map { room -> JSONValue in
                    ["id": JSONValue(room.id), "name": .string(room.name), "seats": JSONValue(room.seats)]
                }
                let document = JSONValue(members: Self.values(centre) + [("rooms", .array(list))])
                return APIAnswer(document, version: centre.version)
            }
        }
    }

    private static func values(_ centre: StoredCentre) -> [(String, JSONValue)] {
        let record = centre.record
        return [
            ("id", JSONValue(centre.id)), ("version", .integer(centre.version)), ("key", .string(record.key)),
            ("area", JSONValue(record.area)), ("name", .string(record.name)), ("address", .string(record.address)),
            ("phone", JSONValue(record.phone)), ("opened_on", JSONValue(record.openedOn)),
            ("closed_on", JSONValue(record.closedOn)),
        ]
    }
}
