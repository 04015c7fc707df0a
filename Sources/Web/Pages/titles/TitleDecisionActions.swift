internal import Hummingbird
internal import Programme
internal import Reports
internal import Store

/// What pages of meetings, lists and decisions do.
struct TitleDecisionActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = TitleListQuery(request.query, today: .inVietnam())
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            guard let title = query.chosen(words) else { throw Problem(.notFound) }
            return TitleDecisionsPage(
                try await tx.registrations.decisions(title, year: query.year),
                try await tx.registrations.proposals(title, year: query.year),
                try await tx.registrations.reviews(title, year: query.year),
                query,
                title,
                words
            )
        }
        return desk.show(page, request, officer, at: page.path)
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (found, lines, words) = try await decision(request, officer)
        let printed = try await desk.database.read(officer.context) { tx in
            try await tx.registrations.certificates(of: lines).count
        }
        let page = TitleDecisionPage(found, lines, words, printed: desk.prints ? printed : 0)
        return desk.show(page, request, officer, at: page.path)
    }

    /// The list that belongs to a decision (danh sách kèm theo).
    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (found, lines, words) = try await decision(request, officer)
        let record = found.record
        let table = ReportTable(
            title: "\(words.kind(record.kind)): \(words.name(found.title)) \(found.year)",
            notes: [
                "(Kèm theo văn bản số \(record.number) ngày \(record.decidedOn.vietnamese) của \(found.issuer))",
                "\(record.signatoryTitle): \(record.signatory)",
            ],
            headings: [
                "Họ và tên / Tên", "STT", "Địa bàn", "Kết quả", "Số giấy chứng nhận", "Có giá trị đến", "Lý do",
            ],
            rows: lines.enumerated().map { place, line in
                [
                    .text(line.holderName), .whole(place + 1), .text(words.area(line.area)),
                    .text(words.state(line.outcome.state)), .text(line.certificateNumber ?? ""),
                    .text(line.validUntil?.vietnamese ?? ""), .text(line.reason),
                ]
            }
        )
        let file = HandedFile(name: "danh-sach-kem-theo.xlsx", in: folder)
        defer { file.remove() }
        try table.write(as: .xlsx, to: file.path)
        return try file.response()
    }

    /// The certificates of a decision, as one file to print. Those that were revoked or decided anew since are left out.
    func certificates(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Decision.self)
        let part = request.query["part"].flatMap { Int($0) } ?? 1
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let (found, lines) = try await tx.registrations.decision(id)
            let printed = try await tx.registrations.certificates(of: lines)
            let parts = TitleDecisionPage.parts(printed.count)
            guard parts.indices.contains(part - 1) else { throw Problem(.notFound) }
            let words = try await TitleWords.read(tx, areas, .vietnamese)
            return TitleCertificatesSheet(found, Array(printed[parts[part - 1]]), words, desk.baseURL)
        }
        return try await desk.print(page, request, as: "giay-chung-nhan-\(part).pdf", in: .vietnamese)
    }

    private func decision(
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> (StoredDecision, [StoredDecisionLine], TitleWords) {
        let id = try request.identity("id", of: IdentitySubject.Decision.self)
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            let (found, lines) = try await tx.registrations.decision(id)
            return (found, lines, try await TitleWords.read(tx, areas, request.language))
        }
    }
}

/// `/titles/decisions`: the meetings, lists and decisions of a title and a year.
struct TitleDecisionsPage: Page {
    struct Row: Sendable {
        let path: String?
        let heading: String
        let day: String
        let about: String
    }

    static let template = "titles/decisions"

    let path: String
    let back: String
    let heading: String
    let decisions: [Row]
    let hasDecisions: Bool
    let proposals: [Row]
    let hasProposals: Bool
    let reviews: [Row]
    let hasReviews: Bool

    func title(in language: Language) -> String {
        Phrase("Bình xét, đề nghị, quyết định", "Meetings, lists, decisions").text(in: language)
    }

