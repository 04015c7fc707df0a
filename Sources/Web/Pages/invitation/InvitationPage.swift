/// `/invitation/{token}`: the first password, or a new one.
struct InvitationPage: Page {
    static let template = "invitation"

    let login: String
    let name: String
    let inputs: [FormField.View]

    func title(in language: Language) -> String { Phrase("Đặt mật khẩu", "Set your password").text(in: language) }
}
