internal import HTTPTypes
internal import Hummingbird
internal import Programme
package import Store

/// `/v/{code}`: whoever has the code of a certificate is told what is printed on it and whether it holds, and nothing else.
/// A code that is none and one that nobody has look alike.
package struct VerificationRoutes: Sendable {
    private let verifier: CertificateVerifier
    private let pages: PageRenderer

    /// The page over this verifier.
    package init(_ verifier: CertificateVerifier, pages: PageRenderer) {
        self.verifier = verifier
        self.pages = pages
    }

    /// The routes.
    package var all: [Route] { [.open(.get, "/v/{code}", show)] }

    private func show(_ request: WebRequest) async throws -> Response {
        var found: VerifiedCertificate?
        if let code = CertificateCode(typed: request.place("code")) { found = try await verifier.verify(code) }
        let page = VerificationPage(found, request.language)
        // the code is the holder's: it does not belong into the links of the frame, nor into a search engine
        var response = pages.response(
            page,
            PageFrame(language: request.language, path: nil),
            status: found == nil ? .notFound : .ok
        )
        if let name = HTTPField.Name("X-Robots-Tag") { response.headers[name] = "noindex" }
        return response
    }
}

/// What the page says.
struct VerificationPage: Page {
    static let template = "certificates/verification"

    let isFound: Bool
    let isValid: Bool
    let facts: [MemberSheetPage.Fact]

    func title(in language: Language) -> String {
        Phrase("Kiểm tra giấy chứng nhận", "Verify a certificate").text(in: language)
    }

    init(_ found: VerifiedCertificate?, _ language: Language) {
        isFound = found != nil
        isValid = found.map { $0.revokedOn == nil } ?? false
        guard let found else {
            facts = []
            return
        }
        let lines: [(Phrase, String?)] = [
            (Phrase("Số", "Number"), found.number),
            (Phrase("Nội dung", "For"), found.title),
            (Phrase("Đơn vị cấp", "Issued by"), found.issuer),
            (Phrase("Ngày cấp", "Issued on"), found.issuedOn.vietnamese),
            (Phrase("Người được cấp", "Holder"), Self.masked(found.holderName)),
            (Phrase("Thu hồi ngày", "Revoked on"), found.revokedOn?.vietnamese),
        ]
        facts = lines.compactMap { heading, text in
            text.map { MemberSheetPage.Fact(heading: heading.text(in: language), text: $0) }
        }
    }

    /// `N. T. Hạnh`: enough to compare with the paper, and not enough to learn a name by.
    static func masked(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard let given = words.last else { return "" }
        guard words.count > 1 else { return "\(given.prefix(1))." }
        return (words.dropLast().map { "\($0.prefix(1))." } + [String(given)]).joined(separator: " ")
    }
}
