/// Reads areas and their succession from the two files of the seeds: `areas.csv` (key, code, name, kind, valid_from, valid_to,
/// note) and `area_succession.csv` (from, to, kind, date, legal_basis). The caller gives the texts; columns are found by
/// their headings, in any order, and further ones are passed over. An optional column `parent` holds the key of the area above.
package struct AreaTable: Sendable {
    /// Lines read of one file, at most: a country has about 100,000 hamlets.
    package static let mostLines = 200_000

    /// What could be read.
    package let history: AreaHistory
    /// What could not, and what does not fit together.
    package let defects: [AreaDefect]

    /// Reads both texts. `identity` gives the identity of a key: a stored one, or a new one for a key not seen before.
    package init(areas areaText: String, successions successionText: String, identity: (String) -> AreaID) {
        var defects: [AreaDefect] = []
        let areaRows = Self.rows(areaText, needs: ["key", "code", "name", "kind", "valid_from", "valid_to"], &defects)
        var identities: [String: AreaID] = [:]
        for row in areaRows {
            let key = row["key"]
            if !key.isEmpty, identities[key] == nil { identities[key] = identity(key) }
        }
        let areas = areaRows.compactMap { Self.area($0, identities, &defects) }
        let needed = ["from", "to", "kind", "date", "legal_basis"]
        let successions = Self.rows(successionText, needs: needed, &defects)
            .compactMap { Self.succession($0, identities, &defects) }
        history = AreaHistory(areas: areas, successions: successions)
        self.defects = defects + history.defects
    }

    /// One line by the headings.
    private struct Row {
        let line: Int
        let values: [String: String]

        subscript(column: String) -> String { values[column] ?? "" }
    }

    private static func rows(_ text: String, needs columns: [String], _ defects: inout [AreaDefect]) -> [Row] {
        guard let records = CSVRecords.read(text, most: mostLines) else {
            defects.append(.badTable(line: 1, reason: "not CSV, or more than \(mostLines) lines"))
            return []
        }
        let heading = records.first?.fields.map(VietnameseText.clean) ?? []
        let missing = columns.filter { !heading.contains($0) }
        guard missing.isEmpty else {
            defects.append(.badTable(line: 1, reason: "no column " + missing.joined(separator: ", ")))
            return []
        }
        return records.dropFirst().compactMap { record in
            if record.fields.allSatisfy(\.isEmpty) { return nil }
            guard record.fields.count == heading.count else {
                defects.append(.badTable(line: record.line, reason: "\(record.fields.count) columns"))
                return nil
            }
            let values = zip(heading, record.fields.map(VietnameseText.clean))
            return Row(line: record.line, values: Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func area(_ row: Row, _ identities: [String: AreaID], _ defects: inout [AreaDefect]) -> Area? {
        func bad(_ column: String) -> Area? {
            defects.append(.badValue(line: row.line, column: column, value: row[column]))
            return nil
        }
        guard let id = identities[row["key"]] else { return bad("key") }
        guard !AreaHistory.nameKey(row["name"]).isEmpty else { return bad("name") }
        guard let kind = AreaKind(vietnamese: row["kind"]) else { return bad("kind") }
        let (from, through) = (CalendarDay(row["valid_from"]), CalendarDay(row["valid_to"]))
        if from == nil, !row["valid_from"].isEmpty { return bad("valid_from") }
        guard through != nil || row["valid_to"].isEmpty, let validity = Validity(from: from, through: through) else {
            return bad("valid_to")
        }
        let parent = row["parent"]
        if !parent.isEmpty, identities[parent] == nil { defects.append(.unknownKey(line: row.line, parent)) }
        return Area(
            id: id,
            key: row["key"],
            kind: kind,
            validity: validity,
            names: [Dated(row["name"], validity)],
            codes: row["code"].isEmpty ? [] : [Dated(row["code"], validity)],
            parents: identities[parent].map { [Dated($0, validity)] } ?? [],
            note: row["note"]
        )
    }

    private static func succession(
        _ row: Row,
        _ identities: [String: AreaID],
        _ defects: inout [AreaDefect]
    ) -> AreaSuccession? {
        func bad(_ column: String) -> AreaSuccession? {
            defects.append(.badValue(line: row.line, column: column, value: row[column]))
            return nil
        }
        for key in [row["from"], row["to"]] where identities[key] == nil {
            defects.append(.unknownKey(line: row.line, key))
        }
        guard let from = identities[row["from"]], let to = identities[row["to"]] else { return nil }
        guard let kind = AreaSuccession.Kind(rawValue: row["kind"]) else { return bad("kind") }
        guard let date = CalendarDay(row["date"]) else { return bad("date") }
        return AreaSuccession(from: from, to: to, kind: kind, date: date, legalBasis: row["legal_basis"])
    }
}
