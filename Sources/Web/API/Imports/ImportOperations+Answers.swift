internal import Intake
internal import Programme
internal import Store

extension ImportOperations {
    /// What comes back: rows, the file with what is to mend, and members as a file.
    var answers: [APIOperation] { [rows, file, export] }

    private var rows: APIOperation {
        APIOperation(
            .get,
            "/imports/{id}/rows",
            .viewer,
            .init(
                id: "listImportRows",
                summary: "What became of the rows, in their order.",
                query: [.optional("outcome", ImportSchemas.outcomes)]
                    + APISchemas.paging(most: ImportRepository.longestRowPage),
                answer: .page(of: .reference("ImportRow"), most: ImportRepository.longestRowPage),
                answerExample: [
                    "items": [
                        [
                            "row": 7, "outcome": "new", "member": MemberExamples.id, "before": .null,
                            "after": ["full_name": "Nguyễn Thị Hạnh"], "problems": [],
                        ]
                    ], "next": .null,
                ]
            )
        ) { call in
            let id: ImportID = try call.identity()
            let outcome = call.query["outcome"]?.text.flatMap(ImportOutcome.init(rawValue:))
            let cursor = call.query["cursor"]?.text
            guard let after = cursor.map({ Int32($0) }) ?? 0 else { throw APICursor.refused }
            return try await services.read(call) { tx in
                _ = try await tx.imports.find(id)
                let page = try await tx.imports.rows(
                    of: id,
                    outcome: outcome,
                    after: Int(after),
                    limit: call.limit(usual: 100)
                )
                let language = call.request.language
                return .page(page.rows.map { JSONValue($0, language: language) }, next: page.next.map(String.init))
            }
        }
    }

    private var file: APIOperation {
        APIOperation(
            .get,
            "/imports/{id}/file",
            .viewer,
            .init(
                id: "getImportFile",
                summary: "The uploaded file again, with a further column that says what to mend.",
                givesFile: true,
                limits: .upload,
                refusals: [.conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            let importer = try await importer()
            let name = try await importer.find(id, call.context).stored.fileName.lowercased()
            let isText = name.hasSuffix(".csv") || name.hasSuffix(".txt")
            let file = HandedFile(name: isText ? "problems.csv" : "problems.xlsx", in: services.folder)
            defer { file.remove() }
            try await importer.writeProblems(of: id, to: file.path, in: call.request.language, call.context)
            return APIAnswer(try file.response())
        }
    }

    private var export: APIOperation {
        APIOperation(
            .get,
            "/exports/members",
            .viewer,
            .init(
                id: "exportMembers",
                summary: "The members of a filter as a file that an import reads back.",
                query: [.required("form", .choice(MemberFileForm.allCases.map(\.rawValue)))] + MemberOperations.filters,
                givesFile: true,
                limits: .upload
            )
        ) { call in
            guard let form = call.query["form"]?.text.flatMap(MemberFileForm.init(rawValue:)) else {
                throw Problem(.internalError)
            }
            let filter = MemberOperations.filter(call.query, text: "")
            let file = HandedFile(name: "members.\(form.rawValue)", in: services.folder)
            defer { file.remove() }
            _ = try await importer().export(filter, as: form, to: file.path, call.context)
            return APIAnswer(try file.response())
        }
    }
}
