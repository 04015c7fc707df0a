internal import Programme
internal import Store

/// `/programme/inspections`: inspections, with what they found and what follows.
enum InspectionSection: WorkSection {
    static let words = WorkWords(
        path: "inspections",
        name: "Inspection",
        title: Phrase("Kiểm tra, giám sát", "Inspections"),
        add: Phrase("Ghi cuộc kiểm tra", "Add an inspection"),
        none: Phrase("Chưa có cuộc kiểm tra nào.", "There are no inspections yet."),
        about: Phrase(
            "Kiểm tra, giám sát việc thực hiện; kiến nghị và việc khắc phục.",
            "Inspections of how the programme is carried out; findings, and how they were mended."
        ),
        file: "kiem-tra.xlsx"
    )

    static let fields = [
        WorkField("title", Phrase("Nội dung kiểm tra", "About"), .line(300), isRequired: true),
        WorkField("inspected", Phrase("Đơn vị được kiểm tra", "Inspected"), .line(200), isRequired: true),
        WorkField("leader", Phrase("Trưởng đoàn", "Leader"), .line(100)),
        WorkField("held_on", Phrase("Ngày", "Day"), .day, isRequired: true),
        WorkField("conclusions", Phrase("Kết luận", "Conclusions"), .long(4000)),
    ]
    static let columns = ["title", "inspected", "held_on", "leader"]

    static let example: [(String, JSONValue)] = [
        ("title", "Thực hiện kế hoạch 6 tháng đầu năm"), ("inspected", "Phường Hội Phú"), ("leader", "Nguyễn Văn An"),
        ("held_on", "2026-06-10"), ("conclusions", ""),
    ]

    /// Of a finding that is added.
    static let findingFields = [
        WorkField("finding", Phrase("Tồn tại, kiến nghị", "Finding"), .long(1000), isRequired: true),
        WorkField("measure", Phrase("Việc phải làm", "What is to be done"), .long(1000)),
        WorkField("due_on", Phrase("Hạn khắc phục", "Due"), .day),
    ]

    /// Of one that was mended.
    static let doneFields = [
        WorkField("finding_id", Phrase("Kiến nghị", "Finding"), .record, isRequired: true),
        WorkField("done_on", Phrase("Khắc phục xong ngày", "Mended on"), .day, isRequired: true),
        WorkField("outcome", Phrase("Kết quả khắc phục", "How it was mended"), .long(1000)),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredInspection> {
        try await tx.inspections.list(in: ask.year, after: ask.after.flatMap(InspectionID.init), limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: InspectionID) async throws -> StoredInspection {
        try await tx.inspections.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> InspectionID {
        try await tx.inspections.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: InspectionID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.inspections.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, InspectionID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.inspections.remove(id, version: version) }
    }

    static func id(_ item: StoredInspection) -> InspectionID { item.id }
    static func version(_ item: StoredInspection) -> Int { item.version }

    static func values(_ item: StoredInspection) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("title", .string(record.title)), ("inspected", .string(record.inspected)),
            ("leader", .string(record.leader)), ("held_on", JSONValue(record.heldOn)),
            ("conclusions", .string(record.conclusions)),
        ]
    }

    static func parts(_ item: StoredInspection, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart]
    {
        let language = scene.language
        let base = "\(path)/\(item.id)/findings"
        let findings = try await tx.inspections.findings(of: item.id)
        let lines = findings.map { finding in
            let urgency = finding.urgency(on: scene.today)
            var line = WorkTable.Line(
                texts: [
                    finding.record.finding, finding.record.measure, finding.record.dueOn?.vietnamese ?? "",
                    [finding.doneOn?.vietnamese ?? "", finding.outcome].filter { !$0.isEmpty }.joined(separator: ": "),
                ],
                alert: urgency.flatMap { language == .vietnamese ? $0.vietnamese : $0.english }
            )
            if scene.mayEdit {
                let hidden = [("version", String(finding.version)), ("finding", finding.id.description)]
                line.deeds = [
                    finding.doneOn == nil
                        ? WorkDeed("\(base)/removal", Phrase("Xóa", "Remove").text(in: language), hidden)
                        : WorkDeed("\(base)/opening", Phrase("Chưa xong", "Not mended yet").text(in: language), hidden)
                ]
            }
            return line
        }
        let headings = [
            Phrase("Kiến nghị", "Finding"), Phrase("Việc phải làm", "What is to be done"), Phrase("Hạn", "Due"),
            Phrase("Đã khắc phục", "Mended"),
        ]
        let table = WorkTable(
            headings.map { $0.text(in: language) },
            lines,
            none: Phrase("Chưa có kiến nghị nào.", "There are no findings yet.").text(in: language)
        )
        return [
            WorkPart(
                Phrase("Kiến nghị và khắc phục", "Findings, and what follows").text(in: language),
                table,
                deeds: scene.mayEdit ? deeds(base, findings, scene) : []
            )
        ]
    }

    private static func deeds(_ base: String, _ findings: [StoredFinding], _ scene: WorkScene) -> [WorkDeed] {
        let add = WorkDeed(
            base,
            Phrase("Thêm kiến nghị", "Add a finding").text(in: scene.language),
            findingFields,
            scene
        )
        let open = findings.filter { $0.doneOn == nil }.map {
            WorkField.Choice(code: "\($0.id)", name: Phrase($0.record.finding, $0.record.finding))
        }
        guard !open.isEmpty else { return [add] }
        let done = WorkDeed(
            "\(base)/completion",
            Phrase("Ghi đã khắc phục", "Record what was mended").text(in: scene.language),
            doneFields,
            scene,
            filled: ["done_on": scene.today.vietnamese],
            offered: ["finding_id": open]
        )
        return [add, done]
    }

    private static func record(_ values: JSONObject) throws -> Inspection {
        Inspection(
            title: values.line("title"),
            inspected: values.line("inspected"),
            leader: values.line("leader"),
            heldOn: try values.requiredDay("held_on"),
            conclusions: values.line("conclusions")
        )
    }
}
