internal import Programme
internal import Store

/// The fields of what can be done with a membership and with a consent.
struct MemberDeedFields: Sendable {
    private let member: StoredMember
    private let places: PlaceChoices
    private let language: Language

    init(_ member: StoredMember, _ places: PlaceChoices, _ language: Language) {
        self.member = member
        self.places = places
        self.language = language
    }

    func branch(_ name: String, without: BranchID?) -> FormField {
        var field = places.branchField(
            name,
            Phrase("Đến chi hội", "To the branch").text(in: language),
            chosen: nil,
            empty: "–",
            without: without.map { [$0] } ?? []
        )
        field.isRequired = true
        return field
    }

    func date(_ name: String, isToday: Bool = true) -> FormField {
        var field = FormField(name, Phrase("Ngày", "On").text(in: language))
        field.text = isToday ? places.today.vietnamese : ""
        field.help =
            Phrase("Không nhớ ngày thì ghi tháng hoặc năm.", "If the day is not known, month or year.").text(
                in: language
            )
        return field
    }

    var reason: FormField {
        var field = FormField("leaving_reason", MemberWords.heading(.leavingReason, in: language))
        field.options =
            [FieldOption(code: "", text: "–", isChosen: true)]
            + ChoiceList.leavingReasons.choices.filter { $0.validity.contains(places.today) }.map { choice in
                FieldOption(
                    code: choice.code,
                    text: language == .vietnamese ? choice.vietnamese : choice.english,
                    isChosen: false
                )
            }
        return field
    }

    var purpose: FormField {
        var field = FormField(
            "purpose",
            Phrase("Dùng dữ liệu để làm gì", "What the data are used for").text(in: language)
        )
        field.text = Phrase("Quản lý hội viên", "Keeping the list of members").text(in: language)
        field.isRequired = true
        return field
    }

    var basis: FormField {
        var field = FormField("legal_basis", Phrase("Căn cứ", "Legal basis").text(in: language))
        field.options = LegalBasis.allCases.map {
            FieldOption(code: $0.rawValue, text: Self.basis($0).text(in: language), isChosen: $0 == .consent)
        }
        return field
    }

    var method: FormField {
        var field = FormField("method", Phrase("Đồng ý bằng cách nào", "How it was given").text(in: language))
        field.options = ConsentMethod.allCases.map {
            FieldOption(code: $0.rawValue, text: Self.method($0).text(in: language), isChosen: $0 == .paper)
        }
        return field
    }

    var evidence: FormField {
        var field = FormField("evidence", Phrase("Giấy tờ lưu ở đâu", "Where the proof is kept").text(in: language))
        field.longest = 200
        return field
    }

    static func basis(_ basis: LegalBasis) -> Phrase {
        switch basis {
        case .consent: Phrase("Có sự đồng ý", "Consent")
        case .law: Phrase("Theo luật", "By law")
        case .contract: Phrase("Theo hợp đồng", "By contract")
        case .emergency: Phrase("Khẩn cấp", "Emergency")
        }
    }

    static func method(_ method: ConsentMethod) -> Phrase {
        switch method {
        case .paper: Phrase("Bằng giấy", "On paper")
        case .sms: Phrase("Tin nhắn", "By text message")
        case .click: Phrase("Đánh dấu trên máy", "By a click")
        case .spoken: Phrase("Bằng lời nói", "Spoken")
        }
    }
}
