internal import HTTPTypes
internal import Programme
internal import Store

/// What belongs to records of the programme's work: who was trained, findings, entries of funds, awards taken back; and the targets.
struct WorkPartOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] {
        [
            people, setPeople, coverage, findings, addFinding, completeFinding, entries, addEntry, reverse, cancel,
            targets,
        ]
    }

    private static let refusals: [ProblemKind] = [.invalid, .conflict, .forbidden]

    // MARK: Trainings

    private var people: APIOperation {
        APIOperation(
            .get,
            "/programme/trainings/{id}/people",
            .viewer,
            .init(
                id: "listTrainingPeople",
                summary: "Who of the roll was at a training; for officers of the whole tenant.",
                answer: .page(of: .identity, most: WorkLimits.mostLines),
                answerExample: ["items": [LearningSchemas.id], "next": .null]
            )
        ) { call in
            let id: TrainingID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.trainings.find(id)
                return .page(try await tx.trainings.people(of: id).map { JSONValue($0.id) }, next: nil)
            }
        }
    }

    private var setPeople: APIOperation {
        APIOperation(
            .put,
            "/programme/trainings/{id}/people",
            .editor,
            .init(
                id: "setTrainingPeople",
                summary: "Records who of the roll was at a training: those named were, everybody else was not.",
                effect: .changesVersion,
                body: .object([.required("people", .array(.identity, most: WorkLimits.mostLines))]),
                bodyExample: ["people": [LearningSchemas.id]],
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: Self.refusals
            )
        ) { call in
            let id: TrainingID = try call.identity()
            return try await services.change(call) { tx in
                let people = (call.body["people"]?.elements ?? []).compactMap { $0.text.flatMap(RollPersonID.init) }
                let version = try await tx.trainings.setPeople(Set(people), of: id, version: call.version)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var coverage: APIOperation {
        APIOperation(
            .get,
            "/programme/training-coverage",
            .viewer,
            .init(
                id: "getTrainingCoverage",
                summary: "How many on each roll were trained until today; the target is all of them.",
                answer: .page(of: .reference("TrainingCoverage"), most: TrainingAudience.allCases.count),
                answerExample: ["items": [WorkSchemas.coverageExample], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.roll.coverage().map { JSONValue($0) }, next: nil)
            }
        }
    }

    // MARK: Findings

    private var findings: APIOperation {
        APIOperation(
            .get,
            "/programme/inspections/{id}/findings",
            .viewer,
            .init(
                id: "listFindings",
                summary: "What an inspection found, and what follows.",
                answer: .page(of: .reference("Finding"), most: WorkLimits.mostLines),
                answerExample: ["items": [WorkSchemas.findingExample], "next": .null]
            )
        ) { call in
            let id: InspectionID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.inspections.find(id)
                return .page(try await tx.inspections.findings(of: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var addFinding: APIOperation {
        APIOperation(
            .post,
            "/programme/inspections/{id}/findings",
            .editor,
            .init(
                id: "addFinding",
                summary: "Adds what an inspection found.",
                effect: .changes,
                body: .object([
                    .required("finding", .text(1...1000)), .optional("measure", .text(0...1000)),
                    .optional("due_on", .nullable(.form(.day))),
                ]),
                bodyExample: ["finding": "Thiếu sổ", "due_on": "2026-07-01"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: Self.refusals
            )
        ) { call in
            let inspection: InspectionID = try call.identity()
            return try await services.change(call) { tx in
                let finding = Finding(
                    finding: call.body.line("finding"),
                    measure: call.body.line("measure"),
                    dueOn: call.body.day("due_on")
                )
                let id = try await tx.inspections.addFinding(finding, to: inspection)
                let version = APISchemas.firstVersion
                let path = "/programme/inspections/\(inspection)/findings"
                return .made(WorkDocument.version(id, version), at: path, version: version)
            }
        }
    }

    private var completeFinding: APIOperation {
        APIOperation(
            .post,
            "/programme/inspections/{id}/findings/{finding}/completion",
            .editor,
            .init(
                id: "completeFinding",
                summary: "Records when something was mended, and how; null opens it again.",
                effect: .changesVersion,
                body: .object([
                    .required("done_on", .nullable(.form(.day))), .optional("outcome", .text(0...1000)),
                ]),
                bodyExample: ["done_on": "2026-06-20", "outcome": "Đã lập sổ"],
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: Self.refusals
            )
        ) { call in
            let (inspection, id): (InspectionID, FindingID) = (try call.identity(), try call.identity("finding"))
            return try await services.change(call) { tx in
                guard try await tx.inspections.findings(of: inspection).contains(where: { $0.id == id }) else {
                    throw StoreError.notFound
                }
                let version = try await tx.inspections.setFindingDone(
                    id,
                    version: call.version,
                    on: call.body.day("done_on"),
                    outcome: call.body.line("outcome")
                )
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    // MARK: Money

    private var entries: APIOperation {
        APIOperation(
            .get,
            "/programme/funds/{id}/entries",
            .viewer,
            .init(
                id: "listFundEntries",
                summary: "What came into a fund and left it, the latest first.",
                answer: .page(of: .reference("FundEntry"), most: WorkLimits.mostLines),
                answerExample: ["items": [WorkSchemas.entryExample], "next": .null]
            )
        ) { call in
            let id: FundID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.funds.find(id)
                return .page(try await tx.funds.entries(of: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var addEntry: APIOperation {
        APIOperation(
            .post,
            "/programme/funds/{id}/entries",
            .editor,
            .init(
                id: "addFundEntry",
                summary: "Adds an entry to a fund, which never holds less than nothing at the end of a day.",
                effect: .changes,
                body: .object(
                    FundSection.entryFields.map {
                        $0.isRequired ? .required($0.name, $0.schema) : .optional($0.name, $0.schema)
                    }
                ),
                bodyExample: [
                    "direction": "income", "kind": "sponsor", "amount": 5_000_000, "entered_on": "2026-02-01",
                ],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": LearningSchemas.id],
                refusals: Self.refusals
            )
        ) { call in
            let fund: FundID = try call.identity()
            return try await services.change(call) { tx in
                let id = try await tx.funds.add(try FundSection.entry(call.body), to: fund)
                return .made(["id": JSONValue(id)], at: "/programme/funds/\(fund)/entries")
            }
        }
    }

    private var reverse: APIOperation {
        APIOperation(
            .post,
            "/programme/funds/{id}/entries/{entry}/reversal",
            .editor,
            .init(
                id: "reverseFundEntry",
                summary: "Takes an entry back by another one.",
                effect: .changes,
                body: .object([.required("note", .text(1...500)), .optional("entered_on", .form(.day))]),
                bodyExample: ["note": "Ghi sai số tiền"],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": LearningSchemas.id],
                refusals: Self.refusals
            )
        ) { call in
            let (fund, entry): (FundID, FundEntryID) = (try call.identity(), try call.identity("entry"))
            return try await services.change(call) { tx in
                guard try await tx.funds.entries(of: fund).contains(where: { $0.id == entry }) else {
                    throw StoreError.notFound
                }
                let day = call.body.day("entered_on") ?? .inVietnam()
                let id = try await tx.funds.reverse(entry, on: day, note: call.body.line("note"))
                return .made(["id": JSONValue(id)], at: "/programme/funds/\(fund)/entries")
            }
        }
    }

    private var cancel: APIOperation {
        APIOperation(
            .post,
            "/programme/awards/{id}/cancellation",
            .editor,
            .init(
                id: "cancelAward",
                summary: "Takes an award back; the money goes back into its fund.",
                effect: .changesVersion,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: Self.refusals
            )
        ) { call in
            let id: AwardID = try call.identity()
            return try await services.change(call) { tx in
                let version = try await tx.awards.cancel(id, version: call.version)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var targets: APIOperation {
        APIOperation(
            .get,
            "/programme/targets",
            .viewer,
            .init(
                id: "listTargets",
                summary: "What is to be reached until a year, by decision or plan.",
                answer: .page(of: .reference("Target"), most: WorkLimits.mostLines),
                answerExample: ["items": [WorkSchemas.targetExample], "next": .null]
            )
        ) { call in
            try await services.read(call) { tx in
                .page(try await tx.programme.targets().map { JSONValue($0) }, next: nil)
            }
        }
    }
}
