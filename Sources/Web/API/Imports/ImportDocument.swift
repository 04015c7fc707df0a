internal import Intake
internal import Programme

/// The settings of an import as a program sent them.
enum ImportDocument {
    /// The settings with what was sent put in its place.
    /// - Throws: `Problem.invalid` for a column that the list does not have.
    static func settings(_ body: JSONObject, from before: ImportSettings) throws(Problem) -> ImportSettings {
        var settings = before
        if let columns = body["columns"]?.elements {
            settings.mapping = try mapping(columns, from: before.mapping)
            settings.mappingSource = .chosen
        }
        if let order = body["date_order"] { settings.dateOrder = order.text.flatMap(DateReading.Order.init(rawValue:)) }
        if let day = body["area_day"]?.text.flatMap(CalendarDay.init) { settings.areaDay = day }
        if body["default_branch"] != nil { settings.defaultBranch = APICall.identity("default_branch", in: body) }
        if body["default_area"] != nil { settings.defaultArea = APICall.identity("default_area", in: body) }
        if let creates = body["creates_branches"]?.flag { settings.createsBranches = creates }
        if let mode = body["mode"]?.text.flatMap(ImportSettings.Mode.init(rawValue:)) { settings.mode = mode }
        return settings
    }

    private static func mapping(_ columns: [JSONValue], from before: ColumnMapping) throws(Problem) -> ColumnMapping {
        var mapping = before
        for (place, column) in columns.enumerated() {
            let field = "columns.\(place).column"
            guard let index = mapping.columns.firstIndex(where: { $0.column == column["column"]?.whole }),
                let role = column["role"]?.text.flatMap(ColumnRole.init(rawValue:))
            else {
                let message = Phrase("Danh sách không có cột này.", "The list has no such column.")
                throw Problem(invalid: [Problem.Detail(field: field, code: "import.no_such_column", message: message)])
            }
            mapping.columns[index].role = role
            if let encoding = column["encoding"] {
                mapping.columns[index].encoding = encoding.text.flatMap(LegacyEncoding.init(rawValue:))
            }
        }
        return mapping
    }
}
