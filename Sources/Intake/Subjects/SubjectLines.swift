import Programme
import Spreadsheet

/// The hamlets of a ward, looked up by the names that a list has.
struct SubjectPlaces {
    let ward: AreaID
    let areas: AreaHistory
    let today: CalendarDay
    private var known: [String: Place] = [:]

    enum Place {
        case area(AreaID)
        case unknown
        case ambiguous
    }

    init(ward: AreaID, areas: AreaHistory, today: CalendarDay) {
        self.ward = ward
        self.areas = areas
        self.today = today
    }

    /// The hamlet of this name directly below the ward.
    mutating func place(_ text: String) -> Place {
        if let place = known[text] { return place }
        let place: Place =
            switch areas.match(text, on: today, within: ward) {
            case .one(let area), .ofOtherKind(let area): .area(area.id)
            case .several: .ambiguous
            case .notThen, .none: .unknown
            }
        known[text] = place
        return place
    }
}

/// Goes through the rows below the header.
struct SubjectLines {
    var reading = SubjectSheet.Reading()
    private let kind: SubjectKind
    private let columns: [Int: SubjectColumn]
    private let headerKeys: Set<String>
    private var places: SubjectPlaces
    private var hamlet = ""
    private var isBelowList = false

    init(_ kind: SubjectKind, _ header: SubjectHeader, _ sheet: Int, _ places: SubjectPlaces) {
        self.kind = kind
        self.places = places
        columns = header.columns
        headerKeys = Set(header.headings.map(HeadingWords.key))
        reading.sheet = sheet
        reading.headingRow = header.row
        reading.headings = header.headings
        reading.leftOut = header.leftOut
    }

    /// A row that is a subject, or names the hamlet of those below, or is neither.
    mutating func take(_ row: SheetRow) {
        var texts: [SubjectColumn: String] = [:]
        var all: [String] = []
        for cell in row {
            guard cell.column < SubjectSheet.mostColumns else { break }
            let text = SubjectSheet.text(of: cell)
            guard !text.isEmpty else { continue }
            all.append(text)
            if let column = columns[cell.column] { texts[column] = text }
        }
        guard !all.isEmpty else { return }
        guard let line = subject(texts, all) else {
            reading.skippedCount += 1
            return
        }
        let (record, problems) = self.record(line)
        reading.findings += problems.map { SubjectFinding(row: row.number, problem: $0) }
        if let record { reading.rows.append(SubjectSheet.Row(number: row.number, record: record)) }
    }

    /// The texts of a row that is a subject; nil for one that is none. A row over others is remembered.
    private mutating func subject(_ texts: [SubjectColumn: String], _ all: [String]) -> [SubjectColumn: String]? {
        let number = texts[.rowNumber] ?? ""
        let isNumbered = !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
        let lower = all[0].lowercased()
        if all.count >= 2, all.allSatisfy({ headerKeys.contains(HeadingWords.key($0)) }) { return nil }
        if NumberingRow.isOne(all) { return nil }
        let told = texts.filter { $0.key != .rowNumber }
        if told.isEmpty, isNumbered { return nil }
        let first = all.first { LineWords.numbering($0) == nil } ?? all[0]
        if LineWords.isTotal(first.lowercased()) { return nil }
        if !isNumbered, told.count <= 1, all.count <= 3, kind != .community, let group = LineWords.group(first) {
            if group.kind == .hamlet || group.kind == .area { hamlet = group.kind == .hamlet ? group.text : "" }
            isBelowList = false
            return nil
        }
        if !isNumbered, all.count <= 4,
            all.contains(where: { LineWords.isPlaceDate($0.lowercased()) || LineWords.isSignature($0.lowercased()) })
                || LineWords.isLetterhead(lower)
        {
            isBelowList = true
            return nil
        }
        if isBelowList, !isNumbered { return nil }
        // sections (I. Hộ nghèo) have no more than their number and name
        if !isNumbered, told.count <= 1, LineWords.numbering(number) != nil { return nil }
        return told.isEmpty ? nil : texts
    }

    private mutating func record(_ texts: [SubjectColumn: String]) -> (ProgrammeSubject?, [SubjectProblem]) {
        var problems: [SubjectProblem] = []
        var record = ProgrammeSubject(kind, name: texts[.name] ?? "", area: places.ward)
        record.code = texts[.code] ?? ""
        record.headName = texts[.head] ?? ""
        record.address = texts[.address] ?? ""
        record.remark = texts[.remark] ?? ""
        locate(&record, texts[.hamlet] ?? "", &problems)
        if let text = texts[.phone] {
            record.phone = PhoneNumber.read(text).value
            if record.phone == nil { problems.append(.phone) }
        }
        record.peopleCount = Self.count(texts, .people, &problems)
        record.childrenCount = Self.count(texts, .children, &problems)
        record.unitKind = Self.choice(texts, .unitKind, &problems, UnitKind.init(vietnamese:))
        record.descent = Self.choice(texts, .descent, &problems, ClanDescent.init(vietnamese:))
        record.zone = Self.choice(texts, .zone, &problems, SubjectZone.init(vietnamese:))
        if let text = texts[.startedOn] {
            let read = PartialDate.read(text, DateReading(latest: places.today)).value
            record.startedOn = read?.precision == .day ? read?.earliest : nil
            if record.startedOn == nil { problems.append(.date) }
        }
        switch record.checked(today: places.today) {
        case .success(let checked): record = checked
        case .failure(let defect):
            switch defect.kind {
            case .name: problems.append(.name)
            case .counts: problems.append(.counts)
            case .dates: problems.append(.date)
            case .text, .kind: problems.append(.long)
            }
        }
        return (problems.contains(where: \.isError) ? nil : record, problems)
    }

    /// Puts a subject into its hamlet: the one that its row names, or else the row above it; a community into the one that it is.
    private mutating func locate(
        _ record: inout ProgrammeSubject,
        _ own: String,
        _ problems: inout [SubjectProblem]
    ) {
        var text = own.isEmpty ? hamlet : own
        if text.isEmpty, kind == .community { text = record.name }
        guard !text.isEmpty else { return }
        switch places.place(text) {
        case .area(let area): record.area = area
        case .ambiguous: problems.append(.hamletAmbiguous(text))
        case .unknown:
            guard kind != .community else { return }
            problems.append(.hamletUnknown(text))
            record.address = record.address.isEmpty ? text : "\(record.address), \(text)"
        }
    }

    private static func count(
        _ texts: [SubjectColumn: String],
        _ column: SubjectColumn,
        _ problems: inout [SubjectProblem]
    ) -> Int? {
        guard let text = texts[column] else { return nil }
        let digits = text.filter { !"., ".contains($0) }
        if digits == "-" || digits == "–" { return nil }
        guard digits.utf8.count <= 7, !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            problems.append(.number(column))
            return nil
        }
        return Int(digits)
    }

    private static func choice<Value>(
        _ texts: [SubjectColumn: String],
        _ column: SubjectColumn,
        _ problems: inout [SubjectProblem],
        _ read: (String) -> Value?
    ) -> Value? {
        guard let text = texts[column] else { return nil }
        if let value = read(text) { return value }
        problems.append(.choice(column))
        return nil
    }
}
