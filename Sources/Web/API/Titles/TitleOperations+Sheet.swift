internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Programme
internal import Store

extension TitleOperations {
    /// What belongs to one registration, steps back, and the days of a year.
    var sheet: [APIOperation] {
        [
            evidence, addEvidence, evidenceContent, removeEvidence, appeal, history, withdraw, sendBack, takeBack,
            deadlines,
            setDeadlines,
        ]
    }

    private var evidence: APIOperation {
        APIOperation(
            .get,
            "/registrations/{id}/evidence",
            .viewer,
            .init(
                id: "listEvidence",
                summary: "The files that prove something of a registration.",
                answer: .page(of: .reference("Evidence"), most: RegistrationRepository.mostEvidence),
                answerExample: ["items": [TitleSchemas.evidenceExample], "next": .null]
            )
        ) { call in
            let id: RegistrationID = try call.identity()
            return try await services.read(call) { tx in
                guard !(try await tx.registrations.find([id]).isEmpty) else { throw StoreError.notFound }
                return .page(try await tx.registrations.evidence(of: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var addEvidence: APIOperation {
        APIOperation(
            .post,
            "/registrations/{id}/evidence",
            .editor,
            .init(
                id: "addEvidence",
                summary:
                    "Adds a PDF, JPEG or PNG, sent as `application/octet-stream`; it is looked into, and not taken by its name.",
                effect: .changes,
                takesFile: true,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": TitleSchemas.id],
                refusals: [.invalid, .conflict, .notFound, .unsupportedMediaType]
            )
        ) { call in
            let id: RegistrationID = try call.identity()
            guard let sent = call.file, let content = FileManager.default.contents(atPath: sent.path) else {
                throw Problem(.internalError)
            }
            switch EvidenceFile.looked(into: content, name: sent.name) {
            case .failure(let defect):
                // what is not there is said first, whatever was sent
                _ = try await services.read(call) { tx in
                    guard !(try await tx.registrations.find([id]).isEmpty) else { throw StoreError.notFound }
                    return .done
                }
                throw StoreError.refused(defect.refusal)
            case .success(let file):
                return try await services.change(call) { tx in
                    APIAnswer(["id": JSONValue(try await tx.registrations.addEvidence(file, to: id))])
                }
            }
        }
    }

    private var evidenceContent: APIOperation {
        APIOperation(
            .get,
            "/evidence/{id}",
            .viewer,
            .init(
                id: "getEvidence",
                summary: "A file that proves something. Reading is noted in the audit.",
                givesFile: true,
                fileKinds: EvidenceFile.Kind.allCases.map(\.contentType),
                limits: .file
            )
        ) { call in
            let id: EvidenceID = try call.identity()
            return try await services.read(call) { tx in
                let file = try await tx.registrations.evidenceContent(id)
                return APIAnswer(
                    Response(
                        status: .ok,
                        headers: [
                            .contentType: file.kind.contentType,
                            .contentDisposition: "attachment; filename=\"minh-chung.\(file.kind.rawValue)\"",
                        ],
                        body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.content))
                    )
                )
            }
        }
    }

    private var removeEvidence: APIOperation {
        APIOperation(
            .delete,
            "/evidence/{id}",
            .editor,
            .init(
                id: "removeEvidence",
                summary: "Takes a file away, while its registration is open for it.",
                effect: .changes,
                status: .noContent,
                refusals: [.conflict]
            )
        ) { call in
            let id: EvidenceID = try call.identity()
            return try await services.change(call) { tx in
                try await tx.registrations.removeEvidence(id)
                return .done
            }
        }
    }

    private var appeal: APIOperation {
        APIOperation(
            .post,
            "/registrations/{id}/appeals",
            .editor,
            .init(
                id: "appealRegistration",
                summary: "Enters an appeal against a refusal; the next decision answers it.",
                effect: .changes,
                body: .object([
                    .required("appellant", .text(1...100)), .required("grounds", .text(1...2000)),
                    .required("filed_on", .form(.day)),
                ]),
                bodyExample: [
                    "appellant": "Rơ Châm Hyéo", "grounds": "Điểm 2.1 chấm chưa đúng", "filed_on": "2026-11-15",
                ],
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": TitleSchemas.id],
                refusals: [.conflict]
            )
        ) { call in
            let id: RegistrationID = try call.identity()
            guard let day = ClassDocument.day("filed_on", in: call.body) else { throw Problem(.badRequest) }
            return try await services.change(call) { tx in
                let appeal = try await tx.registrations.appeal(
                    id,
                    by: call.body["appellant"]?.text ?? "",
                    grounds: call.body["grounds"]?.text ?? "",
                    on: day
                )
                return APIAnswer(["id": JSONValue(appeal)])
            }
        }
    }

    private var history: APIOperation {
        APIOperation(
            .get,
            "/registrations/{id}/decisions",
            .viewer,
            .init(
                id: "listRegistrationDecisions",
                summary: "What was decided of a registration, the latest first; that one holds.",
                answer: .page(of: .reference("TitleDecisionLine"), most: 1000),
                answerExample: ["items": [TitleSchemas.lineExample], "next": .null]
            )
        ) { call in
            let id: RegistrationID = try call.identity()
            return try await services.read(call) { tx in
                guard !(try await tx.registrations.find([id]).isEmpty) else { throw StoreError.notFound }
                return .page(try await tx.registrations.history(of: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    // MARK: Steps back

    private var withdraw: APIOperation {
        back("withdrawals", "withdrawRegistrations", "Takes registrations back that are not proposed yet.") {
            try await $0.registrations.withdraw($1, remark: $2)
        }
    }

    private var sendBack: APIOperation {
        back("rescorings", "sendBackRegistrations", "Sends registrations back from the review, to be scored again.") {
            try await $0.registrations.sendBack($1, remark: $2)
        }
    }

    private var takeBack: APIOperation {
        back("retractions", "takeBackRegistrations", "Takes registrations off the list on which they were sent up.") {
            tx,
            ids,
            _ in
            try await tx.registrations.takeBack(ids)
        }
    }

    private func back(
        _ noun: String,
        _ id: String,
        _ summary: String,
        _ work: @escaping @Sendable (TenantTransaction, [RegistrationID], String) async throws -> Void
    ) -> APIOperation {
        APIOperation(
            .post,
            "/registrations/\(noun)",
            .editor,
            .init(
                id: id,
                summary: summary,
                effect: .changes,
                body: .object([
                    .required("registrations", .array(.identity, most: TitleSchemas.most)),
                    .optional("remark", .text(0...500)),
                ]),
                bodyExample: ["registrations": [TitleSchemas.id], "remark": "Gia đình chuyển đi"],
                answer: .object([.required("moved", .integer(0...TitleSchemas.most))]),
                answerExample: ["moved": 1],
                refusals: [.conflict, .notFound]
            )
        ) { call in
            let ids = (call.body["registrations"]?.elements ?? []).compactMap { $0.text.flatMap(RegistrationID.init) }
            return try await services.change(call) { tx in
                try await work(tx, ids, call.body["remark"]?.text ?? "")
                return APIAnswer(["moved": .integer(ids.count)])
            }
        }
    }

    // MARK: Days

    private var deadlines: APIOperation {
        APIOperation(
            .get,
            "/title-deadlines",
            .viewer,
            .init(
                id: "getTitleDeadlines",
                summary: "Until when each step of a year is to be done: a ward's own day, or else the city's.",
                query: [.required("year", TitleSchemas.year)],
                answer: .reference("TitleDeadlines"),
                answerExample: TitleSchemas.deadlinesExample
            )
        ) { call in
            let year = call.query["year"]?.whole ?? 0
            return try await services.read(call) { tx in
                let days = try await tx.registrations.deadlines(in: year)
                return APIAnswer(JSONValue(days, city: try await tx.criteria.deadlines(in: year)))
            }
        }
    }

    private var setDeadlines: APIOperation {
        APIOperation(
            .put,
            "/title-deadlines",
            .editor,
            .init(
                id: "setTitleDeadlines",
                summary: "Sets the ward's own days of a year; where none is given the city's holds.",
                effect: .changes,
                body: .object(
                    [.required("year", TitleSchemas.year)]
                        + TitleStage.allCases.map { .optional($0.rawValue, .nullable(.form(.day))) }
                ),
                bodyExample: ["year": 2026, "registered": "2026-03-31", "decided": "2026-11-18"],
                answer: .reference("TitleDeadlines"),
                answerExample: TitleSchemas.deadlinesExample
            )
        ) { call in
            let year = call.body["year"]?.whole ?? 0
            let given = TitleStage.allCases.compactMap { stage in
                ClassDocument.day(stage.rawValue, in: call.body).map { (stage, $0) }
            }
            let days = Dictionary(given) { first, _ in first }
            return try await services.change(call) { tx in
                try await tx.registrations.setDeadlines(days, in: year)
                let kept = try await tx.registrations.deadlines(in: year)
                return APIAnswer(JSONValue(kept, city: try await tx.criteria.deadlines(in: year)))
            }
        }
    }
}
