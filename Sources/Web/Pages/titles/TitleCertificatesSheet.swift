internal import Programme
internal import Store

/// The certificates of a decision as they are printed, one on a page, in Vietnamese as all that is signed.
struct TitleCertificatesSheet: Page {
    struct Certificate: Sendable {
        let holder: String
        let area: String
        let honour: String
        let level: String?
        let basis: String
        let until: String?
        let number: String
        let link: String
        let picture: QRCode?
    }

    static let template = "titles/certificates"
    /// Certificates in one file, a hamlet's: more take longer to be printed than anybody waits.
    static let longest = 250

    let issuer: String
    let day: String
    let signatoryTitle: String
    let signatory: String
    let certificates: [Certificate]

    func title(in language: Language) -> String { Phrase("Giấy chứng nhận", "Certificates").text(in: language) }

    /// - Parameter lines: which of its lines, each of which has a certificate.
    init(_ found: StoredDecision, _ lines: [StoredDecisionLine], _ words: TitleWords, _ baseURL: BaseURL) {
        let record = found.record
        let day = record.decidedOn
        issuer = found.issuer
        self.day = Phrase("Ngày {0} tháng {1} năm {2}", "{0}/{1}/{2}").text(
            in: words.language,
            Self.twoDigits(day.day),
            Self.twoDigits(day.month),
            String(day.year)
        )
        signatoryTitle = record.signatoryTitle
        signatory = record.signatory
        let hasLevels = Set(lines.map(\.levelName)).count > 1 || lines.contains { ($0.level ?? 1) > 1 }
        certificates = lines.compactMap { line in
            guard let number = line.certificateNumber, let code = line.code else { return nil }
            let link = "\(baseURL.origin)/v/\(code.text)"
            return Certificate(
                holder: line.holderName,
                area: words.area(line.area),
                honour: Phrase("{0} năm {1}", "{0} {1}").text(in: words.language, line.titleName, String(found.year)),
                level: hasLevels && !line.levelName.isEmpty ? line.levelName : nil,
                basis: Phrase("Quyết định số {0} ngày {1}", "Decision {0} of {1}").text(
                    in: words.language,
                    line.decisionNumber,
                    line.decidedOn.vietnamese
                ),
                until: line.validUntil?.vietnamese,
                number: number,
                link: link,
                picture: QRCode(link)
            )
        }
    }

    /// As official papers write days and the first two months.
    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
