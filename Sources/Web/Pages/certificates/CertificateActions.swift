internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the page of a certificate does.
struct CertificateActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func revoke(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Certificate.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let reason = VietnameseText.clean(form["reason"] ?? "")
        guard !reason.isEmpty else {
            let problem = Phrase("Xin ghi lý do thu hồi.", "Please write why it is revoked.")
            return try await page(request, officer, problem: problem)
        }
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.certificates.revoke(id, version: version, reason: reason)
                return LocalPath(trusted: "/certificates/\(id)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, reason: reason, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, reason: reason, problem: ClassFormPage.conflict)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        reason: String = "",
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Certificate.self)
        let found = try await desk.database.read(officer.context) { try await $0.certificates.find(id) }
        let page = CertificatePage(found, officer, desk.baseURL, request.language, reason: reason, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/certificates/{id}`: a certificate to print, with a code by which anybody may verify it.
struct CertificatePage: Page {
    static let template = "certificates/certificate"

    let path: String
    let member: String
    let key = FormKey().text
    let version: Int
    let number: String
    let subject: String
    let holder: String
    let issuer: String
    let issuedOn: String
    let signatory: String
    let link: String
    let picture: QRCode?
    let revoked: String?
    let mayRevoke: Bool
    let reason: FormField.View
    let problem: String?

    func title(in language: Language) -> String { Phrase("Giấy chứng nhận", "Certificate").text(in: language) }

    init(
        _ found: StoredCertificate,
        _ officer: SignedInOfficer,
        _ baseURL: BaseURL,
        _ language: Language,
        reason: String,
        problem: Phrase?
    ) {
        path = "/certificates/\(found.id)"
        member = "/members/\(found.member)/learning"
        version = found.version
        number = found.number
        subject = found.title
        holder = found.holderName
        issuer = found.issuer
        issuedOn = found.issuedOn.vietnamese
        signatory = found.signatory
        link = "\(baseURL.origin)/v/\(found.code.text)"
        picture = QRCode(link)
        revoked = found.revokedOn.map { day in
            Phrase("Đã thu hồi ngày {0}: {1}", "Revoked on {0}: {1}").text(
                in: language,
                day.vietnamese,
                found.revokedReason
            )
        }
        mayRevoke = officer.context.role >= .editor && found.revokedOn == nil
        var field = FormField("reason", Phrase("Vì sao thu hồi", "Why").text(in: language))
        field.text = reason
        field.longest = 200
        field.isRequired = true
        self.reason = field.view
        self.problem = problem?.text(in: language)
    }
}
