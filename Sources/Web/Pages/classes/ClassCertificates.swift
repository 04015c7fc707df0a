internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// Certificates of a class: issued to all of this tenant's members who completed it, or to some. Of another tenant's class a
/// tenant certifies its own members.
struct ClassCertificateActions: Sendable {
    let desk: TenantDesk

    static let names = ["signatory", "issued_on", "title"]

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: ClassNotices.phrase(request))
    }

    func issue(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let reference = try EnrolActions.reference(request, officer)
        let sent = try await request.form()
        var form = TypedForm(sent, Self.names)
        let signatory = form.line("signatory", longest: 100, isRequired: true)
        let title = form.line("title", longest: 200, isRequired: true)
        let day = form.day("issued_on", isRequired: true)
        let chosen = sent.all("enrolment").compactMap(EnrolmentID.init)
        guard !form.isRefused, let day else {
            return try await page(request, officer, form: form, problem: ClassFormPage.mend)
        }
        guard !chosen.isEmpty else {
            let problem = Phrase("Chưa chọn ai.", "Nobody is ticked.")
            return try await page(request, officer, form: form, problem: problem)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.certificates.issue(
                    for: chosen.map(CertificateSubject.enrolment),
                    title: title,
                    signatory: signatory,
                    on: day
                )
                let path = ClassPath.of(reference, officer.context.tenant)
                return LocalPath(trusted: "\(path)/certificates?done=certificates")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, form: form, problem: refusal.phrase)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: TypedForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let reference = try EnrolActions.reference(request, officer)
        let page = try await desk.database.read(officer.context) { tx in
            let found = try await tx.classes.find(reference)
            let usual = TypedForm([
                "signatory": "", "issued_on": CalendarDay.inVietnam().vietnamese, "title": found.record.title,
            ])
            return ClassCertificatesPage(
                found,
                try await tx.enrolments.list(reference),
                try await tx.certificates.list(in: reference),
                form ?? usual,
                officer,
                request.language,
                notice: notice,
                problem: problem
            )
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/classes/{id}/certificates`.
struct ClassCertificatesPage: Page {
    struct Candidate: Sendable {
        let enrolment: String
        let name: String
        let seat: Int
    }

    struct Row: Sendable {
        let path: String
        let number: String
        let name: String
        let isRevoked: Bool
    }

    static let template = "classes/certificates"

    let path: String
    let back: String
    let className: String
    let key = FormKey().text
    let candidates: [Candidate]
    let hasCandidates: Bool
    let rows: [Row]
    let hasRows: Bool
    let isEmpty: Bool
    let inputs: [FormField.View]
    let notice: String?
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Giấy chứng nhận", "Certificates").text(in: language) }

    init(
        _ found: StoredClass,
        _ seats: [ClassSeat],
        _ certificates: [StoredCertificate],
        _ form: TypedForm,
        _ officer: SignedInOfficer,
        _ language: Language,
        notice: Phrase?,
        problem: Phrase?
    ) {
        back = ClassPath.of(found.reference, officer.context.tenant)
        path = "\(back)/certificates"
        className = found.record.title
        let certified = Set(
            certificates.compactMap { certificate -> EnrolmentID? in
                guard certificate.revokedOn == nil, case .enrolment(let id)? = certificate.subject else { return nil }
                return id
            }
        )
        candidates = seats.filter {
            $0.outcome == .completed && !$0.isGuest && $0.name != nil && !certified.contains($0.enrolment.id)
        }.map { Candidate(enrolment: $0.enrolment.id.description, name: $0.name ?? "", seat: $0.seat) }
        hasCandidates = !candidates.isEmpty
        rows = certificates.map {
            Row(
                path: "/certificates/\($0.id)",
                number: $0.number,
                name: $0.holderName,
                isRevoked: $0.revokedOn != nil
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = candidates.isEmpty && rows.isEmpty
        inputs = [
            form.field("title", Phrase("Nội dung chứng nhận", "For what"), in: language) { field in
                field.longest = 200
                field.isRequired = true
            },
            form.field("signatory", Phrase("Người ký", "Signed by"), in: language) { field in
                field.isRequired = true
                field.help = Phrase("Chức vụ, họ và tên.", "Position and name.").text(in: language)
            },
            form.field("issued_on", Phrase("Ngày cấp", "Issued on"), in: language) { $0.isRequired = true },
        ]
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }
}
