internal import Programme
internal import Store

/// `/programme/awards`: scholarships, rewards and help in hardship.
enum AwardSection: WorkSection {
    static let words = WorkWords(
        path: "awards",
        name: "Award",
        title: Phrase("Học bổng, khen thưởng, hỗ trợ", "Scholarships, rewards, help"),
        add: Phrase("Ghi học bổng, khen thưởng, hỗ trợ", "Add an award"),
        none: Phrase("Chưa có suất nào.", "There are no awards yet."),
        about: Phrase("Ai nhận, vì sao, bao nhiêu, từ quỹ nào.", "To whom, for what, how much, and which fund paid."),
        file: "hoc-bong-khen-thuong.xlsx"
    )

    static let fields = [
        WorkField("recipient_name", Phrase("Người nhận", "To whom"), .line(100), isRequired: true),
        WorkField(
            "kind",
            Phrase("Loại", "Kind"),
            WorkField.choices(AwardKind.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField(
            "recipient_kind",
            Phrase("Là", "Who is"),
            WorkField.choices(RecipientKind.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField(
            "amount",
            Phrase("Số tiền (đồng)", "Amount (đồng)"),
            .number(0...FundLedger.amounts.upperBound),
            isRequired: true,
            help: Phrase("Hiện vật: ghi 0 hoặc số tiền quy đổi.", "Things: 0, or what they are worth.")
        ),
        WorkField("awarded_on", Phrase("Ngày trao", "Day"), .day, isRequired: true),
        WorkField("reason", Phrase("Lý do", "For what"), .line(500)),
        WorkField("fund", Phrase("Chi từ quỹ", "Paid by the fund"), .record),
    ]
    static let outcomes = [WorkField("cancelled_on", Phrase("Huỷ ngày", "Cancelled on"), .day)]
    static let columns = ["recipient_name", "kind", "recipient_kind", "amount", "awarded_on", "cancelled_on"]
    static let fixed: Set<String> = ["kind", "amount", "awarded_on", "fund"]

    static let example: [(String, JSONValue)] = [
        ("recipient_name", "Kpă Thuyên"), ("kind", "scholarship"), ("recipient_kind", "pupil"), ("amount", 500_000),
        ("awarded_on", "2026-09-05"), ("reason", "Vượt khó học giỏi"), ("fund", .null), ("cancelled_on", .null),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredAward> {
        try await tx.awards.list(in: ask.year, after: ask.after.flatMap(AwardID.init), limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: AwardID) async throws -> StoredAward {
        try await tx.awards.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> AwardID {
        let award = Award(
            kind: try values.option("kind", of: AwardKind.self),
            recipientKind: try values.option("recipient_kind", of: RecipientKind.self),
            recipientName: values.line("recipient_name"),
            reason: values.line("reason"),
            amount: values.number("amount") ?? 0,
            awardedOn: try values.requiredDay("awarded_on")
        )
        return try await tx.awards.insert(award, from: values.identity("fund"))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: AwardID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.awards.update(
            id,
            version: version,
            recipientKind: try values.option("recipient_kind", of: RecipientKind.self),
            recipientName: values.line("recipient_name"),
            reason: values.line("reason")
        )
    }

    static var removal: (@Sendable (TenantTransaction, AwardID, Int) async throws -> Void)? { nil }

    static func id(_ item: StoredAward) -> AwardID { item.id }
    static func version(_ item: StoredAward) -> Int { item.version }

    static func values(_ item: StoredAward) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("recipient_name", .string(record.recipientName)), ("kind", .string(record.kind.rawValue)),
            ("recipient_kind", .string(record.recipientKind.rawValue)), ("amount", .integer(record.amount)),
            ("awarded_on", JSONValue(record.awardedOn)), ("reason", .string(record.reason)),
            ("fund", JSONValue(item.fund)), ("cancelled_on", JSONValue(item.cancelledOn)),
        ]
    }

    static func offered(_ field: String, _ tx: TenantTransaction) async throws -> [WorkField.Choice] {
        try await tx.funds.list().map {
            WorkField.Choice(code: $0.id.description, name: Phrase($0.name, $0.name))
        }
    }

    static func parts(_ item: StoredAward, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart] {
        guard scene.mayEdit, item.cancelledOn == nil else { return [] }
        let language = scene.language
        let cancel = WorkDeed(
            "\(path)/\(item.id)/cancellation",
            Phrase("Huỷ suất này; tiền trả lại quỹ", "Cancel it; the money goes back").text(in: language),
            [("version", String(item.version))]
        )
        return [WorkPart(Phrase("Nếu ghi sai", "If it is wrong").text(in: language), deeds: [cancel])]
    }
}
