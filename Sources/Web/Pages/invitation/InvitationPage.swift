/// `/invitation/{token}`: the first password, or a new one.
struct InvitationPage: Page {
    static let template = "invitation"

    let login: String
    let name: String
    /// What was wrong with the last try.
    let problem: String?

    func title(in language: Language) -> String { Phrase("Đặt mật khẩu", "Set your password").text(in: language) }
}
