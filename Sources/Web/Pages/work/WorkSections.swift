internal import Intake
internal import Programme
internal import Store

/// What the pages of all kinds of the programme's work have in common.
enum WorkSections {
    /// Years that lists offer, this one and some before.
    static let yearsBack = 12

    /// Whether the officer may change the programme's work: an editor of the whole tenant.
    static func mayEdit(_ officer: SignedInOfficer) -> Bool {
        officer.context.role >= .editor && officer.context.part == .wholeTenant
    }

    /// The year that an address asks for; nil for all, or for what is none.
    static func year(_ request: WebRequest) -> Int? {
        request.query["year"].flatMap { Int($0) }.flatMap { WorkDefect.years.contains($0) ? $0 : nil }
    }

    /// The version that a form names.
    /// - Throws: `Problem.badRequest`.
    static func version(_ sent: FormFields) throws(Problem) -> Int {
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        return version
    }

    /// The field that a refusal is about: the one it names, or the first.
    static func field(of refusal: StoreRefusal, in fields: [WorkField]) -> String {
        let day = fields.last { if case .day = $0.shape { true } else { false } }?.name
        let named = refusal == .workDates ? day : refusal.field
        return fields.first { $0.name == named }?.name ?? fields.first?.name ?? ""
    }

    /// What a form is filled with.
    static func texts(_ values: [(String, JSONValue)], _ fields: [WorkField]) -> [String: String] {
        let values = JSONValue(members: values).members ?? JSONObject()
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.typed(values[$0.name])) })
    }

    /// What the fields of records offer, by field.
    static func offered<Section: WorkSection>(
        _: Section.Type,
        _ tx: TenantTransaction
    ) async throws -> [String: [WorkField.Choice]] {
        var offered: [String: [WorkField.Choice]] = [:]
        for field in Section.fields + Section.outcomes {
            if case .record = field.shape { offered[field.name] = try await Section.offered(field.name, tx) }
        }
        return offered
    }

    /// What is said after something was done.
    static func notice(_ request: WebRequest) -> Phrase? {
        switch request.query["done"] {
        case "saved"?: Phrase("Đã lưu.", "Saved.")
        case "removed"?: Phrase("Đã xóa.", "Removed.")
        default: nil
        }
    }
}

extension WorkField {
    /// The value in a workbook, which is in Vietnamese.
    func cell(_ value: JSONValue?, offered: [Choice]) -> WorkList.Cell {
        switch (shape, value) {
        // a year has no full stop in it
        case (.number, .integer(let number)?): name == "year" ? .text(String(number)) : .number(number)
        case (.day, .string(let text)?): CalendarDay(text).map { .day($0) } ?? .text(text)
        case (_, nil), (_, .null?): .empty
        default: .text(text(value, offered: offered, in: .vietnamese))
        }
    }
}