    init(
        _ decisions: [StoredDecision],
        _ proposals: [StoredProposal],
        _ reviews: [StoredReview],
        _ query: TitleListQuery,
        _ title: TitleTypeID,
        _ words: TitleWords
    ) {
        let language = words.language
        let of = Phrase("{0} hồ sơ", "{0} registrations")
        path = query.address(at: "/titles/decisions", title: title)
        back = query.address(title: title)
        heading = "\(words.name(title)) \(query.year)"
        self.decisions = decisions.map { found in
            Row(
                path: "/titles/decisions/\(found.id)",
                heading: "\(words.kind(found.record.kind)) \(found.record.number)",
                day: found.record.decidedOn.vietnamese,
                about: of.text(in: language, Number.text(found.count, in: language))
            )
        }
        hasDecisions = !decisions.isEmpty
        self.proposals = proposals.map { found in
            Row(
                path: nil,
                heading: found.record.number,
                day: found.record.proposedOn.vietnamese,
                about: Phrase("công nhận {0}, không công nhận {1}", "recognise {0}, refuse {1}").text(
                    in: language,
                    Number.text(found.recognise, in: language),
                    Number.text(found.refuse, in: language)
                )
            )
        }
        hasProposals = !proposals.isEmpty
        self.reviews = reviews.map { found in
            Row(
                path: nil,
                heading: "\(words.area(found.record.area)): \(found.record.chair)",
                day: found.record.heldOn.vietnamese,
                about: Phrase("{0} người dự, thông qua {1} trên {2}", "{0} people, passed {1} of {2}").text(
                    in: language,
                    Number.text(found.record.present, in: language),
                    Number.text(found.passed, in: language),
                    Number.text(found.voted, in: language)
                )
            )
        }
        hasReviews = !reviews.isEmpty
    }
}

/// `/titles/decisions/{id}`: a decision with its list.
struct TitleDecisionPage: Page {
    struct Row: Sendable {
        let number: Int
        let path: String
        let name: String
        let area: String
        let state: String
        let certificate: String
        let until: String
        let reason: String
    }

    static let template = "titles/decision"

    private let heading: String
    let path: String
    let back: String
    let file: String
    /// The certificates, as files to print.
    let prints: [Print]
    let facts: [MemberSheetPage.Fact]
    let rows: [Row]

    struct Print: Sendable {
        let path: String
        let text: String
    }

    /// Which certificates stand in which file.
    static func parts(_ count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: TitleCertificatesSheet.longest).map {
            $0..<min(count, $0 + TitleCertificatesSheet.longest)
        }
    }

    func title(in language: Language) -> String { heading }

    init(_ found: StoredDecision, _ lines: [StoredDecisionLine], _ words: TitleWords, printed: Int) {
        let record = found.record
        heading = "\(words.kind(record.kind)) \(record.number)"
        path = "/titles/decisions/\(found.id)"
        back = "/titles/decisions?year=\(found.year)&title=\(found.title)"
        file = "\(path)/file"
        let path = self.path
        let parts = Self.parts(printed)
        let print = Phrase("In giấy chứng nhận (PDF)", "Print the certificates (PDF)").text(in: words.language)
        prints = parts.enumerated().map { index, range in
            Print(
                path: "\(path)/certificates?part=\(index + 1)",
                text: parts.count == 1 ? print : "\(print) \(range.lowerBound + 1)–\(range.upperBound)"
            )
        }
        facts = [
            (Phrase("Danh hiệu", "Title"), "\(words.name(found.title)) \(found.year)"),
            (Phrase("Ngày ký", "Signed on"), record.decidedOn.vietnamese),
            (Phrase("Nơi ban hành", "Issued by"), found.issuer),
            (Phrase("Người ký", "Signatory"), "\(record.signatoryTitle) \(record.signatory)"),
        ].map { MemberSheetPage.Fact(heading: $0.0.text(in: words.language), text: $0.1) }
        rows = lines.enumerated().map { place, line in
            Row(
                number: place + 1,
                path: TitlePath.of(line.registration),
                name: line.holderName,
                area: words.area(line.area),
                state: words.state(line.outcome.state),
                certificate: line.certificateNumber ?? "",
                until: line.validUntil?.vietnamese ?? "",
                reason: line.reason
            )
        }
    }
}
