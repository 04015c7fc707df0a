internal import HTTPTypes
internal import Programme
internal import Store

extension TitleOperations {
    /// What is done to registrations, a list at a time.
    var steps: [APIOperation] { [score, review, propose, decide, decision] }

    /// Problems that one answer names.
    private static let mostProblems = 200

    private var score: APIOperation {
        APIOperation(
            .post,
            "/registrations/scores",
            .editor,
            .init(
                id: "scoreRegistrations",
                summary: "Records scores by a set of criteria that is in use, all or none.",
                effect: .changes,
                body: .object([
                    .required("criteria", .identity),
                    .required(
                        "scores",
                        .array(
                            .object([
                                .required("registration", .identity),
                                .required(
                                    "answers",
                                    JSONSchema.map(.text(1...10)).described(
                                        "By the code of the criterion: points such as `7.5`, `pass`, `fail`, or `-` where it does not apply."
                                    )
                                ),
                            ]),
                            most: TitleSchemas.most
                        )
                    ),
                ]),
                bodyExample: [
                    "criteria": TitleSchemas.id,
                    "scores": [["registration": TitleSchemas.id, "answers": ["1.1": "20", "1.2": "-"]]],
                ],
                answer: .object([.required("scored", .integer(0...TitleSchemas.most))]),
                answerExample: ["scored": 1],
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            guard let set: CriteriaSetID = APICall.identity("criteria", in: call.body) else {
                throw Problem(.badRequest)
            }
            let scores = (call.body["scores"]?.elements ?? []).compactMap { entry -> RegistrationScore? in
                guard let id = entry["registration"]?.text.flatMap(RegistrationID.init),
                    let answers = entry["answers"]?.members
                else { return nil }
                let typed = Dictionary(answers.names.map { ("item.\($0)", answers[$0]?.text ?? "") }) { $1 }
                return RegistrationScore(id, TitleScoreForm.answers(typed))
            }
            return try await services.change(call) { tx in
                let problems = try await tx.registrations.judge(scores, by: set).enumerated().flatMap { index, judged in
                    judged.problems.map { $0.detail(of: index) }
                }
                guard problems.isEmpty else { throw Problem(invalid: Array(problems.prefix(Self.mostProblems))) }
                let judged = try await tx.registrations.score(scores, by: set)
                return APIAnswer(["scored": .integer(judged.count)])
            }
        }
    }

    private var review: APIOperation {
        let count = JSONSchema.integer(0...100_000)
        return APIOperation(
            .post,
            "/registrations/reviews",
            .editor,
            .init(
                id: "reviewRegistrations",
                summary: "Records a meeting with its votes.",
                effect: .changes,
                body: .object([
                    .required("area", .identity), .required("held_on", .form(.day)), .required("chair", .text(1...100)),
                    .required("secretary", .text(1...100)), .required("present", .integer(1...100_000)),
                    .optional("place", .text(0...200)), .optional("minutes", .text(0...20_000)),
                    .required(
                        "votes",
                        .array(
                            .object([
                                .required("registration", .identity), .required("for", count),
                                .optional("against", count), .optional("abstained", count),
                            ]),
                            most: TitleSchemas.most
                        )
                    ),
                ]),
                bodyExample: [
                    "area": TitleSchemas.id, "held_on": "2026-11-01", "chair": "Rơ Châm Hyéo",
                    "secretary": "Lê Thị Hoa",
                    "present": 30, "votes": [["registration": TitleSchemas.id, "for": 28, "against": 2]],
                ],
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": TitleSchemas.id],
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            let body = call.body
            guard let area: AreaID = APICall.identity("area", in: body),
                let day = ClassDocument.day("held_on", in: body)
            else { throw Problem(.badRequest) }
            let record = ReviewRecord(
                area: area,
                heldOn: day,
                place: body["place"]?.text ?? "",
                chair: body["chair"]?.text ?? "",
                secretary: body["secretary"]?.text ?? "",
                present: body["present"]?.whole ?? 0,
                minutes: body["minutes"]?.text ?? ""
            )
            let votes = (body["votes"]?.elements ?? []).compactMap { vote in
                vote["registration"]?.text.flatMap(RegistrationID.init).map { id in
                    ReviewVote(
                        id,
                        for: vote["for"]?.whole ?? 0,
                        against: vote["against"]?.whole ?? 0,
                        abstained: vote["abstained"]?.whole ?? 0
                    )
                }
            }
            return try await services.change(call) { tx in
                APIAnswer(["id": JSONValue(try await tx.registrations.review(record, votes))])
            }
        }
    }

    private static let lines = JSONSchema.array(
        .object([.required("registration", .identity), .optional("reason", .text(0...500))]),
        most: TitleSchemas.most
    )

    private static func lines(_ call: APICall) -> [(registration: RegistrationID, reason: String)] {
        (call.body["lines"]?.elements ?? []).compactMap { line in
            line["registration"]?.text.flatMap(RegistrationID.init).map { ($0, line["reason"]?.text ?? "") }
        }
    }

    private var propose: APIOperation {
        APIOperation(
            .post,
            "/registrations/proposals",
            .editor,
            .init(
                id: "proposeRegistrations",
                summary: "Sends a list up; a line with a reason proposes to refuse.",
                effect: .changes,
                body: .object([
                    .required("number", .text(1...60)), .required("proposed_on", .form(.day)),
                    .required("proposer", .text(1...200)), .required("lines", Self.lines),
                ]),
                bodyExample: [
                    "number": "3/TTr-HKH", "proposed_on": "2026-11-05", "proposer": "Hội Khuyến học",
                    "lines": [["registration": TitleSchemas.id]],
                ],
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": TitleSchemas.id],
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            guard let day = ClassDocument.day("proposed_on", in: call.body) else { throw Problem(.badRequest) }
            let record = ProposalRecord(
                number: call.body["number"]?.text ?? "",
                proposedOn: day,
                proposer: call.body["proposer"]?.text ?? ""
            )
            let lines = Self.lines(call).map {
                ProposalLine($0.registration, refusal: $0.reason.isEmpty ? nil : $0.reason)
            }
            return try await services.change(call) { tx in
                APIAnswer(["id": JSONValue(try await tx.registrations.propose(record, lines))])
            }
        }
    }

    private var decide: APIOperation {
        APIOperation(
            .post,
            "/title-decisions",
            .editor,
            .init(
                id: "decideRegistrations",
                summary: "Records a decision with its list, all or none; who is recognised gets a certificate.",
                effect: .changes,
                body: .object([
                    .required("kind", .choice(["recognition", "refusal", "revocation"])),
                    .required("number", .text(0...60)), .required("decided_on", .form(.day)),
                    .required("signatory", .text(1...100)), .required("signatory_title", .text(1...100)),
                    .required("lines", Self.lines),
                ]),
                bodyExample: [
                    "kind": "recognition", "number": "42/QĐ-UBND", "decided_on": "2026-11-10",
                    "signatory": "Nguyễn Văn An", "signatory_title": "Chủ tịch",
                    "lines": [["registration": TitleSchemas.id]],
                ],
                answer: .reference("TitleDecision"),
                answerExample: TitleSchemas.decisionExample,
                refusals: [.invalid, .conflict, .forbidden, .notFound]
            )
        ) { call in
            let body = call.body
            guard let day = ClassDocument.day("decided_on", in: body),
                let kind = body["kind"]?.text.flatMap(DecisionKind.init(rawValue:))
            else { throw Problem(.badRequest) }
            let record = DecisionRecord(
                kind,
                number: body["number"]?.text ?? "",
                decidedOn: day,
                signatory: body["signatory"]?.text ?? "",
                signatoryTitle: body["signatory_title"]?.text ?? ""
            )
            let lines = Self.lines(call).map { DecisionLine($0.registration, reason: $0.reason) }
            return try await services.change(call) { tx in
                let id = try await tx.registrations.decide(record, lines)
                let (found, kept) = try await tx.registrations.decision(id)
                return APIAnswer(JSONValue(found, kept))
            }
        }
    }

    private var decision: APIOperation {
        APIOperation(
            .get,
            "/title-decisions/{id}",
            .viewer,
            .init(
                id: "getTitleDecision",
                summary: "A decision with its list. Reading is noted in the audit.",
                answer: .reference("TitleDecision"),
                answerExample: TitleSchemas.decisionExample,
                refusals: [.notFound]
            )
        ) { call in
            let id: DecisionID = try call.identity()
            return try await services.read(call) { tx in
                let (found, lines) = try await tx.registrations.decision(id)
                return APIAnswer(JSONValue(found, lines))
            }
        }
    }
}

extension CriteriaAnswerProblem {
    /// As a problem of the API names it, of the score with this number in the call.
    fileprivate func detail(of index: Int) -> Problem.Detail {
        Problem.Detail(
            field: "scores.\(index).answers.\(code)",
            code: "score.\(kind.rawValue)",
            message: TitleWords.problem(kind)
        )
    }
}
