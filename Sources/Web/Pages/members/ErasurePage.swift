internal import Programme
internal import Store

/// `/members/{id}/erasure`: what erasing does, and the button.
struct ErasurePage: Page {
    static let template = "members/erasure"

    let path: String
    let key = FormKey().text
    let version: Int
    let fullName: String
    let reason: FormField.View
    let problem: String?

    init(_ member: StoredMember, _ language: Language, problem: Phrase? = nil) {
        path = "/members/\(member.id)"
        version = member.version
        fullName = member.record.name?.full ?? ""
        var field = FormField("reason", Phrase("Vì sao xóa", "Why").text(in: language))
        field.options = ErasureReason.allCases.map { reason in
            FieldOption(code: reason.rawValue, text: Self.words(reason).text(in: language), isChosen: false)
        }
        self.reason = field.view
        self.problem = problem?.text(in: language)
    }

    func trail(in language: Language) -> [(path: String, text: String)] { [(path, fullName)] }

    func title(in language: Language) -> String {
        Phrase("Xóa dữ liệu cá nhân", "Erase personal data").text(in: language)
    }

    private static func words(_ reason: ErasureReason) -> Phrase {
        switch reason {
        case .retention: Phrase("Đã hết thời hạn lưu giữ", "The time for keeping it is over")
        case .mistake: Phrase("Ghi nhầm, không được phép lưu", "It should never have been kept")
        default: Phrase("Người đó yêu cầu", "The person asked for it")
        }
    }
}
