/// `/sign-in/code`: the code from the app, or one of the codes on paper.
struct CodePage: Page {
    static let template = "sign-in/code"

    /// Where to go afterwards.
    let back: String
    /// What was wrong with the last try.
    let problem: String?

    func title(in language: Language) -> String { Phrase("Mã xác thực", "Authentication code").text(in: language) }
}
