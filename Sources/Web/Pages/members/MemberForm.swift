internal import Programme
internal import Store

/// A member's record as a form: what was typed, what stood there before, and what there is to say about each field.
///
/// The form carries what it was filled with, so that what somebody else changed in the meantime and this officer did not
/// touch stays as it is.
struct MemberForm: Sendable {
    /// A group of fields under a heading.
    struct Group: Sendable {
        let heading: Phrase
        let fields: [MemberField]
        /// Shown opened, even if nothing stands in it.
        let isOpen: Bool
    }

    /// The fields in the order of the form. The branch is beside them: it changes by a transfer.
    static let groups: [Group] = [
        Group(
            heading: Phrase("Họ tên, ngày sinh", "Person"),
            fields: [.fullName, .birthDate, .sex, .citizenID, .phone],
            isOpen: true
        ),
        Group(heading: Phrase("Nơi ở", "Home"), fields: [.area, .hamlet, .address, .nativePlace], isOpen: true),
        Group(
            heading: Phrase("Sinh hoạt", "Membership"),
            fields: [.group, .position, .joinedOn, .joinedAt, .cardNumber, .standing, .remark],
            isOpen: true
        ),
        Group(
            heading: Phrase("Công việc, học vấn", "Work and schooling"),
            fields: [.occupation, .workplace, .schooling, .qualification, .politicalTheory],
            isOpen: false
        ),
        Group(
            heading: Phrase("Thông tin nhạy cảm: chỉ nhập khi cần", "Sensitive: only what is needed"),
            fields: [.ethnicity, .religion, .partyMember, .circumstance],
            isOpen: false
        ),
        Group(
            heading: Phrase("Ra khỏi hội, qua đời", "Leaving and death"),
            fields: [.leftOn, .leavingReason, .diedOn],
            isOpen: false
        ),
    ]

    /// The parts of a name as the form calls them.
    static let nameParts = ["family_name", "middle_name", "given_name"]
    /// What stands before the name of a field that says what it was filled with.
    static let wasPrefix = "was."

    /// What stands in each field.
    private(set) var typed: [String: String]
    /// What stood there when the form was made.
    private(set) var was: [String: String]
    /// What there is to say of a field.
    var problems: [MemberField: [FieldProblem]] = [:]
    /// What others have written meanwhile into fields that this officer changed too.
    var stored: [MemberField: String] = [:]

    /// An empty form.
    init() {
        typed = [:]
        was = [:]
    }

    /// The form of a record.
    init(_ record: MemberRecord, _ places: PlaceChoices) {
        typed = Self.texts(of: record, places)
        was = typed
    }

    /// What was sent.
    init(_ form: FormFields) {
        var typed: [String: String] = [:]
        var was: [String: String] = [:]
        for name in MemberField.allCases.map(\.rawValue) + Self.nameParts {
            typed[name] = form[name]
            was[name] = form[Self.wasPrefix + name]
        }
        self.typed = typed
        self.was = was
    }

    /// The text of a field.
    func text(_ name: String) -> String { typed[name] ?? "" }

    /// The record that the form tells. Problems are kept in the form.
    mutating func read(_ places: PlaceChoices) -> MemberRecord {
        var cells: [MemberField: MemberCell] = [:]
        for field in Self.groups.flatMap(\.fields) where field != .area {
            let text = text(field.rawValue)
            if !VietnameseText.clean(text).isEmpty { cells[field] = MemberCell(text) }
        }
        let reader = MemberReader(dates: DateReading(latest: places.today), areaDay: places.today)
        var (record, found) = reader.read(cells)
        do {
            record.area = try places.area(typed[MemberField.area.rawValue])
        } catch {
            found.append(MemberFieldProblem(.area, FieldProblem(.areaUnknown, text(MemberField.area.rawValue))))
        }
        if let name = record.name, let parts = correctedParts(of: name) {
            record.name = PersonName(full: name.full, parts: parts)
        }
        problems = Dictionary(grouping: found, by: \.field).mapValues { $0.map(\.problem) }
        return record
    }

    /// Whether something must be mended before the record can be kept. What stood there before and was not touched does not
    /// keep the rest from being changed.
    var isRefused: Bool {
        let changed = changedFields
        return problems.contains { field, found in
            (was.isEmpty || changed.contains(field)) && found.contains { $0.code.severity == .error }
        }
    }

    /// Whether there is something to look at.
    var hasWarnings: Bool { problems.values.joined().contains { $0.code.severity != .error } }

    /// The fields that this officer changed.
    var changedFields: Set<MemberField> {
        var changed = Set(
            Self.groups.flatMap(\.fields).filter { field in
                guard let text = typed[field.rawValue] else { return false }
                return VietnameseText.clean(text) != VietnameseText.clean(was[field.rawValue] ?? "")
            }
        )
        if Self.nameParts.contains(where: { typed[$0] != nil && typed[$0] != was[$0] }) { changed.insert(.fullName) }
        return changed
    }

    /// The form over what is stored now: this officer's changes stay typed, everything else is as stored, and where both
    /// changed the same field, what is stored is said beside it.
    func rebased(on record: MemberRecord, _ places: PlaceChoices, _ words: MemberWords) -> MemberForm {
        let mine = changedFields
        let now = Self.texts(of: record, places)
        var form = MemberForm(record, places)
        for field in mine {
            let name = field.rawValue
            form.typed[name] = typed[name]
            guard now[name] ?? "" != was[name] ?? "", now[name] ?? "" != typed[name] ?? "" else { continue }
            form.stored[field] = words.value(field, of: record) ?? "–"
        }
        if mine.contains(.fullName) { for name in Self.nameParts { form.typed[name] = typed[name] } }
        return form
    }

    /// What others changed since the form was made, of the fields that this officer did not.
    func changedByOthers(_ record: MemberRecord, _ places: PlaceChoices) -> [MemberField] {
        let now = Self.texts(of: record, places)
        let mine = changedFields
        return Self.groups.flatMap(\.fields).filter { field in
            !mine.contains(field) && now[field.rawValue] ?? "" != was[field.rawValue] ?? ""
        }
    }

    /// The parts as they were put right; nil for those that the words of the name suggest.
    private func correctedParts(of name: PersonName) -> PersonNameParts? {
        let typed = Self.nameParts.map { VietnameseText.clean(text($0)) }
        guard typed.contains(where: { !$0.isEmpty }), let given = typed.last, !given.isEmpty else { return nil }
        // A name that was changed is taken apart anew, unless the parts were changed with it.
        let hasNewName = name.full != VietnameseText.clean(was[MemberField.fullName.rawValue] ?? "")
        if hasNewName, typed == Self.nameParts.map({ VietnameseText.clean(was[$0] ?? "") }) { return nil }
        return PersonNameParts(family: typed[0], middle: typed[1], given: given)
    }

    /// The texts of a record as this form writes them and reads them again, whatever the language of the page.
    private static func texts(of record: MemberRecord, _ places: PlaceChoices) -> [String: String] {
        let words = MemberWords(language: .vietnamese, places: places)
        var texts: [String: String] = [:]
        for field in groups.flatMap(\.fields) {
            texts[field.rawValue] = field == .area ? record.area?.description : words.value(field, of: record)
        }
        if let parts = record.name?.parts {
            for (name, part) in zip(nameParts, [parts.family, parts.middle, parts.given]) { texts[name] = part }
        }
        return texts
    }
}
