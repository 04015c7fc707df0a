internal import Programme
internal import Store

/// `/programme/roll`: who is to be trained, and how many are.
enum RollSection: WorkSection {
    static let words = WorkWords(
        path: "roll",
        name: "RollPerson",
        title: Phrase("Danh sách cần tập huấn", "Who is to be trained"),
        add: Phrase("Thêm người vào danh sách", "Add somebody to the roll"),
        none: Phrase("Chưa có ai trong danh sách.", "Nobody is on the roll yet."),
        about: Phrase(
            "Cán bộ Hội Khuyến học và người quản lý trung tâm: ai đã, ai chưa tập huấn. Chỉ tiêu là 100 %.",
            "The Association's officers and those who run centres: who was trained and who was not. The target is 100%."
        ),
        file: "danh-sach-tap-huan.xlsx",
        hasYears: false
    )

    static let fields = [
        WorkField("full_name", Phrase("Họ và tên", "Name"), .line(100), isRequired: true),
        WorkField("audience", Phrase("Danh sách", "Roll"), TrainingSection.audience, isRequired: true),
        WorkField("position", Phrase("Chức vụ", "Position"), .line(100)),
        WorkField("from_on", Phrase("Giữ nhiệm vụ từ", "Since"), .day),
        WorkField("to_on", Phrase("Thôi nhiệm vụ ngày", "Until"), .day),
    ]
    static let outcomes = [WorkField("trained_on", Phrase("Tập huấn lần cuối", "Last trained on"), .day)]
    static let columns = ["full_name", "audience", "position", "trained_on", "to_on"]
    static let fixed: Set<String> = ["audience"]

    static let example: [(String, JSONValue)] = [
        ("full_name", "Siu H'Nga"), ("audience", "association_officer"), ("position", "Chi hội trưởng"),
        ("from_on", "2024-03-01"), ("to_on", .null), ("trained_on", "2026-04-08"),
    ]

    /// Both rolls, one behind the other; each is short enough for one page.
    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<TrainedPerson> {
        var people: [TrainedPerson] = []
        for audience in TrainingAudience.allCases { people += try await tx.roll.trained(of: audience) }
        if let after = ask.after.flatMap(RollPersonID.init) {
            guard let place = people.firstIndex(where: { $0.id == after }) else { throw StoreError.notFound }
            people.removeFirst(place + 1)
        }
        return WorkPage(people, limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: RollPersonID) async throws -> TrainedPerson {
        let person = try await tx.roll.find(id)
        guard let found = try await tx.roll.trained(of: person.record.audience).first(where: { $0.id == id }) else {
            throw StoreError.notFound
        }
        return found
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> RollPersonID {
        try await tx.roll.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: RollPersonID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.roll.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, RollPersonID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.roll.remove(id, version: version) }
    }

    static func id(_ item: TrainedPerson) -> RollPersonID { item.id }
    static func version(_ item: TrainedPerson) -> Int { item.version }

    static func values(_ item: TrainedPerson) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("full_name", .string(record.fullName)), ("audience", .string(record.audience.rawValue)),
            ("position", .string(record.position)), ("from_on", JSONValue(record.from)),
            ("to_on", JSONValue(record.through)), ("trained_on", JSONValue(item.trainedOn)),
        ]
    }

    /// A name with its position, to choose from.
    static func title(_ record: RollPerson) -> Phrase {
        let text = record.position.isEmpty ? record.fullName : "\(record.fullName), \(record.position)"
        return Phrase(text, text)
    }

    private static func record(_ values: JSONObject) throws -> RollPerson {
        RollPerson(
            audience: try values.option("audience", of: TrainingAudience.self),
            fullName: values.line("full_name"),
            position: values.line("position"),
            from: values.day("from_on"),
            through: values.day("to_on")
        )
    }
}
