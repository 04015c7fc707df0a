internal import Programme
internal import Store

/// `/programme/communications`: what was done to make the programme known.
enum CommunicationSection: WorkSection {
    static let words = WorkWords(
        path: "communications",
        name: "Communication",
        title: Phrase("Tuyên truyền", "Communication"),
        add: Phrase("Ghi hoạt động tuyên truyền", "Add an activity"),
        none: Phrase("Chưa có hoạt động tuyên truyền nào.", "There are no activities yet."),
        about: Phrase(
            "Nói chuyện, bài viết, phát thanh, truyền hình, tài liệu: số cuộc, lượt người, số bản.",
            "Talks, articles, radio, television, materials: occasions, turns, copies."
        ),
        file: "tuyen-truyen.xlsx"
    )

    static let fields = [
        WorkField("title", Phrase("Nội dung", "About"), .line(300), isRequired: true),
        WorkField(
            "kind",
            Phrase("Hình thức", "Kind"),
            WorkField.choices(CommunicationKind.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField(
            "medium",
            Phrase("Phương tiện", "Medium"),
            WorkField.choices(CommunicationMedium.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField("held_on", Phrase("Ngày", "Day"), .day, isRequired: true),
        WorkField("audience", Phrase("Đối tượng", "Audience"), .line(200)),
        WorkField("partner", Phrase("Phối hợp với", "With"), .line(200)),
        WorkField("occasions", Phrase("Số cuộc", "Occasions"), .number(1...100_000), isRequired: true),
        WorkField(
            "turns",
            Phrase("Lượt người", "Turns"),
            .number(0...10_000_000),
            help: Phrase("Mỗi lần dự tính một lượt.", "Each visit counts once.")
        ),
        WorkField("copies", Phrase("Số bản tài liệu", "Copies"), .number(0...10_000_000)),
        WorkField("materials", Phrase("Tài liệu, nơi xem lại", "Materials, where to read them"), .long(1000)),
    ]
    static let columns = ["title", "kind", "medium", "held_on", "occasions", "turns"]

    static let example: [(String, JSONValue)] = [
        ("title", "Ngày hội Gia đình học tập"), ("kind", "event"), ("medium", "meeting"), ("held_on", "2026-10-02"),
        ("audience", "Nhân dân phường"), ("partner", "Đài Truyền thanh"), ("occasions", 1), ("turns", 240),
        ("copies", 300), ("materials", "Tờ gấp 4 mô hình"),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredCommunication> {
        try await tx.communications.list(
            in: ask.year,
            after: ask.after.flatMap(CommunicationID.init),
            limit: ask.limit
        )
    }

    static func find(_ tx: TenantTransaction, _ id: CommunicationID) async throws -> StoredCommunication {
        try await tx.communications.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> CommunicationID {
        try await tx.communications.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: CommunicationID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.communications.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, CommunicationID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.communications.remove(id, version: version) }
    }

    static func id(_ item: StoredCommunication) -> CommunicationID { item.id }
    static func version(_ item: StoredCommunication) -> Int { item.version }

    static func values(_ item: StoredCommunication) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("title", .string(record.title)), ("kind", .string(record.kind.rawValue)),
            ("medium", .string(record.medium.rawValue)), ("held_on", JSONValue(record.heldOn)),
            ("audience", .string(record.audience)), ("partner", .string(record.partner)),
            ("occasions", .integer(record.occasions)), ("turns", JSONValue(record.turns)),
            ("copies", JSONValue(record.copies)), ("materials", .string(record.materials)),
        ]
    }

    private static func record(_ values: JSONObject) throws -> Communication {
        Communication(
            kind: try values.option("kind", of: CommunicationKind.self),
            medium: try values.option("medium", of: CommunicationMedium.self),
            title: values.line("title"),
            audience: values.line("audience"),
            partner: values.line("partner"),
            heldOn: try values.requiredDay("held_on"),
            occasions: values.number("occasions") ?? 1,
            turns: values.number("turns"),
            copies: values.number("copies"),
            materials: values.line("materials")
        )
    }
}
