internal import Programme
internal import Store

/// A member's values as people read them.
struct MemberWords: Sendable {
    let language: Language
    let places: PlaceChoices

    static let record = Phrase("Hồ sơ hội viên", "The member's record")

    /// The field's heading.
    static func heading(_ field: MemberField, in language: Language) -> String {
        language == .vietnamese ? field.vietnameseName : field.englishName
    }

    /// One value; nil where nothing is known. The branch is the record's own and not of its fields.
    func value(_ field: MemberField, of record: MemberRecord) -> String? {
        switch field {
        case .sex: record.sex.map { Self.sex($0, in: language) }
        case .birthDate: record.birthDate?.vietnamese
        case .joinedOn: record.joinedOn?.vietnamese
        case .leftOn: record.leftOn?.vietnamese
        case .diedOn: record.diedOn?.vietnamese
        case .area: places.areaTitle(record.area) ?? record.texts[.area]
        case .partyMember: record.isPartyMember.map { Self.yesNo($0, in: language) }
        case .ethnicity, .religion, .qualification, .politicalTheory, .circumstance, .standing, .leavingReason:
            record.choices[field].map { Self.choice($0, field, in: language) }
        default: record[field]
        }
    }

    static func sex(_ sex: Sex, in language: Language) -> String {
        language == .vietnamese ? sex.vietnameseName : sex == .male ? "Male" : "Female"
    }

    static func yesNo(_ flag: Bool, in language: Language) -> String {
        language == .vietnamese ? flag ? "Có" : "Không" : flag ? "Yes" : "No"
    }

    static func choice(_ choice: MemberChoice, _ field: MemberField, in language: Language) -> String {
        guard case .listed(let code) = choice, let listed = field.choiceList?.choice(code: code) else {
            return choice.stored
        }
        return language == .vietnamese ? listed.vietnamese : listed.english
    }

    /// Đang sinh hoạt and so on.
    static func state(_ state: MemberState) -> Phrase {
        switch state {
        case .active: Phrase("Đang sinh hoạt", "Member")
        case .left: Phrase("Đã ra khỏi hội", "Left")
        case .died: Phrase("Đã mất", "Died")
        case .merged: Phrase("Đã gộp", "Merged")
        case .erased: Phrase("Đã xóa", "Erased")
        }
    }

    /// The day of an event, as far as it is known.
    static func day(_ date: PartialDate?, in language: Language) -> String {
        date?.vietnamese ?? Phrase("Không rõ ngày:", "Day unknown:").text(in: language)
    }

    /// What happened, in a few words.
    func event(_ event: MembershipEvent) -> String {
        let text =
            switch event.kind {
            case .joined: Phrase("Vào hội", "Joined")
            case .transferred: Phrase("Chuyển sinh hoạt", "Moved")
            case .left: Phrase("Ra khỏi hội", "Left")
            case .died: Phrase("Qua đời", "Died")
            }
        var words = text.text(in: language)
        if let branch = places.branchName(event.kind.place) { words += ": \(branch)" }
        if case .left(let reason?) = event.kind {
            words += ": \(Self.choice(MemberField.leavingReason.choice(stored: reason), .leavingReason, in: language))"
        }
        return words
    }
}

extension MembershipEvent.Kind {
    /// The branch that it led to.
    fileprivate var place: BranchID? {
        switch self {
        case .joined(let branch): branch
        case .transferred(let branch): branch
        case .left, .died: nil
        }
    }
}
