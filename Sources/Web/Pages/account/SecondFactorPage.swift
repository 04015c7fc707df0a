/// `/account/second-factor`: the app for codes, and the codes on paper.
struct SecondFactorPage: Page {
    static let template = "account/second-factor"
    static let path = LocalPath(trusted: "/account/second-factor")

    /// The state of the account.
    enum State: Sendable {
        /// An app is to be given the secret, and to show that it has it.
        case enrolling(secret: String, link: String, picture: QRCode?)
        /// The codes on paper, shown this once.
        case codes([String])
        /// An app is in use; so many codes on paper are left.
        case confirmed(codesLeft: Int, mayRemove: Bool)
    }

    let isEnrolling: Bool
    let secret: String
    let link: String
    let picture: QRCode?
    let hasCodes: Bool
    let codes: [String]
    let isConfirmed: Bool
    let codesLeft: Int
    let mayRemove: Bool
    /// What was wrong with the last try.
    let problem: String?

    init(_ state: State, problem: String? = nil) {
        var codes: [String] = []
        var (secret, link, picture) = ("", "", QRCode?.none)
        var (isEnrolling, isConfirmed, codesLeft, mayRemove) = (false, false, 0, false)
        switch state {
        case .enrolling(let text, let address, let image):
            (secret, link, picture) = (text, address, image)
            isEnrolling = true
        case .codes(let new): codes = new
        case .confirmed(let left, let removable):
            (isConfirmed, codesLeft, mayRemove) = (true, left, removable)
        }
        (self.codes, hasCodes) = (codes, !codes.isEmpty)
        (self.secret, self.link, self.picture) = (secret, link, picture)
        (self.isEnrolling, self.isConfirmed) = (isEnrolling, isConfirmed)
        (self.codesLeft, self.mayRemove) = (codesLeft, mayRemove)
        self.problem = problem
    }

    func title(in language: Language) -> String { Phrase("Mã xác thực", "Authentication codes").text(in: language) }
}
