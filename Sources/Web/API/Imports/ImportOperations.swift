internal import Intake
internal import Programme
internal import Store

/// Lists taken in: uploaded, mapped, checked, taken over, taken back.
struct ImportOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, upload, find, settle, discard] + steps + answers }

    static let example: JSONValue = [
        "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fa0", "version": 1, "state": "uploaded", "file_name": "hội viên.xlsx",
        "file_bytes": 20480, "officer": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f70",
        "created_at": "2026-02-01T01:30:00.000Z", "committed_at": .null, "undone_at": .null, "failure": .null,
    ]

    static let detailExample = JSONValue(
        members: (example.members?.names ?? []).map { ($0, example[$0] ?? .null) } + [
            (
                "settings",
                [
                    "sheet": 0, "sheet_name": "Sheet1", "header_rows": ["first": 4, "last": 5], "row_count": 120,
                    "confidence_percent": 90, "mapping_source": "guessed",
                    "columns": [
                        [
                            "column": 1, "heading": "Họ và tên", "role": "full_name", "encoding": .null,
                            "examples": ["Nguyễn Thị Hạnh"],
                        ]
                    ],
                    "date_order": .null, "area_day": "2026-02-01", "default_branch": .null, "default_area": .null,
                    "creates_branches": false, "mode": "all_or_nothing",
                ]
            ), ("run", .null), ("progress", .null), ("mapping_problems", []),
        ]
    )

    /// What takes lists in, with the areas as they are now.
    func importer() async throws -> Importer {
        Importer(
            database: services.tenants,
            areas: try await services.areas.history,
            today: .inVietnam(),
            folder: services.folder
        )
    }

    private var list: APIOperation {
        APIOperation(
            .get,
            "/imports",
            .viewer,
            .init(
                id: "listImports",
                summary: "Imports, the latest first. Officers of a part see their own.",
                query: APISchemas.paging(most: ImportRepository.longestPage),
                answer: .page(of: .reference("Import"), most: ImportRepository.longestPage),
                answerExample: ["items": [Self.example], "next": .null]
            )
        ) { call in
            let after: ImportID? = try APICursor.identity(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                try await APICursor.reading(after != nil) {
                    let page = try await tx.imports.list(after: after, limit: call.limit(usual: 20))
                    return .page(page.imports.map { JSONValue($0) }, next: page.next?.description)
                }
            }
        }
    }

    private var upload: APIOperation {
        APIOperation(
            .post,
            "/imports",
            .editor,
            .init(
                id: "uploadImport",
                summary: "Uploads a list, XLSX or CSV, as the body itself, and looks at it.",
                effect: .changes,
                takesFile: true,
                status: .created,
                answer: .reference("ImportDetail"),
                answerExample: Self.detailExample,
                hasVersion: true,
                refusals: [.invalid, .unsupportedMediaType]
            )
        ) { call in
            guard let file = call.file else { throw Problem(.internalError) }
            return try await services.changeOutside(call) {
                let importer = try await importer()
                let detail = try await importer.receive(path: file.path, fileName: file.name, call.context)
                let document = JSONValue(detail, nil, language: call.request.language)
                return .made(document, at: "/imports/\(detail.id)", version: detail.version)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/imports/{id}",
            .viewer,
            .init(
                id: "getImport",
                summary:
                    "One import: where it stands, its settings, what the last run came to, how far the present one is.",
                answer: .reference("ImportDetail"),
                answerExample: Self.detailExample,
                hasVersion: true
            )
        ) { call in
            let id: ImportID = try call.identity()
            let detail = try await importer().find(id, call.context)
            let progress = try await services.tenants.read(call.context) { try await $0.imports.progress(of: id) }
            return APIAnswer(JSONValue(detail, progress, language: call.request.language), version: detail.version)
        }
    }

    private var settle: APIOperation {
        APIOperation(
            .put,
            "/imports/{id}/settings",
            .editor,
            .init(
                id: "setImportSettings",
                summary: "Says which column is which field and how the list is taken over. What is not sent stays.",
                effect: .changesVersion,
                body: .reference("ImportSettings"),
                bodyExample: ["columns": [["column": 1, "role": "full_name"]], "mode": "good_rows"],
                answer: .reference("ImportDetail"),
                answerExample: Self.detailExample,
                hasVersion: true,
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            return try await services.changeOutside(call) {
                let importer = try await importer()
                let before = try await importer.find(id, call.context)
                let settings = try ImportDocument.settings(call.body, from: before.settings)
                let detail = try await importer.set(settings, of: id, version: call.version, call.context)
                return APIAnswer(JSONValue(detail, nil, language: call.request.language), version: detail.version)
            }
        }
    }

    private var discard: APIOperation {
        APIOperation(
            .delete,
            "/imports/{id}",
            .editor,
            .init(
                id: "discardImport",
                summary: "Gives an upload up before it is taken over; its file goes.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            return try await services.changeOutside(call) {
                try await importer().discard(id, version: call.version, call.context)
                return .done
            }
        }
    }
}
