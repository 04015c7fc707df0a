internal import Programme
internal import Store

/// What criteria look like in JSON, with an invented example.
enum CriteriaSchemas {
    static let named: [(String, JSONSchema)] = [
        ("CriteriaItem", item), ("CriteriaLevel", level), ("CriteriaDraft", .object(head)), ("CriteriaDetail", detail),
    ]

    private static let points = JSONSchema.nullable(TitleSchemas.points)
    private static let months = JSONSchema.nullable(.integer(1...600))

    private static let item = JSONSchema.object([
        .required("code", .text(1...20)), .optional("parent", .nullable(.text(1...20))),
        .required("name", .text(1...1000)),
        .optional("measure", .choice(CriteriaMeasure.allCases.map(\.rawValue))),
        .optional("maximum", points.described("Null where it is not known, or none are given.")),
        .optional("from_level", .integer(1...CriteriaSet.mostLevels)),
        .optional("exception", .nullable(.choice(CriteriaException.allCases.map(\.rawValue)))),
        .optional("treatment", .nullable(.choice(CriteriaTreatment.allCases.map(\.rawValue)))),
        .optional("is_known", JSONSchema.boolean.described("False: its text could not be read in full.")),
        .optional("share_of", JSONSchema.nullable(.text(1...40)).described("The key of a title; computed.")),
    ])

    private static let level = JSONSchema.object([
        .required("name", .text(1...100)), .optional("pass_favourable", points), .optional("pass_difficult", points),
        .optional("wait_months", months), .optional("validity_months", months),
        .optional(
            "conditions",
            .array(
                .object([.required("title", .text(1...40)), .required("percent", TitleSchemas.points)]),
                most: 100
            )
        ),
    ])

    private static let head: [JSONSchema.Member] = [
        .required("key", .text(2...40)), .required("version", .integer(1...10_000)), .required("title", .text(1...40)),
        .required("name", .text(1...200)), .optional("legal_basis", .text(0...200)),
        .optional("jurisdiction", .text(1...200)),
        .optional("zone", .nullable(.choice(SubjectZone.allCases.map(\.rawValue)))),
        .optional("valid_from", .nullable(.form(.day))), .optional("valid_to", .nullable(.form(.day))),
        .optional("maximum", points), .optional("is_demo", .boolean),
        .required("items", .array(.reference("CriteriaItem"), most: CriteriaSet.mostItems)),
        .required("levels", .array(.reference("CriteriaLevel"), most: CriteriaSet.mostLevels)),
    ]

    private static let detail = JSONSchema.object(
        [
            .required("id", .identity), .required("status", .choice(CriteriaSet.Status.allCases.map(\.rawValue))),
            .required("activated_at", .nullable(.form(.instant))), .required("retired_at", .nullable(.form(.instant))),
            .required(
                "missing",
                JSONSchema.array(
                    .object([
                        .required("defect", .choice(CriteriaDefect.Kind.allCases.map(\.rawValue))),
                        .required("code", .text(0...20)),
                    ]),
                    most: 10_000
                ).described("What keeps it from being used: with the code of a criterion, or the number of a level.")
            ),
        ] + head
    )

    /// The set of a `CriteriaDraft`.
    /// - Throws: `Problem.invalid` for points that are none.
    static func set(_ body: JSONObject) throws(Problem) -> CriteriaSet {
        var set = CriteriaSet(
            key: body["key"]?.text ?? "",
            version: body["version"]?.whole ?? 0,
            title: body["title"]?.text ?? "",
            name: body["name"]?.text ?? "",
            legalBasis: body["legal_basis"]?.text ?? "",
            jurisdiction: body["jurisdiction"]?.text ?? "Toàn quốc",
            zone: body["zone"]?.text.flatMap(SubjectZone.init(rawValue:)),
            validFrom: ClassDocument.day("valid_from", in: body),
            validTo: ClassDocument.day("valid_to", in: body),
            maximum: try points(body["maximum"], at: "maximum"),
            isDemo: body["is_demo"]?.flag ?? false
        )
        for (index, value) in (body["items"]?.elements ?? []).enumerated() {
            set.items.append(try item(value, at: "items.\(index)"))
        }
        for (index, value) in (body["levels"]?.elements ?? []).enumerated() {
            set.levels.append(try level(value, at: "levels.\(index)"))
        }
        return set
    }

    private static func item(_ value: JSONValue, at place: String) throws(Problem) -> CriteriaItem {
        CriteriaItem(
            value["code"]?.text ?? "",
            in: value["parent"]?.text,
            name: value["name"]?.text ?? "",
            measure: value["measure"]?.text.flatMap(CriteriaMeasure.init(rawValue:)) ?? .points,
            maximum: try points(value["maximum"], at: "\(place).maximum"),
            fromLevel: value["from_level"]?.whole ?? 1,
            exception: value["exception"]?.text.flatMap(CriteriaException.init(rawValue:)),
            treatment: value["treatment"]?.text.flatMap(CriteriaTreatment.init(rawValue:)),
            isKnown: value["is_known"]?.flag ?? true,
            shareOf: value["share_of"]?.text
        )
    }

