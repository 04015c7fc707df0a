internal import HTTPTypes
internal import Programme
internal import Store

extension LearningOperations {
    /// Certificates of what was completed.
    var certificates: [APIOperation] { [certificateList, find, issue, revoke] }

    private var certificateList: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/certificates",
            .viewer,
            .init(
                id: "listCertificates",
                summary: "The certificates of a member, the latest first.",
                answer: .page(of: .reference("Certificate"), most: CertificateRepository.most),
                answerExample: ["items": [LearningSchemas.certificateExample], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.members.history(id)
                return .page(try await tx.certificates.list(id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/certificates/{id}",
            .viewer,
            .init(
                id: "getCertificate",
                summary: "One certificate. Reading is noted in the audit.",
                answer: .reference("Certificate"),
                answerExample: LearningSchemas.certificateExample,
                hasVersion: true
            )
        ) { call in
            let id: CertificateID = try call.identity()
            return try await services.read(call) { tx in
                let found = try await tx.certificates.find(id)
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }

    private var issue: APIOperation {
        APIOperation(
            .post,
            "/certificates",
            .editor,
            .init(
                id: "issueCertificates",
                summary: "Issues certificates for classes completed and learning verified, all or none.",
                effect: .changes,
                body: .object([
                    .optional("enrolments", .array(.identity, most: 1000)),
                    .optional("learning_records", .array(.identity, most: 1000)),
                    .optional(
                        "title",
                        JSONSchema.nullable(.text(1...200)).described("That of the class or record by default.")
                    ),
                    .required("signatory", .text(1...100)),
                    .optional("issued_on", JSONSchema.form(.day).described("Today by default.")),
                ]),
                bodyExample: ["enrolments": [ClassExamples.enrolment], "signatory": "Lê Thị Mai"],
                answer: .page(of: .reference("Certificate"), most: 2000),
                answerExample: ["items": [LearningSchemas.certificateExample], "next": .null],
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            let body = call.body
            let enrolments = (body["enrolments"]?.elements ?? []).compactMap { $0.text.flatMap(EnrolmentID.init) }
            let records = (body["learning_records"]?.elements ?? []).compactMap {
                $0.text.flatMap(LearningRecordID.init)
            }
            let subjects = enrolments.map(CertificateSubject.enrolment) + records.map(CertificateSubject.record)
            return try await services.change(call) { tx in
                let issued = try await tx.certificates.issue(
                    for: subjects,
                    title: body["title"]?.text,
                    signatory: body["signatory"]?.text ?? "",
                    on: ClassDocument.day("issued_on", in: body) ?? .inVietnam()
                )
                return .page(issued.map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var revoke: APIOperation {
        APIOperation(
            .post,
            "/certificates/{id}/revocation",
            .editor,
            .init(
                id: "revokeCertificate",
                summary: "Revokes a certificate; who verifies it is told since when, and not why.",
                effect: .changesVersion,
                body: .object([
                    .required("reason", .text(1...200)),
                    .optional("on", JSONSchema.form(.day).described("Today by default.")),
                ]),
                bodyExample: ["reason": "Cấp nhầm"],
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: CertificateID = try call.identity()
            let day = ClassDocument.day("on", in: call.body) ?? .inVietnam()
            return try await services.change(call) { tx in
                let version = try await tx.certificates.revoke(
                    id,
                    version: call.version,
                    reason: call.body["reason"]?.text ?? "",
                    on: day
                )
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }
}
