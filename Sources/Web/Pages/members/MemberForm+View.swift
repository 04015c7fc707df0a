internal import Programme

extension MemberForm {
    /// A group as the template sees it.
    struct GroupView: Sendable {
        let heading: String
        let inputs: [FormField.View]
        let isFolded: Bool
        let isUnfolded: Bool
        /// A folded group is opened when something in it was typed or must be mended.
        let isOpened: Bool
        /// The parts of the name belong to the first group.
        let parts: [FormField.View]
        let hasParts: Bool
        let arePartsOpened: Bool
    }

    /// Something that the form carries unseen.
    struct Hidden: Sendable {
        let field: String
        let text: String
    }

    /// What the form was filled with.
    var hidden: [Hidden] {
        was.sorted { $0.key < $1.key }.map { Hidden(field: Self.wasPrefix + $0.key, text: $0.value) }
    }

    /// The groups of fields. Leaving and death are for records that tell of them: otherwise each is a deed of its own.
    /// - Parameter isNew: a new member's form asks for less.
    func groupViews(_ words: MemberWords, isNew: Bool) -> [GroupView] {
        Self.groups.enumerated().compactMap { index, group in
            let fields = group.fields.map { field($0, words) }
            let hasContent = group.fields.contains { !text($0.rawValue).isEmpty || problems[$0] != nil }
            if group.fields.contains(.leftOn), isNew || !hasContent { return nil }
            let parts = index == 0 && !isNew ? nameFields(words.language) : []
            return GroupView(
                heading: group.heading.text(in: words.language),
                inputs: fields.map(\.view),
                isFolded: !group.isOpen,
                isUnfolded: group.isOpen,
                isOpened: hasContent,
                parts: parts.map(\.view),
                hasParts: !parts.isEmpty,
                arePartsOpened: false
            )
        }
    }

    private func field(_ member: MemberField, _ words: MemberWords) -> FormField {
        let language = words.language
        var field = FormField(member.rawValue, MemberWords.heading(member, in: language))
        field.text = text(member.rawValue)
        field.longest = member.longestCharacters
        field.isRequired = member == .fullName
        field.isLong = member == .remark
        field.help = Self.help(member)?.text(in: language)
        field.keyboard = member == .citizenID ? "numeric" : member == .phone ? "tel" : "text"
        for problem in problems[member] ?? [] {
            let message = problem.message(in: language)
            if problem.code.severity == .error {
                field.problems.append(message)
            } else {
                field.warnings.append(message)
            }
        }
        if let stored = stored[member] {
            field.problems.append(
                Phrase(
                    "người khác vừa ghi “{0}”. Giữ nội dung bạn đã nhập bên dưới hoặc sửa lại, rồi bấm Lưu",
                    "somebody else has just written “{0}”. Keep what you typed below or change it, and save again"
                ).text(in: language, stored)
            )
        }
        choices(of: member, words, &field)
        return field
    }

    private func choices(of member: MemberField, _ words: MemberWords, _ field: inout FormField) {
        let language = words.language
        let chosen = text(member.rawValue)
        let known: [(code: String, text: String)]
        switch member {
        case .sex: known = [Sex.male, .female].map { ($0.vietnameseName, MemberWords.sex($0, in: language)) }
        case .partyMember:
            known = [true, false].map {
                (MemberWords.yesNo($0, in: .vietnamese), MemberWords.yesNo($0, in: language))
            }
        case .area:
            field.options = words.places.areaOptions(AreaID(chosen), empty: "–")
            return
        case .ethnicity:
            field.proposals = Ethnicity.all.map(\.name)
            return
        default:
            guard let list = member.choiceList else { return }
            let day = words.places.today
            known = list.choices.filter { $0.validity.contains(day) }
                .map { ($0.vietnamese, language == .vietnamese ? $0.vietnamese : $0.english) }
        }
        var options = [FieldOption(code: "", text: "–", isChosen: chosen.isEmpty)]
        options += known.map { FieldOption(code: $0.code, text: $0.text, isChosen: $0.code == chosen) }
        if !chosen.isEmpty, !known.contains(where: { $0.code == chosen }) {
            options.append(FieldOption(code: chosen, text: chosen, isChosen: true))
        }
        field.options = options
    }

    private func nameFields(_ language: Language) -> [FormField] {
        let labels = [
            Phrase("Họ", "Family name"), Phrase("Tên đệm", "Middle name"),
            Phrase("Tên (để xếp danh sách)", "Given name"),
        ]
        return zip(Self.nameParts, labels).map { name, label in
            var field = FormField(name, label.text(in: language))
            field.text = text(name)
            field.longest = PersonName.longestCharacters
            return field
        }
    }

    private static func help(_ field: MemberField) -> Phrase? {
        switch field {
        case .birthDate:
            Phrase(
                "Ví dụ 3/5/1960. Chỉ biết tháng hoặc năm thì ghi 5/1960 hoặc 1960.",
                "Such as 3/5/1960 (day first). If only month or year is known: 5/1960 or 1960."
            )
        case .joinedOn: Phrase("Chỉ nhớ năm thì ghi năm.", "The year alone will do.")
        case .citizenID:
            Phrase("12 số trên thẻ căn cước, hoặc 9 số CMND cũ.", "The 12 digits of the card, or the old 9.")
        case .hamlet: Phrase("Thôn, làng, tổ dân phố", "Hamlet, village or residential group")
        default: nil
        }
    }
}
