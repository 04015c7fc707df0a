internal import HTTPTypes
internal import Programme
internal import Store

/// Official reports: asked for, handed out, signed, made by themselves.
struct ReportOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, ask, find, file, makeAgain, sign, remove] + schedules }

    private static let path = "/reports/{id}"

    private var list: APIOperation {
        APIOperation(
            .get,
            "/reports",
            .viewer,
            .init(
                id: "listReports",
                summary: "The official reports of the tenant, the latest first, without their files.",
                query: [.optional("form", .choice(ReportSchemas.forms))],
                answer: JSONSchema.page(of: .reference("Report"), most: ReportRepository.most),
                answerExample: ["items": [ReportSchemas.example], "next": .null]
            )
        ) { call in
            let form = call.query["form"]?.text.flatMap(OfficialForm.init(rawValue:))
            return try await services.read(call) { tx in
                .page(try await tx.reports.list(form: form).map { JSONValue($0, []) }, next: nil)
            }
        }
    }

    private var ask: APIOperation {
        APIOperation(
            .post,
            "/reports",
            .editor,
            .init(
                id: "askForReport",
                summary: "Asks for a report; it is made as a draft beside the call.",
                effect: .changes,
                body: .reference("ReportQuestion"),
                bodyExample: ReportSchemas.questionExample,
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let subject = ReportSubject(
                try call.body.option("form", of: OfficialForm.self),
                year: call.body.number("year"),
                period: call.body["period"]?.text.flatMap(ReturnPeriod.init(rawValue:)),
                about: (call.body.identity("about") as Identity<Never>?)?.uuid
            )
            return try await services.change(call) { tx in
                let id = try await tx.reports.ask(subject)
                let version = APISchemas.firstVersion
                return .made(WorkDocument.version(id, version), at: "/reports/\(id)", version: version)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            Self.path,
            .viewer,
            .init(
                id: "getReport",
                summary: "One report, how far it is, and which files it has.",
                answer: .reference("Report"),
                answerExample: ReportSchemas.example,
                hasVersion: true
            )
        ) { call in
            let id: ReportID = try call.identity()
            return try await services.read(call) { tx in
                let (report, files) = try await tx.reports.find(id)
                return APIAnswer(JSONValue(report, files), version: report.version)
            }
        }
    }

    private var file: APIOperation {
        APIOperation(
            .get,
            "\(Self.path)/file",
            .viewer,
            .init(
                id: "getReportFile",
                summary: "A file of a report, byte by byte as it is kept.",
                query: [
                    .optional(
                        "kind",
                        JSONSchema.choice(OfficialFile.allCases.map(\.rawValue)).described(
                            "The workbook when left out."
                        )
                    )
                ],
                givesFile: true,
                limits: .file
            )
        ) { call in
            let kind = call.query["kind"]?.text.flatMap(OfficialFile.init(rawValue:)) ?? .xlsx
            let download = ReportDownload(database: services.tenants, folder: services.folder)
            return APIAnswer(try await download.response(try call.identity(), kind, call.context))
        }
    }

    private var makeAgain: APIOperation {
        step("\(Self.path)/making", "makeReportAgain", "Has a draft, or one that failed, made from the latest records.")
        {
            try await $0.reports.askAgain($1, version: $2.version)
        }
    }

    private var sign: APIOperation {
        step(
            "\(Self.path)/signature",
            "signReport",
            "Signs a draft as it is; it never changes after that.",
            body: .reference("ReportSignature"),
            example: ReportSchemas.signatureExample
        ) { tx, id, call in
            try await tx.reports.sign(id, version: call.version, try ReportFields.signature(call.body))
        }
    }

    private func step(
        _ path: String,
        _ id: String,
        _ summary: String,
        body: JSONSchema? = nil,
        example: JSONValue? = nil,
        _ work: @escaping @Sendable (TenantTransaction, ReportID, APICall) async throws -> Int
    ) -> APIOperation {
        APIOperation(
            .post,
            path,
            .editor,
            .step(id: id, summary: summary, body: body, example: example)
        ) { call in
            let id: ReportID = try call.identity()
            return try await services.change(call) { tx in
                let version = try await work(tx, id, call)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            Self.path,
            .editor,
            .init(
                id: "removeReport",
                summary: "Removes a report that is not signed.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let id: ReportID = try call.identity()
            return try await services.change(call) { tx in
                try await tx.reports.remove(id, version: call.version)
                return .done
            }
        }
    }

    private var schedules: [APIOperation] {
        [
            APIOperation(
                .get,
                "/report-schedules",
                .viewer,
                .init(
                    id: "listReportSchedules",
                    summary: "Which reports are made as drafts when their time is over.",
                    answer: JSONSchema.page(of: .reference("ReportSchedule"), most: ReportRepository.most),
                    answerExample: ["items": [ReportSchemas.scheduleExample], "next": .null]
                )
            ) { call in
                try await services.read(call) { tx in
                    .page(try await tx.reportSchedules.list().map { JSONValue($0) }, next: nil)
                }
            },
            APIOperation(
                .post,
                "/report-schedules",
                .editor,
                .init(
                    id: "setReportSchedule",
                    summary: "Has the reports of a form and a period made by themselves, or no more.",
                    effect: .changes,
                    body: .object([
                        .required("form", .choice(ReportSchemas.scheduledForms)),
                        .required("period", .choice(ReportSchemas.periods)), .required("is_on", .boolean),
                    ]),
                    bodyExample: ["form": "organisation", "period": "year", "is_on": true],
                    status: .noContent,
                    refusals: [.invalid, .forbidden]
                )
            ) { call in
                let form = try call.body.option("form", of: OfficialForm.self)
                let period = try call.body.option("period", of: ReturnPeriod.self)
                let isOn = call.body["is_on"]?.flag ?? false
                return try await services.change(call) { tx in
                    try await tx.reportSchedules.set(form, period, isOn: isOn)
                    return .done
                }
            },
        ]
    }
}
