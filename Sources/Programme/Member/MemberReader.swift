/// Reads the fields of one member, from a row of an upload or from a form: every value that can be had, and everything that
/// there is to say. The same for a dry run and for the real thing.
package struct MemberReader: Sendable {
    /// How dates of birth and of the membership are read.
    package var dates: DateReading
    /// The areas among which names are looked up; nil leaves the field as text.
    package var areas: AreaHistory?
    /// The day whose areas the list names: lists made before 1 July 2025 have the old wards.
    package var areaDay: CalendarDay
    /// The encoding that an officer has confirmed for text whose font is lost; cells with a font of their own go by that.
    package var encoding: LegacyEncoding?
    /// The order of dates of fields whose column has one of its own; the others go by `dates`.
    package var orders: [MemberField: DateReading.Order] = [:]

    /// A reader of these settings.
    package init(
        dates: DateReading,
        areas: AreaHistory? = nil,
        areaDay: CalendarDay,
        encoding: LegacyEncoding? = nil
    ) {
        self.dates = dates
        self.areas = areas
        self.areaDay = areaDay
        self.encoding = encoding
    }

    /// The record and its problems, in the order of the fields. A field that is not in `cells` is not known; only the name must
    /// be there.
    package func read(_ cells: [MemberField: MemberCell]) -> (record: MemberRecord, problems: [MemberFieldProblem]) {
        var places = MemberCells()
        for (field, cell) in cells { places[field] = cell }
        return read(places)
    }

    /// The same for a row of an upload, of which there are many.
    package func read(_ cells: MemberCells) -> (record: MemberRecord, problems: [MemberFieldProblem]) {
        var record = MemberRecord()
        record.texts.reserveCapacity(min(cells.count, Self.fields.count / 2))
        record.choices.reserveCapacity(min(cells.count, Self.fields.count / 4))
        var problems: [MemberFieldProblem] = []
        for field in Self.fields {
            guard let cell = cells[field] ?? (field == .fullName ? MemberCell("") : nil) else { continue }
            let decoded = decode(cell)
            for problem in decoded.problems { problems.append(MemberFieldProblem(field, problem)) }
            for problem in read(field, decoded.cell, into: &record) {
                problems.append(MemberFieldProblem(field, problem))
            }
        }
        return (record, problems + record.contradictions)
    }

    /// Made once: the compiler makes a new array at every call.
    private static let fields = MemberField.allCases

    private func decode(_ cell: MemberCell) -> (cell: MemberCell, problems: [FieldProblem]) {
        var cell = cell
        if cell.number != nil { return (cell, []) }
        if cell.fontName.flatMap(LegacyFont.init(name:)) != nil {
            let read = LegacyFont.read(cell.text, fontName: cell.fontName)
            cell.text = read.value ?? cell.text
            return (cell, read.problems)
        }
        guard let encoding = cell.encoding ?? encoding, let text = encoding.convert(cell.text) else {
            return (cell, [])
        }
        cell.text = text
        return (cell, [FieldProblem(.textConverted, encoding.rawValue, text)])
    }

    private func read(_ field: MemberField, _ cell: MemberCell, into record: inout MemberRecord) -> [FieldProblem] {
        switch field {
        case .fullName: take(PersonName.read(cell.text), &record.name)
        case .sex: take(Sex.read(cell.text), &record.sex)
        case .birthDate: take(date(cell, field), &record.birthDate)
        case .citizenID: take(CitizenID.read(cell.digits), &record.citizenID)
        case .phone: take(PhoneNumber.read(cell.digits), &record.phone)
        case .area: readArea(cell.text, into: &record)
        case .schooling: take(Schooling.read(cell.text), &record.schooling)
        case .partyMember: take(YesNo.read(cell.digits), &record.isPartyMember)
        case .joinedOn: take(date(cell, field), &record.joinedOn)
        case .leftOn: take(date(cell, field), &record.leftOn)
        case .diedOn: take(date(cell, field), &record.diedOn)
        case .ethnicity: choose(field, cell.text, Ethnicity.read(cell.text).map(\.name), into: &record)
        case .religion: choose(field, cell.text, from: .religions, into: &record)
        case .qualification: choose(field, cell.text, from: .qualifications, into: &record)
        case .politicalTheory: choose(field, cell.text, from: .politicalTheory, into: &record)
        case .circumstance: choose(field, cell.text, from: .circumstances, into: &record)
        case .standing: choose(field, cell.text, from: .standings, into: &record)
        case .leavingReason: choose(field, cell.text, from: .leavingReasons, into: &record)
        case .nativePlace, .hamlet, .address, .occupation, .workplace, .joinedAt, .cardNumber, .position, .branch,
            .group,
            .remark:
            take(MemberText.read(cell.digits, for: field), &record.texts[field])
        }
    }

    private func take<Value>(_ read: Checked<Value>, _ place: inout Value?) -> [FieldProblem] {
        place = read.value
        return read.problems
    }

    private func date(_ cell: MemberCell, _ field: MemberField) -> Checked<PartialDate> {
        var dates = dates
        if let order = orders[field] { dates.order = order }
        return cell.number.map { PartialDate.read($0, dates) } ?? PartialDate.read(cell.text, dates)
    }

    private func readArea(_ text: String, into record: inout MemberRecord) -> [FieldProblem] {
        guard let areas else { return take(MemberText.read(text, for: .area), &record.texts[.area]) }
        return take(areas.read(text, on: areaDay), &record.area)
    }

    private func choose(
        _ field: MemberField,
        _ text: String,
        from list: ChoiceList,
        into record: inout MemberRecord
    ) -> [FieldProblem] {
        choose(field, text, list.read(text, on: dates.latest).map(\.code), into: &record)
    }

    private func choose(
        _ field: MemberField,
        _ text: String,
        _ read: Checked<String>,
        into record: inout MemberRecord
    ) -> [FieldProblem] {
        if let code = read.value {
            record.choices[field] = .listed(code)
            return read.problems
        }
        let typed = MemberText.read(text, for: field)
        record.choices[field] = typed.value.map(MemberChoice.typed)
        return typed.isRefused ? typed.problems : read.problems
    }
}
