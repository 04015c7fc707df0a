internal import Programme
internal import Store

/// `/programme/funds`: funds for learning, with what came in and left.
enum FundSection: WorkSection {
    static let words = WorkWords(
        path: "funds",
        name: "Fund",
        title: Phrase("Quỹ khuyến học", "Funds"),
        add: Phrase("Lập quỹ", "Open a fund"),
        none: Phrase("Chưa có quỹ nào.", "There are no funds yet."),
        about: Phrase(
            "Thu, chi, tồn quỹ; sai thì ghi đảo, không sửa.",
            "Income, spending, balance; mistakes are reversed."
        ),
        file: "quy-khuyen-hoc.xlsx",
        hasYears: false
    )

    private static let amounts = 0...Int(1_000_000_000_000_000)

    static let fields = [
        WorkField("name", Phrase("Tên quỹ", "Name"), .line(200), isRequired: true),
        WorkField("opened_on", Phrase("Lập ngày", "Opened on"), .day),
        WorkField(
            "closed_on",
            Phrase("Đóng ngày", "Closed on"),
            .day,
            help: Phrase("Để trống nếu còn hoạt động.", "Empty while it is open.")
        ),
    ]
    static let outcomes = [
        WorkField("income", Phrase("Tổng thu (đồng)", "Income (đồng)"), .number(amounts), isRequired: true),
        WorkField("spending", Phrase("Tổng chi (đồng)", "Spending (đồng)"), .number(amounts), isRequired: true),
        WorkField("balance", Phrase("Tồn quỹ (đồng)", "Balance (đồng)"), .number(amounts), isRequired: true),
    ]
    static let columns = ["name", "income", "spending", "balance"]

    static let example: [(String, JSONValue)] = [
        ("name", "Quỹ khuyến học phường"), ("opened_on", "2014-09-05"), ("closed_on", .null), ("income", 62_500_000),
        ("spending", 40_000_000), ("balance", 22_500_000),
    ]

    /// Of an entry that is added.
    static let entryFields = [
        WorkField(
            "direction",
            Phrase("Thu hay chi", "Income or spending"),
            WorkField.choices(FundDirection.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField(
            "kind",
            Phrase("Khoản", "Kind"),
            WorkField.choices(FundEntryKind.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField("amount", Phrase("Số tiền (đồng)", "Amount (đồng)"), .number(FundLedger.amounts), isRequired: true),
        WorkField("entered_on", Phrase("Ngày", "Day"), .day, isRequired: true),
        WorkField("document", Phrase("Số chứng từ", "Receipt"), .line(60)),
        WorkField("note", Phrase("Diễn giải", "About"), .line(500)),
    ]

    /// Of one that is taken back.
    static let reversalFields = [
        WorkField("entry", Phrase("Khoản ghi sai", "The entry"), .record, isRequired: true),
        WorkField("reason", Phrase("Lý do", "Why"), .line(500), isRequired: true),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredFund> {
        var funds = try await tx.funds.list()
        if let after = ask.after.flatMap(FundID.init) {
            guard let place = funds.firstIndex(where: { $0.id == after }) else { throw StoreError.notFound }
            funds.removeFirst(place + 1)
        }
        return WorkPage(funds, limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: FundID) async throws -> StoredFund { try await tx.funds.find(id) }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> FundID {
        try await tx.funds.insert(name: values.line("name"), openedOn: values.day("opened_on"))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: FundID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.funds.update(
            id,
            version: version,
            name: values.line("name"),
            openedOn: values.day("opened_on"),
            closedOn: values.day("closed_on")
        )
    }

    static var removal: (@Sendable (TenantTransaction, FundID, Int) async throws -> Void)? { nil }

    static func id(_ item: StoredFund) -> FundID { item.id }
    static func version(_ item: StoredFund) -> Int { item.version }

    static func values(_ item: StoredFund) -> [(String, JSONValue)] {
        [
            ("name", .string(item.name)), ("opened_on", JSONValue(item.openedOn)),
            ("closed_on", JSONValue(item.closedOn)), ("income", .integer(item.income)),
            ("spending", .integer(item.spending)), ("balance", .integer(item.balance)),
        ]
    }

    static func parts(_ item: StoredFund, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart] {
        let language = scene.language
        let entries = try await tx.funds.entries(of: item.id)
        let headings = [
            Phrase("Ngày", "Day"), Phrase("Thu, chi", "Side"), Phrase("Khoản", "Kind"), Phrase("Số tiền", "Amount"),
            Phrase("Chứng từ", "Receipt"), Phrase("Diễn giải", "About"), Phrase("Tồn", "Balance"),
        ]
        let reversed = Phrase("đã ghi đảo", "taken back").text(in: language)
        let lines = entries.map { entry in
            WorkTable.Line(
                texts: [
                    entry.record.enteredOn.vietnamese,
                    Phrase(entry.record.direction.vietnameseName, entry.record.direction.englishName).text(
                        in: language
                    ),
                    Phrase(entry.record.kind.vietnameseName, entry.record.kind.englishName).text(in: language),
                    Number.text(entry.record.amount, in: language), entry.record.document, entry.record.note,
                    Number.text(entry.balance, in: language),
                ],
                alert: entry.reversedBy == nil ? nil : reversed
            )
        }
        let table = WorkTable(
            headings.map { $0.text(in: language) },
            lines,
            none: Phrase("Chưa có thu chi nào.", "There are no entries yet.").text(in: language)
        )
        let deeds = scene.mayEdit ? deeds(item, entries, scene) : []
        return [WorkPart(Phrase("Thu chi", "Entries").text(in: language), table, deeds: deeds)]
    }

    private static func deeds(_ item: StoredFund, _ entries: [StoredFundEntry], _ scene: WorkScene) -> [WorkDeed] {
        let language = scene.language
        let base = "\(path)/\(item.id)/entries"
        let add = WorkDeed(
            base,
            Phrase("Ghi thu, chi", "Add an entry").text(in: language),
            entryFields,
            scene,
            filled: ["entered_on": scene.today.vietnamese, "direction": FundDirection.income.rawValue]
        )
        let mendable = entries.filter { $0.reversedBy == nil && $0.reverses == nil }.map { entry in
            let text =
                "\(entry.record.enteredOn.vietnamese) \(Number.text(entry.record.amount, in: language))đ \(entry.record.note)"
            return WorkField.Choice(code: entry.id.description, name: Phrase(text, text))
        }
        guard !mendable.isEmpty else { return [add] }
        let reverse = WorkDeed(
            "\(base)/reversal",
            Phrase("Ghi đảo một khoản sai", "Take a wrong entry back").text(in: language),
            reversalFields,
            scene,
            offered: ["entry": mendable]
        )
        return [add, reverse]
    }

    /// The entry that a document or a form describes.
    static func entry(_ values: JSONObject) throws -> FundEntry {
        FundEntry(
            direction: try values.option("direction", of: FundDirection.self),
            kind: try values.option("kind", of: FundEntryKind.self),
            amount: values.number("amount") ?? 0,
            enteredOn: try values.requiredDay("entered_on"),
            document: values.line("document"),
            note: values.line("note")
        )
    }
}
