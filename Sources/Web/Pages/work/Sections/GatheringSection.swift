internal import Programme
internal import Store

/// `/programme/gatherings`: workshops, consultations, study visits, reviews and launches.
enum GatheringSection: WorkSection {
    static let words = WorkWords(
        path: "gatherings",
        name: "Gathering",
        title: Phrase("Hội thảo, lấy ý kiến, tham quan", "Workshops, consultations, visits"),
        add: Phrase("Ghi hội thảo, hội nghị, chuyến đi", "Add a gathering"),
        none: Phrase("Chưa có hội thảo, hội nghị nào.", "There are no gatherings yet."),
        about: Phrase(
            "Hội thảo, lấy ý kiến về mô hình, tham quan học tập kinh nghiệm, sơ kết, tổng kết, phát động phong trào.",
            "Workshops and consultations about the models, study visits, reviews, the launch of the movement."
        ),
        file: "hoi-thao.xlsx"
    )

    static let fields = [
        WorkField("title", Phrase("Nội dung", "About"), .line(300), isRequired: true),
        WorkField(
            "kind",
            Phrase("Loại", "Kind"),
            WorkField.choices(GatheringKind.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField("held_on", Phrase("Ngày", "Day"), .day, isRequired: true),
        WorkField("place", Phrase("Nơi tổ chức", "Place"), .line(200)),
        WorkField("partner", Phrase("Phối hợp với", "With"), .line(200)),
        WorkField("participants", Phrase("Số người dự", "Participants"), .number(0...1_000_000)),
        WorkField("contributions", Phrase("Số ý kiến góp ý", "Opinions given"), .number(0...1_000_000)),
        WorkField("conclusions", Phrase("Kết luận, kinh nghiệm rút ra", "Conclusions"), .long(4000)),
    ]
    static let columns = ["title", "kind", "held_on", "participants", "contributions"]

    static let example: [(String, JSONValue)] = [
        ("title", "Góp ý tiêu chí Cộng đồng học tập"), ("kind", "consultation"), ("held_on", "2026-03-12"),
        ("place", "Hội trường UBND phường"), ("partner", "Mặt trận Tổ quốc"), ("participants", 45),
        ("contributions", 17), ("conclusions", ""),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredGathering> {
        try await tx.gatherings.list(in: ask.year, after: ask.after.flatMap(GatheringID.init), limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: GatheringID) async throws -> StoredGathering {
        try await tx.gatherings.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> GatheringID {
        try await tx.gatherings.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: GatheringID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.gatherings.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, GatheringID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.gatherings.remove(id, version: version) }
    }

    static func id(_ item: StoredGathering) -> GatheringID { item.id }
    static func version(_ item: StoredGathering) -> Int { item.version }

    static func values(_ item: StoredGathering) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("title", .string(record.title)), ("kind", .string(record.kind.rawValue)),
            ("held_on", JSONValue(record.heldOn)), ("place", .string(record.place)),
            ("partner", .string(record.partner)), ("participants", JSONValue(record.participants)),
            ("contributions", JSONValue(record.contributions)), ("conclusions", .string(record.conclusions)),
        ]
    }

    private static func record(_ values: JSONObject) throws -> Gathering {
        Gathering(
            kind: try values.option("kind", of: GatheringKind.self),
            title: values.line("title"),
            place: values.line("place"),
            partner: values.line("partner"),
            heldOn: try values.requiredDay("held_on"),
            participants: values.number("participants"),
            contributions: values.number("contributions"),
            conclusions: values.line("conclusions")
        )
    }
}
