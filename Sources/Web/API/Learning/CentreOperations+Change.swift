internal import HTTPTypes
internal import Programme
internal import Store

extension CentreOperations {
    /// What a ward does with the centres of its own area; to everybody else they are not to be changed.
    var changes: [APIOperation] { [insert, update, addRoom, removeRoom, staffList, addStaff, endStaff] }

    private static let values: [(name: String, schema: JSONSchema)] = [
        ("name", .text(1...200)), ("address", .text(0...200)),
        ("phone", .nullable(JSONSchema.text(0...15).described("Digits alone."))),
        ("opened_on", .nullable(.form(.day))), ("closed_on", .nullable(.form(.day))),
    ]

    private static let staffMember = JSONSchema.object([
        .required("id", .identity), .required("version", APISchemas.version), .required("full_name", .text(1...100)),
        .required("position", .text(1...100)), .required("from", .nullable(.form(.day))),
        .required("through", .nullable(.form(.day))),
    ])

    private static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f91"
    private static let changed: JSONValue = ["id": id, "version": 1]
    private static let identified = JSONSchema.object([.required("id", .identity)])

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/centres",
            .editor,
            .init(
                id: "addCentre",
                summary: "Adds a centre in the ward's own area.",
                effect: .changes,
                body: .object(
                    Self.values.map {
                        $0.name == "name" ? .required($0.name, $0.schema) : .optional($0.name, $0.schema)
                    }
                ),
                bodyExample: ["name": "Trung tâm học tập cộng đồng phường Hội Phú", "opened_on": "2010-01-01"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: Self.changed,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            try await services.change(call) { tx in
                guard let area = try await tx.tenants.own.area else { throw Problem(.forbidden) }
                // a key that nobody types: it names the centre in commands alone
                let empty = CentreRecord(key: "tt-" + CentreID.next().description, area: area, name: "")
                let id = try await tx.centres.insert(try Self.record(call.body, over: empty))
                let version = APISchemas.firstVersion
                return .made(Self.version(id, version), at: "/centres/\(id)", version: version)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/centres/{id}",
            .editor,
            .init(
                id: "changeCentre",
                summary: "Changes what is known of a centre of the ward's own.",
                effect: .changesVersion,
                body: .object(Self.values.map { .optional($0.name, $0.schema) }),
                bodyExample: ["address": "Đường Lý Nam Đế"],
                answer: .reference("RecordVersion"),
                answerExample: Self.changed,
                hasVersion: true,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let id: CentreID = try call.identity()
            return try await services.change(call) { tx in
                let old = try await tx.centres.find(id).centre.record
                let version = try await tx.centres.update(
                    id,
                    version: call.version,
                    try Self.record(call.body, over: old)
                )
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var addRoom: APIOperation {
        APIOperation(
            .post,
            "/centres/{id}/rooms",
            .editor,
            .init(
                id: "addRoom",
                summary: "Adds a room to a centre of the ward's own.",
                effect: .changes,
                body: .object([.required("name", .text(1...100)), .optional("seats", .nullable(.integer(1...100_000)))]
                ),
                bodyExample: ["name": "Hội trường", "seats": 60],
                status: .created,
                answer: Self.identified,
                answerExample: ["id": Self.id],
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let centre: CentreID = try call.identity()
            return try await services.change(call) { tx in
                let name = call.body["name"]?.text ?? ""
                let id = try await tx.centres.addRoom(to: centre, name: name, seats: call.body["seats"]?.whole)
                return .made(["id": JSONValue(id)], at: "/centres/\(centre)")
            }
        }
    }

    private var removeRoom: APIOperation {
        APIOperation(
            .delete,
            "/centres/{id}/rooms/{room}",
            .editor,
            .init(
                id: "removeRoom",
                summary: "Removes a room in which nothing was ever held.",
                effect: .changes,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let (centre, room): (CentreID, RoomID) = (try call.identity(), try call.identity("room"))
            return try await services.change(call) { tx in
                guard try await tx.centres.find(centre).rooms.contains(where: { $0.id == room }) else {
                    throw StoreError.notFound
                }
                try await tx.centres.removeRoom(room)
                return .done
            }
        }
    }

    private var staffList: APIOperation {
        APIOperation(
            .get,
            "/centres/{id}/staff",
            .editor,
            .init(
                id: "listStaff",
                summary: "Who runs a centre, as one's own ward keeps it; others are shown nobody.",
                answer: .page(of: Self.staffMember, most: CentreRepository.most),
                answerExample: [
                    "items": [
                        [
                            "id": Self.id, "version": 1, "full_name": "Nguyễn Văn Bình", "position": "Giám đốc",
                            "from": "2024-01-01", "through": .null,
                        ]
                    ], "next": .null,
                ]
            )
        ) { call in
            let centre: CentreID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.centres.find(centre)
                return .page(try await tx.centres.staff(of: centre).map(Self.document), next: nil)
            }
        }
    }

    private var addStaff: APIOperation {
        APIOperation(
            .post,
            "/centres/{id}/staff",
            .editor,
            .init(
                id: "addStaff",
                summary: "Records who runs a centre from a day on, today if none is named.",
                effect: .changes,
                body: .object([
                    .required("full_name", .text(1...100)), .required("position", .text(1...100)),
                    .optional("from", .nullable(.form(.day))),
                ]),
                bodyExample: ["full_name": "Nguyễn Văn Bình", "position": "Giám đốc"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: Self.changed,
                hasVersion: true,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let centre: CentreID = try call.identity()
            return try await services.change(call) { tx in
                _ = try await tx.centres.find(centre)
                let id = try await tx.centres.addStaff(
                    to: centre,
                    fullName: call.body["full_name"]?.text ?? "",
                    position: call.body["position"]?.text ?? "",
                    from: ClassDocument.day("from", in: call.body) ?? .inVietnam()
                )
                let version = APISchemas.firstVersion
                return .made(Self.version(id, version), at: "/centres/\(centre)/staff", version: version)
            }
        }
    }

    private var endStaff: APIOperation {
        APIOperation(
            .post,
            "/centres/{id}/staff/{staff}/ending",
            .editor,
            .init(
                id: "endStaff",
                summary: "Records until when somebody ran a centre.",
                effect: .changesVersion,
                body: .object([.required("on", .form(.day))]),
                bodyExample: ["on": "2026-06-30"],
                status: .noContent,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let (centre, id): (CentreID, CentreStaffID) = (try call.identity(), try call.identity("staff"))
            guard let day = ClassDocument.day("on", in: call.body) else { throw Problem(.internalError) }
            return try await services.change(call) { tx in
                guard try await tx.centres.staff(of: centre).contains(where: { $0.id == id }) else {
                    throw StoreError.notFound
                }
                try await tx.centres.endStaff(id, version: call.version, on: day)
                return .done
            }
        }
    }

    // MARK: Documents

    private static func version<Subject>(_ id: Identity<Subject>, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }

    private static func document(_ member: CentreStaffMember) -> JSONValue {
        [
            "id": JSONValue(member.id), "version": .integer(member.version), "full_name": .string(member.fullName),
            "position": .string(member.position), "from": JSONValue(member.from), "through": JSONValue(member.through),
        ]
    }

    /// What is not sent stays.
    private static func record(_ body: JSONObject, over old: CentreRecord) throws(Problem) -> CentreRecord {
        var record = old
        record.name = body["name"]?.text ?? old.name
        record.address = body["address"]?.text ?? old.address
        if let phone = body["phone"] {
            let digits = phone.text ?? ""
            guard digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
                throw Problem(invalid: [Problem.Detail(field: "phone", .form, "0-9")])
            }
            record.phone = digits.isEmpty ? nil : digits
        }
        if body["opened_on"] != nil { record.openedOn = ClassDocument.day("opened_on", in: body) }
        if body["closed_on"] != nil { record.closedOn = ClassDocument.day("closed_on", in: body) }
        return record
    }
}
