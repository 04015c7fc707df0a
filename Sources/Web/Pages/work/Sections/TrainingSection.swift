internal import Programme
internal import Store

/// `/programme/trainings`: trainings of officers of the Association and of those who run centres, with who came.
enum TrainingSection: WorkSection {
    static let words = WorkWords(
        path: "trainings",
        name: "Training",
        title: Phrase("Tập huấn", "Trainings"),
        add: Phrase("Ghi lớp tập huấn", "Add a training"),
        none: Phrase("Chưa có lớp tập huấn nào.", "There are no trainings yet."),
        about: Phrase(
            "Tập huấn cán bộ Hội Khuyến học và người quản lý trung tâm, kể cả công nghệ thông tin.",
            "Trainings of the Association's officers and of those who run centres, computing included."
        ),
        file: "tap-huan.xlsx"
    )

    static let audience = WorkField.choices(TrainingAudience.self) { Phrase($0.vietnameseName, $0.englishName) }

    static let fields = [
        WorkField("title", Phrase("Nội dung", "About"), .line(300), isRequired: true),
        WorkField("audience", Phrase("Đối tượng", "For"), audience, isRequired: true),
        WorkField("is_computing", Phrase("Về công nghệ thông tin", "About computing"), .flag),
        WorkField("host", Phrase("Đơn vị tổ chức", "Held by"), .line(200)),
        WorkField("place", Phrase("Nơi tổ chức", "Place"), .line(200)),
        WorkField("held_on", Phrase("Từ ngày", "From"), .day, isRequired: true),
        WorkField("ends_on", Phrase("Đến ngày", "Until"), .day, isRequired: true),
        WorkField("hours", Phrase("Số giờ", "Hours"), .number(1...1000), isRequired: true),
    ]
    static let columns = ["title", "audience", "held_on", "hours", "is_computing"]
    static let fixed: Set<String> = ["audience"]

    static let example: [(String, JSONValue)] = [
        ("title", "Nâng cao nhận thức về xã hội học tập"), ("audience", "association_officer"),
        ("is_computing", false), ("host", "Hội Khuyến học thành phố"), ("place", ""), ("held_on", "2026-04-08"),
        ("ends_on", "2026-04-09"), ("hours", 12),
    ]

    /// Of somebody who came.
    static let personFields = [WorkField("person", Phrase("Người dự", "Who came"), .record, isRequired: true)]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredTraining> {
        try await tx.trainings.list(in: ask.year, after: ask.after.flatMap(TrainingID.init), limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: TrainingID) async throws -> StoredTraining {
        try await tx.trainings.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> TrainingID {
        try await tx.trainings.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: TrainingID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.trainings.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, TrainingID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.trainings.remove(id, version: version) }
    }

    static func id(_ item: StoredTraining) -> TrainingID { item.id }
    static func version(_ item: StoredTraining) -> Int { item.version }

    static func values(_ item: StoredTraining) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("title", .string(record.title)), ("audience", .string(record.audience.rawValue)),
            ("is_computing", .boolean(record.isComputing)), ("host", .string(record.host)),
            ("place", .string(record.place)), ("held_on", JSONValue(record.heldOn)),
            ("ends_on", JSONValue(record.endsOn)), ("hours", .integer(record.hours)),
        ]
    }

    /// Who came, for officers of the whole tenant.
    static func parts(_ item: StoredTraining, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart] {
        guard tx.context.part == .wholeTenant else { return [] }
        let language = scene.language
        let base = "\(path)/\(item.id)/people"
        let version = ("version", String(item.version))
        let people = try await tx.trainings.people(of: item.id)
        var deeds: [WorkDeed] = []
        if scene.mayEdit {
            let there = Set(people.map(\.id))
            let others = try await tx.roll.trained(of: item.record.audience).filter {
                !there.contains($0.id) && $0.record.isOnRoll(on: item.record.heldOn)
            }
            if !others.isEmpty {
                let choices = others.map {
                    WorkField.Choice(code: "\($0.id)", name: RollSection.title($0.record))
                }
                deeds = [
                    WorkDeed(
                        base,
                        Phrase("Thêm người dự", "Add somebody who came").text(in: language),
                        personFields,
                        scene,
                        [version],
                        offered: ["person": choices]
                    ),
                    WorkDeed(
                        "\(base)/all",
                        Phrase("Cả danh sách đã dự", "Everybody on the roll came").text(in: language),
                        [version]
                    ),
                ]
            }
        }
        let lines = people.map { person in
            WorkTable.Line(
                texts: [person.record.fullName, person.record.position],
                deeds: scene.mayEdit
                    ? [
                        WorkDeed(
                            "\(base)/removal",
                            Phrase("Bỏ", "Take off").text(in: language),
                            [version, ("person", person.id.description)]
                        )
                    ] : []
            )
        }
        let table = WorkTable(
            [Phrase("Họ và tên", "Name"), Phrase("Chức vụ", "Position")].map { $0.text(in: language) },
            lines,
            none: Phrase("Chưa ghi ai dự.", "Nobody is recorded yet.").text(in: language)
        )
        let note = Phrase("{0} người", "{0} people").text(in: language, Number.text(people.count, in: language))
        return [WorkPart(Phrase("Người dự", "Who came").text(in: language), note: note, table, deeds: deeds)]
    }

    private static func record(_ values: JSONObject) throws -> Training {
        Training(
            audience: try values.option("audience", of: TrainingAudience.self),
            title: values.line("title"),
            isComputing: values["is_computing"]?.flag ?? false,
            host: values.line("host"),
            place: values.line("place"),
            heldOn: try values.requiredDay("held_on"),
            endsOn: try values.requiredDay("ends_on"),
            hours: values.number("hours") ?? 0
        )
    }
}
