internal import Programme

/// The values of a member as a program sent them, read by the same reader as forms and uploads.
struct MemberDocument: Sendable {
    /// What could be read.
    let record: MemberRecord
    /// The fields that were sent, null ones too.
    let fields: Set<MemberField>
    /// The branch, if one was sent.
    let branch: BranchID?
    /// What was read, and should be looked at.
    let warnings: [MemberFieldProblem]

    /// Fields of an object that `MemberDraft` or `MemberPatch` describes.
    /// - Throws: `Problem.invalid` that names every value which cannot be taken.
    init(_ body: JSONObject, today: CalendarDay = .inVietnam()) throws(Problem) {
        let dates = DateReading(latest: today)
        let sent = MemberField.allCases.filter { body[$0.rawValue] != nil }
        var cells: [MemberField: MemberCell] = [:]
        var dated: [MemberField: PartialDate] = [:]
        var problems: [MemberFieldProblem] = []
        for field in sent {
            guard let text = body[field.rawValue]?.text else { continue }
            switch field {
            case .birthDate, .joinedOn, .leftOn, .diedOn:
                let read = Self.date(text, dates)
                dated[field] = read.value
                problems += read.problems.map { MemberFieldProblem(field, $0) }
            case .area, .branch: break
            default: cells[field] = MemberCell(text)
            }
        }
        let isNamed = cells[.fullName] != nil || body[MemberField.fullName.rawValue] == .null
        var (record, found) = MemberReader(dates: dates, areaDay: today).read(cells)
        found.removeAll { !isNamed && $0.field == .fullName }
        record.birthDate = dated[.birthDate]
        record.joinedOn = dated[.joinedOn]
        record.leftOn = dated[.leftOn]
        record.diedOn = dated[.diedOn]
        record.area = APICall.identity(MemberField.area.rawValue, in: body)
        record.isPartyMember = body[MemberField.partyMember.rawValue]?.flag
        if let parts = body["name_parts"]?.members { try Self.set(parts, &record) }
        problems += found + record.contradictions.filter { !found.contains($0) }
        let errors = problems.filter { $0.problem.code.severity == .error }
        guard errors.isEmpty else {
            throw Problem(invalid: errors.map { Problem.Detail(field: $0.field.rawValue, $0.problem) })
        }
        self.record = record
        fields = Set(sent)
        branch = APICall.identity(MemberField.branch.rawValue, in: body)
        warnings = problems
    }

    /// The changes to make of a record.
    var changes: MemberChanges { MemberChanges(fields, to: record) }

    /// A date of a life, not in the future.
    static func date(_ text: String, _ dates: DateReading) -> Checked<PartialDate> {
        guard let date = PartialDate(edtf: text) else { return Checked(refused: FieldProblem(.dateUnreadable, text)) }
        if date.earliest > dates.latest { return Checked(refused: FieldProblem(.dateInFuture, date.vietnamese)) }
        if date.year < dates.earliestYear { return Checked(refused: FieldProblem(.dateTooOld, date.vietnamese)) }
        return Checked(date)
    }

    /// The member `date` of a document; nil if there is none.
    /// - Throws: `Problem.invalid`.
    static func date(in body: JSONObject) throws(Problem) -> PartialDate? {
        guard let text = body["date"]?.text else { return nil }
        let read = date(text, DateReading(latest: .inVietnam()))
        guard !read.isRefused else {
            throw Problem(invalid: read.problems.map { Problem.Detail(field: "date", $0) })
        }
        return read.value
    }

    /// Parts go with a name that is sent beside them.
    private static func set(_ parts: JSONObject, _ record: inout MemberRecord) throws(Problem) {
        let words = ["family", "middle", "given"].map { VietnameseText.clean(parts[$0]?.text ?? "") }
        let named = PersonNameParts(family: words[0], middle: words[1], given: words[2])
        let joined = words.filter { !$0.isEmpty }.joined(separator: " ")
        guard let name = record.name, words[0] + words[1] + words[2] != "",
            VietnameseText.folded(joined).split(separator: " ").sorted()
                == VietnameseText.folded(name.full).split(separator: " ").sorted(),
            let whole = PersonName(full: name.full, parts: named)
        else { throw Problem(invalid: [Problem.Detail(field: "name_parts", .form, "full_name")]) }
        record.name = whole
    }
}

extension MemberFieldProblem {
    /// As `Warning` describes it.
    func warning(in language: Language) -> JSONValue {
        [
            "field": .string(field.rawValue), "code": .string(problem.code.rawValue),
            "message": .string(problem.message(in: language)),
        ]
    }
}
