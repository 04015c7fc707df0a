internal import Programme
internal import Store

extension MemberOperations {
    /// Consents, and their withdrawal.
    var cares: [APIOperation] { [consents, consent, withdrawal] }

    private var consents: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/consents",
            .viewer,
            .init(
                id: "listConsents",
                summary: "The consents of a member, the oldest first.",
                answer: .page(of: .reference("Consent"), most: 10_000),
                answerExample: ["items": [MemberExamples.consent], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                // a member who is not there has no empty list
                _ = try await tx.members.history(id)
                return .page(try await tx.consents.list(id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var consent: APIOperation {
        APIOperation(
            .post,
            "/members/{id}/consents",
            .editor,
            .init(
                id: "recordConsent",
                summary: "Records a consent, or the law that makes one unnecessary.",
                effect: .changes,
                body: MemberSchemas.consentDraft,
                bodyExample: ["purpose": "members", "method": "paper", "given_on": "2026-01-15"],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f52"],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let member: MemberID = try call.identity()
            let body = call.body
            guard let purpose = body["purpose"]?.text, let givenOn = body["given_on"]?.text.flatMap(CalendarDay.init),
                let method = body["method"]?.text.flatMap(ConsentMethod.init(rawValue:))
            else { throw Problem(.internalError) }
            let record = ConsentRecord(
                purpose: purpose,
                legalBasis: body["legal_basis"]?.text.flatMap(LegalBasis.init(rawValue:)) ?? .consent,
                textVersion: body["text_version"]?.text ?? "",
                method: method,
                givenOn: givenOn,
                evidence: body["evidence"]?.text ?? ""
            )
            return try await services.change(call) { tx in
                let id = try await tx.consents.record(record, of: member)
                return .made(["id": JSONValue(id)], at: "/members/\(member)/consents")
            }
        }
    }

    private var withdrawal: APIOperation {
        APIOperation(
            .post,
            "/consents/{id}/withdrawal",
            .editor,
            .init(
                id: "withdrawConsent",
                summary: "Records that a consent was taken back.",
                effect: .changes,
                body: .object([.required("withdrawn_on", .form(.day))]),
                bodyExample: ["withdrawn_on": "2026-03-01"],
                status: .noContent,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let id: ConsentID = try call.identity()
            guard let day = call.body["withdrawn_on"]?.text.flatMap(CalendarDay.init) else {
                throw Problem(.internalError)
            }
            return try await services.change(call) { tx in
                try await tx.consents.withdraw(id, on: day)
                return .done
            }
        }
    }
}
