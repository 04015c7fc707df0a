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
        var page: VerificationPage?
        if let code = CertificateCode(typed: request.place("code")) {
            if let found = try await verifier.verify(code) {
                page = VerificationPage(found, request.language)
            } else if let found = try await verifier.verifyTitle(code) {
                page = VerificationPage(found, today: .inVietnam(), request.language)
            } else if let found = try await verifier.verifyReport(code) {
                page = VerificationPage(found, request.language)
            }
        }
        // the code is the holder's: it does not belong into the links of the frame, nor into a search engine
        var response = pages.response(
            page ?? VerificationPage(nil, request.language),
            PageFrame(language: request.language, path: nil),
            status: page == nil ? .notFound : .ok
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
    /// Its time is over.
    let isExpired: Bool
    let facts: [MemberSheetPage.Fact]

    func title(in language: Language) -> String {
        Phrase("Kiểm tra giấy chứng nhận", "Verify a certificate").text(in: language)
    }

    init(_ found: VerifiedCertificate?, _ language: Language) {
        isFound = found != nil
        isExpired = false
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
        facts = Self.facts(lines, language)
    }

    /// Of a signed report: which it is, and nobody's name.
    init(_ found: VerifiedReport, _ language: Language) {
        isFound = true
        isValid = true
        isExpired = false
        let subject = ReportSubject(found.form, year: found.year, period: found.period)
        let lines: [(Phrase, String?)] = [
            (Phrase("Báo cáo", "Report"), ReportWords.form(found.form).text(in: language)),
            (Phrase("Kỳ", "Period"), found.period.map { _ in ReportWords.time(subject, language) }),
            (Phrase("Đơn vị ban hành", "Issued by"), found.issuer),
            (Phrase("Số", "Number"), found.number),
            (Phrase("Ngày ký", "Signed on"), found.signedOn.vietnamese),
            (Phrase("Mã băm nội dung (sha256)", "Hash of the content (sha256)"), found.hash),
        ]
        facts = Self.facts(lines, language)
    }

    /// Of a title: what a household, a clan or another holds.
    init(_ found: VerifiedTitle, today: CalendarDay, _ language: Language) {
        isFound = true
        isExpired = found.endedOn == nil && found.validUntil.map { $0 < today } ?? false
        isValid = found.endedOn == nil && !isExpired
        let lines: [(Phrase, String?)] = [
            (Phrase("Số", "Number"), found.certificateNumber),
            (
                Phrase("Danh hiệu", "Title"),
                [found.titleName, found.levelName].filter { !$0.isEmpty }.joined(separator: ", ")
            ),
            (Phrase("Người được cấp", "Holder"), Self.masked(found.holderName)),
            (Phrase("Đơn vị cấp", "Issued by"), found.issuer),
            (Phrase("Quyết định", "Decision"), "\(found.decisionNumber), \(found.decidedOn.vietnamese)"),
            (Phrase("Có giá trị đến", "Valid until"), found.validUntil?.vietnamese),
            (Phrase("Thu hồi ngày", "Revoked on"), found.endedOn?.vietnamese),
        ]
        facts = Self.facts(lines, language)
    }

    private static func facts(_ lines: [(Phrase, String?)], _ language: Language) -> [MemberSheetPage.Fact] {
        lines.compactMap { heading, text in
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