    private static func level(_ value: JSONValue, at place: String) throws(Problem) -> CriteriaLevel {
        var level = CriteriaLevel(
            value["name"]?.text ?? "",
            favourable: try points(value["pass_favourable"], at: "\(place).pass_favourable"),
            difficult: try points(value["pass_difficult"], at: "\(place).pass_difficult"),
            waitMonths: value["wait_months"]?.whole,
            validityMonths: value["validity_months"]?.whole
        )
        for (index, condition) in (value["conditions"]?.elements ?? []).enumerated() {
            let percent = try points(condition["percent"], at: "\(place).conditions.\(index).percent")
            level.conditions.append(.init(title: condition["title"]?.text ?? "", percent: percent ?? .zero))
        }
        return level
    }

    private static func points(_ value: JSONValue?, at place: String) throws(Problem) -> Points? {
        guard let text = value?.text else { return nil }
        if let points = Points(typed: text), points > .zero { return points }
        throw Problem(invalid: [Problem.Detail(field: place, .form, "7.5")], as: .invalid)
    }

    // MARK: Examples

    private static let items: JSONValue = [
        ["code": "1", "name": "Việc học của trẻ em", "maximum": "30"],
        [
            "code": "1.1", "parent": "1", "name": "Trẻ em được đến trường đúng độ tuổi", "maximum": "30",
            "exception": "no_children", "treatment": "full",
        ],
        ["code": "2", "name": "Việc học của người lớn", "maximum": "70"],
    ]
    private static let levels: JSONValue = [
        ["name": "Đạt", "pass_favourable": "80", "pass_difficult": "70", "validity_months": 12]
    ]

    static let draftExample: JSONValue = [
        "key": "vi-du", "version": 1, "title": "gia-dinh-hoc-tap", "name": "Bộ tiêu chí ví dụ", "maximum": "100",
        "is_demo": true, "items": items, "levels": levels,
    ]

    static let detailExample: JSONValue = [
        "id": TitleSchemas.id, "status": "draft", "activated_at": .null, "retired_at": .null, "missing": [],
        "key": "vi-du", "version": 1, "title": "gia-dinh-hoc-tap", "name": "Bộ tiêu chí ví dụ", "maximum": "100",
        "is_demo": true, "items": items, "levels": levels,
    ]
}

extension JSONValue {
    init(_ stored: StoredCriteriaSet) {
        let set = stored.set
        let missing = stored.status.isOpen ? set.defects() : []
        self = [
            "id": JSONValue(stored.id), "status": .string(stored.status.rawValue),
            "activated_at": stored.activatedAt.map { JSONValue($0) } ?? .null,
            "retired_at": stored.retiredAt.map { JSONValue($0) } ?? .null,
            "missing": .array(missing.map { ["defect": .string($0.kind.rawValue), "code": .string($0.code)] }),
            "key": .string(set.key), "version": .integer(set.version), "title": .string(set.title),
            "name": .string(set.name), "legal_basis": .string(set.legalBasis),
            "jurisdiction": .string(set.jurisdiction), "zone": JSONValue(set.zone?.rawValue),
            "valid_from": JSONValue(set.validFrom), "valid_to": JSONValue(set.validTo),
            "maximum": JSONValue(set.maximum?.description), "is_demo": .boolean(set.isDemo),
            "items": .array(set.items.map { JSONValue($0) }), "levels": .array(set.levels.map { JSONValue($0) }),
        ]
    }

    private init(_ item: CriteriaItem) {
        self = [
            "code": .string(item.code), "parent": JSONValue(item.parent), "name": .string(item.name),
            "measure": .string(item.measure.rawValue), "maximum": JSONValue(item.maximum?.description),
            "from_level": .integer(item.fromLevel), "exception": JSONValue(item.exception?.rawValue),
            "treatment": JSONValue(item.treatment?.rawValue), "is_known": .boolean(item.isKnown),
            "share_of": JSONValue(item.shareOf),
        ]
    }

    private init(_ level: CriteriaLevel) {
        self = [
            "name": .string(level.name), "pass_favourable": JSONValue(level.passFavourable?.description),
            "pass_difficult": JSONValue(level.passDifficult?.description), "wait_months": JSONValue(level.waitMonths),
            "validity_months": JSONValue(level.validityMonths),
            "conditions": .array(
                level.conditions.map { ["title": .string($0.title), "percent": .string($0.percent.description)] }
            ),
        ]
    }
}
